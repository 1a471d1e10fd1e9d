"""Fits the matcher to a folder of knowledge that the shipped coefficients were not fitted on.

A share of the folder's own phrasings is held out and asked (questions with an answer), and some entries are left out,
so that their phrasings are questions without one. On these, ranking, confidence and reach are fitted anew, in the way
of the shipped coefficients. The thresholds are placed where a given share of the questions without an answer is
declined, and higher as long as that costs few right answers. Deterministic, bounded in time.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from knowledge.entries import Entry
from knowledge.loader import Knowledge

from .engine import Engine
from .evidence import Candidate
from .fitting import fit_logistic, fit_ranking
from .judgement import Coefficients, judge, qualities, rank
from .reading import Reading

FEWEST_ENTRIES = 20  # below, and
FEWEST_PHRASINGS = 120  # below, too little can be held out to learn from
HELD_OUT = 7  # one phrasing of so many
REMOVED = 8  # one entry of so many is left out, so that its phrasings are questions without an answer
MOST_ASKED = 450  # questions of either kind
SHARE_REMOVED = 0.2  # of all questions that are expected to have no answer
STEPS = 6  # of Newton's method; more change the third digit
NOT_ANSWERED = 0.5  # least share of the questions without an answer, near ones, that must not get one
DECLINED = 0.9  # share of these that must not get choices either
WORTH = 0.1  # of the share of questions without an answer, declined, in shares of questions answered right


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the matcher weighs with, and from where on it answers.

    Attributes:
        coefficients: of ranking, confidence and reach.
        answer_from: confidence (0-1) from which the best entry is given as the answer.
        choices_from: reach (0-1) from which up to three entries are offered.
    """

    coefficients: Coefficients
    answer_from: float
    choices_from: float


@dataclass(frozen=True, slots=True)
class _Case:
    wanted: int | None  # position of the entry that answers; None if none does
    reading: Reading
    candidates: Sequence[Candidate]

    def right(self, candidate: Candidate) -> bool:
        return candidate.number == self.wanted and not candidate.beyond


def self_calibrated(knowledge: Knowledge, build: Callable[[Knowledge], Engine] = Engine) -> Calibration | None:
    """Return what was learnt from a folder's own phrasings; None if it has too few to learn from."""
    entries = list(knowledge.entries.values())
    if len(entries) < FEWEST_ENTRIES or sum(len(entry.phrasings) for entry in entries) < FEWEST_PHRASINGS:
        return None
    kept = [entry for at, entry in enumerate(entries) if at % REMOVED]
    engine = build(replace(knowledge, entries={entry.id: _thinned(entry) for entry in kept}))
    covered = [(text, at) for at, entry in enumerate(kept) for text in _held_out(entry)]
    removed = [(text, None) for entry in entries[::REMOVED] for text in entry.phrasings]
    cases = []
    for text, wanted in (*_spread(covered), *_spread(removed)):
        reading = engine.read(text)
        candidates = engine.candidates(reading)
        if not all(one.beyond for one in candidates):
            cases.append(_Case(wanted, reading, candidates))
    fitted = _fitted(engine, cases)
    return _placed(engine, fitted, cases) if fitted else None


def _fitted(engine: Engine, cases: Sequence[_Case]) -> Coefficients | None:
    """Return the coefficients that fit the cases; None if no question found its entry, or none was without one."""
    groups = [
        ([one.features for one in case.candidates], [case.right(one) for one in case.candidates])
        for case in cases
        if any(map(case.right, case.candidates))
    ]
    without = sum(case.wanted is None for case in cases)
    if not groups or not without:
        return None
    ranking = fit_ranking(groups, STEPS)
    rows, firsts, reached = [], [], []
    for case in cases:
        ranked = rank(case.candidates, ranking)
        rows.append(qualities(engine.index, case.reading, ranked))
        best = [case.right(one) for _, one in ranked if not one.beyond][:3]
        firsts.append(best[0])
        reached.append(any(best))
    shares = {True: SHARE_REMOVED / without, False: (1 - SHARE_REMOVED) / (len(cases) - without)}
    weights = [shares[case.wanted is None] for case in cases]
    return Coefficients(
        ranking, fit_logistic(rows, firsts, weights, STEPS), fit_logistic(rows, reached, weights, STEPS)
    )


def _placed(engine: Engine, coefficients: Coefficients, cases: Sequence[_Case]) -> Calibration:
    """Place the thresholds."""
    judged = [(case, judge(engine.index, case.reading, case.candidates, coefficients)) for case in cases]
    without = sorted(one.confidence for case, one in judged if case.wanted is None)
    right = sorted(one.confidence for case, one in judged if case.wanted is not None and case.right(one.ranked[0][0]))
    covered = len(cases) - len(without)

    def worth(bound: float) -> float:
        return (len(right) - bisect_left(right, bound)) / covered + WORTH * bisect_left(without, bound) / len(without)

    bounds = [math.nextafter(chance, 2.0) for chance in without[math.ceil(NOT_ANSWERED * len(without)) - 1 :]]
    answer_from = max(bounds, key=worth)
    reach = sorted(one.reach for case, one in judged if case.wanted is None and one.confidence < answer_from)
    return Calibration(coefficients, answer_from, math.nextafter(reach[math.ceil(DECLINED * len(reach)) - 1], 2.0))


def _held_out(entry: Entry) -> tuple[str, ...]:
    return entry.phrasings[::HELD_OUT] if len(entry.phrasings) >= HELD_OUT else ()


def _thinned(entry: Entry) -> Entry:
    held = set(_held_out(entry))
    return entry.model_copy(update={"phrasings": tuple(text for text in entry.phrasings if text not in held)})


def _spread(questions: Sequence[tuple[str, int | None]]) -> Sequence[tuple[str, int | None]]:
    return questions[:: max(1, math.ceil(len(questions) / MOST_ASKED))]
