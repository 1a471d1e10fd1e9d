"""Streaks forgive: freezes are earned, outages of ours cost nothing, and today is not over yet."""

from __future__ import annotations

import datetime as dt

from quizzes.database import Database
from quizzes.standing.running import Running, outage_days
from quizzes.standing.streaks import DAYS_FOR_FREEZE, MOST_FREEZES, Streak, streak_of
from tests.quizzes.game import START

FIRST = dt.date(2026, 11, 2)


def days(*numbers: int) -> set[dt.date]:
    return {FIRST + dt.timedelta(days=number) for number in numbers}


def on(number: int) -> dt.date:
    return FIRST + dt.timedelta(days=number)


def test_days_in_a_row_are_counted_and_today_is_not_over_yet() -> None:
    assert streak_of(days(0, 1, 2), (), on(2)) == Streak(3, 0)
    assert streak_of(days(0, 1, 2), (), on(3)) == Streak(3, 0)
    assert streak_of(days(0, 1, 2), (), on(4)) is None
    assert streak_of((), (), on(0)) is None


def test_a_week_of_answers_earns_a_freeze_that_a_day_off_uses_up() -> None:
    week = range(DAYS_FOR_FREEZE)
    assert streak_of(days(*week), (), on(6)) == Streak(7, 1)
    assert streak_of(days(*week, 8), (), on(8)) == Streak(8, 0)
    assert streak_of(days(*week, 9), (), on(9)) == Streak(1, 0)


def test_no_more_freezes_are_kept_than_stated() -> None:
    long = range(DAYS_FOR_FREEZE * (MOST_FREEZES + 3))
    assert streak_of(days(*long), (), on(len(long))) == Streak(len(long), MOST_FREEZES)


def test_a_day_on_which_we_were_down_costs_nothing() -> None:
    assert streak_of(days(0, 1, 4), days(2, 3), on(4)) == Streak(3, 0)
    assert streak_of(days(0, 1, 4), days(2), on(4)) == Streak(1, 0)


def test_hours_without_a_mark_make_an_outage_from_the_first_mark_on(database: Database) -> None:
    running = Running(database)
    with database.transaction() as session:
        assert outage_days(session, START - dt.timedelta(days=30), START, "UTC") == set()
    begin = START - dt.timedelta(days=3)  # 20 November, 09:00
    for hour in range(72):
        if not 20 <= hour < 25:  # from 05:00 to 10:00 on the 21st
            running.note(begin + dt.timedelta(hours=hour, minutes=7))
            running.note(begin + dt.timedelta(hours=hour, minutes=12))
    with database.transaction() as session:
        since = START - dt.timedelta(days=30)
        assert outage_days(session, since, START, "UTC") == {dt.date(2026, 11, 21)}
        # 21:00 to 02:00: no day in Los Angeles had four hours of it
        assert outage_days(session, since, START, "America/Los_Angeles") == set()
