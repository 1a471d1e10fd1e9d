"""What the tutor says to a question: one small frozen result for each kind of reply, for any front end to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from knowledge.entries import Entry

from .advice import AdviceStep
from .comparison import Comparison

Focus = Literal["whole", "detail", "sources", "clocks"]  # clocks: exam material against Azure today


@dataclass(frozen=True, slots=True)
class Turn:
    """What a learner asked before, as far as the next question may lean on it.

    Attributes:
        question: the question, with whatever it took from the one before it.
        entry: id of the entry that answered it; None if none did, or if it is not known.
        path: the state of the decision dialogue whose question awaits a choice; None if none does, or if not known.
    """

    question: str
    entry: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """One entry answers, or two, where two things were asked.

    Attributes:
        entry: the answer.
        also: what answers the other part of a compound question; None if one thing was asked.
        focus: what to show first: the whole, or the part that a follow-up asked for ("why?", "source?", "exam?").
        comparison: the subjects that the question sets side by side; None if it names no two.
        advises: whether the decision dialogue ("Help me choose") should be offered.
    """

    entry: Entry
    also: Entry | None = None
    focus: Focus = "whole"
    comparison: Comparison | None = None
    advises: bool = False


@dataclass(frozen=True, slots=True)
class Offered:
    """Two or three entries may be meant."""

    choices: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing checked answers.

    Attributes:
        nearest: up to three entries near to it; none if the question is about something else.
        beyond: name of the known topic that is not covered; None if the question fits none of those.
    """

    nearest: tuple[Entry, ...] = ()
    beyond: str | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """A table answers."""

    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Advised:
    """A step of the decision dialogue answers."""

    step: AdviceStep


@dataclass(frozen=True, slots=True)
class Said:
    """A courtesy is returned: thanks, hello, what can you do."""

    text: str


Answer: TypeAlias = Answered | Offered | Unknown | Compared | Advised | Said


@dataclass(frozen=True, slots=True)
class Reply:
    """What to say, and what the next question may lean on.

    Attributes:
        answer: what to say.
        turn: to be handed in with the learner's next question; None if there is nothing to lean on.
        confidence: 0-1, how surely it is what was asked for.
    """

    answer: Answer
    turn: Turn | None
    confidence: float
