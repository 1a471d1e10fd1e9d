"""On which dates, and at which instants, a schedule is due in the time zone of its group.

An occurrence is known by its nominal local date, never by its instant: that one moves when a zone changes its rules,
or when the host changes the time. Each date has one occurrence at most, whatever the clocks do (PEP 495 with fold 0):
a time that the clocks jump over comes as much later as they jump, which may be just after midnight; of a time that
they show twice, the first counts; a date that a zone leaves out (Apia, 30 December 2011) has none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

HORIZON = dt.timedelta(days=732)  # further ahead than anybody skips dates
CATCH_UP = dt.timedelta(days=366)  # what was due before is not worth a record
_DAY = dt.timedelta(days=1)
_LAST_DAY = dt.date.max - 2 * _DAY  # the day after it has an instant in every zone


@dataclass(frozen=True, slots=True)
class Plan:
    """When a schedule runs.

    Attributes:
        zone: IANA name of its time zone, such as "Europe/Berlin".
        at: local time of day, naive, whole minutes.
        weekdays: ISO weekdays on which it runs, from 1 (Monday) to 7; at least one.
        skipped: local dates on which it does not run.
        paused_until: first local date on which it runs again; None if it is not paused.

    Raises:
        ValueError: if the time or the weekdays are not of this form.
    """

    zone: str
    at: dt.time
    weekdays: frozenset[int]
    skipped: frozenset[dt.date] = frozenset()
    paused_until: dt.date | None = None

    def __post_init__(self) -> None:
        if self.at.tzinfo is not None or self.at.second or self.at.microsecond:
            raise ValueError(f"not a naive time in whole minutes: {self.at!r}")
        if not self.weekdays or not self.weekdays <= set(range(1, 8)):
            raise ValueError(f"not ISO weekdays: {sorted(self.weekdays)}")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One due date of a plan.

    Attributes:
        day: its nominal local date: the key under which it is stored.
        at: the instant at which it is due, aware, UTC; its local date is the day after `day` where the clocks jump
            over midnight.
    """

    day: dt.date
    at: dt.datetime


def instant_of(day: dt.date, at: dt.time, zone: str) -> dt.datetime:
    """Return the instant (aware, UTC) of a local time; see the module for times that come twice or never.

    Raises:
        zoneinfo.ZoneInfoNotFoundError: if there is no such zone.
    """
    first = at.replace(fold=0) if at.fold else at
    return dt.datetime.combine(day, first, tzinfo=ZoneInfo(zone)).astimezone(dt.UTC)


def is_zone(name: str) -> bool:
    """Tell whether the database of time zones has this one; a later version may lack what an earlier one had."""
    try:
        ZoneInfo(name)
    except ZoneInfoNotFoundError:
        return False
    return True


def local_date(moment: dt.datetime, zone: str) -> dt.date:
    """Return the date that a calendar in the zone shows at an aware moment."""
    return moment.astimezone(ZoneInfo(zone)).date()


def local_time(moment: dt.datetime, zone: str) -> dt.time:
    """Return the time of day that a clock in the zone shows at an aware moment; naive."""
    return moment.astimezone(ZoneInfo(zone)).time()


def occurs_on(plan: Plan, day: dt.date) -> bool:
    """Tell whether the plan has an occurrence of this nominal local date."""
    if day.isoweekday() not in plan.weekdays or day in plan.skipped or day > _LAST_DAY:
        return False
    if plan.paused_until is not None and day < plan.paused_until:
        return False
    # The zone leaves this date out if its time comes no earlier than that of the next.
    return instant_of(day, plan.at, plan.zone) < instant_of(day + _DAY, plan.at, plan.zone)


def next_occurrence(plan: Plan, after: dt.datetime) -> Occurrence | None:
    """Return the first occurrence whose instant is later than `after` (aware), not at it.

    None if there is none within `HORIZON` of `after`, or of the end of the pause where that is later: all those dates
    are skipped.
    """
    return next(_following(plan, after), None)


def upcoming(plan: Plan, after: dt.datetime, count: int) -> tuple[Occurrence, ...]:
    """Return the next occurrences later than `after`, in order: `count`, or fewer where `HORIZON` ends first."""
    return tuple(islice(_following(plan, after), count))


def due_between(plan: Plan, after: dt.datetime, until: dt.datetime) -> list[Occurrence]:
    """Return the occurrences later than `after` and not later than `until`, in order.

    Those more than `CATCH_UP` before `until` are left out, so the list has at most 367. It is empty if `until` is not
    later than `after`.
    """
    after = max(after, until - CATCH_UP)
    if until <= after:
        return []
    return list(_between(plan, after, local_date(until, plan.zone), until))


def _following(plan: Plan, after: dt.datetime) -> Iterator[Occurrence]:
    today = local_date(after, plan.zone)
    start = max(today, plan.paused_until or today)
    return _between(plan, after, _LAST_DAY if start > _LAST_DAY - HORIZON else start + HORIZON)


def _between(plan: Plan, after: dt.datetime, last: dt.date, until: dt.datetime | None = None) -> Iterator[Occurrence]:
    """Yield the occurrences later than `after`, with nominal dates up to `last`, and not later than `until`."""
    # From the day before: where the clocks jump over midnight, its occurrence falls on today.
    first = local_date(after, plan.zone) - _DAY
    first = max(first, plan.paused_until or first)
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        day = dt.date.fromordinal(ordinal)
        if not occurs_on(plan, day):
            continue
        at = instant_of(day, plan.at, plan.zone)
        if until is not None and at > until:
            return
        if at > after:
            yield Occurrence(day, at)
