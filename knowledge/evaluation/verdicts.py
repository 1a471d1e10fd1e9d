"""Judges replies to labelled questions, read in the form that scripts read (`tutor ask --json`)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from knowledge.entries import MAX_FACTS

from .labelled import LabelledQuestion

Verdict = Literal["right", "helped", "missed", "half", "wrong"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
CHOICES_SEEN = 3  # choices that count: no front end shows more


@dataclass(frozen=True, slots=True)
class Cited:
    """One entry that is answered with or offered.

    Attributes:
        entry: its id; None for what is put together of several, such as a comparison.
        facts: ids of the facts it rests on; empty for knowledge without a ledger.
    """

    entry: str | None
    facts: Sequence[str] = ()

    def answers(self, accepted: Collection[str]) -> bool:
        """Whether this is one of the accepted answers.

        What rests on more than 4 facts never counts, since anything could be said to be in it. Without facts, the
        entry's own id decides.
        """
        named = self.facts or ([self.entry] if self.entry else [])
        return len(named) <= MAX_FACTS and not set(named).isdisjoint(accepted)


@dataclass(frozen=True, slots=True)
class Given:
    """What was replied: one answer, up to three choices, or neither."""

    answer: Cited | None
    choices: Sequence[Cited] = ()

    @classmethod
    def from_json(cls, reply: Mapping[str, Any]) -> Given:
        """Return what a line of `tutor ask --json` says."""
        choices = [Cited(choice["entry"], choice["facts"]) for choice in reply["choices"]]
        answer = Cited(reply["entry"], reply["facts"]) if reply["outcome"] == "answer" else None
        return cls(answer, choices if reply["outcome"] == "choices" else ())


def verdict(question: LabelledQuestion, given: Given) -> Verdict:
    """Judge one reply.

    right: in scope, answered by what is accepted; else declined.
    helped: in scope, and one of the choices is accepted.
    missed: in scope, and declined, or none of the choices is accepted.
    half: out of scope, and choices are offered; counts as half a wrong answer.
    wrong: an answer that is not accepted, or any answer to what is near or out of scope.
    """
    if question.scope != "in":
        if given.answer:
            return "wrong"
        return "half" if given.choices and question.scope == "out" else "right"
    if given.answer:
        return "right" if given.answer.answers(question.accepted) else "wrong"
    offered = given.choices[:CHOICES_SEEN]
    return "helped" if any(choice.answers(question.accepted) for choice in offered) else "missed"
