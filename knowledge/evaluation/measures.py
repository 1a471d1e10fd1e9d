"""The statistics of an evaluation, each from its published formula."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The questions whose confidence lies in one range.

    Attributes:
        low: lower end of the range; it belongs to it.
        high: upper end; belongs to it only if it is 1.
        questions: how many there are, at least 1.
        confidence: their mean confidence, 0-1.
        right: share of them that the best entry answers, 0-1.
    """

    low: float
    high: float
    questions: int
    confidence: float
    right: float


def upper_bound(events: float, trials: int, level: float = 0.95) -> float:
    """Return the one-sided upper bound of a share, 0-1, after `events` in `trials`; 1 without a trial.

    Wilson's score bound (J. Am. Stat. Assoc. 22, 1927, 209-212); `events` need not be whole.
    """
    if not trials:
        return 1.0
    z = NormalDist().inv_cdf(level)
    share, spread = events / trials, z * z / trials
    middle = share + spread / 2
    return min(1.0, (middle + math.sqrt(spread * (share * (1 - share) + spread / 4))) / (1 + spread))


def area_under_curve(wanted: Sequence[float], unwanted: Sequence[float]) -> float | None:
    """Return the area under the ROC curve: how often a wanted one scores above an unwanted one, equal ones half.

    As the Mann-Whitney statistic (Hanley and McNeil, Radiology 143, 1982, 29-36). None if either is empty.
    """
    if not wanted or not unwanted:
        return None
    ordered = sorted(unwanted)
    above = sum(bisect_left(ordered, score) + bisect_right(ordered, score) for score in wanted)
    return above / 2 / len(wanted) / len(unwanted)


def reliability(judged: Sequence[tuple[float, bool]], bins: int = BINS) -> list[Bin]:
    """Return how often the best entry was right, by confidence, in ranges of equal width; empty ones are left out.

    Args:
        judged: the confidence (0-1) in each, and whether it was right.
        bins: number of ranges.
    """
    sorted_in: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in judged:
        sorted_in.setdefault(min(bins - 1, int(confidence * bins)), []).append((confidence, right))
    return [
        Bin(
            low=number / bins,
            high=(number + 1) / bins,
            questions=len(held),
            confidence=math.fsum(confidence for confidence, _ in held) / len(held),
            right=sum(right for _, right in held) / len(held),
        )
        for number, held in sorted(sorted_in.items())
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error, 0-1: the mean gap between confidence and share right, by questions.

    Naeini, Cooper and Hauskrecht, AAAI 2015; 0 without a question.
    """
    questions = sum(held.questions for held in bins)
    return sum(held.questions * abs(held.confidence - held.right) for held in bins) / (questions or 1)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` (0-1) of the values don't exceed, by nearest rank; 0 without a value."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)] if values else 0.0
