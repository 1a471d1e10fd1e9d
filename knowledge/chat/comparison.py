"""Comparisons of subjects by aspect, each cell carried by facts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """What holds for one subject in one aspect.

    Attributes:
        subject: id of the subject.
        today: what Azure's documentation says.
        exam: what exam material says; None where it says the same or nothing.
        facts: ids of the facts that carry it, the main one first.
    """

    subject: str
    today: str
    exam: str | None
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One aspect over the subjects compared, in their order."""

    aspect: str
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two or three subjects side by side.

    Attributes:
        subjects: (id, name) of each, in the order asked for.
        rows: one an aspect; never empty.
    """

    subjects: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """Ids of the facts under all cells, each once; none if nothing is known."""
        return tuple(dict.fromkeys(fact for row in self.rows for cell in row.cells for fact in cell.facts))
