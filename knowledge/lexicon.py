"""The subject's own words: what is called by several names, and what is nearly the same, read from `synonyms.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from .content_files import parse_items
from .errors import Fault
from .facts import Identifier, Text
from .normalise import clean, stem, words

SYNONYMS_FILE = "synonyms.yaml"

Likeness = Annotated[float, Field(gt=0, lt=1)]


class Synonym(BaseModel):
    """One item of `synonyms.yaml`.

    Attributes:
        id: the term under which all forms are found.
        forms: words and phrases that mean the same.
        near: other terms that a question with this one may mean as well, with how nearly (0-1, both exclusive).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Identifier
    forms: tuple[Text, ...] = ()
    near: dict[str, Likeness] = {}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names of things, ready for lookup.

    Attributes:
        phrases: first token of a form -> (all tokens of the form, its term), longest form first.
        near: term -> other terms with their likeness, 0-1.
    """

    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    near: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def terms(self, text: str) -> list[str]:
        """Return the terms of `text`, in order: forms replaced by their term, other words stemmed."""
        return self.replace([stem(word) for word in words(clean(text))])

    def replace(self, stems: Sequence[str]) -> list[str]:
        """Return `stems` with every known form, the longest first, replaced by its term."""
        found: list[str] = []
        at = 0
        while at < len(stems):
            for form, term in self.phrases.get(stems[at], ()):
                if tuple(stems[at : at + len(form)]) == form:
                    found.append(term)
                    at += len(form)
                    break
            else:
                found.append(stems[at])
                at += 1
        return found


def read_lexicon(folder: Path, faults: list[Fault]) -> Lexicon:
    """Read the lexicon of a folder of knowledge; empty if it has none. Each fault is added to `faults`."""
    path = folder / SYNONYMS_FILE
    if not path.is_file():
        return Lexicon()
    return _build(parse_items(Synonym, path, SYNONYMS_FILE, faults), faults)


def _build(items: Iterable[tuple[int, Synonym]], faults: list[Fault]) -> Lexicon:
    terms: dict[tuple[str, ...], tuple[str, int]] = {}
    near: dict[str, dict[str, float]] = {}
    for line, item in items:
        near.setdefault(item.id, {}).update(item.near)
        for text in (item.id, *item.forms):
            form = tuple(stem(word) for word in words(clean(text)))
            owner, first = terms.get(form, (item.id, line))
            if not form:
                rule, remedy = f"The form `{text}` holds no word.", "Remove it, or write it with letters."
                faults.append(Fault(SYNONYMS_FILE, line, item.id, rule, remedy))
            elif owner != item.id:
                rule = f"The form `{text}` belongs to `{owner}` already (line {first})."
                faults.append(Fault(SYNONYMS_FILE, line, item.id, rule, "Keep it in one of the two."))
            else:
                terms[form] = (item.id, line)
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for form, (term, _) in sorted(terms.items(), key=lambda pair: -len(pair[0])):
        phrases.setdefault(form[0], []).append((form, term))
    return Lexicon(phrases, near)
