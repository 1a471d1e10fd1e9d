"""Mends typing errors word by word, towards the words that the knowledge uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from .common_words import FILLING, UNTELLING
from .normalise import stem

SHORTEST = 4  # characters; a shorter word has too many neighbours to be mended
FREQUENT_FROM = 12  # uses of a word from which a letter of one of 4 characters may be another, lost or added
TWO_EDITS_FROM = 8  # characters; from here two edits are still likely to be an error and not another word
SHORTEST_PART = 3  # characters of each half, where a missing space is put back
CANDIDATES = 6
REMEMBERED = 20_000  # words, a few megabytes at most; looking for one's neighbours takes 0.1 ms


class Speller:
    """Knows words and how often they occur; immutable.

    Args:
        counts: word, as typed -> number of texts that have it: what errors are mended towards.
        stems: further words, stemmed, that are known and stay as they are.
    """

    def __init__(self, counts: Mapping[str, int], stems: Iterable[str] = ()) -> None:
        self._counts = dict(counts)
        self._stems = frozenset(stem(word) for word in counts) | UNTELLING | frozenset(stems)
        self._by_length: dict[int, list[str]] = {}
        for word in counts:
            if word.isalpha() and len(word) >= SHORTEST:
                self._by_length.setdefault(len(word), []).append(word)
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._meant)

    def knows(self, word: str) -> bool:
        """Whether the word, in any inflection, is used by the knowledge or is an everyday word."""
        return stem(word) in self._stems

    def beginning_with(self, start: str, most: int) -> list[str]:
        """Return the words, at most `most`, that begin so, the most frequent first."""
        found = [word for word in self._counts if word.startswith(start)]
        return sorted(found, key=lambda word: (-self._counts[word], word))[:most]

    def mend(self, word: str) -> tuple[str, ...]:
        """Return the word(s) that was meant: itself if known, or if nothing is near enough.

        Words with digits and words under 4 characters are never changed; of 4 characters only two that changed places,
        or one edit towards a frequent word; up to 7 one edit, from 8 two (restricted Damerau-Levenshtein). A known
        word is never changed.
        """
        if len(word) < SHORTEST or not word.isalpha() or self.knows(word):
            return (word,)
        return self._remembered(word)

    def _meant(self, word: str) -> tuple[str, ...]:
        """Return what is meant by an unknown word."""
        allowed = 2 if len(word) >= TWO_EDITS_FROM else 1
        near = [
            (distance, other[0] != word[0], -self._counts[other], other)
            for length in range(len(word) - allowed, len(word) + allowed + 1)
            for other, distance, _ in extract(
                word, self._by_length.get(length, ()), scorer=OSA.distance, score_cutoff=allowed, limit=CANDIDATES
            )
            if len(word) > SHORTEST or sorted(word) == sorted(other) or self._counts[other] >= FREQUENT_FROM
        ]
        if near and not (min(near)[0] > 1 and min(near)[1]):  # two edits and another first letter: another word
            return (min(near)[3],)
        return self._split(word) or (word,)

    def _split(self, word: str) -> tuple[str, ...] | None:
        halves = ((word[:at], word[at:]) for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1))
        good = [
            (min(self._counts[a], self._counts[b]), a, b)
            for a, b in halves
            if {a, b} <= self._counts.keys() and not {stem(a), stem(b)} <= FILLING  # "outlook" isn't "out look"
        ]
        return max(good)[1:] if good else None
