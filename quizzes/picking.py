"""Chooses the questions of a round: those asked least often first, difficulties mixed, like ones apart.

What belongs together comes together: the stages of a scenario in their order, a question and its twin apart from each
other. Such a group is one block or two; everything else is a block of one question.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil
from typing import get_args

from .pair_rules import gives_away
from .questions import Difficulty, Question

TWINS_NEED = 3  # questions in a round with twins: one has to stand between them
LARGEST_SHARE = 2 / 3  # of a round that one scenario may take, where there is anything else to ask
SIDE_BY_SIDE = 100  # times worse for twins than for questions that are merely alike

DIFFICULTIES = len(get_args(Difficulty))

Group = tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class History:
    """What a channel or a learner was asked before.

    Attributes:
        times: id -> how often; absent for never. A round takes from those asked least often, so that nothing comes
            again while something is left in the bag.
        lately: ids of those that come last among equals, so that a refilled bag does not begin with what was just
            asked.
    """

    times: Mapping[str, int] = field(default_factory=dict)
    lately: Collection[str] = ()


NOTHING_ASKED = History()


def pick_questions(
    pool: Iterable[Question], length: int, rng: random.Random, history: History = NOTHING_ASKED
) -> tuple[Question, ...]:
    """Return up to `length` different questions of `pool`, in the order in which to ask them.

    No question's stem holds the right answer of another: a round is rather shorter than that.

    Args:
        pool: what to choose from.
        length: how many are wanted, at least 1; fewer come back if the pool has no more that go together.
        rng: source of chance.
        history: what was asked before.
    """
    waiting = _groups(pool, length)
    rng.shuffle(waiting)
    chosen: list[Group] = []
    difficulties: Counter[str] = Counter()
    left = length
    while left:
        asked = [question for group in chosen for question in group]
        fitting = [group for group in waiting if len(group) <= left]
        fitting = [group for group in fitting if len(group) <= max(1, LARGEST_SHARE * length)] or fitting
        if not fitting:
            break
        best = min(fitting, key=lambda group: _reluctance(group, asked, history, difficulties, length))
        waiting = [group for group in waiting if group is not best and not _tells(group, best)]
        chosen.append(best)
        difficulties.update(question.difficulty for question in best)
        left -= len(best)
    blocks = [block for group in chosen for block in _blocks(group)]
    return tuple(question for block in _spread(blocks) for question in block)


def _groups(pool: Iterable[Question], length: int) -> list[Group]:
    """Return what can be asked in a round of `length`: stages cut to what fits, twins only where they can be parted."""
    questions = {question.id: question for question in pool}
    groups: dict[str, list[Question]] = {}
    for question in questions.values():
        if question.scenario:
            name = f"scenario {question.scenario[0]}"
        elif question.twin in questions and length >= TWINS_NEED:
            name = "twins " + min(question.id, question.twin or "")
        else:
            name = question.id
        groups.setdefault(name, []).append(question)
    staged = [sorted(group, key=lambda q: (q.scenario or ("", 0, 0))[1])[:length] for group in groups.values()]
    return [tuple(group) for group in staged if not _is_half(group[0], questions, length)] or [
        (question,) for question in questions.values()
    ]


def _is_half(question: Question, questions: Mapping[str, Question], length: int) -> bool:
    """Whether a twin would be asked without the other: alone it earns nothing."""
    return question.twin is not None and (question.twin not in questions or length < TWINS_NEED)


def _reluctance(
    group: Group, asked: Sequence[Question], history: History, difficulties: Counter[str], length: int
) -> tuple[float, ...]:
    """Return what speaks against asking a group next, the weightiest first.

    A group may take its difficulty's whole share of a round at once: were its size held against it, scenarios and
    twins would come last of all.
    """
    before = asked[-1] if asked else None
    so_far = difficulties[group[0].difficulty]
    share = max(ceil(length / DIFFICULTIES), len(group))
    return (
        sum(history.times.get(question.id, 0) for question in group) / len(group),
        sum(question.id in history.lately for question in group) / len(group),
        before is not None and _alike(before, group[0]),
        max(0, so_far + len(group) - share),
        so_far,
    )


def _tells(group: Group, chosen: Group) -> bool:
    """Whether a question of one group and one of another give each other away."""
    return any(gives_away(one, other) or gives_away(other, one) for one in group for other in chosen)


def _alike(one: Question, other: Question) -> bool:
    """Whether one of the two, shown just before the other, would give it away."""
    return bool(one.misconceptions & other.misconceptions) or one.facts[0] == other.facts[0]


def _blocks(group: Group) -> list[Group]:
    return [(question,) for question in group] if group[0].twin else [group]


def _spread(blocks: list[Group]) -> list[Group]:
    """Swap blocks as long as that leaves fewer like questions side by side."""
    best, clashes = blocks, _clashes(blocks)
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


def _clashes(blocks: Sequence[Group]) -> int:
    neighbours = [(one[-1], other[0]) for one, other in pairwise(blocks)]
    return sum(SIDE_BY_SIDE if one.twin == other.id else _alike(one, other) for one, other in neighbours)
