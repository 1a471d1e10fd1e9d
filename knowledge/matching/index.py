"""An index of entries by rarity-weighted words: which entries could be meant, and how well each fits.

Two views of an entry are kept. Its *profile* pools all its texts: how likely each term is when people ask for it. Its
*texts* are kept one by one, since a question that nearly repeats one phrasing is answered by it, whatever the others
say.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .common_words import CHATTER, EVERYDAY, FUNCTION_WORDS

# Chosen by cross-validation over the shipped phrasings (tests/knowledge/matching/fit_matcher.py explains the data).
SMOOTHING = 0.3  # share of the background in a term's likelihood (Jelinek-Mercer; Zhai and Lafferty 2004)
LEAST_EXPECTED = 0.01  # likelihood under which the background of a rare term is not put
BODY_LIKELIHOOD = 0.1  # of a term that stands in the answer: people may ask with it, though no phrasing does
LEDGER_LIKELIHOOD = 0.05  # of a term that stands only in the main fact
TITLE_WEIGHT = 3.0  # phrasings that a title counts for
ASK_WEIGHT = 2.0  # phrasings that the main fact's question counts for; the second fact's half as much, and so on
COMMON_FROM = 0.5  # gain from which an entry counts as having a term in earnest
CORE_FROM = 0.4  # likelihood from which a term belongs to what the entry is about

NOWHERE = (array("H"), array("d"))
FUNCTION_FACTOR = 0.3  # of a word's weight, for function words: "which" and "how" tell a little
CHATTER_FACTOR = 0.25  # for polite and filling words
EVERYDAY_FACTOR = 0.25  # for an everyday word that no entry has
UNKNOWN_FACTOR = 0.8  # for any other word that no entry has
LEAST_WEIGHT = 0.05  # of a word that every entry has


@dataclass(frozen=True, slots=True)
class EntryText:
    """The texts of one entry as terms, in order.

    Attributes:
        title: its title.
        phrasings: the ways in which people ask for it.
        asks: the questions of its facts, the main one first; none without a ledger.
        body: its answer and detail.
        ledger: what its main fact states; empty without a ledger.
        words: title and phrasings as the words typed.
    """

    title: Sequence[str]
    phrasings: Sequence[Sequence[str]]
    asks: Sequence[Sequence[str]] = ()
    body: Sequence[str] = ()
    ledger: Sequence[str] = ()
    words: Sequence[Sequence[str]] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """One phrasing, title or fact's question: its distinct terms, its pairs, and the weight of all its terms."""

    terms: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    weight: float


