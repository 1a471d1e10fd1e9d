"""What speaks for and against each candidate, as features that don't depend on the size of the knowledge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .guard import Guard
from .index import Index, Text, pairs
from .reading import Reading

FEATURES = (
    "likelihood",  # log-likelihood ratio of the question given the entry, in tens
    "relative",  # the same, as a share of the likeliest entry's
    "best",  # likeness to the entry's most similar text (Dice, by weight)
    "top3",  # mean likeness to its three most similar texts
    "recall",  # share of the question's weight that the most similar text has
    "pairs",  # likeness in neighbouring words, best text
    "core",  # share of what the entry is about that the question names
    "title",  # share of the title that the question names
    "service",  # share of the named entity values that the entry is about
    "unasked",  # share of the entry's entity values that the question doesn't name
    "solid",  # share of the question's weight in words that people often use for the entry
    "wide",  # the same, counting words that they rarely use
    "conflicts",  # classes of the entity guard in which the entry is about something else, at most 2
)
SOLID_FROM = 0.25  # likelihood from which a word counts as often used
WIDE_FROM = 0.06
MOST_CONFLICTS = 2
TOPICS = 6  # topics beyond the entries that are looked at closely
MOST_WITH_MORE = 0.95  # likeness of a text with other words: near ones, counted beside the word asked, could reach 1


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry or a topic beyond them, by its position, that may be meant.

    Attributes:
        number: position among all entries, followed by all topics.
        features: what speaks for it, in the order of FEATURES.
        beyond: whether it is a topic that no entry covers.
    """

    number: int
    features: tuple[float, ...]
    beyond: bool = False

    @property
    def conflicts(self) -> bool:
        """Whether the entity guard forbids to answer with this entry."""
        return self.features[-1] > 0


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question, weighed."""

    terms: Mapping[str, float]  # as typed -> weight
    total: float
    meant: Mapping[str, float]  # with what is near -> weight times sureness
    pairs: frozenset[tuple[str, str]]
    reading: Reading
    named: frozenset[str]
    ways: frozenset[tuple[str, str]]


class Evidence:
    """Gathers candidates for a question; immutable.

    Args:
        index, guard: of all texts.
        entries: how many of the texts are entries'; the others are topics beyond them.
    """

    def __init__(self, index: Index, guard: Guard, entries: int) -> None:
        self._index = index
        self._guard = guard
        self._entries = entries

    def gather(self, reading: Reading, most: int) -> list[Candidate]:
        """Return at most `most` entries, and a few topics beyond, with what speaks for them, the likeliest first."""
        likelihoods = self._index.likelihoods(reading.question)
        named = self._guard.named(reading.named or reading.terms)
        if self._guard.restricts(named):
            likelihoods = {n: value for n, value in likelihoods.items() if not self._guard.foreign(named, n)}
        order = sorted(likelihoods, key=lambda number: (-likelihoods[number], number))
        beyond = set([number for number in order if number >= self._entries][:TOPICS])
        kept = set([number for number in order if number < self._entries][:most]) | beyond
        numbers = [number for number in order if number in kept]
        if not numbers:
            return []
        asked = self._weigh(reading, named)
        top = likelihoods[numbers[0]] or 1.0
        return [
            Candidate(
                number,
                (likelihoods[number] / 10, likelihoods[number] / top, *self._features(asked, number)),
                number in beyond,
            )
            for number in numbers
        ]

    def _weigh(self, reading: Reading, named: frozenset[str]) -> _Asked:
        terms = {term: self._index.weight(term) for term in reading.terms}
        meant = {term: sureness * self._index.weight(term) for term, sureness in reading.question.items()}
        return _Asked(
            terms,
            sum(terms.values()) or 1.0,
            meant,
            pairs(reading.terms),
            reading,
            named,
            self._guard.ways(reading.terms),
        )

    def _features(self, asked: _Asked, number: int) -> tuple[float, ...]:
        texts = self._index.texts[number]
        profile = self._index.profiles[number]
        core = self._index.cores[number]
        meant = asked.reading.question
        named_core = sum(weight for term, weight in core.items() if term in meant) / (sum(core.values()) or 1.0)
        title = texts[len(texts) - 1 - self._guard.has_ask[number]]
        in_title = sum(asked.meant[term] for term in title.terms if term in asked.meant) / title.weight
        service, unasked = self._guard.agreement(asked.named, number)
        conflicts = min(self._guard.conflicts(asked.named, asked.ways, number), MOST_CONFLICTS)
        return (
            *_likeness(texts, asked),
            named_core,
            min(1.0, in_title),
            service,
            unasked,
            *_coverage(profile, asked),
            float(conflicts),
        )


def _likeness(texts: Sequence[Text], asked: _Asked) -> tuple[float, float, float, float]:
    """Return best, top3, recall and pairs."""
    meant, wanted = asked.meant, asked.pairs
    likes: list[float] = []
    best = recall = in_order = 0.0
    for text in texts:
        shared = 0.0
        for term in text.terms:
            if term in meant:
                shared += meant[term]
        if not shared:
            continue
        like = 2 * shared / (asked.total + text.weight)
        if like > MOST_WITH_MORE and not asked.terms.keys() >= set(text.terms):
            like = MOST_WITH_MORE
        likes.append(like)
        if like > best:
            best, recall = like, shared / asked.total
        if wanted and not wanted.isdisjoint(text.pairs):
            in_order = max(in_order, 2 * len(wanted.intersection(text.pairs)) / (len(wanted) + len(text.pairs)))
    likes.sort(reverse=True)
    return best, sum(likes[:3]) / 3, min(1.0, recall), in_order


def _coverage(profile: Mapping[str, float], asked: _Asked) -> tuple[float, float]:
    """Return solid and wide."""
    solid = wide = 0.0
    for term, weight in asked.terms.items():
        held = profile.get(term, 0.0)
        for other, likeness in asked.reading.near.get(term, {}).items():
            held = max(held, likeness * profile.get(other, 0.0))
        solid += weight * min(1.0, held / SOLID_FROM)
        wide += weight * min(1.0, held / WIDE_FROM)
    return solid / asked.total, wide / asked.total
