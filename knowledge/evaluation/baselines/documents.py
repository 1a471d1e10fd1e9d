"""The texts that every baseline searches, and the words it sees in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.loader import Knowledge
from knowledge.matching.normalise import stem

Scorer = Callable[[str], Sequence[float]]  # question -> a score for each entry and topic, higher is likelier

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Documents:
    """The texts of each entry, then of each topic that is known not to be covered: all that the tutor's index holds.

    Attributes:
        texts: for each its title, its phrasings and the questions of its facts.
        bodies: for each its answer and detail; empty for a topic.
    """

    texts: Sequence[Sequence[str]]
    bodies: Sequence[str]

    @classmethod
    def of(cls, knowledge: Knowledge) -> Documents:
        """Return the documents of a body of knowledge."""
        entries = knowledge.entries.values()
        topics = knowledge.beyond.values()
        texts = [[e.title, *e.phrasings, *(fact.ask for fact in knowledge.facts_of(e))] for e in entries]
        bodies = [f"{entry.answer} {entry.detail or ''}" for entry in entries]
        return cls([*texts, *([topic.title, *topic.phrasings] for topic in topics)], [*bodies, *("" for _ in topics)])

    @property
    def single(self) -> list[str]:
        """All texts, entry by entry and topic by topic."""
        return [text for texts in self.texts for text in texts]

    def best_each(self, scores: Sequence[float]) -> list[float]:
        """Return for each entry and topic the best score of its texts; `scores` are in the order of `single`."""
        rest = iter(scores)
        return [max(next(rest) for _ in texts) for texts in self.texts]


def simple_words(text: str) -> list[str]:
    """Return the words of a text in one case, as ready-made tokenisers cut it."""
    return _WORD.findall(text.casefold())


def stemmed_words(text: str) -> list[str]:
    """Return the words of a text in one case without English endings."""
    return list(map(stem, simple_words(text)))
