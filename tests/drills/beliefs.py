"""How surely scripted learners are told the belief that they hold, and others none.

A run is 8 questions of the shipped bank. A learner who holds a belief meets it in 3 of them and takes it each time;
the other 5 are drawn from all questions that don't offer it, and one answer in ten to them is wrong at random. A
learner who holds none meets 8 questions drawn from all, and one answer in ten (or in five) is wrong at random.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from knowledge.loader import load_knowledge
from quizzes.bank import Bank, load_bank
from quizzes.questions import Question
from quizzes.standing.beliefs import Given, held_beliefs

RUNS, LENGTH, MET = 200, 8, 3
SLIP, LARGE_SLIP = 0.1, 0.2
HELD_GOAL, NONE_GOAL = 0.95, 0.90


def main() -> int:
    bank = load_bank(load_knowledge())
    held = told_first(bank, RUNS, random.Random(1))
    none = told_none(bank, RUNS, SLIP, random.Random(2))
    careless = told_none(bank, RUNS, LARGE_SLIP, random.Random(3))
    print(f"who holds one belief is told that very one first: {held:.1%} of {RUNS} runs (goal {HELD_GOAL:.0%})")
    print(f"who holds none and errs in {SLIP:.0%} is told none: {none:.1%} of {RUNS} runs (goal {NONE_GOAL:.0%})")
    print(f"who holds none and errs in {LARGE_SLIP:.0%} is told none: {careless:.1%} of {RUNS} runs")
    return 0 if held >= HELD_GOAL and none >= NONE_GOAL else 1


def told_first(bank: Bank, runs: int, rng: random.Random) -> float:
    """Return the share of runs in which the first belief told is the one that is held."""
    beliefs = [name for name in bank.misconceptions if len(bank.offering(name)) >= MET]
    return sum(_holder_is_told(bank, rng.choice(beliefs), rng) for _ in range(runs)) / runs


def told_none(bank: Bank, runs: int, slip: float, rng: random.Random) -> float:
    """Return the share of runs in which a learner who holds no belief is told none."""
    pool = list(bank.questions.values())
    told = 0
    for _ in range(runs):
        answers = [_slipping(question, slip, rng) for question in rng.sample(pool, LENGTH)]
        told += bool(held_beliefs(answers, bank.questions))
    return 1 - told / runs


def _holder_is_told(bank: Bank, belief: str, rng: random.Random) -> bool:
    offering = bank.offering(belief)
    others = [question for question in bank.questions.values() if question not in offering]
    answers = [Given(question.id, False, belief) for question in rng.sample(offering, MET)]
    answers += [_slipping(question, SLIP, rng) for question in rng.sample(others, LENGTH - MET)]
    rng.shuffle(answers)
    found = held_beliefs(answers, bank.questions)
    return bool(found) and found[0].id == belief


def _slipping(question: Question, slip: float, rng: random.Random) -> Given:
    if rng.random() >= slip:
        return Given(question.id, True, None)
    behind: Sequence[str | None] = sorted(question.misconceptions) or [None]
    return Given(question.id, False, rng.choice(behind))


if __name__ == "__main__":
    raise SystemExit(main())
