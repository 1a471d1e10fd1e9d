"""What we demand of the knowledge we ship, beyond what the loader needs: complete, brief, found in many words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from .content_files import SUFFIXES
from .entries import Entry
from .errors import Fault
from .loader import Knowledge
from .sections import SECTIONS_FILE

MIN_PHRASINGS = 10
MAX_ANSWER = 420  # characters: two or three sentences, read on a phone without scrolling
MAX_DETAIL = 700
MAX_CLOCK = 220
MAX_TITLE = 60
MAX_FILE_BYTES = 1_000_000  # a file that a person can still open and review

_CITED = re.compile(r"`([a-z0-9-]+)`")


def curation_faults(knowledge: Knowledge) -> list[Fault]:
    """Return what keeps the knowledge from being fit to ship; empty if nothing does."""
    return [
        *_uncited_facts(knowledge),
        *_uncovered_chapter(knowledge),
        *_shared_titles(knowledge),
        *_shared_phrasings(knowledge),
        *(fault for entry in knowledge.entries.values() for fault in _entry_faults(knowledge, entry)),
    ]


def _entry_faults(knowledge: Knowledge, entry: Entry) -> Iterator[Fault]:
    if len(entry.phrasings) < MIN_PHRASINGS:
        rule = f"It has {len(entry.phrasings)} phrasings; at least {MIN_PHRASINGS} are needed to be found."
        yield _fault(knowledge, entry, rule, "Add other words and situations in which people ask for it.")
    if not entry.related:
        yield _fault(knowledge, entry, "It names no related entry.", "Add 1 to 4 ids under `related`.")
    parts = [("title", entry.title, MAX_TITLE), ("answer", entry.answer, MAX_ANSWER)]
    parts.append(("detail", entry.detail or "", MAX_DETAIL))
    if entry.two_clock:
        parts.append(("two_clock.exam", entry.two_clock.exam, MAX_CLOCK))
        parts.append(("two_clock.today", entry.two_clock.today, MAX_CLOCK))
    for field, text, limit in parts:
        if len(text) > limit:
            yield _fault(knowledge, entry, f"`{field}` has {len(text)} characters; we keep to {limit}.", "Shorten it.")


def _uncited_facts(knowledge: Knowledge) -> Iterator[Fault]:
    cited = {name for entry in knowledge.entries.values() for name in entry.facts}
    for fact in knowledge.facts.values():
        if fact.id not in cited:
            rule = "No entry cites this fact, so nobody can ask for it."
            yield Fault(f"facts/{fact.topic}.yaml", 0, fact.id, rule, "Write an entry for it, or cite it in one.")


def _uncovered_chapter(knowledge: Knowledge) -> Iterator[Fault]:
    """Every claim of the chapter has to rest on facts that exist and have a section (the map is coverage.md)."""
    path = knowledge.folder / "coverage.md"
    if not path.is_file():
        yield Fault(path.name, 0, "", "The map of the chapter is missing.", "Restore the file.")
        return
    taught = {name for section in knowledge.sections.values() for name in section.facts}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        for name in _CITED.findall(line):
            if name not in knowledge.facts:
                yield Fault(path.name, number, name, "There is no such fact.", "Correct the id.")
            elif name not in taught:
                yield Fault(path.name, number, name, "No section teaches this fact.", f"Add it in {SECTIONS_FILE}.")


def _shared_titles(knowledge: Knowledge) -> Iterator[Fault]:
    """A title stands on a button and is what autocomplete sends, so it has to name one entry."""
    owners: dict[str, Entry] = {}
    for entry in knowledge.entries.values():
        other = owners.setdefault(entry.title.casefold(), entry)
        if other is not entry:
            rule = f"Its title is that of `{other.id}` too."
            yield _fault(knowledge, entry, rule, "Say in the title what sets the two apart.")


def _shared_phrasings(knowledge: Knowledge) -> Iterator[Fault]:
    """Two entries that are asked for in the same words can't both be the answer."""
    owners = defaultdict(list)
    for entry in knowledge.entries.values():
        for phrasing in {" ".join(phrasing.casefold().split()) for phrasing in entry.phrasings}:
            owners[phrasing].append(entry)
        if len(entry.phrasings) != len({phrasing.casefold() for phrasing in entry.phrasings}):
            yield _fault(knowledge, entry, "A phrasing stands twice.", "Remove one of the two.")
    for phrasing, entries in owners.items():
        for entry in entries[1:]:
            rule = f"Its phrasing “{phrasing}” belongs to `{entries[0].id}` too."
            yield _fault(knowledge, entry, rule, "Keep it in the entry that it fits better.")


def file_size_faults(folder: Path) -> Iterator[Fault]:
    """Yield a fault for each data file of `folder` that is too large to be reviewed (a pack still loads with it)."""
    for path in sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES):
        size = path.stat().st_size
        if size >= MAX_FILE_BYTES:
            rule = f"The file has {size:,} bytes; from {MAX_FILE_BYTES:,} on nobody reviews it."
            remedy = "Split it into several files by topic."
            yield Fault(path.relative_to(folder).as_posix(), 0, "", rule, remedy)


def _fault(knowledge: Knowledge, entry: Entry, rule: str, remedy: str) -> Fault:
    return Fault(*knowledge.places[entry.id], entry.id, rule, remedy)
