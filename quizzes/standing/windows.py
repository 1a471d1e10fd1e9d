"""The stretches of time that a leaderboard looks at; they begin at midnight in the server's time zone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from quizzes.schedules.calendar import instant_of, local_date

When = Literal["week", "month", "season", "all"]

MIDNIGHT = dt.time()
MONTHS_IN_SEASON = 3  # a season is a quarter of a year: January to March, and so on


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time that lasts until the present.

    Attributes:
        when: what it is.
        begins_at: its first instant, aware, UTC; None for all time.
        before: where the one before it, with which it is compared, begins; None for all time.
    """

    when: When
    begins_at: dt.datetime | None
    before: dt.datetime | None


def window_of(when: When, now: dt.datetime, zone: str) -> Window:
    """Return the week (from Monday), month or season (a quarter of a year) that `now` is in."""
    if when == "all":
        return Window(when, None, None)
    first = _first_day(when, local_date(now, zone))
    previous = _first_day(when, first - dt.timedelta(days=1))
    return Window(when, instant_of(first, MIDNIGHT, zone), instant_of(previous, MIDNIGHT, zone))


def _first_day(when: When, day: dt.date) -> dt.date:
    if when == "week":
        return day - dt.timedelta(days=day.weekday())
    if when == "month":
        return day.replace(day=1)
    return day.replace(month=day.month - (day.month - 1) % MONTHS_IN_SEASON, day=1)
