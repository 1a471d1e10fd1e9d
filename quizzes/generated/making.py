"""What all made questions share: ids, wording chosen by id, the clock, the order of options, figures within text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from knowledge.facts import Fact, Identifier, Text
from quizzes.questions import MAX_FACTS, MAX_TOPICS, Clock, Difficulty, Option, Question

PREFIX = "gen-"  # of the ids, so that a made question never takes the id of a written one

_SLOT = re.compile(r"\{([a-z0-9_.-]+)\}")


Slot = Callable[[str], str]  # what a {name} within a text stands for; raises NotMade if nothing


class Asked(BaseModel):
    """What people write of every made question.

    Attributes:
        explanation: why, in plain words.
        difficulty: how hard it is meant to be.
        topics: ids of the topics it belongs to.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    explanation: Text
    difficulty: Difficulty
    topics: tuple[Identifier, ...] = Field(min_length=1, max_length=MAX_TOPICS)


class NotMade(Exception):
    """A question can't be made from its data: what is wrong, and what to do about it."""

    def __init__(self, rule: str, remedy: str) -> None:
        super().__init__(rule, remedy)
        self.rule = rule
        self.remedy = remedy


def question_id(*parts: str) -> str:
    """Return the id of a question made from the items named: the same in every run, wherever the items stand."""
    return PREFIX + "-".join(re.sub(r"[._]", "-", part) for part in parts)


def filled(text: str, slot: Slot) -> str:
    """Return `text` with each {name} replaced by what `slot` gives for the name.

    Raises:
        NotMade: by `slot`, for a name that stands for nothing.
    """
    return _SLOT.sub(lambda found: slot(found[1]), text)


def slot_in(words: Mapping[str, str]) -> Slot:
    """Return what fills a text in which only `words` may be named."""

    def slot(name: str) -> str:
        if name not in words:
            allowed = ", ".join(f"{{{word}}}" for word in words)
            raise NotMade(f"A text names {{{name}}}, which stands for nothing here.", f"Use of {allowed}.")
        return words[name]

    return slot


def capitalised(text: str) -> str:
    """Return `text` with its first letter as a capital, and the others as they are."""
    return text[:1].upper() + text[1:]


def known_fact(name: str, facts: Mapping[str, Fact]) -> Fact:
    """Return a fact.

    Raises:
        NotMade: if there is none of that id.
    """
    if name not in facts:
        raise NotMade(f"The fact `{name}` does not exist.", "Correct the id, or add the fact.")
    return facts[name]


def cited(names: Sequence[str]) -> tuple[str, ...]:
    """Return the first few facts, each once: as many as a question may cite."""
    return tuple(dict.fromkeys(names))[:MAX_FACTS]


def made(
    name: str,
    asked: Asked,
    stems: Sequence[str],
    options: Sequence[Option],
    facts: Sequence[Fact],
    other_clock: str | None,
    slot: Slot,
    kind: Literal["single", "typed"] = "single",
) -> Question:
    """Return a question, its wording and the order of its options chosen by its id.

    Args:
        name: its id.
        asked: what people wrote of it.
        stems: ways to ask, each beginning as after "On Azure today, ".
        options: in any order.
        facts: what it rests on, the main one first; it asks for today as soon as exam material differs on one.
        other_clock: what exam material says; None where it agrees.
        slot: fills stem and explanation.
        kind: how it is answered.

    Raises:
        NotMade: by `slot`.
        pydantic.ValidationError: if a text is too long or too short, as in a written question.
    """
    clock: Clock = "today" if any(fact.disagrees for fact in facts) else "both"
    stem = filled(stems[_hashed(name) % len(stems)], slot)
    return Question(
        id=name,
        kind=kind,
        clock=clock,
        stem=f"On Azure today, {stem}" if clock == "today" else capitalised(stem),
        options=tuple(sorted(options, key=lambda option: _hashed(name + option.text))),
        explanation=filled(asked.explanation, slot),
        other_clock=other_clock,
        facts=tuple(fact.id for fact in facts),
        difficulty=asked.difficulty,
        topics=asked.topics,
    )


def _hashed(text: str) -> int:
    """Return a number that is the same in every process, other than Python's own hash."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
