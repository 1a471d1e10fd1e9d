"""Streaks forgive, whatever the days."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from quizzes.standing.streaks import DAYS_FOR_FREEZE, MOST_FREEZES, streak_of

FIRST = dt.date(2026, 3, 1)  # the days reach over a leap of the clocks; dates know nothing of it
SPAN = 60
days = st.sets(st.integers(0, SPAN - 1).map(lambda n: FIRST + dt.timedelta(days=n)))
today = FIRST + dt.timedelta(days=SPAN - 1)


@given(days, days)
def test_a_streak_counts_only_days_with_answers_and_keeps_its_bounds(answered: set[dt.date], out: set[dt.date]) -> None:
    streak = streak_of(answered, out, today)
    if streak:
        assert 1 <= streak.days <= len(answered)
        assert 0 <= streak.freezes <= min(MOST_FREEZES, streak.days // DAYS_FOR_FREEZE)


@given(days, days)
def test_another_outage_never_shortens_a_streak(answered: set[dt.date], out: set[dt.date]) -> None:
    before = streak_of(answered, (), today)
    after = streak_of(answered, out, today)
    assert (after.days if after else 0) >= (before.days if before else 0)


@given(days)
def test_a_day_that_is_not_over_costs_nothing(answered: set[dt.date]) -> None:
    yesterday = today - dt.timedelta(days=1)
    before = (answered | {yesterday}) - {today}
    assert streak_of(before, (), today) == streak_of(before, (), yesterday)


@given(days)
def test_an_answer_today_adds_one_day(answered: set[dt.date]) -> None:
    before, after = streak_of(answered - {today}, (), today), streak_of(answered | {today}, (), today)
    assert after
    assert after.days == (before.days if before else 0) + 1
