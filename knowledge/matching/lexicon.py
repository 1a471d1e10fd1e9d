"""The subject's own words, read from a folder's `synonyms.yaml` and `entities.yaml`.

Synonyms say what is called by several names and what is nearly the same; entities say which values must not be taken
for each other. Both files are optional; each explains its format at its head.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from knowledge.content_files import Model, parse_items
from knowledge.errors import Fault
from knowledge.facts import Identifier, Text

from .normalise import clean, stem, words

SYNONYMS_FILE = "synonyms.yaml"
ENTITIES_FILE = "entities.yaml"

Form = tuple[str, ...]  # the stems of a word or phrase
Likeness = Annotated[float, Field(gt=0, lt=1)]
Rule = Literal["differs", "mentions"]


class Synonym(BaseModel):
    """One item of `synonyms.yaml`: a term with its forms, or a family of words that are alike.

    Attributes:
        id: the term under which all forms are found, or any name for a family.
        forms: words and phrases that mean the same.
        near: words that a question with this term may mean as well, with how nearly (0-1, both exclusive).
        alike: the words of a family; empty for a term.
        by: how nearly the words of the family mean the same (0-1, both exclusive).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Identifier
    forms: tuple[Text, ...] = ()
    near: dict[str, Likeness] = {}
    alike: tuple[Text, ...] = ()
    by: Likeness = 0.5


class EntityClass(BaseModel):
    """One item of `entities.yaml`: values of one kind that must agree between a question and its answer.

    Attributes:
        id: name of the class.
        rule: "differs": an entry about other values of the class is no answer; "mentions": an entry that does not
            have the value in any of its texts is no answer.
        values: value -> its forms (as in `synonyms.yaml`).
        within: value -> the wider value that it is a case of; the two don't exclude each other.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Identifier
    rule: Rule
    values: dict[Identifier, tuple[Text, ...]] = Field(min_length=1)
    within: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names of things, ready for lookup.

    Attributes:
        phrases: first stem of a form -> (the form, its term), longest form first.
        near: term -> other terms with their likeness, 0-1.
        classes: the entity classes; their values are terms.
        words: the words of the synonyms, unstemmed: what typing errors may be mended towards.
        memberships: term -> the classes with the rule "differs" that it is a value of.
    """

    phrases: Mapping[str, Sequence[tuple[Form, str]]] = field(default_factory=dict)
    near: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    classes: Sequence[EntityClass] = ()
    memberships: Mapping[str, frozenset[str]] = field(default_factory=dict)
    words: frozenset[str] = frozenset()

    def classes_of(self, term: str) -> frozenset[str]:
        """Return the classes, of those whose values exclude each other, that a term is a value of or nearly means."""
        found = self.memberships.get(term)
        if found is None:
            others = (self.memberships.get(other, frozenset()) for other in self.near.get(term, {}))
            found = frozenset().union(*others)
        return found

    def terms(self, text: str) -> list[str]:
        """Return the terms of `text`, in order: forms replaced by their term, other words stemmed."""
        return self.replace([stem(word) for word in words(clean(text))])

    def replace(self, stems: Sequence[str]) -> list[str]:
        """Return `stems` with every known form, the longest first, replaced by its term."""
        found: list[str] = []
        forms, follow = self.phrases, 0
        for at, one in enumerate(stems):
            if follow:
                follow -= 1
            elif one in forms:
                term, length = self._named(stems, at)
                found.append(term)
                follow = length - 1
            else:
                found.append(one)
        return found

    def spans(self, stems: Sequence[str]) -> list[tuple[str, int]]:
        """Return the terms that `stems` are replaced by, each with the number of stems it stands for."""
        found: list[tuple[str, int]] = []
        at = 0
        while at < len(stems):
            found.append(self._named(stems, at))
            at += found[-1][1]
        return found

    def _named(self, stems: Sequence[str], at: int) -> tuple[str, int]:
        following = stems[at + 1] if at + 1 < len(stems) else ""
        for form, term in self.phrases.get(stems[at], ()):
            if len(form) == 1 or (form[1] == following and tuple(stems[at : at + len(form)]) == form):
                return term, len(form)
        return stems[at], 1


