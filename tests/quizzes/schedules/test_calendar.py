"""Each local date has one occurrence, at the time the host chose, whatever the clocks of the zone do."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from quizzes.schedules.calendar import (
    CATCH_UP,
    HORIZON,
    Occurrence,
    Plan,
    due_between,
    instant_of,
    local_date,
    local_time,
    next_occurrence,
    occurs_on,
    upcoming,
)

DAY = dt.timedelta(days=1)
NINE = dt.time(9)
EVERY_DAY = frozenset(range(1, 8))


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def days(text: str) -> list[dt.date]:
    return [dt.date.fromisoformat(day) for day in text.split()]


@pytest.mark.parametrize(
    ("zone", "day", "at", "instant"),
    [
        ("Europe/Berlin", "2026-01-15", "09:00", "2026-01-15 08:00"),
        ("Europe/Berlin", "2026-07-15", "09:00", "2026-07-15 07:00"),
        ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29 01:30"),  # jumped over: 03:30
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25 00:30"),  # twice: the first
        ("America/New_York", "2026-03-08", "02:30", "2026-03-08 07:30"),
        ("America/New_York", "2026-11-01", "01:30", "2026-11-01 05:30"),
        ("Africa/Cairo", "2026-04-24", "00:00", "2026-04-23 22:00"),  # the day begins at 01:00
        ("Africa/Cairo", "2026-10-29", "23:30", "2026-10-29 20:30"),
        ("America/Havana", "2026-03-08", "00:15", "2026-03-08 05:15"),
        ("America/Havana", "2026-11-01", "00:15", "2026-11-01 04:15"),
        ("America/Nuuk", "2026-03-28", "23:30", "2026-03-29 01:30"),  # over midnight: Sunday, 00:30
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03 15:45"),  # half an hour: 02:45
        ("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04 14:45"),
        ("Asia/Kathmandu", "2026-05-01", "09:00", "2026-05-01 03:15"),
        ("Pacific/Apia", "2011-12-31", "09:00", "2011-12-30 19:00"),
    ],
)
def test_a_local_time_has_the_instant_that_its_clocks_say(zone: str, day: str, at: str, instant: str) -> None:
    assert instant_of(dt.date.fromisoformat(day), dt.time.fromisoformat(at), zone) == utc(instant)


def test_the_second_of_two_equal_times_is_never_meant() -> None:
    day = dt.date(2026, 10, 25)
    assert instant_of(day, dt.time(2, 30, fold=1), "Europe/Berlin") == instant_of(day, dt.time(2, 30), "Europe/Berlin")


@pytest.mark.parametrize("at", [dt.time(0), NINE, dt.time(23, 59)])
def test_a_date_that_the_zone_leaves_out_has_no_occurrence_and_its_neighbours_have_theirs(at: dt.time) -> None:
    plan = Plan("Pacific/Apia", at, EVERY_DAY)
    found = upcoming(plan, utc("2011-12-28 00:00"), 6)
    assert dt.date(2011, 12, 30) not in [occurrence.day for occurrence in found]
    assert {dt.date(2011, 12, 29), dt.date(2011, 12, 31)} <= {occurrence.day for occurrence in found}


def test_leap_day_is_a_day_like_any_other() -> None:
    leap = dt.date(2028, 2, 29)
    found = upcoming(Plan("Europe/Berlin", NINE, EVERY_DAY), utc("2028-02-28 12:00"), 2)
    assert [occurrence.day for occurrence in found] == [leap, dt.date(2028, 3, 1)]


def test_an_occurrence_pushed_over_midnight_keeps_its_date_and_is_still_found_after_midnight() -> None:
    plan = Plan("America/Nuuk", dt.time(23, 30), frozenset({6}))
    saturday = dt.date(2026, 3, 28)
    found = next_occurrence(plan, utc("2026-03-29 01:10"))
    assert found == Occurrence(saturday, utc("2026-03-29 01:30"))
    assert local_date(found.at, plan.zone) == saturday + DAY
    assert local_time(found.at, plan.zone) == dt.time(0, 30)
    assert due_between(plan, utc("2026-03-29 01:10"), utc("2026-03-29 01:40")) == [found]


def test_next_is_later_than_the_moment_itself_and_due_includes_the_end_but_not_the_start() -> None:
    plan = Plan("Asia/Kathmandu", NINE, EVERY_DAY)
    first, second = upcoming(plan, utc("2026-05-01 00:00"), 2)
    assert next_occurrence(plan, first.at) == second
    assert next_occurrence(plan, first.at - dt.timedelta(microseconds=1)) == first
    assert due_between(plan, first.at - DAY, first.at) == [first]
    assert due_between(plan, first.at, second.at) == [second]
    assert due_between(plan, second.at, first.at) == []


def test_only_the_chosen_weekdays_count_and_they_are_the_days_of_the_zone() -> None:
    plan = Plan("Pacific/Auckland", dt.time(7), frozenset({1, 4}))
    found = upcoming(plan, utc("2026-11-20 00:00"), 3)
    assert [occurrence.day for occurrence in found] == days("2026-11-23 2026-11-26 2026-11-30")
    assert found[0].at.date() == dt.date(2026, 11, 22)  # Sunday still in Greenwich


def test_skipped_dates_and_a_pause_are_left_out_and_the_day_after_the_pause_runs() -> None:
    plan = Plan("Europe/Berlin", NINE, EVERY_DAY, skipped=frozenset(days("2026-12-24 2026-12-25")))
    assert [found.day for found in upcoming(plan, utc("2026-12-23 00:00"), 2)] == days("2026-12-23 2026-12-26")
    paused = replace(plan, paused_until=dt.date(2026, 12, 25))
    assert [found.day for found in upcoming(paused, utc("2026-12-20 00:00"), 2)] == days("2026-12-26 2026-12-27")
    assert not occurs_on(paused, dt.date(2026, 12, 23))
    assert due_between(paused, utc("2026-12-20 00:00"), utc("2026-12-26 12:00")) == [
        next_occurrence(plan, utc("2026-12-24 00:00"))
    ]


def test_a_pause_far_beyond_the_horizon_still_ends() -> None:
    plan = Plan("Europe/Berlin", NINE, EVERY_DAY, paused_until=dt.date(2046, 1, 1))
    found = next_occurrence(plan, utc("2026-01-01 00:00"))
    assert found is not None
    assert found.day == dt.date(2046, 1, 1)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue"])
def test_a_pause_to_the_end_of_all_calendars_is_no_error(zone: str) -> None:
    plan = Plan(zone, dt.time(23, 59), EVERY_DAY, paused_until=dt.date.max)
    assert next_occurrence(plan, utc("2026-01-01 00:00")) is None
    assert not occurs_on(plan, dt.date.max)


def test_a_plan_all_of_whose_dates_are_skipped_has_no_next() -> None:
    start = dt.date(2026, 1, 1)
    skipped = frozenset(start + count * DAY for count in range(HORIZON.days + 2))
    plan = Plan("Europe/Berlin", NINE, EVERY_DAY, skipped=skipped)
    assert next_occurrence(plan, utc("2026-01-01 10:00")) is None
    assert upcoming(plan, utc("2026-01-01 10:00"), 5) == ()


def test_after_years_of_downtime_only_the_last_year_is_due() -> None:
    until = utc("2026-11-23 12:00")
    due = due_between(Plan("Europe/Berlin", NINE, EVERY_DAY), utc("2001-01-01 00:00"), until)
    assert len(due) == CATCH_UP.days
    assert due[-1].day == dt.date(2026, 11, 23)
    assert due[0].at > until - CATCH_UP


@pytest.mark.parametrize(
    ("at", "weekdays"),
    [
        (dt.time(9, 0, 1), EVERY_DAY),
        (dt.time(9, tzinfo=dt.UTC), EVERY_DAY),
        (NINE, frozenset[int]()),
        (NINE, frozenset({0})),
    ],
)
def test_a_plan_that_says_no_time_of_a_week_is_refused(at: dt.time, weekdays: frozenset[int]) -> None:
    with pytest.raises(ValueError, match="not "):
        Plan("Europe/Berlin", at, weekdays)
