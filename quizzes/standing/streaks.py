"""Streaks with forgiveness: how many days in a row somebody answered, in the calendar of their own zone.

A full week of days with answers earns a freeze, of which MOST_FREEZES can be in reserve. A day without answers uses
one up; with none left, the streak begins anew. A day on which the tutor was down neither counts nor costs anything,
and today costs nothing before it is over.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

DAYS_FOR_FREEZE = 7  # days with answers in the streak, from one freeze to the next
MOST_FREEZES = 2
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Streak:
    """Days in a row.

    Attributes:
        days: with answers, today's among them if there is one; at least 1.
        freezes: days off in reserve.
    """

    days: int
    freezes: int


def streak_of(answered: Collection[dt.date], outages: Collection[dt.date], today: dt.date) -> Streak | None:
    """Return the streak that lasts today; None if there is none.

    Args:
        answered: days on which the learner answered.
        outages: days on which the tutor was down.
        today: the present day, in the same zone.
    """
    past = [day for day in answered if day <= today]
    if not past:
        return None
    days = freezes = 0
    day = min(past)
    while day <= today:
        if day in answered:
            days += 1
            freezes = min(MOST_FREEZES, freezes + (days % DAYS_FOR_FREEZE == 0))
        elif days and day not in outages and day != today:
            if freezes:
                freezes -= 1
            else:
                days = 0
        day += DAY
    return Streak(days, freezes) if days else None