def read_lexicon(folder: Path, faults: list[Fault]) -> Lexicon:
    """Read the lexicon of a folder of knowledge; empty if it has none. Each fault is added to `faults`."""
    synonyms = _items(Synonym, folder, SYNONYMS_FILE, faults)
    classes = _items(EntityClass, folder, ENTITIES_FILE, faults)
    owners: dict[Form, tuple[str, str, int]] = {}
    for line, item in synonyms:
        if not item.alike:
            _add_forms((SYNONYMS_FILE, line, item.id), item.id, item.forms, owners, faults)
    for line, kind in classes:
        for value, forms in kind.values.items():
            _add_forms((ENTITIES_FILE, line, kind.id), value, forms, owners, faults)
        faults.extend(_class_faults(line, kind))
    phrases: dict[str, list[tuple[Form, str]]] = {}
    for form, (term, _, _) in sorted(owners.items(), key=lambda pair: -len(pair[0])):
        phrases.setdefault(form[0], []).append((form, term))
    near = _near(Lexicon(phrases), synonyms, faults)
    kinds = tuple(kind for _, kind in classes)
    typed = frozenset(word for _, item in synonyms for text in item.forms for word in words(clean(text)))
    return Lexicon(phrases, near, kinds, _memberships(kinds), typed)


def _class_faults(line: int, kind: EntityClass) -> Iterable[Fault]:
    for value in (*kind.within, *kind.within.values()):
        if value not in kind.values:
            rule = f"`within` names `{value}`, which is no value of the class."
            yield Fault(ENTITIES_FILE, line, kind.id, rule, "Correct it, or add it under `values`.")


def _memberships(classes: Sequence[EntityClass]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for kind in classes:
        for value in kind.values if kind.rule == "differs" else ():
            found[value] = found.get(value, frozenset()) | {kind.id}
    return found


def _items(model: type[Model], folder: Path, name: str, faults: list[Fault]) -> list[tuple[int, Model]]:
    path = folder / name
    return list(parse_items(model, path, name, faults)) if path.is_file() else []


def _add_forms(
    place: tuple[str, int, str],
    term: str,
    forms: Iterable[str],
    owners: dict[Form, tuple[str, str, int]],
    faults: list[Fault],
) -> None:
    for text in (term, *forms):
        form = tuple(stem(word) for word in words(clean(text)))
        owner, file, line = owners.get(form, (term, *place[:2]))
        if not form:
            rule, remedy = f"The form `{text}` holds no word.", "Remove it, or write it with letters."
            faults.append(Fault(*place, rule, remedy))
        elif owner != term:
            rule = f"The form `{text}` belongs to `{owner}` already ({file}:{line})."
            faults.append(Fault(*place, rule, "Keep it in one of the two."))
        else:
            owners.setdefault(form, (term, *place[:2]))


def _near(
    lexicon: Lexicon, synonyms: Sequence[tuple[int, Synonym]], faults: list[Fault]
) -> dict[str, dict[str, float]]:
    near: dict[str, dict[str, float]] = {}
    for line, item in synonyms:
        pairs = [(item.id, other, likeness) for other, likeness in item.near.items()]
        pairs += [(one, other, item.by) for one in item.alike for other in item.alike if one != other]
        for one, other, likeness in pairs:
            found, wanted = lexicon.terms(one), lexicon.terms(other)
            if len(found) == 1 and len(wanted) == 1:
                known = near.setdefault(found[0], {})
                known[wanted[0]] = max(likeness, known.get(wanted[0], 0.0))
            else:
                rule = f"`{one if len(found) != 1 else other}` is not one word."
                faults.append(Fault(SYNONYMS_FILE, line, item.id, rule, "Make it a form of a term, and name the term."))
    return near
