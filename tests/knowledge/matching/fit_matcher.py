"""Fits the matcher's coefficients and prints `knowledge/matching/coefficients.py`.

Run: `python -m tests.knowledge.matching.fit_matcher > new && mv new knowledge/matching/coefficients.py`
(about two minutes; without chance, so that the same data give the same figures).

Data, none of which is made of questions kept for evaluation:
- covered: each shipped phrasing, asked of an index that does without it (the phrasings are dealt into seven parts);
- removed: every third phrasing, asked of an index without its entry (the entries are dealt into eight parts);
- near: `near_topic.txt`, questions on the subject that no entry answers;
- off: `off_topic.txt`, questions on anything else.
An answer is right if its entry and the phrasing's own entry are one, or one cites the other's main fact.

Ranking: softmax over the candidates of the covered questions, the right ones' share maximised (Newton steps).
Confidence and reach: logistic regression of "the first is right" and "one of three is right" on the qualities of a
ranking, over all four kinds, weighted to the mix that is expected in use (MIX).
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.entries import Entry
from knowledge.loader import Knowledge, load_knowledge
from knowledge.matcher import Engine
from knowledge.matching.evidence import FEATURES, Candidate
from knowledge.matching.judgement import QUALITIES, qualities, rank
from knowledge.matching.reading import Reading

MIX = {"covered": 0.64, "removed": 0.04, "near": 0.16, "off": 0.16}
PARTS = 7
ENTRY_PARTS = 8
EVERY = 3
RANKING_PENALTY = 2e-3
TRUST_PENALTY = 1e-3
STEPS = 12


@dataclass(frozen=True)
class Case:
    """A question as an engine saw it; `own` is its entry's id, None if nothing answers it."""

    kind: str
    own: str | None
    engine: Engine
    reading: Reading
    candidates: Sequence[Candidate]


def listed(name: str) -> list[str]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def cases(knowledge: Knowledge) -> Iterator[Case]:
    entries = list(knowledge.entries.values())
    for part in range(PARTS):
        engine = engine_of(knowledge, [without(entry, part) for entry in entries])
        for entry in entries:
            yield from (case(engine, "covered", text, entry.id) for text in entry.phrasings[part::PARTS])
    for part in range(ENTRY_PARTS):
        engine = engine_of(knowledge, [entry for at, entry in enumerate(entries) if at % ENTRY_PARTS != part])
        for entry in entries[part::ENTRY_PARTS]:
            yield from (case(engine, "removed", text, entry.id) for text in entry.phrasings[::EVERY])
    engine = engine_of(knowledge, entries)
    yield from (case(engine, "near", text, None) for text in listed("near_topic.txt"))
    yield from (case(engine, "off", text, None) for text in listed("off_topic.txt"))


def without(entry: Entry, part: int) -> Entry:
    kept = tuple(text for at, text in enumerate(entry.phrasings) if at % PARTS != part)
    return entry.model_copy(update={"phrasings": kept or entry.phrasings})


def engine_of(knowledge: Knowledge, entries: Sequence[Entry]) -> Engine:
    return Engine(replace(knowledge, entries={entry.id: entry for entry in entries}))


def case(engine: Engine, kind: str, text: str, own: str | None) -> Case:
    reading = engine.read(text)
    return Case(kind, own, engine, reading, engine.candidates(reading))


def right(knowledge: Knowledge, case: Case, candidate: Candidate) -> bool:
    if case.own is None:
        return False
    own, other = knowledge.entries[case.own], case.engine.entries[candidate.number]
    if own.id == other.id:
        return True
    return bool(own.facts and other.facts) and (own.facts[0] in other.facts or other.facts[0] in own.facts)


# --- fitting ------------------------------------------------------------------------------------------------------
Vector = list[float]


