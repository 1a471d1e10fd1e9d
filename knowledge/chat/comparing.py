"""Sets subjects side by side, from the table in `comparison.yaml`: each cell rests on facts, or is said to be empty."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from knowledge.errors import CannotCompare

from .comparison import Cell, Comparison, Row
from .comparison_file import FEWEST_SUBJECTS, AspectItem, ComparisonFile

MOST_SUBJECTS = 3
MOST_TELLING = 5  # rows where no aspect is asked for
NO_FACT = "no checked fact"  # what stands in a cell that no fact carries


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
