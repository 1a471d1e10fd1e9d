"""How the subject's names are written, and which words its ledger may use (`vocabulary.yaml`).

Nothing is answered by this file; it is what content is checked against.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from .content_files import Place
from .documents import read_mapping
from .entries import Entry
from .errors import Fault
from .facts import Fact, Identifier, Text
from .loader import Knowledge

VOCABULARY_FILE = "vocabulary.yaml"


class Name(BaseModel):
    """A name and how it may be written.

    Attributes:
        name: the right spelling.
        also: other right ones, to the letter.
        instead_of: names for which this one stands today.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Text
    also: tuple[Text, ...] = ()
    instead_of: tuple[Text, ...] = ()


class Vocabulary(BaseModel):
    """The words of a ledger.

    Attributes:
        verdicts: what each verdict means.
        topics: id of each topic, and its file.
        subjects: id of each service or thing that facts are about, and its name.
        chapter_title: title of the exam material.
        chapter_sections: its headings.
        fields: what each field of a fact means.
        names: how names are written.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    verdicts: dict[Identifier, Text] = Field(default={})
    topics: dict[Identifier, Text] = Field(default={})
    subjects: dict[Identifier, Text] = Field(default={})
    chapter_title: Text = ""
    chapter_sections: tuple[Text, ...] = ()
    fields: dict[Text, Text] = Field(default={})
    names: tuple[Name, ...] = ()


class Spelling:
    """Finds misspelt names in texts; immutable."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names = [(name, _allowed(name), _loose(name.name), _former(name)) for name in names]

    def slips(self, text: str) -> list[tuple[str, str]]:
        """Return each misspelt name in `text` as (what stands there, what should), in the vocabulary's order."""
        found = []
        for name, allowed, loose, former in self._names:
            rest = allowed.sub(" ", text)
            found += [(match[0], name.name) for match in loose.finditer(rest)]
            if former and name.name not in text:
                found += [(match[0], name.name) for match in former.finditer(text)]
        return list(dict.fromkeys(found))


def read_vocabulary(folder: Path, faults: list[Fault]) -> Vocabulary:
    """Return the vocabulary of a folder of knowledge; an empty one if it has none, or a broken one (adding faults)."""
    path = folder / VOCABULARY_FILE
    document = read_mapping(Vocabulary, path, VOCABULARY_FILE, faults) if path.is_file() else None
    return document.value if document else Vocabulary()


def vocabulary_faults(knowledge: Knowledge, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Yield each word of the ledger that the vocabulary does not know, and each misspelt name of an entry."""
    for fact in knowledge.facts.values():
        for rule in _unknown_words(fact, vocabulary):
            yield Fault(f"facts/{fact.topic}.yaml", 0, fact.id, rule, f"Correct it, or add it to {VOCABULARY_FILE}.")
    spelling = Spelling(vocabulary.names)
    for entry in knowledge.entries.values():
        yield from spelling_faults(spelling, knowledge.places[entry.id], entry.id, _shown(entry))


def spelling_faults(spelling: Spelling, place: Place, item: str, texts: Iterable[str]) -> Iterator[Fault]:
    """Yield a fault for each misspelt name in the texts of an item, which are read as one."""
    for wrong, right in spelling.slips("\n|\n".join(texts)):
        yield Fault(*place, item, f"It says “{wrong}”; the name is {right}.", f"Write {right}.")


def _unknown_words(fact: Fact, vocabulary: Vocabulary) -> Iterator[str]:
    if vocabulary.topics and fact.topic not in vocabulary.topics:
        yield f"`topic` is {fact.topic}, which the vocabulary does not know."
    for subject in fact.subjects if vocabulary.subjects else ():
        if subject not in vocabulary.subjects:
            yield f"`subjects` names {subject}, which the vocabulary does not know."
    for source in fact.sources if vocabulary.chapter_sections else ():
        if source.section and source.section not in vocabulary.chapter_sections:
            yield f"A source names the section “{source.section}”, which the vocabulary does not know."


def _shown(entry: Entry) -> list[str]:
    """Return what a learner reads of an entry (phrasings are how people ask, misspelt as they come)."""
    clocks = [entry.two_clock.exam, entry.two_clock.today] if entry.two_clock else []
    return [entry.title, entry.answer, entry.detail or "", *clocks]


def _allowed(name: Name) -> re.Pattern[str]:
    forms = sorted((name.name, *name.also), key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, forms))})(?=s?(?:[^\w]|$))")


def _loose(name: str) -> re.Pattern[str]:
    """Return what finds a name in any capitals and with any gaps, but not within addresses and paths."""
    words = r"[\s-]*".join(map(re.escape, name.split()))
    return re.compile(rf"(?<![\w./-]){words}(?=s?(?:[^\w]|$))(?![./]\w)", re.IGNORECASE)


def _former(name: Name) -> re.Pattern[str] | None:
    forms = "|".join(map(re.escape, name.instead_of))
    return re.compile(rf"(?<![\w./-])(?:{forms})(?=s?(?:[^\w]|$))") if forms else None
