"""Fits the coefficients of ranking, confidence and reach to questions of which the answers are known.

Used for the shipped coefficients (tests/knowledge/matching/fit_matcher.py) and for a folder of one's own
(self_calibration.py). Plain Newton steps: the losses are convex, and there are few coefficients.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

Vector = list[float]
Row = Sequence[float]

RANKING_PENALTY = 2e-3  # on the squares of standardised weights, beside the mean loss of a question
TRUST_PENALTY = 1e-3
STEPS = 12


def fit_ranking(groups: Sequence[tuple[Sequence[Row], Sequence[bool]]], steps: int = STEPS) -> Vector:
    """Return the weights of features by which the right candidates of each question get the largest share of belief.

    Softmax over the candidates of a question; the logarithm of the right ones' share is maximised.

    Args:
        groups: for each question the features of its candidates, and which of them are right (at least one is).
        steps: of Newton's method.
    """
    means, spreads = _scales([row for rows, _ in groups for row in rows])
    size = len(means)
    scaled = [([_standardised(row, means, spreads) for row in rows], good) for rows, good in groups]

    def derivatives(weights: Vector) -> tuple[Vector, list[Vector]]:
        gradient, curvature = [0.0] * size, [[0.0] * size for _ in range(size)]
        for rows, good in scaled:
            _add_softmax(rows, good, weights, gradient, curvature)
        return _average(gradient, curvature, len(scaled))

    found = _newton(size, [RANKING_PENALTY] * size, derivatives, steps)
    return [weight / spread for weight, spread in zip(found, spreads, strict=True)]


def fit_logistic(rows: Sequence[Row], good: Sequence[bool], weights: Sequence[float], steps: int = STEPS) -> Vector:
    """Return the constant and a coefficient for each column, by weighted logistic regression."""
    means, spreads = _scales(rows)
    scaled = [[1.0, *_standardised(row, means, spreads)] for row in rows]
    size = len(means) + 1

    def derivatives(found: Vector) -> tuple[Vector, list[Vector]]:
        gradient, curvature = [0.0] * size, [[0.0] * size for _ in range(size)]
        for row, hit, weight in zip(scaled, good, weights, strict=True):
            chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, _dot(found, row)))))
            pull, bend = weight * (chance - hit), weight * chance * (1 - chance)
            for i, value in enumerate(row):
                gradient[i] += pull * value
                line, at = curvature[i], bend * value
                for j in range(i + 1):
                    line[j] += at * row[j]
        return _average(gradient, curvature, sum(weights))

    found = _newton(size, [0.0, *[TRUST_PENALTY] * (size - 1)], derivatives, steps)
    slopes = [weight / spread for weight, spread in zip(found[1:], spreads, strict=True)]
    return [found[0] - _dot(slopes, means), *slopes]


def _add_softmax(
    rows: Sequence[Vector], good: Sequence[bool], weights: Vector, gradient: Vector, curvature: list[Vector]
) -> None:
    scores = [_dot(weights, row) for row in rows]
    raised = [math.exp(score - max(scores)) for score in scores]
    total, wanted = sum(raised), sum(r for r, g in zip(raised, good, strict=True) if g)
    mean = [0.0] * len(weights)
    for row, r, g in zip(rows, raised, good, strict=True):
        share = r / total
        pull = share - (r / wanted if g else 0.0)
        for i, value in enumerate(row):
            at = share * value
            gradient[i] += pull * value
            mean[i] += at
            line = curvature[i]
            for j in range(i + 1):
                line[j] += at * row[j]
    for i, one in enumerate(mean):
        for j in range(i + 1):
            curvature[i][j] -= one * mean[j]


def _newton(
    size: int, penalty: Vector, derivatives: Callable[[Vector], tuple[Vector, list[Vector]]], steps: int
) -> Vector:
    """Minimise; `derivatives` gives gradient and curvature of the mean loss."""
    weights = [0.0] * size
    for _ in range(steps):
        gradient, curvature = derivatives(weights)
        for i in range(size):
            gradient[i] += 2 * penalty[i] * weights[i]
            curvature[i][i] += 2 * penalty[i] + 1e-9
        weights = [weight - step for weight, step in zip(weights, _solve(curvature, gradient), strict=True)]
    return weights


def _solve(matrix: list[Vector], vector: Vector) -> Vector:
    """Solve a symmetric positive definite system by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, vector, strict=True)]
    for i in range(len(rows)):
        for j in range(i + 1, len(rows)):
            factor = rows[j][i] / rows[i][i]
            if factor:
                rows[j] = [a - factor * b for a, b in zip(rows[j], rows[i], strict=True)]
    found = [0.0] * len(rows)
    for i in reversed(range(len(rows))):
        found[i] = (rows[i][-1] - _dot(rows[i][i + 1 : -1], found[i + 1 :])) / rows[i][i]
    return found


def _average(gradient: Vector, curvature: list[Vector], count: float) -> tuple[Vector, list[Vector]]:
    """Divide by count, and fill the upper half of the curvature from the lower one."""
    size = len(gradient)
    full = [[curvature[max(i, j)][min(i, j)] / count for j in range(size)] for i in range(size)]
    return [value / count for value in gradient], full


def _scales(rows: Sequence[Row]) -> tuple[Vector, Vector]:
    """Return mean and standard deviation of each column."""
    columns = list(zip(*rows, strict=True))
    means = [sum(column) / len(rows) for column in columns]
    spreads = [
        math.sqrt(sum((value - mean) ** 2 for value in column) / len(rows)) or 1.0
        for mean, column in zip(means, columns, strict=True)
    ]
    return means, spreads


def _standardised(row: Row, means: Vector, spreads: Vector) -> Vector:
    return [(value - mean) / spread for value, mean, spread in zip(row, means, spreads, strict=True)]


def _dot(one: Row, other: Row) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))
