"""Entries: what the tutor can answer, and the ways in which people ask for it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from .content_files import Identified
from .facts import Identifier, Text

TITLE_LIMIT = 75  # a title stands on a button, and Discord's label limit is 80
ANSWER_LIMIT = 1000  # answer, detail and both clocks share one message of 4000 characters
DETAIL_LIMIT = 1500
CLOCK_LIMIT = 300
PHRASING_LIMIT = 200
MAX_FACTS = 4

Title = Annotated[Text, StringConstraints(max_length=TITLE_LIMIT)]
Phrasing = Annotated[Text, StringConstraints(max_length=PHRASING_LIMIT)]
Clock = Annotated[Text, StringConstraints(max_length=CLOCK_LIMIT)]


class TwoClock(BaseModel):
    """What exam material says beside what holds on Azure today, where the two differ."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    exam: Clock
    today: Clock


class Entry(Identified):
    """One answer of the knowledge base.

    Attributes:
        id: stable name, unique over the knowledge base.
        title: noun phrase that is understood alone; shown on buttons and in autocomplete.
        answer: what to say, in two or three sentences; the first one is the answer.
        detail: conditions, figures and exceptions; None if there is nothing to add.
        two_clock: both views where a cited fact's exam view and documentation differ, else None.
        facts: the facts it states, the main one first.
        phrasings: ways in which people ask for it.
        related: entries that a learner may want next.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Identifier
    title: Title
    answer: Annotated[Text, StringConstraints(max_length=ANSWER_LIMIT)]
    detail: Annotated[Text, StringConstraints(max_length=DETAIL_LIMIT)] | None = None
    two_clock: TwoClock | None = None
    facts: tuple[Identifier, ...] = Field(default=(), max_length=MAX_FACTS)
    phrasings: tuple[Phrasing, ...] = Field(min_length=1)
    related: tuple[Identifier, ...] = ()
