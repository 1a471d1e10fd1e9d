"""Loads a folder of knowledge: facts, entries, and the subject's vocabulary.

Format of a folder (README, "Knowledge folders"): `entries/*.yaml`, or `*.yaml` directly in it; `facts/*.yaml` if the
entries cite facts; `vocabulary.yaml` and the matcher's `synonyms.yaml` and `entities.yaml` if the subject needs them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from .beyond import Beyond, read_beyond
from .content_files import Place, content_files, parse_unique
from .entries import Entry
from .errors import ContentError, Fault
from .facts import Fact, Source
from .fault_wording import Wording
from .sections import Section, read_sections

SHIPPED = Path(__file__).parent / "data"
# Files beside the entries that hold none.
VOCABULARY_FILES = frozenset(
    f"{name}.yaml"
    for name in (
        *("vocabulary", "synonyms", "entities", "starters", "beyond", "small_talk", "comparison", "advice"),
        "sections",
    )
)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything the tutor knows, immutable after loading.

    Attributes:
        folder: where it was loaded from.
        entries: by id, in the order of the files.
        facts: by id; empty for a folder without a ledger.
        places: file and line of each entry, by its id.
        beyond: topics that people ask about and no entry covers, by id.
        sections: of the exam chapter, by id, in its order; empty for a folder that names none.
    """

    folder: Path
    entries: Mapping[str, Entry]
    facts: Mapping[str, Fact]
    places: Mapping[str, tuple[str, int]]
    beyond: Mapping[str, Beyond] = field(default_factory=dict)
    sections: Mapping[str, Section] = field(default_factory=dict)

    def facts_of(self, entry: Entry) -> tuple[Fact, ...]:
        """Return the facts that an entry cites, the main one first (none for a folder without a ledger)."""
        return tuple(self.facts[name] for name in entry.facts if name in self.facts)

    def pages_of(self, entry: Entry) -> tuple[Source, ...]:
        """Return the documentation pages under an entry, each once, the main fact's first."""
        pages = (page for fact in self.facts_of(entry) for page in fact.pages)
        return tuple({page.url: page for page in pages}.values())

    def related_to(self, entry: Entry) -> tuple[Entry, ...]:
        """Return the entries that a learner may want next."""
        return tuple(self.entries[name] for name in entry.related)

    def entry_titled(self, title: str) -> Entry | None:
        """Return the entry with that id or title, however it is capitalised; None if there is none."""
        wanted = title.strip().casefold()
        return next((e for e in self.entries.values() if wanted in (e.id, e.title.casefold())), None)

    def entry_about(self, facts: Iterable[str]) -> Entry | None:
        """Return the entry that explains the first of `facts` it can: by its main fact, else by any; None if none."""
        for name in facts:
            citing = [entry for entry in self.entries.values() if name in entry.facts]
            if citing:
                return min(citing, key=lambda entry: entry.facts.index(name))
        return None


def load_knowledge(folder: Path = SHIPPED) -> Knowledge:
    """Load and check a folder of knowledge.

    Raises:
        ContentError: with all faults of all files, if there is any.
    """
    faults: list[Fault] = []
    knowledge = read_knowledge(folder, faults)
    if faults:
        raise ContentError(faults)
    return knowledge


def read_knowledge(folder: Path, faults: list[Fault]) -> Knowledge:
    """Load a folder of knowledge as far as possible, adding each fault to `faults`."""
    if not folder.is_dir():
        faults.append(Fault(str(folder), 0, "", "There is no such folder.", "Name a folder of knowledge files."))
    facts = parse_unique(Fact, folder, content_files(folder / "facts"), faults)
    nested = content_files(folder / "entries")
    files = nested or [path for path in content_files(folder) if path.name not in VOCABULARY_FILES]
    if not files and folder.is_dir():
        remedy = "Add a file with a list of entries: id, title, phrasings, answer."
        faults.append(Fault(str(folder), 0, "", "The folder holds no entries.", remedy))
    entries = parse_unique(Entry, folder, files, faults)
    ledger = {name: fact for name, (fact, _) in facts.items()}
    for entry, place in entries.values():
        faults.extend(_link_faults(entry, place, entries.keys(), ledger))
    known = MappingProxyType({name: entry for name, (entry, _) in entries.items()})
    return Knowledge(
        folder,
        known,
        MappingProxyType(ledger),
        MappingProxyType({name: place for name, (_, place) in entries.items()}),
        read_beyond(folder, known, faults),
        read_sections(folder, ledger, faults),
    )


def _link_faults(entry: Entry, place: Place, entries: Iterable[str], facts: Mapping[str, Fact]) -> Iterable[Fault]:
    wordings = chain(_repeats(entry), _relatives(entry, entries))
    if facts:  # a folder without a ledger may still name facts of its own
        wordings = chain(wordings, _citations(entry, facts))
    return (Fault(*place, entry.id, rule, remedy) for rule, remedy in wordings)


def _repeats(entry: Entry) -> Iterable[Wording]:
    for names in (entry.related, entry.facts):
        for name in {name for name in names if names.count(name) > 1}:
            yield f"It names `{name}` twice.", "Remove one of the two."


def _relatives(entry: Entry, entries: Iterable[str]) -> Iterable[Wording]:
    for name in entry.related:
        if name not in entries or name == entry.id:
            yield f"`related` names `{name}`, which is no other entry.", "Correct the id, or remove it."


def _citations(entry: Entry, facts: Mapping[str, Fact]) -> Iterable[Wording]:
    for name in entry.facts:
        if name not in facts:
            yield f"It cites the fact `{name}`, which does not exist.", "Correct the id, or add the fact."
    if not entry.facts:
        yield "It cites no fact.", "Name 1 to 4 facts under `facts`."
    disagreeing = [name for name in entry.facts if name in facts and facts[name].disagrees]
    known = any(name in facts for name in entry.facts)
    if disagreeing and not entry.two_clock:
        rule = f"Exam material and documentation differ on {', '.join(disagreeing)}."
        yield rule, "Add `two_clock` with `exam` and `today`."
    if known and entry.two_clock and not disagreeing:
        yield "It has `two_clock`, but its facts do not differ from exam material.", "Remove `two_clock`."
