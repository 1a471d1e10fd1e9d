"""Sets subjects side by side, from the table in `comparison.yaml`: each cell rests on facts, or is said to be empty."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from knowledge.content_files import Identified
from knowledge.documents import Document, read_mapping
from knowledge.errors import CannotCompare, Fault
from knowledge.facts import Identifier, Text
from knowledge.loader import Knowledge

from .comparison import Cell, Comparison, Row

COMPARISON_FILE = "comparison.yaml"
CELL_LIMIT = 110  # characters: two lines on a phone
MOST_SUBJECTS = 3
FEWEST_SUBJECTS = 2
MOST_TELLING = 5  # rows where no aspect is asked for
NO_FACT = "no checked fact"  # what stands in a cell that no fact carries

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


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question names.

    Attributes:
        subjects: at most three, in order.
        aspects: in order.
        marked: whether it asks for a comparison.
        rest: its terms that name none of these.
    """

    subjects: tuple[str, ...]
    aspects: tuple[str, ...]
    marked: bool
    rest: tuple[str, ...]

    @property
    def compares(self) -> bool:
        """Whether it is a comparison."""
        return self.marked and len(self.subjects) >= FEWEST_SUBJECTS

    def joined(self, named: Asked) -> Asked:
        """Return this comparison with further subjects; beyond three, they take the place of the last ones."""
        new = [name for name in named.subjects if name not in self.subjects]
        kept = self.subjects[: max(1, MOST_SUBJECTS - len(new))]
        return Asked((*kept, *new)[:MOST_SUBJECTS], named.aspects or self.aspects, self.marked, ())


class Comparer:
    """Makes comparisons; immutable.

    Args:
        file: the table; None for knowledge without one, of which nothing can be compared.
        read: returns the terms of a text, as questions are read.
    """

    def __init__(self, file: ComparisonFile | None, read: Callable[[str], Sequence[str]]) -> None:
        subjects = file.subjects if file else ()
        self._marker = file.markers[0] if file else ""
        self._subject_words = {item.id: item.words[0] for item in subjects}
        self._aspects = {aspect.id: aspect for aspect in (file.aspects if file else ())}
        self._telling = file.telling if file else ()
        self.subjects = tuple((item.id, item.name) for item in subjects)
        self.aspects = tuple((item.id, item.name) for item in self._aspects.values())
        self._named = _forms(read, ((item.words, (item.id,)) for item in subjects))
        groups = file.groups if file else ()
        self._named += _forms(read, ((item.words, item.subjects) for item in groups))
        partial = _forms(read, ((item.words, item.subjects) for item in groups if not item.alone))
        self._partial = frozenset(form for form, _ in partial)  # name nothing to compare by themselves
        self._about = _forms(read, ((item.words, (item.id,)) for item in self._aspects.values()))
        self._markers = _forms(read, [(file.markers, ("marker",))] if file else [])

    def asked(self, terms: Sequence[str]) -> Asked:
        """Return what a question, as terms, names."""
        named, left = _found(self._named, terms)
        aspects, left = _found(self._about, terms, left)
        marked, left = _found(self._markers, terms, left)
        return Asked(
            self._subjects(named),
            tuple(dict.fromkeys(name for _, names in aspects for name in names)),
            bool(marked),
            tuple(terms[at] for at in left),
        )

    def _subjects(self, found: Sequence[Form]) -> tuple[str, ...]:
        """Return the subjects that forms name: each once, in order, at most three."""
        single = {names[0] for _, names in found if len(names) == 1}
        kept = [form for form in found if len(form[1]) == 1 or single.isdisjoint(form[1])]
        if len({names for _, names in kept}) == 1 and all(form in self._partial for form, _ in kept):
            return ()
        subjects = list(dict.fromkeys(name for _, names in kept for name in names))
        if len(subjects) > MOST_SUBJECTS:
            subjects = list(dict.fromkeys(names[-1] for _, names in kept))
        return tuple(subjects[:MOST_SUBJECTS])

    def worded(self, asked: Asked) -> str:
        """Return a comparison as a question that is understood without the one before it."""
        subjects = f" {self._marker} ".join(self._subject_words[name] for name in asked.subjects)
        return " ".join([subjects, *(self._aspects[name].words[0] for name in asked.aspects)])

    def compare(self, subjects: Sequence[str], aspects: Sequence[str] = ()) -> Comparison:
        """Return subjects side by side, in the aspects given or else in the most telling ones.

        Raises:
            CannotCompare: if a subject or aspect is unknown, or if it is not two or three different subjects.
        """
        names = dict(self.subjects)
        unknown = [name for name in subjects if name not in names]
        unknown += [name for name in aspects if name not in self._aspects]
        if unknown:
            raise CannotCompare(f"I can't compare “{unknown[0]}”. Choose from the list.")
        if len(set(subjects)) < len(subjects):
            raise CannotCompare("Choose different services to compare.")
        if not FEWEST_SUBJECTS <= len(subjects) <= MOST_SUBJECTS:
            raise CannotCompare("I compare two or three services at a time.")
        rows = [self._row(self._aspects[name], subjects) for name in aspects] or self._telling_rows(subjects)
        return Comparison(tuple((name, names[name]) for name in subjects), tuple(rows))

    def _telling_rows(self, subjects: Sequence[str]) -> list[Row]:
        """Return the most telling rows: those in which the subjects differ, before others."""
        rows = [self._row(self._aspects[name], subjects) for name in self._telling]
        rows = [row for row in rows if any(cell.facts for cell in row.cells)]
        chosen = sorted(rows, key=lambda row: -len({cell.today for cell in row.cells if cell.facts}))[:MOST_TELLING]
        return [row for row in rows if row in chosen]

    def _row(self, aspect: AspectItem, subjects: Sequence[str]) -> Row:
        cells = []
        for name in subjects:
            item = aspect.cells.get(name)
            cells.append(Cell(name, item.today, item.exam, item.facts) if item else Cell(name, NO_FACT, None, ()))
        return Row(aspect.id, aspect.name, tuple(cells))


