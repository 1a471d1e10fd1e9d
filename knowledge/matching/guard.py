"""The entity guard: an entry about another service, level, role or product is no answer, however like it sounds."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .common_words import FUNCTION_WORDS
from .index import EntryText
from .lexicon import EntityClass

ABOUT_FROM = 0.5  # share of the phrasings that name a value, from which the entry is about it
ALSO_FROM = 0.12  # share from which an entry that is about another value may still answer for this one
FROM = frozenset({"from", "out", "von", "van"})
TO = frozenset({"to", "into", "nach", "naar"})

Way = tuple[str, str]  # from one value of a class to another


@dataclass(frozen=True, slots=True)
class Clash:
    """Why an entry is no answer to a question.

    Attributes:
        kind: id of the entity class; "direction" where the two only go in other directions.
        asked: the values that the question names, in order of their names.
        about: the values that the entry is about; empty if it would only have to mention what is asked.
    """

    kind: str
    asked: tuple[str, ...]
    about: tuple[str, ...]


class Guard:
    """Knows which entity values each entry is about; immutable.

    Attributes:
        has_ask: for each entry, whether its facts' questions were read.
    """

    def __init__(self, classes: Sequence[EntityClass], entries: Sequence[EntryText]) -> None:
        self._differing = [(kind.id, frozenset(kind.values), kind.within) for kind in classes if kind.rule == "differs"]
        self._mentions = [(kind.id, frozenset(kind.values)) for kind in classes if kind.rule == "mentions"]
        self._restricting = frozenset(value for _, values in self._mentions for value in values)
        values = frozenset(value for kind in classes for value in kind.values)
        self._values = values
        self._about = [_shares(entry, values) for entry in entries]
        self._ways = [
            frozenset().union(*(self.ways(terms) for terms in (entry.title, *entry.asks[:1], *entry.phrasings)))
            for entry in entries
        ]
        self._mentioned = [values & _all_terms(entry) for entry in entries]
        self.has_ask = [bool(entry.asks) for entry in entries]

    def named(self, terms: Iterable[str]) -> frozenset[str]:
        """Return the values that a question names."""
        return self._values.intersection(terms)

    def ways(self, terms: Sequence[str]) -> frozenset[Way]:
        """Return the directions that ordered terms speak of: (mhsm, vault) for "from a managed hsm to a vault"."""
        found = set[Way]()
        if FROM.isdisjoint(terms) or TO.isdisjoint(terms):
            return frozenset()
        for _, values, within in self._differing:
            if within.keys().isdisjoint(terms) and values.isdisjoint(terms):
                continue
            source = _value_after(terms, FROM, values)
            target = _value_after(terms, TO, values)
            if source and target:
                found.add((within.get(source, source), within.get(target, target)))
        return frozenset(found)

    def restricts(self, named: frozenset[str]) -> bool:
        """Whether a named value is of a class whose values an answer must mention."""
        return not named.isdisjoint(self._restricting)

    def foreign(self, named: frozenset[str], number: int) -> bool:
        """Whether the entry at position `number` lacks a named value that an answer must mention."""
        return not (named & self._restricting) <= self._mentioned[number]

    def conflicts(self, named: frozenset[str], ways: frozenset[Way], number: int) -> int:
        """Return in how many classes the entry at position `number` is about other values than the question names.

        An entry that only goes in other directions than the question is one more conflict.
        """
        return sum(1 for _ in self._clashes(named, ways, number)) if named else 0

    def clashes(self, named: frozenset[str], ways: frozenset[Way], number: int) -> list[Clash]:
        """Return everything that forbids to answer with the entry at position `number`."""
        missing = [
            Clash(kind, tuple(sorted(lacking)), ())
            for kind, values in self._mentions
            if (lacking := (named & values) - self._mentioned[number])
        ]
        return [*missing, *self._clashes(named, ways, number)]

    def _clashes(self, named: frozenset[str], ways: frozenset[Way], number: int) -> Iterator[Clash]:
        about, other_ways = self._about[number], self._ways[number]
        if ways and other_ways and ways.isdisjoint(other_ways):
            yield Clash("direction", _worded(ways), _worded(other_ways))
        for kind, values, within in self._differing:
            asked = named & values
            if _differs(asked, values, within, about):
                own = sorted(value for value in values if about.get(value, 0.0) >= ABOUT_FROM)
                yield Clash(kind, tuple(sorted(asked)), tuple(own))

    def agreement(self, named: frozenset[str], number: int) -> tuple[float, float]:
        """Return the share of the named values that an entry is about, and the share of its own that aren't named."""
        about = self._about[number]
        agreed = math.fsum(about.get(value, 0.0) for value in named) / len(named) if named else 0.0
        own = [value for value, share in about.items() if share >= ABOUT_FROM]
        unasked = sum(value not in named for value in own) / len(own) if own else 0.0
        return min(1.0, agreed), unasked


def _differs(
    asked: frozenset[str], values: frozenset[str], within: Mapping[str, str], about: Mapping[str, float]
) -> bool:
    if not asked or not any(about.get(value, 0.0) >= ABOUT_FROM for value in values):
        return False
    also = [value for value in values if about.get(value, 0.0) >= ALSO_FROM]
    return not any(
        one == other or within.get(one) == other or within.get(other) == one for one in asked for other in also
    )


def _value_after(terms: Sequence[str], prepositions: frozenset[str], values: frozenset[str]) -> str | None:
    """Return the value that a preposition introduces, with nothing but function words between the two; None if none."""
    for at, term in enumerate(terms):
        if term in prepositions:
            following = next((other for other in terms[at + 1 :] if other not in FUNCTION_WORDS), None)
            if following in values:
                return following
    return None


def _worded(ways: Iterable[Way]) -> tuple[str, ...]:
    return tuple(sorted(f"{source} to {target}" for source, target in ways))


def _shares(entry: EntryText, values: frozenset[str]) -> dict[str, float]:
    shares: dict[str, float] = {}
    for terms in entry.phrasings:
        for value in values.intersection(terms):
            shares[value] = shares.get(value, 0.0) + 1 / len(entry.phrasings)
    for terms in (entry.title, *entry.asks[:1]):
        for value in values.intersection(terms):
            shares[value] = 1.0
    return shares


def _all_terms(entry: EntryText) -> frozenset[str]:
    texts = (entry.title, entry.body, entry.ledger, *entry.asks, *entry.phrasings)
    return frozenset(term for terms in texts for term in terms)
