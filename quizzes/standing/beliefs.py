"""Which wrong beliefs a learner holds, judged by what they answered where each could show.

A belief is judged by the odds that it is held: each question that offers it speaks for it if it was taken, and against
it if the answer was right, or wrong in another way; what lies many answers back speaks with less weight. So one slip
tells nothing, a belief that is offered often is not named for being met often, and one that was answered rightly since
fades.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from quizzes.questions import Question

# Chances of what happens when a question offers a belief, to whoever holds it and to whoever does not. They are
# assumptions, not fits; tests/drills/beliefs.py shows what they are good for.
HELD = 0.05  # before anything was answered
TAKEN = log(0.75 / 0.12)
RIGHT = log(0.15 / 0.70)
OTHERWISE_WRONG = log(0.10 / 0.18)
UNTOLD = log(HELD / (1 - HELD))
HALF_LIFE = 100  # answers after which an answer speaks half as loud


@dataclass(frozen=True, slots=True)
class Given:
    """What an answer says on beliefs.

    Attributes:
        question_id: the question.
        right: whether it was right.
        misconception: id of the belief behind it; None if there is none.
    """

    question_id: str
    right: bool
    misconception: str | None


@dataclass(frozen=True, slots=True)
class Belief:
    """A belief that a learner more likely holds than not.

    Attributes:
        id: id of the misconception.
        odds: logarithm of the odds that it is held, above 0.
        taken: how often it was taken.
        chances: how often it could have been.
    """

    id: str
    odds: float
    taken: int
    chances: int


def held_beliefs(answers: Sequence[Given], questions: Mapping[str, Question]) -> list[Belief]:
    """Return the beliefs that a learner more likely holds than not, the surest first.

    Args:
        answers: the learner's, the newest first.
        questions: the bank's, by id; an answer to one that is gone speaks for the belief behind it only.
    """
    odds: dict[str, float] = {}
    taken: dict[str, int] = {}
    chances: dict[str, int] = {}
    for age, answer in enumerate(answers):
        loudness = 0.5 ** (age / HALF_LIFE)
        for belief in _offered(answer, questions):
            chances[belief] = chances.get(belief, 0) + 1
            odds[belief] = odds.get(belief, UNTOLD) + loudness * _says(answer, belief)
            taken[belief] = taken.get(belief, 0) + (answer.misconception == belief)
    found = [Belief(name, value, taken[name], chances[name]) for name, value in odds.items()]
    return sorted((b for b in found if b.taken and b.odds > 0), key=lambda b: (-b.odds, -b.taken, b.id))


def _offered(answer: Given, questions: Mapping[str, Question]) -> Iterable[str]:
    question = questions.get(answer.question_id)
    behind = {answer.misconception} if answer.misconception else set()
    return behind | (question.misconceptions if question else set())


def _says(answer: Given, belief: str) -> float:
    if answer.misconception == belief:
        return TAKEN
    return RIGHT if answer.right else OTHERWISE_WRONG
