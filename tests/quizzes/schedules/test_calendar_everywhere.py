"""What holds of every plan in every zone, whenever anybody looks."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.schedules.calendar import Occurrence, Plan, due_between, next_occurrence, occurs_on, upcoming

from .sweep import DAY, Figures, all_zones, dates_shown, spans_of_changes, sweep

START, END = dt.date(2010, 1, 1), dt.date(2029, 12, 31)  # Apia leaves out a date in 2011
LEAP = (dt.date(2028, 2, 28), dt.date(2028, 3, 1))
TIMES = (dt.time(0, 0), dt.time(2, 30), dt.time(23, 30))
WINDOW = 40 * DAY

days = st.dates(START, END)
moments = st.datetimes(dt.datetime(2010, 1, 1), dt.datetime(2029, 12, 31), timezones=st.just(dt.UTC))  # noqa: DTZ001 (aware by its timezones)
offsets = st.timedeltas(-WINDOW / 2, WINDOW / 2)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    at = draw(st.times()).replace(second=0, microsecond=0, fold=0)
    return Plan(draw(st.sampled_from(all_zones())), at, draw(st.frozensets(st.integers(1, 7), min_size=1)))


def around(plan: Plan, moment: dt.datetime) -> list[Occurrence]:
    """What a list of the plan's dates shows, one by one, from 60 days before a moment to 60 days after."""
    return due_between(plan, moment - 1.5 * WINDOW, moment + 1.5 * WINDOW)


def test_in_every_zone_each_date_around_a_change_of_the_clocks_comes_once() -> None:
    """All zones, 20 years, three times of day: days within one of a change of offset, leap day and a few at random.

    Two changes that cancel out within a week, and all other days, are left to the full sweep (sweep.py).
    """
    figures, rng = Figures(), random.Random(6)
    for zone in all_zones():
        anywhere = START + rng.randrange((END - START).days) * DAY
        spans = [*spans_of_changes(zone, START, END, around=1), LEAP, (anywhere, anywhere + 9 * DAY)]
        sweep(zone, spans, figures, TIMES)
    assert figures.faults == 0, figures
    assert figures.zones >= 590
    assert figures.occurrences > 90_000


@given(plans(), days)
def test_a_date_occurs_if_it_is_a_chosen_weekday_that_the_zone_has(plan: Plan, first: dt.date) -> None:
    last = first + 10 * DAY
    shown = dates_shown(plan.zone, first, last)
    span = [first + step * DAY for step in range(11)]
    assert [day for day in span if occurs_on(plan, day)] == [
        day for day in span if day in shown and day.isoweekday() in plan.weekdays
    ]


@given(plans(), moments)
def test_dates_and_instants_only_rise(plan: Plan, moment: dt.datetime) -> None:
    found = upcoming(plan, moment, 30)
    assert len(found) == 30
    assert found[0].at > moment
    assert all(before.day < after.day and before.at < after.at for before, after in pairwise(found))


@given(plans(), moments, st.lists(offsets, min_size=1, max_size=8))
def test_a_clock_stepped_back_or_forward_never_finds_other_dates(
    plan: Plan, moment: dt.datetime, steps: list[dt.timedelta]
) -> None:
    listed = around(plan, moment)
    for step in steps:
        now = moment + step
        later = [occurrence for occurrence in listed if occurrence.at > now]
        assert next_occurrence(plan, now) == later[0]
        assert upcoming(plan, now, 3) == tuple(later[:3])


@given(plans(), moments, st.lists(offsets, min_size=2, max_size=8))
def test_looking_at_any_moments_finds_each_date_once(
    plan: Plan, moment: dt.datetime, steps: list[dt.timedelta]
) -> None:
    looks = sorted(moment + step for step in steps)
    found = [due for after, until in pairwise(looks) for due in due_between(plan, after, until)]
    assert found == [due for due in around(plan, moment) if looks[0] < due.at <= looks[-1]]


@given(plans(), moments, st.data())
@settings(deadline=None)
def test_skipping_and_pausing_take_away_those_dates_and_no_others(
    plan: Plan, moment: dt.datetime, data: st.DataObject
) -> None:
    listed = around(plan, moment)
    near = st.dates(moment.date() - 50 * DAY, moment.date() + 50 * DAY)
    skipped = data.draw(st.frozensets(near, max_size=20))
    until = data.draw(st.none() | near)
    left = around(replace(plan, skipped=skipped, paused_until=until), moment)
    assert left == [due for due in listed if due.day not in skipped and (until is None or due.day >= until)]
