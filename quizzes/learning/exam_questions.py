"""Chooses the questions of an exam: each topic has the share in it that it has in the bank."""

from __future__ import annotations

import random
from collections import Counter

from quizzes.bank import Bank
from quizzes.errors import NoQuestions
from quizzes.pair_rules import gives_away
from quizzes.picking import NOTHING_ASKED, History, pick_questions
from quizzes.questions import Question


def pick_exam(bank: Bank, length: int, rng: random.Random, history: History = NOTHING_ASKED) -> tuple[Question, ...]:
    """Return up to `length` questions, topic by topic, with no question that gives another one away.

    Args:
        bank: the questions.
        length: how many are wanted.
        rng: source of chance.
        history: what the learner was asked before; within a topic what was asked least often comes first.

    Raises:
        NoQuestions: if the bank has none.
    """
    chosen: list[Question] = []
    wanted = list(shares(bank, length).items())
    rng.shuffle(wanted)
    for topic, share in wanted:
        chosen += _fitting(bank, topic, share, chosen, rng, history)
    if len(chosen) < length:  # a topic had too few that go together
        chosen += _fitting(bank, None, length - len(chosen), chosen, rng, history)
    if not chosen:
        raise NoQuestions("mixed")
    return tuple(chosen)


def shares(bank: Bank, length: int) -> dict[str, int]:
    """Return how many of `length` questions are on each topic: by its share of the bank, the largest remainders first.

    A question counts for the topic that it names first.
    """
    sizes = Counter(question.topics[0] for question in bank.questions.values())
    exact = {topic: length * size / sizes.total() for topic, size in sizes.items()}
    given = {topic: int(share) for topic, share in exact.items()}
    left = length - sum(given.values())
    for topic in sorted(exact, key=lambda name: (given[name] - exact[name], name))[:left]:
        given[topic] += 1
    return {topic: share for topic, share in given.items() if share}


def _fitting(
    bank: Bank, topic: str | None, count: int, chosen: list[Question], rng: random.Random, history: History
) -> tuple[Question, ...]:
    pool = [
        question
        for question in bank.questions.values()
        if (topic is None or question.topics[0] == topic)
        and question not in chosen
        and not any(gives_away(question, other) or gives_away(other, question) for other in chosen)
    ]
    return pick_questions(pool, count, rng, history)
