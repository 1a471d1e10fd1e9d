"""The form of `comparison.yaml`, and what can be wrong with it: every cell has to rest on facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from knowledge.content_files import Identified
from knowledge.documents import Document, read_mapping
from knowledge.errors import Fault
from knowledge.facts import Identifier, Text
from knowledge.fault_wording import Wording
from knowledge.loader import Knowledge

COMPARISON_FILE = "comparison.yaml"
CELL_LIMIT = 110  # characters: two lines on a phone
FEWEST_SUBJECTS = 2

Names = Annotated[tuple[Identifier, ...], Field(min_length=1)]
Words = Annotated[tuple[Text, ...], Field(min_length=1)]
CellText = Annotated[Text, StringConstraints(max_length=CELL_LIMIT)]


class CellItem(BaseModel):
    """What the facts say on one subject in one aspect; `exam` exactly where one of the facts disagrees."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    today: CellText
    exam: CellText | None = None
    facts: Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=4)]


class SubjectItem(Identified):
    """One thing that can be compared, and the words by which a question names it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Identifier
    name: Annotated[Text, StringConstraints(max_length=40)]
    words: Words


class GroupItem(BaseModel):
    """Words that stand for several subjects, unless one of those is named beside ("vault": both tiers).

    Attributes:
        words: the words.
        subjects: what they stand for; the last one alone, where there are more than three subjects otherwise.
        alone: whether the words by themselves name things to compare ("all three"); else another one must be named.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: Words
    subjects: Names
    alone: bool = False


class AspectItem(Identified):
    """One row of the table; a subject without a cell has no checked fact."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Identifier
    name: Annotated[Text, StringConstraints(max_length=60)]
    words: Words
    cells: dict[Identifier, CellItem] = Field(min_length=1)


class ComparisonFile(BaseModel):
    """The content of `comparison.yaml`.

    Attributes:
        markers: words by which a question asks for a comparison; it has to name two subjects besides.
        subjects: what can be compared.
        groups: words for several subjects.
        telling: the aspects that are shown where none is asked for, in order.
        aspects: the rows.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    markers: Words
    subjects: Annotated[tuple[SubjectItem, ...], Field(min_length=FEWEST_SUBJECTS)]
    groups: tuple[GroupItem, ...] = ()
    telling: Names
    aspects: Annotated[tuple[AspectItem, ...], Field(min_length=1)]


def read_comparison(knowledge: Knowledge, faults: list[Fault]) -> ComparisonFile | None:
    """Return the table of a folder of knowledge; None if it has none, or a faulty one. Adds each fault to `faults`."""
    path = knowledge.folder / COMPARISON_FILE
    document = read_mapping(ComparisonFile, path, COMPARISON_FILE, faults) if path.is_file() else None
    if document is None:
        return None
    found = list(_faults(document, knowledge))
    faults.extend(found)
    return None if found else document.value


def _faults(document: Document[ComparisonFile], knowledge: Knowledge) -> Iterable[Fault]:
    file = document.value
    subjects, aspects = [item.id for item in file.subjects], [item.id for item in file.aspects]
    for field, names in (("subjects", subjects), ("aspects", aspects)):
        for at, name in enumerate(names):
            if name in names[:at]:
                rule = "The id is used already in this list."
                yield Fault(COMPARISON_FILE, document.line(field, at), name, rule, "Give one of the two another id.")
    known = [("telling", at, name, aspects) for at, name in enumerate(file.telling)]
    known += [("groups", at, name, subjects) for at, group in enumerate(file.groups) for name in group.subjects]
    for field, at, name, names in known:
        if name not in names:
            yield Fault(COMPARISON_FILE, document.line(field, at), name, "It is not defined here.", "Correct the id.")
    for at, aspect in enumerate(file.aspects):
        for name, cell in aspect.cells.items():
            line = document.line("aspects", at, "cells", name)
            for rule, remedy in _cell_faults(name, cell, subjects, knowledge):
                yield Fault(COMPARISON_FILE, line, f"{aspect.id}.{name}", rule, remedy)


def _cell_faults(name: str, cell: CellItem, subjects: Sequence[str], knowledge: Knowledge) -> Iterable[Wording]:
    if name not in subjects:
        yield "There is no such subject.", "Correct the id, or add it under `subjects`."
    yield from fact_faults(cell.facts, cell.exam, knowledge)


def fact_faults(facts: Sequence[str], exam: str | None, knowledge: Knowledge) -> Iterable[Wording]:
    """Yield (rule, remedy) for facts that don't exist, and for an exam view that is missing or has no ground."""
    for fact in facts:
        if fact not in knowledge.facts:
            yield f"It cites the fact `{fact}`, which does not exist.", "Correct the id, or add the fact."
    disagreeing = [fact for fact in facts if fact in knowledge.facts and knowledge.facts[fact].disagrees]
    if disagreeing and not exam:
        yield f"Exam material and documentation differ on {', '.join(disagreeing)}.", "Add `exam`."
    if exam and not disagreeing:
        yield "It has `exam`, but its facts do not differ from exam material.", "Remove `exam`."
