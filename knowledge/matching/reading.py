"""Reads a question: from what was typed to the terms it is matched by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, takewhile

from knowledge.beyond import Beyond
from knowledge.entries import Entry
from knowledge.loader import Knowledge

from .index import EntryText
from .lexicon import Lexicon
from .normalise import clean, stem, words
from .typos import Speller

MENDED_SURENESS = 0.9  # of a word that was mended: it may have been another one
COMPLETED_SURENESS = 0.8  # of a word of which only the beginning is typed
COMPLETIONS = 4  # words that a beginning may stand for
NOT = "not"
JOINING = frozenset({NOT, "of", "for", "the", "a", "in", "on", "to", "from"})  # between "not" and what it denies
BODY_LIMIT = 6000  # characters of an entry's answer or of its facts that are read


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it was understood.

    Attributes:
        terms: in order, as typed, with forms replaced and errors mended.
        near: term -> what is near to it.
        named: terms whose entity values an answer must respect; if empty, `terms`.
        question: every term that may be meant -> how surely, 0-1: the terms themselves and what is near to them.
        typed: for each term the word or words it was read from, errors mended.
    """

    terms: tuple[str, ...]
    question: Mapping[str, float]
    near: Mapping[str, Mapping[str, float]]
    named: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()


def read_texts(lexicon: Lexicon, knowledge: Knowledge) -> tuple[list[EntryText], Counter[str]]:
    """Return the texts of all entries, then those of all topics beyond them, and how often each word stands there."""
    texts = Texts(lexicon)
    found = [texts.of_entry(entry, knowledge) for entry in knowledge.entries.values()]
    found += [texts.of_topic(topic) for topic in knowledge.beyond.values()]
    return found, texts.counts


class Texts:
    """Cuts the texts of a body of knowledge into terms, and counts their words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.counts: Counter[str] = Counter()

    def of_entry(self, entry: Entry, knowledge: Knowledge) -> EntryText:
        """Return the texts of one entry."""
        facts = knowledge.facts_of(entry)
        ledger = " ".join(part for fact in facts[:1] for part in (fact.docs, fact.exam, fact.note) if part)
        return replace(
            self._asked(entry.title, entry.phrasings),
            asks=[self._terms(self._words(fact.ask)) for fact in facts],
            body=self._terms(self._words(f"{entry.answer} {entry.detail or ''}")),
            ledger=self._terms(self._words(ledger)),
        )

    def of_topic(self, topic: Beyond) -> EntryText:
        """Return the texts of a topic beyond the entries."""
        return self._asked(topic.title, topic.phrasings)

    def _asked(self, title: str, phrasings: Sequence[str]) -> EntryText:
        typed = [self._words(text) for text in (title, *phrasings)]
        terms = [self._terms(found) for found in typed]
        return EntryText(terms[0], terms[1:], words=typed)

    def _words(self, text: str) -> list[str]:
        found = words(clean(text, BODY_LIMIT), BODY_LIMIT)
        self.counts.update(found)
        return found

    def _terms(self, found: Sequence[str]) -> list[str]:
        return self._lexicon.replace([stem(word) for word in found])


class Reader:
    """Reads questions in the same way as the texts of one body of knowledge; immutable.

    Args:
        lexicon: the subject's own words.
        counts: word -> how often the texts have it: what typing errors are mended towards.
    """

    def __init__(self, lexicon: Lexicon, counts: Mapping[str, int]) -> None:
        self._lexicon = lexicon
        known = dict(counts) | {word: 1 for word in lexicon.words if word not in counts}
        stems = {word for forms in lexicon.phrases.values() for form, _ in forms for word in form}
        self._speller = Speller(known, stems)

    def read(self, text: str) -> Reading:
        """Return how `text` is understood."""
        typed: list[str] = []
        mended: set[str] = set()
        for word in words(clean(text)):
            meant = self._speller.mend(word)
            typed.extend(meant)
            if meant != (word,):
                mended.update(stem(part) for part in meant)
        spans = self._lexicon.spans([stem(word) for word in typed])
        ends = list(accumulate(length for _, length in spans))
        parts = [" ".join(typed[end - length : end]) for (_, length), end in zip(spans, ends, strict=True)]
        return replace(self.meaning([term for term, _ in spans], mended), typed=tuple(parts))

    def affirmed(self, reading: Reading) -> Reading:
        """Return a reading without the values that it denies, as standard in "of premium, not of standard".

        Only a value right after "not" is denied, and only where another one of its kind is asked about.
        """
        classes, terms = self._lexicon.classes_of, reading.terms
        denied = {
            at
            for at, term in enumerate(terms)
            if classes(term) and NOT in takewhile(JOINING.__contains__, reversed(terms[:at]))
        }
        kept = [term for at, term in enumerate(terms) if at not in denied]
        asked = frozenset().union(*map(classes, kept))
        if not denied or any(classes(terms[at]).isdisjoint(asked) for at in denied):
            return reading
        unsure = {term for term in kept if reading.question[term] < 1.0}
        return replace(self.meaning(kept, unsure), named=tuple(t for t in reading.named if t in kept))

    def mend(self, word: str) -> tuple[str, ...]:
        """Return the word(s) meant by one that may be mistyped; itself if it is known."""
        return self._speller.mend(word)

    def read_typed(self, text: str) -> Reading:
        """Return how a question is understood whose last word may be typed only in part."""
        reading = self.read(text)
        last = words(clean(text))[-1:]
        if not last or text != text.rstrip() or self._speller.knows(last[0]):
            return reading
        question = dict(reading.question)
        for word in self._speller.beginning_with(last[0], COMPLETIONS):
            for term in self._lexicon.replace([stem(word)]):
                question[term] = max(COMPLETED_SURENESS, question.get(term, 0.0))
        return replace(reading, question=question)

    def meaning(self, terms: Sequence[str], unsure: set[str] | frozenset[str] = frozenset()) -> Reading:
        """Return the reading of terms, of which some are `unsure`."""
        question = {term: MENDED_SURENESS if term in unsure else 1.0 for term in terms}
        for term in list(question):
            for other, likeness in self._lexicon.near.get(term, {}).items():
                question[other] = max(likeness, question.get(other, 0.0))
        return Reading(tuple(terms), question, self._lexicon.near)
