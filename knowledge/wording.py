"""Whether a typed text says the same as an expected one: for answers that a learner types.

Words are read as the matcher reads them (case, accents, synonyms, endings), and one slip of the finger in a long word
is forgiven. Figures, and names that differ in more than a letter, must agree exactly; so must host names, in which an
abbreviation names another host.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from .loader import Knowledge
from .matching.common_words import FILLING
from .matching.lexicon import Lexicon, read_lexicon
from .matching.normalise import clean, stem, words

SHORTEST_FORGIVEN = 5  # letters; in shorter words one other letter makes another word
MOST_SLIPS = 1  # letters wrong, missing, added or swapped in one word

_HOST = re.compile(r"(?:https?://)?([a-z\d-]+(?:\.[a-z\d-]+){2,})[./]?", re.IGNORECASE)  # two dots or more


class Wording:
    """Compares texts in the words of one body of knowledge; immutable."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._lexicon: Lexicon = read_lexicon(knowledge.folder, [])  # whoever loads the matcher names its faults

    def same(self, typed: str, expected: str) -> bool:
        """Whether two texts hold the same telling words, in any order; a text without any equals nothing."""
        if host := _HOST.fullmatch(expected):
            found = _HOST.fullmatch(typed.strip())
            return found is not None and found[1].casefold() == host[1].casefold()
        meant = words(clean(expected))
        given = [_mended(word, meant) for word in words(clean(typed))]
        mine = self._telling(given)
        return bool(mine) and mine == self._telling(meant)

    def _telling(self, said: Sequence[str]) -> frozenset[str]:
        terms = self._lexicon.replace([stem(word) for word in said])
        return frozenset(term for term in terms if term not in FILLING)


def _mended(word: str, meant: Sequence[str]) -> str:
    if word in meant or not _may_slip(word):
        return word
    return next((m for m in meant if _may_slip(m) and OSA.distance(word, m) <= MOST_SLIPS), word)


def _may_slip(word: str) -> bool:
    return len(word) >= SHORTEST_FORGIVEN and word.isalpha()