class Index:
    """Knows the terms of each entry, named by its position; immutable.

    Attributes:
        profiles: for each entry, term -> likelihood (0-1, answer and ledger may add a little).
        texts: for each entry its phrasings, title and main fact's question.
        cores: for each entry, its characteristic terms -> likelihood times weight.
        rarest: weight of a term that singles out one entry.

    Args:
        entries: the texts of what can be meant.
        covered: how many of them, from the first, are entries; the others are topics beyond them.
    """

    def __init__(self, entries: Sequence[EntryText], covered: int) -> None:
        self._size = len(entries)
        self.rarest = math.log(self._size + 1)
        self.profiles = [_profile(entry) for entry in entries]
        self._weights: dict[str, float] = {}
        self._postings: dict[str, tuple[array[int], array[float]]] = {}  # entries in order, and their gains
        self._pairs: dict[tuple[str, str], tuple[str, str]] = {}  # each pair once, to save memory
        self._weigh()
        self._common = {
            term: sum(gain >= COMMON_FROM for gain in gains) / self._size
            for term, (_, gains) in self._postings.items()
            if plainness(term) == 1.0
        }
        self._typical = _median(
            [max((self._common.get(t, 0.0) for t in terms), default=0.0) for e in entries for terms in e.phrasings]
        )
        self.texts = [
            [self._text(terms) for terms in (*entry.phrasings, entry.title, *entry.asks[:1])] for entry in entries
        ]
        self._strangeness = _strangeness(self.texts[:covered], self.texts[covered:])
        self.cores = [
            {term: held * self._weights[term] for term, held in profile.items() if held >= CORE_FROM}
            for profile in self.profiles
        ]

    def knows(self, term: str) -> bool:
        """Whether any entry has the term."""
        return term in self._weights

    def weight(self, term: str) -> float:
        """Return how much a term tells: nearly 0 for one that all entries have, `rarest` for one of a single entry."""
        known = self._weights.get(term)
        if known is not None:
            return known
        return self.rarest * (EVERYDAY_FACTOR if term in EVERYDAY else UNKNOWN_FACTOR * plainness(term))

    def likelihoods(self, question: Mapping[str, float]) -> dict[int, float]:
        """Return position -> log-likelihood ratio of the question given the entry, for entries that share a term.

        Args:
            question: term -> how surely it is meant, 0-1.
        """
        found: dict[int, float] = {}
        get = found.get
        for term, sureness in question.items():
            factor = sureness * plainness(term)
            for number, gain in zip(*self._postings.get(term, NOWHERE), strict=True):
                found[number] = get(number, 0.0) + factor * gain
        return found

    def strangeness(self, terms: Iterable[str]) -> float:
        """Return how much rather a question is worded as those on topics beyond the entries: a log-likelihood ratio.

        0 where no such topics are known.
        """
        found = [self._strangeness.get(term, self._strangeness[""]) for term in dict.fromkeys(terms)]
        return math.fsum(found) / math.sqrt(len(found) + 1)

    def gains(self, question: Mapping[str, float], number: int) -> dict[str, float]:
        """Return what each term of a question adds to the log-likelihood ratio of the entry at position `number`."""
        found = {}
        for term, sureness in question.items():
            numbers, gains = self._postings.get(term, NOWHERE)
            if number in numbers:
                found[term] = sureness * plainness(term) * gains[numbers.index(number)]
        return found

    def anchor(self, terms: Iterable[str]) -> float:
        """Return how far a question speaks of the subject at all, 0-1: by its term that most entries have."""
        return min(1.0, max((self._common.get(term, 0.0) for term in terms), default=0.0) / self._typical)

    def _weigh(self) -> None:
        """Weigh each term by how few entries it points at: the entropy of the entry, given the term."""
        totals: dict[str, float] = {}
        spreads: dict[str, float] = {}
        for profile in self.profiles:
            for term, held in profile.items():
                totals[term] = totals.get(term, 0.0) + held
                spreads[term] = spreads.get(term, 0.0) + held * math.log(held)
        for term, total in totals.items():
            entropy = math.log(total) - spreads[term] / total
            self._weights[term] = max(LEAST_WEIGHT, self.rarest - max(0.0, entropy)) * plainness(term)
            self._postings[term] = (array("H"), array("d"))
        expected = {term: SMOOTHING * total / self._size + LEAST_EXPECTED for term, total in totals.items()}
        for number, profile in enumerate(self.profiles):
            for term, held in profile.items():
                numbers, gains = self._postings[term]
                numbers.append(number)
                gains.append(math.log1p(held / expected[term]))

    def _text(self, terms: Sequence[str]) -> Text:
        distinct = tuple(dict.fromkeys(terms))  # in order: sums must not depend on the hashing of words
        pooled = tuple(self._pairs.setdefault(pair, pair) for pair in sorted(pairs(terms)))
        return Text(distinct, pooled, sum(self._weights[term] for term in distinct) or LEAST_WEIGHT)


def pairs(terms: Sequence[str]) -> frozenset[tuple[str, str]]:
    """Return the neighbouring pairs of the terms that carry meaning: word order, as far as it is looked at."""
    return frozenset(pairwise([term for term in terms if plainness(term) == 1.0]))


def plainness(term: str) -> float:
    """Return the factor, 0-1, by which a word counts less for being a function word or a filling one."""
    if term in FUNCTION_WORDS:
        return FUNCTION_FACTOR
    return CHATTER_FACTOR if term in CHATTER else 1.0


def _strangeness(covered: Iterable[Sequence[Text]], beyond: Iterable[Sequence[Text]]) -> dict[str, float]:
    """Return for each term, and under "" for an unknown one, how much likelier it is in a topic than in an entry."""
    sides = [[text.terms for texts in side for text in texts] for side in (covered, beyond)]
    if not all(sides):
        return {"": 0.0}
    within, without = (Counter(term for terms in side for term in terms) for side in sides)
    rest = math.log((len(sides[0]) + 1) / (len(sides[1]) + 1))
    found = {term: rest + math.log((without[term] + 0.5) / (within[term] + 0.5)) for term in within | without}
    return {"": rest, **found}


def _median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2] or 1.0 if values else 1.0


def _profile(entry: EntryText) -> dict[str, float]:
    profile: dict[str, float] = {}
    total = 0.0
    weighted: Iterable[tuple[Sequence[str], float]] = (
        *((terms, 1.0) for terms in entry.phrasings),
        (entry.title, TITLE_WEIGHT),
        *((terms, ASK_WEIGHT / (rank + 1)) for rank, terms in enumerate(entry.asks)),
    )
    for terms, weight in weighted:
        total += weight
        for term in dict.fromkeys(terms):
            profile[term] = profile.get(term, 0.0) + weight
    for term in profile:
        profile[term] /= total
    for terms, likelihood in ((entry.body, BODY_LIKELIHOOD), (entry.ledger, LEDGER_LIKELIHOOD)):
        for term in dict.fromkeys(terms):
            profile[term] = profile.get(term, 0.0) + likelihood
    return profile
