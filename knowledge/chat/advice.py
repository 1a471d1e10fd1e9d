"""The decision dialogue: a few questions on constraints, then one recommendation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to answer a question of the dialogue; `path` is the dialogue's state once it is taken."""

    text: str
    path: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Where the dialogue ends.

    Attributes:
        subject: id of the service recommended; None if no service fits, and `text` says what is missing.
        name: its name, or what is missing, as a heading.
        text: why, from the constraints given.
        facts: ids of the facts that carry it.
        entry: id of the entry to read on; None if there is none.
        exam: what exam material would say; None where it says the same or nothing.
    """

    subject: str | None
    name: str
    text: str
    facts: tuple[str, ...]
    entry: str | None
    exam: str | None = None


@dataclass(frozen=True, slots=True)
class AdviceStep:
    """One state of the dialogue: either a question with its choices, or a recommendation.

    Attributes:
        path: the choices so far, one character each; empty at the start. It names the state, for a button to carry.
        given: (question, choice) pairs so far, in order.
        question: what to ask next; None at the end.
        choices: the ways to answer it; none at the end.
        recommendation: the end; None before it.
    """

    path: str
    given: tuple[tuple[str, str], ...]
    question: str | None
    choices: tuple[Choice, ...]
    recommendation: Recommendation | None
