"""Adapts confidence to a folder of knowledge that the coefficients were not fitted on.

A share of the folder's own phrasings is held out and asked: what the fitted models then say of being right is mapped,
by logistic regression on one variable (Platt 1999), to how often it is right there. Deterministic, bounded in time.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from knowledge.entries import Entry
from knowledge.loader import Knowledge

from .judgement import Judgement

FEWEST_ENTRIES = 20  # below, and
FEWEST_PHRASINGS = 120  # below, too little can be held out to learn from
HELD_OUT = 7  # one phrasing of so many
REMOVED = 8  # one entry of so many is left out, so that its phrasings are questions without an answer
MOST_ASKED = 300
SHARE_REMOVED = 0.2  # of all questions that are expected to have no answer
STEPS = 25
PENALTY = 0.02  # pull towards leaving confidence as it is
EDGE = 1e-4


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps one chance to another: logit -> shift + slope * logit; the default leaves it."""

    shift: float = 0.0
    slope: float = 1.0

    def apply(self, chance: float) -> float:
        """Return the mapped chance, 0-1; 0 stays 0."""
        if chance <= 0.0:
            return 0.0
        return 1 / (1 + math.exp(-(self.shift + self.slope * _logit(chance))))


class Asker(Protocol):
    """What is calibrated: asks one question of one body of knowledge."""

    entries: Sequence[Entry]

    def judge_text(self, text: str) -> Judgement:
        """Return the ranked candidates for a question."""


def self_calibrated(knowledge: Knowledge, build: Callable[[Knowledge], Asker]) -> tuple[Scale, Scale]:
    """Return the scales of confidence and of reach for a folder; both leave it if it is too small to learn from."""
    entries = list(knowledge.entries.values())
    if len(entries) < FEWEST_ENTRIES or sum(len(entry.phrasings) for entry in entries) < FEWEST_PHRASINGS:
        return Scale(), Scale()
    kept = [entry for at, entry in enumerate(entries) if at % REMOVED]
    asker = build(replace(knowledge, entries={entry.id: _thinned(entry) for entry in kept}))
    covered = _spread([(text, entry.id) for entry in kept for text in _held_out(entry)])
    removed = _spread([(text, "") for entry in entries[::REMOVED] for text in entry.phrasings])
    firsts, reaches = [], []
    for questions, share in ((covered, 1 - SHARE_REMOVED), (removed, SHARE_REMOVED)):
        for text, wanted in questions:
            judgement = asker.judge_text(text)
            found = [asker.entries[candidate.number].id for candidate, _ in judgement.ranked[:3]]
            weight = share / len(questions)
            firsts.append((judgement.confidence, found[:1] == [wanted], weight))
            reaches.append((judgement.reach, wanted in found, weight))
    return _fit(firsts), _fit(reaches)


def _held_out(entry: Entry) -> tuple[str, ...]:
    return entry.phrasings[::HELD_OUT] if len(entry.phrasings) >= HELD_OUT else ()


def _thinned(entry: Entry) -> Entry:
    held = set(_held_out(entry))
    return entry.model_copy(update={"phrasings": tuple(text for text in entry.phrasings if text not in held)})


def _spread(questions: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    return questions[:: max(1, math.ceil(len(questions) / MOST_ASKED))]


def _fit(cases: Iterable[tuple[float, bool, float]]) -> Scale:
    """Fit by Newton steps on (chance, outcome, weight)."""
    data = [(_logit(chance), hit, weight) for chance, hit, weight in cases]
    shift, slope = 0.0, 1.0
    for _ in range(STEPS):
        g0, g1 = PENALTY * shift, PENALTY * (slope - 1.0)
        h00, h01, h11 = PENALTY, 0.0, PENALTY
        for x, hit, weight in data:
            chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, shift + slope * x))))
            pull, bend = weight * (chance - hit), weight * chance * (1 - chance)
            g0, g1 = g0 + pull, g1 + pull * x
            h00, h01, h11 = h00 + bend, h01 + bend * x, h11 + bend * x * x
        determinant = h00 * h11 - h01 * h01
        shift -= (h11 * g0 - h01 * g1) / determinant
        slope -= (h00 * g1 - h01 * g0) / determinant
    return Scale(shift, max(0.1, slope))


def _logit(chance: float) -> float:
    bounded = min(1 - EDGE, max(EDGE, chance))
    return math.log(bounded / (1 - bounded))