def dot(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def scales(rows: Sequence[Sequence[float]]) -> tuple[Vector, Vector]:
    """Return mean and standard deviation of each column."""
    means = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
    spreads = [
        math.sqrt(sum((value - mean) ** 2 for value in column) / len(rows)) + 1e-9
        for mean, column in zip(means, zip(*rows, strict=True), strict=True)
    ]
    return means, spreads


def newton(size: int, penalty: Sequence[float], derivatives: Callable[[Vector], tuple[Vector, list[Vector]]]) -> Vector:
    """Minimise by damped Newton steps; `derivatives` gives gradient and curvature of the mean loss."""
    weights = [0.0] * size
    for _ in range(STEPS):
        gradient, curvature = derivatives(weights)
        for i in range(size):
            gradient[i] += 2 * penalty[i] * weights[i]
            curvature[i][i] += 2 * penalty[i] + 1e-9
        weights = [weight - step for weight, step in zip(weights, solve(curvature, gradient), strict=True)]
    return weights


def solve(matrix: list[Vector], vector: Vector) -> Vector:
    """Solve a symmetric positive definite system by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, vector, strict=True)]
    for i in range(len(rows)):
        for j in range(i + 1, len(rows)):
            factor = rows[j][i] / rows[i][i]
            if factor:
                rows[j] = [a - factor * b for a, b in zip(rows[j], rows[i], strict=True)]
    found = [0.0] * len(rows)
    for i in reversed(range(len(rows))):
        found[i] = (rows[i][-1] - dot(rows[i][i + 1 : -1], found[i + 1 :])) / rows[i][i]
    return found


def fit_ranking(groups: Sequence[tuple[list[Vector], list[bool]]]) -> Vector:
    """Fit weights of features by which the right candidates get the largest share."""
    means, spreads = scales([row for rows, _ in groups for row in rows])
    size = len(means)
    scaled = [
        ([[(v - m) / s for v, m, s in zip(row, means, spreads, strict=True)] for row in rows], good)
        for rows, good in groups
    ]

    def derivatives(weights: Vector) -> tuple[Vector, list[Vector]]:
        gradient = [0.0] * size
        curvature = [[0.0] * size for _ in range(size)]
        for rows, good in scaled:
            scores = [dot(weights, row) for row in rows]
            raised = [math.exp(score - max(scores)) for score in scores]
            total, wanted = sum(raised), sum(r for r, g in zip(raised, good, strict=True) if g)
            mean = [0.0] * size
            for row, r, g in zip(rows, raised, good, strict=True):
                share = r / total
                pull = share - (r / wanted if g else 0.0)
                weighted = [share * value for value in row]
                for i, value in enumerate(row):
                    gradient[i] += pull * value
                    mean[i] += weighted[i]
                    line, at = curvature[i], weighted[i]
                    for j in range(i + 1):
                        line[j] += at * row[j]
            for i in range(size):
                for j in range(i + 1):
                    curvature[i][j] -= mean[i] * mean[j]
        return average(gradient, curvature, len(scaled))

    found = newton(size, [RANKING_PENALTY] * size, derivatives)
    return [weight / spread for weight, spread in zip(found, spreads, strict=True)]


def average(gradient: Vector, curvature: list[Vector], count: float) -> tuple[Vector, list[Vector]]:
    """Divide by count, and fill the upper half of the curvature from the lower one."""
    size = len(gradient)
    full = [[curvature[max(i, j)][min(i, j)] / count for j in range(size)] for i in range(size)]
    return [value / count for value in gradient], full


def fit_logistic(rows: Sequence[Sequence[float]], good: Sequence[bool], weights: Sequence[float]) -> Vector:
    """Return the constant and a coefficient for each column."""
    means, spreads = scales(rows)
    scaled = [[1.0, *((v - m) / s for v, m, s in zip(row, means, spreads, strict=True))] for row in rows]
    size = len(means) + 1

    def derivatives(found: Vector) -> tuple[Vector, list[Vector]]:
        gradient = [0.0] * size
        curvature = [[0.0] * size for _ in range(size)]
        for row, hit, weight in zip(scaled, good, weights, strict=True):
            chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, dot(found, row)))))
            pull, bend = weight * (chance - hit), weight * chance * (1 - chance)
            for i, value in enumerate(row):
                gradient[i] += pull * value
                line, at = curvature[i], bend * value
                for j in range(i + 1):
                    line[j] += at * row[j]
        return average(gradient, curvature, sum(weights))

    found = newton(size, [0.0, *[TRUST_PENALTY] * (size - 1)], derivatives)
    slopes = [weight / spread for weight, spread in zip(found[1:], spreads, strict=True)]
    return [found[0] - dot(slopes, means), *slopes]


def fit(knowledge: Knowledge, asked: Sequence[Case]) -> tuple[Vector, Vector, Vector]:
    """Return the coefficients of ranking, confidence and reach."""
    groups = []
    for item in asked:
        good = [right(knowledge, item, candidate) for candidate in item.candidates]
        if item.kind == "covered" and any(good):
            groups.append(([list(candidate.features) for candidate in item.candidates], good))
    ranking = fit_ranking(groups)
    rows, first, reached, weights = [], [], [], []
    counts = {kind: sum(item.kind == kind for item in asked) for kind in MIX}
    for item in asked:
        ranked = rank(item.candidates, ranking)
        hits = [right(knowledge, item, candidate) for _, candidate in ranked[:3]]
        if not ranked or (item.kind == "removed" and any(hits)):
            continue
        rows.append(qualities(item.engine.index, item.reading, ranked))
        first.append(hits[0])
        reached.append(any(hits))
        weights.append(MIX[item.kind] / counts[item.kind])
    return ranking, fit_logistic(rows, first, weights), fit_logistic(rows, reached, weights)


def main() -> None:
    """Print the module of coefficients."""
    knowledge = load_knowledge()
    ranking, confidence, reach = fit(knowledge, list(cases(knowledge)))
    out = sys.stdout.write
    out('"""Coefficients of the matcher, made by tests/knowledge/matching/fit_matcher.py, which says how."""\n')
    for name, names, values in (
        ("RANKING", FEATURES, ranking),
        ("CONFIDENCE", ("constant", *QUALITIES), confidence),
        ("REACH", ("constant", *QUALITIES), reach),
    ):
        out(f"\n{name} = (\n")
        for label, value in zip(names, values, strict=True):
            out(f"    {value:.4f},  # {label}\n")
        out(")\n")


if __name__ == "__main__":
    main()
