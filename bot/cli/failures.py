"""What the terminal says about what went wrong in a foreseen way."""

from __future__ import annotations

from bot.error_messages import operator_sentence
from knowledge.errors import ContentError


def failure_text(error: Exception) -> str | None:
    """Return what to tell whoever typed the command; None if the error is not one that we foresee."""
    if isinstance(error, ContentError):
        count = len(error.faults)
        faults = "1 fault" if count == 1 else f"{count} faults"
        remedy = f"{faults} in the content. Mend {'it' if count == 1 else 'them'}, then run `tutor check`."
        return "\n".join([*map(str, error.faults), remedy])
    return operator_sentence(error)
