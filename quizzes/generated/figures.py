"""Questions on the figures of facts: the key is a value of a fact, wrong options are other facts' values."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from knowledge.content_files import Identified
from knowledge.facts import Fact, Identifier, Text
from quizzes.listing import listed
from quizzes.questions import Option, Question

from .making import Asked, NotMade, cited, filled, known_fact, made, question_id

Reference = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+\.[a-z0-9_]+$", strict=True)]  # fact.value

EXAM_VALUE = "exam_"  # how the names of values begin that exam material gives
IN_WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
ONE_IN_WORDS = ("a", "an", "single")
_SHORTEST_PLURAL = 3  # letters; KB and ms are no plurals


class Neighbour(BaseModel):
    """A wrong option.

    Attributes:
        value: the fact and the value whose figure it is; else None.
        text: a figure that no fact has as a value; else None.
        unit: what it counts; None for the same as the right one.
        misconception: the belief of whoever takes it.
        reason: why it is wrong; may name {text}, {right} and {fact.value}.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: Reference | None = None
    text: Text | None = None
    unit: Text | None = None
    misconception: Identifier
    reason: Text

    @model_validator(mode="after")
    def _one_figure(self) -> Neighbour:
        if (self.value is None) == (self.text is None):
            raise ValueError("A neighbour has either `value` or `text`. | Give one of the two.")
        return self


class Figure(Asked, Identified):
    """A figure to be asked for.

    Attributes:
        id: the fact and the value that is the key, as `fact.value`.
        kind: single (one of four) or typed (the neighbours are answers that we recognise as wrong).
        unit: what the figure counts, in the plural; None for names and dates.
        stems: ways to ask, each beginning as after "On Azure today, ".
        reason: why the key is right; it, stems, explanation and other clock may name {right} and {fact.value}.
        neighbours: the wrong options.
        facts: what else it rests on, beside the facts whose values it shows.
        other_clock: what exam material says; exactly where it differs on a cited fact.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Reference
    kind: Literal["single", "typed"] = "single"
    unit: Text | None = None
    stems: tuple[Text, ...] = Field(min_length=2, max_length=3)
    reason: Text
    neighbours: tuple[Neighbour, ...] = Field(min_length=1)
    facts: tuple[Identifier, ...] = ()
    other_clock: Text | None = None


def figure_question(figure: Figure, facts: Mapping[str, Fact]) -> Question:
    """Return the question.

    Raises:
        NotMade: if a fact or value is missing, or a value is not what its fact says in words.
        pydantic.ValidationError: if a text is too long or too short.
    """
    right = _counted(_bare(figure.id, facts), figure.unit)

    def slot(name: str, text: str = right) -> str:
        return {"right": right, "text": text}.get(name) or _bare(name, facts)

    options = [Option(text=right, right=True, reason=filled(figure.reason, slot), wordings=_wordings(figure, right))]
    for neighbour in figure.neighbours:
        bare = neighbour.text or _bare(neighbour.value or "", facts)
        shown = _counted(bare, neighbour.unit or figure.unit)
        options.append(
            Option(
                text=shown,
                reason=filled(neighbour.reason, partial(slot, text=shown)),
                misconception=neighbour.misconception,
                wordings=_wordings(figure, shown),
            )
        )
    values = [figure.id, *(neighbour.value for neighbour in figure.neighbours if neighbour.value)]
    main, *others = (value.partition(".")[0] for value in values)
    return made(
        question_id(figure.id),
        figure,
        figure.stems,
        options,
        [known_fact(fact, facts) for fact in cited([main, *figure.facts, *others])],
        filled(figure.other_clock, slot) if figure.other_clock else None,
        slot,
        figure.kind,
    )


def _bare(reference: str, facts: Mapping[str, Fact]) -> str:
    """Return the figure behind `fact.value` without a unit; NotMade if it is missing or not what the fact says."""
    name, _, value = reference.partition(".")
    fact = known_fact(name, facts)
    if value not in fact.values:
        remedy = "Restore the value, name another, or remove what asks for it."
        raise NotMade(f"The fact `{name}` has no value `{value}` (any more).", remedy)
    found = fact.values[value]
    shown = [str(part) for part in found] if isinstance(found, list) else [_shown(found)]
    # Where exam material agrees, the documentation may have been noted as "the same".
    agreed = fact.exam if fact.verdict == "agrees" or value.startswith(EXAM_VALUE) else None
    said = f"{fact.docs or ''} {agreed or ''}"
    for part in shown:
        if not _tells(said, part):
            rule = f"The value `{value}` of the fact `{name}` is {part}, but the text of the fact does not say so."
            raise NotMade(rule, "Make the value and the text of the fact agree.")
    return listed(shown)


def _shown(found: object) -> str:
    """Return one value as people write it: 5,000, or 31 July 2028; lists hold key sizes, which take no comma."""
    if isinstance(found, int | float):
        return f"{found:,}"
    with suppress(ValueError):
        date = dt.date.fromisoformat(str(found))
        return f"{date.day} {date:%B %Y}"
    return str(found)


def _tells(said: str, figure: str) -> bool:
    """Whether a text holds a figure, in digits or as a word."""
    ways = [re.escape(figure)]
    if figure.isdigit() and int(figure) < len(IN_WORDS):
        ways += [IN_WORDS[int(figure)], *(ONE_IN_WORDS if figure == "1" else ())]
    return bool(re.search(rf"(?<!\w)(?<!\d[.,])(?:{'|'.join(ways)})(?![\w]|[.,]\d)", said, re.IGNORECASE))


def _counted(bare: str, unit: str | None) -> str:
    if unit is None:
        return bare
    one = bare == "1" and unit.endswith("s") and len(unit) >= _SHORTEST_PLURAL
    return f"{bare} {unit[:-1] if one else unit}"


def _wordings(figure: Figure, shown: str) -> tuple[str, ...]:
    """Return other ways of typing a figure: without its unit, and as a word."""
    if figure.kind != "typed":
        return ()
    bare, _, unit = shown.partition(" ")
    ways = [bare] if unit else []
    if bare.isdigit() and int(bare) < len(IN_WORDS):
        ways += [f"{IN_WORDS[int(bare)]} {unit}".strip(), *([IN_WORDS[int(bare)]] if unit else [])]
    return tuple(ways)
