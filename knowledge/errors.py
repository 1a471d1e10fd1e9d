"""What can go wrong with knowledge: faults of data files, each with its place and its remedy."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong with a data file.

    Attributes:
        file: path of the file, relative to the folder that was loaded.
        line: line at which the item starts, from 1; 0 where the fault is the file's as a whole.
        item: id of the item, or its position ("item 3") where it has none; empty for the whole file.
        rule: what is not as it must be, in plain words.
        remedy: what to do about it.
    """

    file: str
    line: int
    item: str
    rule: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        item = f" {self.item}:" if self.item else ""
        return f"{place}:{item} {self.rule} Remedy: {self.remedy}"


class KnowledgeError(Exception):
    """Root of all errors of this package."""


class ContentError(KnowledgeError):
    """Data files can't be used.

    Attributes:
        faults: every fault of every file, sorted by place; never empty.
    """

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__(f"{len(self.faults)} fault(s) in the content, first: {self.faults[0]}")


class CannotCompare(KnowledgeError):
    """These subjects can't be set side by side; the text says why, in a sentence for a learner."""


class NoSuchStep(KnowledgeError):
    """The decision dialogue has no such state: it has changed since it was begun."""
