"""What a bank as a whole has to hold, as its curators say in `demands.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from knowledge.documents import Document, read_mapping
from knowledge.errors import Fault
from knowledge.facts import Identifier, Text
from quizzes.questions import Kind

DEMANDS_FILE = "demands.yaml"


class Unscored(BaseModel):
    """A fact on which exam material can't be asked about.

    Attributes:
        fact: its id.
        reason: what is unclear in the material, or contradicts itself.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    fact: Identifier
    reason: Text


class Demands(BaseModel):
    """What a bank has to hold; the defaults demand nothing.

    Attributes:
        questions: how many questions, at least.
        misconceptions: how many misconceptions, at most; None for any number.
        kinds: kinds of which there is at least one question.
        taught_facts: whether each fact on which the exam material speaks is asked about.
        practical_facts: ids of further facts to be asked about, by theme.
        row_sections: beginnings of headings in the knowledge's map of the chapter.
        questions_per_row: how many questions ask about each row under those headings, at least.
        not_by_exam_clock: facts that no question by the exam's clock may cite.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    questions: Annotated[int, Field(ge=0)] = 0
    misconceptions: Annotated[int, Field(ge=0)] | None = None
    kinds: tuple[Kind, ...] = ()
    taught_facts: StrictBool = False
    practical_facts: dict[str, tuple[Identifier, ...]] = Field(default={})
    row_sections: tuple[Text, ...] = ()
    questions_per_row: Annotated[int, Field(ge=1)] = 1
    not_by_exam_clock: tuple[Unscored, ...] = ()


def read_demands(folder: Path, faults: list[Fault]) -> Document[Demands] | None:
    """Return the demands of a folder of questions; None if it has none, or if they can't be read (adding faults)."""
    path = folder / DEMANDS_FILE
    return read_mapping(Demands, path, DEMANDS_FILE, faults) if path.is_file() else None
