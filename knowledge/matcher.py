"""Finds the entry that answers a question, or says that none does."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Literal

from .entries import Entry
from .errors import ContentError, Fault
from .lexicon import read_lexicon
from .loader import Knowledge

Outcome = Literal["answer", "choices", "unknown"]

ANSWER_FROM = 0.6
CHOICES_FROM = 0.35


@dataclass(frozen=True, slots=True)
class Match:
    """One candidate; `score` is 0-1."""

    entry: Entry
    score: float


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with a question.

    Attributes:
        outcome: "answer" (one entry, confident), "choices" (did you mean ...), or "unknown".
        entry: what answers it; set exactly when the outcome is "answer".
        choices: for "choices" the 2-3 best, for "unknown" up to 3 nearest topics (may be none), for "answer" none.
        confidence: 0-1, chance that the best entry answers the question.
    """

    outcome: Outcome
    entry: Entry | None
    choices: tuple[Match, ...]
    confidence: float


class Matcher:
    """Answers "which entry?" for one body of knowledge; immutable after construction, without I/O, clock or chance.

    Args:
        knowledge: what can be answered; its folder may hold `synonyms.yaml` and `entities.yaml`.

    Raises:
        ContentError: with all faults of these two files.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        faults: list[Fault] = []
        self._lexicon = read_lexicon(knowledge.folder, faults)
        if faults:
            raise ContentError(faults)
        self._entries = tuple(knowledge.entries.values())
        self._phrasings: list[tuple[int, frozenset[str]]] = []
        seen: dict[str, set[int]] = defaultdict(set)
        for number, entry in enumerate(self._entries):
            for text in (entry.title, *entry.phrasings):
                terms = frozenset(self._lexicon.terms(text))
                self._phrasings.append((number, terms))
                for term in terms:
                    seen[term].add(number)
        count = len(self._entries) + 1
        self._weight = {term: math.log(count / len(numbers)) + 0.1 for term, numbers in seen.items()}
        self._unknown_weight = math.log(count)

    def ask(self, question: str, after: str | None = None) -> Decision:
        """Decide about `question`; a follow-up takes from `after`, the learner's previous question, what it lacks."""
        ranked = self._rank(question)
        if after and (not ranked or ranked[0].score < ANSWER_FROM):
            ranked = self._rank(f"{question} {after}") or ranked
        best = ranked[0].score if ranked else 0.0
        if best >= ANSWER_FROM and (len(ranked) < 2 or best - ranked[1].score > 0.05):
            return Decision("answer", ranked[0].entry, (), best)
        if best >= CHOICES_FROM and len(ranked) > 1:
            return Decision("choices", None, tuple(ranked[:3]), best)
        return Decision("unknown", None, tuple(ranked[:3]), best)

    def suggest(self, typed: str, limit: int = 25) -> tuple[Entry, ...]:
        """Return at most `limit` entries for a partly typed question, the best first; a first list for no text."""
        if not typed.strip():
            return self._entries[:limit]
        return tuple(match.entry for match in self._rank(typed, limit))

    def _rank(self, question: str, limit: int = 10) -> list[Match]:
        asked = Counter(self._lexicon.terms(question))
        total = sum(self._weight.get(term, self._unknown_weight) for term in asked)
        best: dict[int, float] = {}
        for number, terms in self._phrasings:
            shared = sum(self._weight[term] for term in terms if term in asked)
            if shared:
                score = 2 * shared / (total + sum(self._weight[term] for term in terms))
                best[number] = max(score, best.get(number, 0.0))
        ordered = sorted(best, key=lambda number: (-best[number], number))[:limit]
        return [Match(self._entries[number], min(1.0, best[number])) for number in ordered]