Form = tuple[tuple[str, ...], tuple[str, ...]]  # terms, and what they name


def _forms(read: Callable[[str], Sequence[str]], items: Iterable[tuple[Iterable[str], tuple[str, ...]]]) -> list[Form]:
    return [(tuple(read(word)), names) for texts, names in items for word in texts]


def _found(
    forms: Sequence[Form], terms: Sequence[str], left: Sequence[int] | None = None
) -> tuple[list[Form], list[int]]:
    """Return the forms among the terms, in order, and the positions of those in `left` (all, if None) not in a form.

    At each place the longest form counts. A term may belong to several kinds of forms.
    """
    found: list[Form] = []
    used: set[int] = set()
    at = 0
    while at < len(terms):
        fitting = [form for form in forms if form[0] and tuple(terms[at : at + len(form[0])]) == form[0]]
        form, names = max(fitting, key=lambda one: len(one[0]), default=((), ()))
        found += [(form, names)] if names else []
        used.update(range(at, at + len(form)))
        at += len(form) or 1
    return found, [at for at in (range(len(terms)) if left is None else left) if at not in used]


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


def _cell_faults(name: str, cell: CellItem, subjects: Sequence[str], knowledge: Knowledge) -> Iterable[tuple[str, str]]:
    if name not in subjects:
        yield "There is no such subject.", "Correct the id, or add it under `subjects`."
    yield from fact_faults(cell.facts, cell.exam, knowledge)


def fact_faults(facts: Sequence[str], exam: str | None, knowledge: Knowledge) -> Iterable[tuple[str, str]]:
    """Yield (rule, remedy) for facts that don't exist, and for an exam view that is missing or has no ground."""
    for fact in facts:
        if fact not in knowledge.facts:
            yield f"It cites the fact `{fact}`, which does not exist.", "Correct the id, or add the fact."
    disagreeing = [fact for fact in facts if fact in knowledge.facts and knowledge.facts[fact].disagrees]
    if disagreeing and not exam:
        yield f"Exam material and documentation differ on {', '.join(disagreeing)}.", "Add `exam`."
    if exam and not disagreeing:
        yield "It has `exam`, but its facts do not differ from exam material.", "Remove `exam`."
