"""Weeks begin on Monday in the learner's calendar, and only those with tries are told."""

from __future__ import annotations

import datetime as dt

from knowledge.loader import load_knowledge
from quizzes.bank import load_bank
from quizzes.learning.weeks import MOST_WEEKS, weeks_by_topic
from quizzes.standing.history import History, Try

BANK = load_bank(load_knowledge())
SUNDAY = dt.date(2026, 11, 8)
MONDAY = dt.date(2026, 11, 9)


def test_tries_are_counted_by_topic_and_week() -> None:
    question = next(q for q in BANK.questions.values() if len(q.topics) > 1)
    tries = (Try(question.id, SUNDAY, True), Try(question.id, MONDAY, False), Try(question.id, MONDAY, True))

    found = weeks_by_topic(History(tries, MONDAY), BANK)

    assert {one.topic.id for one in found} == set(question.topics)
    for one in found:
        assert [(week.monday, week.tries, week.right) for week in one.weeks] == [
            (SUNDAY - dt.timedelta(days=6), 1, 1),
            (MONDAY, 2, 1),
        ]


def test_what_is_older_than_half_a_year_and_what_the_bank_no_longer_has_is_left_out() -> None:
    question = next(iter(BANK.questions.values()))
    last = MONDAY - dt.timedelta(weeks=MOST_WEEKS - 1)
    tries = (Try(question.id, last - dt.timedelta(days=1), True), Try("gone", MONDAY, True))

    assert weeks_by_topic(History(tries, MONDAY), BANK) == ()
    assert weeks_by_topic(History((Try(question.id, last, True),), MONDAY), BANK)[0].weeks[0].monday == last
