"""Questions on the table of comparisons: of which service does this hold?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from knowledge.chat.comparison_file import CellItem, ComparisonFile
from knowledge.content_files import Identified
from knowledge.facts import Fact, Identifier, Text
from quizzes.questions import Option, Question

from .making import Asked, NotMade, cited, known_fact, made, question_id, slot_in

CellName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+\.[a-z0-9-]+$", strict=True)]  # aspect.subject


class Other(BaseModel):
    """A subject of which something else holds: the belief of whoever takes it, and why it is wrong."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    misconception: Identifier
    reason: Text


class Contrast(Asked, Identified):
    """A cell of the table whose subject is to be named.

    Attributes:
        id: the cell, as `aspect.subject`.
        stems: ways to ask, with {cell}, each beginning as after "On Azure today, ".
        reason: why the key is right.
        others: the wrong options, by subject.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: CellName
    stems: tuple[Text, ...] = Field(min_length=2, max_length=3)
    reason: Text
    others: dict[Identifier, Other] = Field(min_length=1)


def contrast_question(contrast: Contrast, table: ComparisonFile, facts: Mapping[str, Fact]) -> Question:
    """Return the question.

    Raises:
        NotMade: if a cell is missing, or says of another subject the same as of the right one.
        pydantic.ValidationError: if a text is too long or too short.
    """
    aspect, _, subject = contrast.id.partition(".")
    cells = {name: _cell(table, aspect, name) for name in (subject, *contrast.others)}
    key = cells[subject]
    for name in contrast.others:
        if cells[name].today == key.today:
            rule = f"The table says the same of `{name}` as of `{subject}`, so both would be right."
            raise NotMade(rule, "Leave it out, or correct the table.")
    names = {item.id: item.name for item in table.subjects}
    cited_facts = cited([*key.facts, *(cells[name].facts[0] for name in contrast.others)])
    sources = [known_fact(name, facts) for name in cited_facts]
    options = [Option(text=names[subject], right=True, reason=contrast.reason)]
    options += [
        Option(text=names[name], reason=other.reason, misconception=other.misconception)
        for name, other in contrast.others.items()
    ]
    exam = _other_clock(cells, names, {fact.id for fact in sources if fact.disagrees})
    slot = slot_in({"cell": key.today})
    return made(question_id(aspect, subject), contrast, contrast.stems, options, sources, exam, slot)


def _cell(table: ComparisonFile, aspect: str, subject: str) -> CellItem:
    row = next((item for item in table.aspects if item.id == aspect), None)
    if row is None or subject not in row.cells:
        remedy = "Correct the name, add the cell, or remove what asks for it."
        raise NotMade(f"The table of comparisons has no cell `{aspect}.{subject}` (any more).", remedy)
    return row.cells[subject]


def _other_clock(cells: Mapping[str, CellItem], names: Mapping[str, str], differing: set[str]) -> str | None:
    """Return what exam material says on the first subject with a cited fact on which it differs; None if it agrees."""
    for subject, cell in cells.items():
        if cell.exam and differing & set(cell.facts):
            return f"Exam material on {names[subject]}: {cell.exam}"
    return None
