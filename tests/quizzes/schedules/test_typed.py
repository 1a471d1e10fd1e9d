"""What hosts type is read as they mean it, or refused with an example."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.errors import UnreadableTime
from quizzes.schedules.typed import EXAMPLES, read_dates, read_time, read_weekdays, weekdays_text

READERS: dict[str, Callable[[str], object]] = {"time": read_time, "weekdays": read_weekdays, "dates": read_dates}
ALL_SETS = [frozenset(days) for size in range(1, 8) for days in combinations(range(1, 8), size)]


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("9", "09:00"),
        ("09", "09:00"),
        ("0", "00:00"),
        ("09:00", "09:00"),
        ("9.30", "09:30"),
        ("0930", "09:30"),
        ("9 pm", "21:00"),
        ("9PM", "21:00"),
        ("9:05 p.m.", "21:05"),
        ("9 a.m", "09:00"),
        ("12 am", "00:00"),
        ("12 pm", "12:00"),
        ("12:30am", "00:30"),
        ("21h", "21:00"),
        ("21 h", "21:00"),
        ("9h30", "09:30"),
        (" 23:59 ", "23:59"),
        ("9\u202fpm", "21:00"),
        ("Noon", "12:00"),
    ],
)
def test_a_time_is_read_as_it_is_written_around_the_world(typed: str, at: str) -> None:
    assert read_time(typed) == dt.time.fromisoformat(at)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "midnight",
        "24:00",
        "25",
        "9:60",
        "13 pm",
        "0 am",
        "9:5",
        "115",
        "09:00:30",
        "9 CET",
        "half nine",
        "-9",
        "9-10",
        "٩",
        "9 p",
        "morning",
        "9:00, 21:00",
    ],
)
def test_a_time_that_is_none_or_could_be_two_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableTime) as caught:
        read_time(typed)
    assert (caught.value.field, caught.value.typed, caught.value.example) == ("time", typed, EXAMPLES["time"])


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("daily", "1234567"),
        ("every day", "1234567"),
        ("Every  Day", "1234567"),
        ("weekdays", "12345"),
        ("every weekday", "12345"),
        ("weekends", "67"),
        ("mon-fri", "12345"),
        ("Mon \u2013 Thu", "1234"),
        ("monday to wednesday", "123"),
        ("fri..sun", "567"),
        ("fri-mon", "5671"),
        ("Mon, Wed and Fri", "135"),
        ("mon/wed/fri", "135"),
        ("mon-wed, sat", "1236"),
        ("weekdays and Saturday", "123456"),
        ("thursday", "4"),
        ("every Thursday", "4"),
        ("on Mondays", "1"),
        ("Tu Th", "24"),
        ("tues & thurs", "24"),
        ("Weds", "3"),
        ("Mon.", "1"),
        ("mon mon", "1"),
    ],
)
def test_weekdays_are_read_by_name_list_and_range(typed: str, days: str) -> None:
    assert read_weekdays(typed) == frozenset(map(int, days))


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "every",
        "and",
        "m",
        "t",
        "MWF",
        "1-5",
        "1",
        "mon-wed-fri",
        "mon-mon",
        "mon-",
        "-fri",
        "weekends-mon",
        "every other monday",
        "first monday",
        "weekdays except friday",
        "not monday",
        "weekly",
        "biweekly",
        "Montag",
        "mon" * 400,
    ],
)
def test_weekdays_that_are_none_or_could_be_others_are_refused(typed: str) -> None:
    with pytest.raises(UnreadableTime) as caught:
        read_weekdays(typed)
    assert (caught.value.field, caught.value.example) == ("weekdays", EXAMPLES["weekdays"])


@pytest.mark.parametrize("weekdays", ALL_SETS, ids=lambda days: "".join(map(str, sorted(days))))
def test_weekdays_in_words_are_read_back(weekdays: frozenset[int]) -> None:
    assert read_weekdays(weekdays_text(weekdays)) == weekdays


def test_weekdays_are_said_as_people_say_them() -> None:
    assert weekdays_text(frozenset(range(1, 8))) == "every day"
    assert weekdays_text(frozenset(range(1, 6))) == "weekdays"
    assert weekdays_text(frozenset({6, 7})) == "weekends"
    assert weekdays_text(frozenset({4})) == "Thursdays"
    assert weekdays_text(frozenset({4, 1})) == "Mondays and Thursdays"
    assert weekdays_text(frozenset({5, 3, 1})) == "Mondays, Wednesdays and Fridays"


@pytest.mark.parametrize(
    ("typed", "first", "count"),
    [
        ("2026-12-24", "2026-12-24", 1),
        ("2026-12-24, 2026-12-25", "2026-12-24", 2),
        ("2026-12-24 2026-12-25", "2026-12-24", 2),
        ("2026-12-24..2027-01-01", "2026-12-24", 9),
        ("2026-12-24 .. 2027-01-01", "2026-12-24", 9),
        ("2026-12-24…2027-01-01", "2026-12-24", 9),
        ("2026-12-24 to 2027-01-01", "2026-12-24", 9),
        ("2026-12-24 - 2027-01-01", "2026-12-24", 9),
        ("2026-12-24\u20132027-01-01", "2026-12-24", 9),
        ("2028-02-28..2028-03-01", "2028-02-28", 3),
        ("2026-12-24..2026-12-25 and 2026-12-25", "2026-12-24", 2),
        ("2028-01-01..2028-12-31", "2028-01-01", 366),
        ("2026-2-3", "2026-02-03", 1),
    ],
)
def test_dates_are_read_one_by_one_and_as_ranges_with_both_ends(typed: str, first: str, count: int) -> None:
    dates = read_dates(typed)
    assert (min(dates), len(dates)) == (dt.date.fromisoformat(first), count)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "and",
        "24.12.2026",
        "12/24/2026",
        "3/4/2026",
        "26-12-24",
        "20261224",
        "2026-W52-4",
        "2026-02-30",
        "2027-02-29",
        "2026-12-24..",
        "..2026-12-24",
        "2027-01-01..2026-12-24",
        "2026-01-01..2026-01-05..2026-01-09",
        "0001-01-01..9999-12-31",
        "2026-01-01..2026-12-31, 2027-01-01..2027-12-31",
        "tomorrow",
        "Christmas",
    ],
)
def test_dates_in_another_order_or_too_many_are_refused(typed: str) -> None:
    with pytest.raises(UnreadableTime) as caught:
        read_dates(typed)
    assert (caught.value.field, caught.value.example) == ("dates", EXAMPLES["dates"])


@pytest.mark.parametrize("field", READERS)
def test_the_examples_that_people_are_shown_are_read(field: str) -> None:
    assert READERS[field]({str(key): text for key, text in EXAMPLES.items()}[field])


@given(st.times())
def test_a_time_as_clocks_show_it_is_read_back(at: dt.time) -> None:
    at = at.replace(second=0, microsecond=0, fold=0)
    assert read_time(f"{at:%H:%M}") == read_time(f"{at:%H%M}") == read_time(f"{at:%I:%M %p}") == at


@given(st.dates(), st.integers(0, 300))
def test_a_range_of_dates_is_read_back(first: dt.date, length: int) -> None:
    last = min(first.toordinal() + length, dt.date.max.toordinal())
    dates = read_dates(f"{first.isoformat()}..{dt.date.fromordinal(last).isoformat()}")
    assert sorted(day.toordinal() for day in dates) == list(range(first.toordinal(), last + 1))


@given(st.text(alphabet="0123456789-.:, hapmontuewdfrisy…\u2013", max_size=40), st.sampled_from(sorted(READERS)))
def test_whatever_is_typed_is_read_or_refused(typed: str, field: str) -> None:
    try:
        read = READERS[field](typed)
    except UnreadableTime:
        return
    assert isinstance(read, dt.time) or read  # a set with something in it
