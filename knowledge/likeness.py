"""Questions that the tutor could not answer as they were meant, and which of them ask the same."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that got no fitting answer.

    Attributes:
        question: its text.
        at: when it was asked.
        wrong_entry: id of the entry that was shown and was not what was meant; None where there was no answer.
    """

    question: str
    at: dt.datetime
    wrong_entry: str | None = None
