"""What the tutor says to a question, ready to be shown by any front end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.entries import Entry
from knowledge.facts import Fact, Source
from knowledge.loader import Knowledge

MAX_SOURCES = 4
MAX_RELATED = 3


@dataclass(frozen=True, slots=True)
class Clock:
    """One of the two views on a matter.

    Attributes:
        label: whose view it is, "Exam material" or "Azure today".
        text: the view.
        origin: where it stands and of when; None if no source says it.
    """

    label: str
    text: str
    origin: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """An entry with everything that is shown beside it.

    Attributes:
        clocks: exam material and Azure today, where they differ; else empty.
        sources: documentation pages, the main one first, at most MAX_SOURCES.
        related: at most MAX_RELATED entries to go on with.
    """

    entry: Entry
    clocks: tuple[Clock, ...]
    sources: tuple[Source, ...]
    related: tuple[Entry, ...]


def answer_for(entry: Entry, knowledge: Knowledge) -> Answer:
    """Return the answer that an entry gives."""
    return Answer(
        entry=entry,
        clocks=_clocks(entry, [fact for fact in knowledge.facts_of(entry) if fact.disagrees]),
        sources=knowledge.pages_of(entry)[:MAX_SOURCES],
        related=knowledge.related_to(entry)[:MAX_RELATED],
    )


def main_pages(facts: Iterable[str], knowledge: Knowledge) -> tuple[Source, ...]:
    """Return the main documentation page of each fact that has one, each page once, at most MAX_SOURCES."""
    known = (knowledge.facts[name] for name in facts if name in knowledge.facts)
    pages = {page.url: page for fact in known for page in fact.pages[:1]}
    return tuple(pages.values())[:MAX_SOURCES]


def clock_note(entry: Entry, knowledge: Knowledge) -> str | None:
    """Return how exam material and documentation compare on an entry whose clocks do not differ.

    None where they do, since both clocks are shown then, and for knowledge without a ledger, which doesn't tell.
    """
    verdicts = {fact.verdict for fact in knowledge.facts_of(entry)}
    if not verdicts or entry.two_clock:
        return None
    if verdicts == {"agrees"}:
        return "Exam material and Microsoft's documentation say the same on this."
    if verdicts == {"docs-only"}:
        return "Exam material is silent on this; it is what Microsoft's documentation says."
    return "Where exam material speaks of this, Microsoft's documentation says the same."


def source_line(source: Source) -> str:
    """Return a page's title with its date: "About keys (7 Jul 2026)"."""
    return f"{source.title} ({day(source.dated)})" if source.dated else f"{source.title} (undated page)"


def day(date: dt.date) -> str:
    """Return a date as people write it: "7 Jul 2026"."""
    return f"{date.day} {date:%b %Y}"


def _clocks(entry: Entry, disagreeing: list[Fact]) -> tuple[Clock, ...]:
    if entry.two_clock is None:
        return ()
    chapter = next((s.title for fact in disagreeing for s in fact.sources if s.section), None)
    page = next((page for fact in disagreeing for page in fact.pages), None)
    origin = None
    if page:
        origin = f"Microsoft documentation, {day(page.dated)}" if page.dated else "Microsoft documentation, undated"
    return (
        Clock("Exam material", entry.two_clock.exam, chapter),
        Clock("Azure today", entry.two_clock.today, origin),
    )
