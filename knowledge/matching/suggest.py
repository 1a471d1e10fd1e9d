"""Completes what is being typed: entries that hold the words typed so far, the last of them as a beginning."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from pathlib import Path

from knowledge.content_files import read_items
from knowledge.entries import Entry
from knowledge.errors import Fault

from .common_words import CHATTER, FUNCTION_WORDS
from .index import EntryText
from .lexicon import Lexicon
from .normalise import clean, stem, words

STARTERS_FILE = "starters.yaml"
FREQUENT_FROM = 0.05  # share of the titles from which a word (the service's name, say) hardly makes one special
FREQUENT_EXTRA = 0.5  # of a word, for such a one that stands in a title beside what is typed
FEWEST_LETTERS = 2  # of a beginning that is looked for in phrasings too; one letter begins nearly all of them

_FILLING = FUNCTION_WORDS | CHATTER


class Suggester:
    """Finds entries by typed words; immutable, without chance or I/O.

    Args:
        entries: what can be suggested; entries that others name as related count as the more general ones.
        texts: their texts, in the same order.
        lexicon: the subject's words, so that "mhsm" also finds what is titled "Managed HSM".
        mend: mends one mistyped word; a known one stays as it is.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        texts: Sequence[EntryText],
        lexicon: Lexicon,
        mend: Callable[[str], tuple[str, ...]],
    ) -> None:
        self._entries, self._lexicon, self._mend = entries, lexicon, mend
        self._owners: list[int] = []  # text -> position of its entry
        self._titles: list[frozenset[str]] = []  # the telling terms of each title
        self._postings: dict[str, set[int]] = {}
        self._in_titles: dict[str, set[int]] = {}
        for number, entry in enumerate(texts[: len(entries)]):
            for at, (typed, terms) in enumerate(zip(entry.words, (entry.title, *entry.phrasings), strict=True)):
                if not at:
                    self._titles.append(frozenset(terms) - _FILLING)
                for word in {*typed, *map(stem, typed), *terms}:
                    self._postings.setdefault(word, set()).add(len(self._owners))
                    if not at:
                        self._in_titles.setdefault(word, set()).add(len(self._owners))
                self._owners.append(number)
        self._vocabulary = sorted(self._postings)
        named = Counter(term for terms in self._titles for term in terms)
        self._frequent = {term for term, count in named.items() if count >= FREQUENT_FROM * len(entries)}
        self._referred = Counter(name for entry in entries for name in entry.related)

    def suggest(self, typed: str) -> list[Entry]:
        """Return the entries with a text that has every telling word typed, the last as a beginning, best first.

        A title goes before a phrasing; among titles, the one that says least besides, then the one that others refer
        to; among phrasings, the entry in which most of them fit. Empty if no text has all the words.
        """
        found = words(clean(typed))
        if not found:
            return []
        ended = not typed[-1].isalnum()
        mended = [part for word in found[:-1] for part in self._mend(word)]
        plain, last = [*map(stem, mended)], found[-1]
        if ended or not self._beginning(last, self._postings):
            plain, last = [*plain, *map(stem, self._mend(last))], ""
        whole = self._lexicon.replace([*plain, *([stem(last)] if last else [])])
        readings = [(plain, last), (self._lexicon.replace(plain), last), (whole, "")]
        titles = self._holding(readings, self._in_titles)
        texts = titles if len(last) < FEWEST_LETTERS and len(plain) == 0 else self._holding(readings, self._postings)
        hits = Counter(self._owners[text] for text in texts)
        titled = {self._owners[text] for text in titles}
        asked = {*plain, *whole}

        def order(number: int) -> tuple[float, ...]:
            if number not in titled:
                return (1.0, -hits[number], -self._referred[self._entries[number].id], number)
            besides = [term for term in self._titles[number] - asked if not (last and term.startswith(last))]
            extra = sum(FREQUENT_EXTRA if term in self._frequent else 1.0 for term in besides)
            return (0.0, extra, -self._referred[self._entries[number].id], number)

        return [self._entries[number] for number in sorted(hits, key=order)]

    def _holding(self, readings: Iterable[tuple[list[str], str]], postings: dict[str, set[int]]) -> set[int]:
        """Return the texts that have all words of one of the readings."""
        held: set[int] = set()
        for reading, last in readings:
            telling = [word for word in reading if word not in _FILLING] or ([] if last else reading)
            groups = [postings.get(word, set()) for word in telling]
            if last and (last not in _FILLING or not telling):
                groups.append(self._beginning(last, postings))
            if groups:
                held |= set.intersection(*sorted(groups, key=len))
        return held

    def _beginning(self, start: str, postings: dict[str, set[int]]) -> set[int]:
        at, found = bisect_left(self._vocabulary, start), set[int]()
        while at < len(self._vocabulary) and self._vocabulary[at].startswith(start):
            found |= postings.get(self._vocabulary[at], set())
            at += 1
        return found


def read_starters(folder: Path, known: Container[object], faults: list[Fault]) -> tuple[str, ...]:
    """Return the ids of the entries that a newcomer is offered first; none if the folder has no such file."""
    path = folder / STARTERS_FILE
    items = read_items(path, STARTERS_FILE, faults) if path.is_file() else []
    for item in items:
        if item.value not in known:
            rule = "There is no entry of this name."
            faults.append(Fault(STARTERS_FILE, item.line, str(item.value), rule, "Correct it, or remove it."))
    return tuple(str(item.value) for item in items)
