"""Walks through every time zone as a tutor does that looks for due posts at irregular moments, and counts.

`uv run python -m tests.quizzes.schedules.sweep` does it for each day of twenty years, in some minutes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from quizzes.schedules.calendar import Plan, due_between

DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)
EVERY_DAY = frozenset(range(1, 8))
TIMES = (dt.time(0, 0), dt.time(2, 30), dt.time(9, 0), dt.time(23, 30))
GAPS = (HOUR, DAY, 7 * DAY, 30 * DAY)  # between two looks


@dataclass(slots=True)
class Figures:
    """What a sweep counted: zones, occurrences, dates that came twice, that never came, and that came out of order."""

    zones: int = 0
    occurrences: int = 0
    doubled: int = 0
    missed: int = 0
    disordered: int = 0
    invented: int = 0

    @property
    def faults(self) -> int:
        return self.doubled + self.missed + self.disordered + self.invented

    def add(self, due: list[tuple[dt.date, dt.datetime]], wanted: set[dt.date]) -> None:
        """Compare what came due, in the order of coming, with the dates that the zone's calendars show."""
        times = Counter(day for day, _ in due)
        self.occurrences += len(due)
        self.doubled += sum(count - 1 for count in times.values())
        self.missed += len(wanted - times.keys())
        self.invented += len(times.keys() - wanted)
        self.disordered += sum(later <= earlier or day <= before for (before, earlier), (day, later) in pairwise(due))


def all_zones() -> list[str]:
    """Return every zone of the IANA database; `localtime` is the machine's own."""
    return sorted(available_timezones() - {"localtime"})


def dates_shown(zone: str, first: dt.date, last: dt.date) -> set[dt.date]:
    """Return the dates in a range that a calendar in the zone shows at some time, found by looking at it each hour."""
    clock = ZoneInfo(zone)
    start = dt.datetime.combine(first - DAY, dt.time(), tzinfo=dt.UTC)
    hours = 24 * ((last - first).days + 3)
    shown = {(start + hour * HOUR).astimezone(clock).date() for hour in range(hours)}
    return {day for day in shown if first <= day <= last}


def walk(plan: Plan, first: dt.date, last: dt.date, rng: random.Random) -> list[tuple[dt.date, dt.datetime]]:
    """Return what comes due for dates in a range, to somebody who looks at irregular moments for what is new."""
    looked = dt.datetime.combine(first - DAY, dt.time(), tzinfo=dt.UTC)
    end = dt.datetime.combine(last + 2 * DAY, dt.time(), tzinfo=dt.UTC)
    due: list[tuple[dt.date, dt.datetime]] = []
    while looked < end:
        now = looked + rng.choice(GAPS)
        due.extend((occurrence.day, occurrence.at) for occurrence in due_between(plan, looked, now))
        looked = now
    return [(day, at) for day, at in due if first <= day <= last]


def sweep(
    zone: str, spans: Iterable[tuple[dt.date, dt.date]], figures: Figures, times: Sequence[dt.time] = TIMES
) -> None:
    """Add a zone's figures for each time of day and each span of dates (both ends belong to it)."""
    rng = random.Random(zone)
    figures.zones += 1
    for first, last in spans:
        wanted = dates_shown(zone, first, last)
        for at in times:
            figures.add(walk(Plan(zone, at, EVERY_DAY), first, last, rng), wanted)


def spans_of_changes(zone: str, first: dt.date, last: dt.date, around: int) -> Iterator[tuple[dt.date, dt.date]]:
    """Yield spans from `around` days before to `around` days after each date on which the zone's offset changes.

    Looks once a week, and then at each day of a week with a change: two that cancel out within a week go unseen.
    """
    clock = ZoneInfo(zone)
    noon = dt.datetime.combine(first, dt.time(12), tzinfo=dt.UTC)
    offset = noon.astimezone(clock).utcoffset()
    while noon.date() < last:
        week = noon + 7 * DAY
        before_week, offset = offset, week.astimezone(clock).utcoffset()
        if offset != before_week:
            offsets = [(noon + step * DAY).astimezone(clock).utcoffset() for step in range(8)]
            for step, (before, after) in enumerate(pairwise(offsets), 1):
                if before != after:
                    day = (noon + step * DAY).date()
                    yield day - around * DAY, day + around * DAY
        noon = week


def main() -> None:
    """Sweep all zones, print the figures, and fail if there is any fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--first", type=int, default=2010, help="first year (default 2010: Apia leaves out a date in 2011)"
    )
    parser.add_argument("--years", type=int, default=20, help="how many years (default 20)")
    options = parser.parse_args()
    span = dt.date(options.first, 1, 1), dt.date(options.first + options.years - 1, 12, 31)
    figures, begun = Figures(), time.monotonic()
    for zone in all_zones():
        sweep(zone, [span], figures)
    out = sys.stdout.write
    out(f"{span[0]} to {span[1]}, {len(TIMES)} times of day, {time.monotonic() - begun:.0f} s\n")
    out(f"zones {figures.zones}, occurrences {figures.occurrences:,}\n")
    out(f"doubled {figures.doubled}, missed {figures.missed}, ")
    out(f"out of order {figures.disordered}, of no date {figures.invented}\n")
    sys.exit(1 if figures.faults else 0)


if __name__ == "__main__":
    main()
