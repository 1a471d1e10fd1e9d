"""Lets several processes post a month of schedules in mixed time zones, while one after another is killed.

`uv run python -m tests.drills.month` runs the real dispatcher in each process on a real PostgreSQL. The clock is
simulated: it jumps over the time in which nothing is due, and stands while something is that nobody has claimed yet.
"""

from __future__ import annotations

import argparse
import datetime as dt
import logging
import multiprocessing
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg

from quizzes.database import Database
from quizzes.schedules.calendar import Plan, due_between
from quizzes.schedules.occurrences import DAILY_GRACE
from quizzes.schedules.schedule_views import NewSchedule
from quizzes.schedules.schedules import Schedules
from quizzes.timing import LATE_GRACE
from tests.postgres import TEMPLATE, running_postgres
from tests.quizzes.game import small_bank
from tests.quizzes.schedules.sweep import all_zones

from .month_process import CHANNEL_TABLE, work

START = dt.datetime(2026, 10, 12, tzinfo=dt.UTC)  # Europe turns its clocks back on 25 October, New York on 1 November
WEEK = tuple(range(1, 8))
KILL_SECONDS = (2.0, 5.0)  # between two kills, by the wall
SHORTEST_JUMP, LONGEST_JUMP = 20.0, 600.0  # simulated seconds
HELD_PACE = 10.0  # simulated seconds in a second of the wall, while something is held: far below what a lease allows
POLL_SECONDS = 0.01
GUILDS_OF = 10  # schedules of one server
PENDING = "SELECT {} FROM due_action WHERE done_at IS NULL AND given_up_at IS NULL"
FREE = PENDING.format("count(*)") + " AND due_at <= %s AND (lease_until IS NULL OR lease_until <= %s)"
HELD = PENDING.format("count(*)") + " AND due_at <= %s AND lease_until > %s"
NEXT = PENDING.format("min(due_at)") + " AND due_at > %s"
POSTS = """
SELECT round.schedule_id, round.local_date, message.what, message.posted_at
FROM channel_message AS message JOIN round ON round.id = message.round_id
WHERE message.what IN ('daily', 'lobby')
"""


@dataclass(slots=True)
class Figures:
    """What came of a month.

    Attributes:
        due: occurrences that should have been posted.
        posted: those that were.
        missed: those that never were.
        doubled: messages beyond one for each occurrence, and for each step of a round.
        invented: posts of dates on which none was due.
        too_late: those beyond their grace.
        worst: the worst lateness, in simulated seconds.
        stuck: rounds that have not come to their end.
        actions: due actions that were done.
        kills: processes killed.
        seconds: by the wall.
    """

    due: int = 0
    posted: int = 0
    missed: int = 0
    doubled: int = 0
    invented: int = 0
    too_late: int = 0
    worst: float = 0.0
    stuck: int = 0
    actions: int = 0
    kills: int = 0
    seconds: float = 0.0

    @property
    def faults(self) -> int:
        return self.missed + self.doubled + self.invented + self.too_late + self.stuck

    def table(self) -> str:
        rows = {
            "due": self.due,
            "posted": self.posted,
            "missed": self.missed,
            "doubled": self.doubled,
            "on a wrong date": self.invented,
            "late beyond grace": self.too_late,
            "worst lateness (simulated s)": round(self.worst, 1),
            "rounds without an end": self.stuck,
            "actions done": self.actions,
            "processes killed": self.kills,
            "wall time (s)": round(self.seconds),
        }
        return "\n".join(f"{name:<30}{value:>12,}" for name, value in rows.items())


@dataclass(slots=True)
class Fleet:
    """The processes, and the clock that they share."""

    url: str
    clock: Any
    rng: random.Random
    processes: list[Any] = field(default_factory=list)
    kills: int = 0
    next_kill: float = 0.0

    def start(self) -> None:
        context = multiprocessing.get_context("fork")
        process = context.Process(target=work, args=(self.url, small_bank(), self.clock, context.RawValue("q")))
        process.start()
        self.processes.append(process)

    def kill_one(self) -> None:
        """Kill a process at random when the time has come, and start another one in its place."""
        if time.monotonic() < self.next_kill:
            return
        self.next_kill = time.monotonic() + self.rng.uniform(*KILL_SECONDS)
        victim = self.processes.pop(self.rng.randrange(len(self.processes)))
        self._end(victim)
        self.kills += 1
        self.start()

    def stop(self) -> None:
        for process in self.processes:
            self._end(process)

    @staticmethod
    def _end(process: Any) -> None:
        os.kill(process.pid, signal.SIGKILL)
        process.join()


def plans(count: int, rng: random.Random) -> list[Plan]:
    """Return plans in zones from all over the world, at times that people choose: often on the hour."""
    zones, made = all_zones(), []
    for _ in range(count):
        at = dt.time(rng.randrange(24), rng.choice((0, 0, 0, 30, rng.randrange(0, 60, 5))))
        weekdays = frozenset(rng.choice((WEEK, WEEK, range(1, 6), rng.sample(WEEK, 2))))
        made.append(Plan(rng.choice(zones), at, weekdays))
    return made


