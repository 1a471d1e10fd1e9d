"""Chooses the questions of a round: unseen ones first, difficulties mixed, like ones apart."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Iterable
from itertools import pairwise

from .questions import Question


def pick_questions(
    pool: Iterable[Question], length: int, rng: random.Random, seen: Collection[str] = ()
) -> tuple[Question, ...]:
    """Return up to `length` different questions of `pool`, in the order in which to ask them.

    Args:
        pool: what to choose from.
        length: how many are wanted, at least 1; fewer come back if the pool is smaller.
        rng: source of chance.
        seen: ids of questions to be used only when the others run out.
    """
    waiting = list(pool)
    rng.shuffle(waiting)
    chosen: list[Question] = []
    difficulties: Counter[str] = Counter()
    while waiting and len(chosen) < length:
        before = chosen[-1] if chosen else None
        best = min(waiting, key=lambda q: (q.id in seen, _alike(before, q), difficulties[q.difficulty]))
        waiting.remove(best)
        chosen.append(best)
        difficulties[best.difficulty] += 1
    return tuple(_spread(chosen))


def _alike(one: Question | None, other: Question) -> bool:
    """Whether one of the two, shown just before the other, would give it away."""
    if one is None:
        return False
    return bool(one.misconceptions & other.misconceptions) or one.facts[0] == other.facts[0]


def _spread(questions: list[Question]) -> list[Question]:
    """Swap questions as long as that leaves fewer like ones side by side."""
    best, clashes = questions, _clashes(questions)
    improved = True
    while improved and clashes:
        improved = False
        for i in range(len(best)):
            for j in range(i + 1, len(best)):
                swapped = [*best]
                swapped[i], swapped[j] = swapped[j], swapped[i]
                if (fewer := _clashes(swapped)) < clashes:
                    best, clashes, improved = swapped, fewer, True
    return best


def _clashes(questions: list[Question]) -> int:
    return sum(_alike(one, other) for one, other in pairwise(questions))