def set_up(database: Database, wanted: list[Plan], rng: random.Random) -> dict[int, tuple[Plan, dt.timedelta]]:
    """Store the schedules, seven dailies to one round; return their plans and how long ahead each is announced."""
    schedules, stored = Schedules(database, small_bank()), {}
    for number, plan in enumerate(wanted):
        ahead = rng.choice((0, 0, 10)) if number % 8 == 7 else 0
        new = NewSchedule(
            guild_id=1000 + number // GUILDS_OF,
            channel_id=100_000 + number,
            host_id=number,
            kind="round" if number % 8 == 7 else "daily",
            topic="hsm",
            plan=plan,
            announce_minutes=ahead,
        )
        stored[schedules.add(new, START).schedule.id] = plan, dt.timedelta(minutes=ahead)
    return stored


def advance(fleet: Fleet, connection: psycopg.Connection[Any], end: dt.datetime) -> None:
    """Move the clock on to the end, at the pace at which the processes keep up."""
    looked = time.monotonic()
    while True:
        fleet.kill_one()
        time.sleep(POLL_SECONDS)
        passed, looked = time.monotonic() - looked, time.monotonic()
        now = dt.datetime.fromtimestamp(fleet.clock.value, dt.UTC)
        if _one(connection, FREE, now, now):
            continue
        if _one(connection, HELD, now, now):  # it is being worked on, or whoever did was killed
            fleet.clock.value += min(passed, 0.1) * HELD_PACE
            continue
        if now >= end:
            return
        following = _one(connection, NEXT, now)
        jump = (following - now).total_seconds() if following else LONGEST_JUMP
        jump = min(max(jump, SHORTEST_JUMP), LONGEST_JUMP)
        fleet.clock.value = max(now.timestamp(), min(now.timestamp() + jump, end.timestamp()))


def _one(connection: psycopg.Connection[Any], statement: str, *values: dt.datetime) -> Any:
    row = connection.execute(statement, values).fetchone()
    return row[0] if row else None


def judge(
    connection: psycopg.Connection[Any], stored: dict[int, tuple[Plan, dt.timedelta]], end: dt.datetime
) -> Figures:
    """Compare what the channels hold with what the calendars demand."""
    figures = Figures()
    wanted = {
        (schedule_id, one.day): one.at - ahead
        for schedule_id, (plan, ahead) in stored.items()
        for one in due_between(plan, START, end)
    }
    posts = connection.execute(POSTS).fetchall()
    times = Counter((schedule_id, day) for schedule_id, day, _, _ in posts)
    figures.due, figures.posted = len(wanted), len(times.keys() & wanted.keys())
    figures.missed = len(wanted.keys() - times.keys())
    ahead_of_end = {key for key in times.keys() - wanted.keys() if stored[key[0]][1]}  # announced, and due after it
    figures.invented = len(times.keys() - wanted.keys() - ahead_of_end)
    for schedule_id, day, what, posted_at in posts:
        if (schedule_id, day) in wanted:
            lateness = posted_at - wanted[schedule_id, day].timestamp()
            grace = DAILY_GRACE if what == "daily" else stored[schedule_id][1] + LATE_GRACE
            figures.worst = max(figures.worst, lateness)
            figures.too_late += lateness > grace.total_seconds()
    figures.doubled = _one(connection, "SELECT count(*) - count(DISTINCT nonce) FROM channel_message")
    figures.stuck = _one(
        connection,
        "SELECT count(*) FROM round WHERE form = 'group' AND state IN ('lobby', 'playing') AND started_at < %s",
        end - dt.timedelta(hours=1),
    )
    figures.actions = _one(connection, "SELECT count(*) FROM due_action WHERE done_at IS NOT NULL")
    return figures


@contextmanager
def month_database(schedules: int, rng: random.Random) -> Iterator[tuple[str, dict[int, tuple[Plan, dt.timedelta]]]]:
    """Run a PostgreSQL with the schedules in it."""
    with running_postgres() as server:
        url = server.url(server.create(TEMPLATE))
        database = Database(url)
        stored = set_up(database, plans(schedules, rng), rng)
        database.close()
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(CHANNEL_TABLE)
        yield url, stored


def run(schedules: int, days: int, processes: int, *, kill: bool = True, seed: int = 75) -> Figures:
    """Run the drill and return its figures."""
    rng, begun = random.Random(seed), time.monotonic()
    with month_database(schedules, rng) as (url, stored):
        clock = multiprocessing.get_context("fork").RawValue("d", START.timestamp())
        fleet = Fleet(url, clock, rng, next_kill=time.monotonic() + 1 if kill else float("inf"))
        for _ in range(processes):
            fleet.start()
        end = START + dt.timedelta(days=days)
        try:
            with psycopg.connect(url, autocommit=True) as connection:
                advance(fleet, connection, end)
                figures = judge(connection, stored, end)
        finally:
            fleet.stop()
    figures.kills, figures.seconds = fleet.kills, time.monotonic() - begun
    return figures


def main() -> None:
    """Run the drill, print its figures, and fail if there is any fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schedules", type=int, default=2000)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--seed", type=int, default=75)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    sys.stdout.write(
        f"{options.schedules:,} schedules, {options.days} days from {START:%d %B %Y}, {options.processes} processes\n"
    )
    figures = run(options.schedules, options.days, options.processes, seed=options.seed)
    sys.stdout.write(figures.table() + "\n")
    sys.exit(1 if figures.faults else 0)


if __name__ == "__main__":
    main()
