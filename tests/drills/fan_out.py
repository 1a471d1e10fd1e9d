"""Lets thousands of daily questions fall due at the same minute, and measures how they leave.

`uv run python -m tests.drills.fan_out` posts them with the real client to a stand-in that refuses more than 50 calls a
second, as Discord does: from one process on SQLite, from two on PostgreSQL. Meanwhile learners press a button twice a
second. No call may be refused, all have to leave within 25 % of the time that our own pace needs at least, and each
press has to be acknowledged within a second.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import logging
import multiprocessing
import random
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, func, select

from bot.discord_ui.client import TutorClient
from bot.discord_ui.pacer import PER_SECOND
from bot.tutor import Content
from quizzes.database import Database
from quizzes.schedules.calendar import Plan
from quizzes.schedules.schedule_views import NewSchedule
from quizzes.schedules.schedules import Schedules
from quizzes.tables import DueActionRow
from tests.quizzes.game import CHANNEL, GUILD, HOST

from .client import custom_ids, logged_in, pressed, small_content
from .crash import BACKENDS
from .small_discord import Connection, doubled, small_discord

NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
LIMIT = 50  # Discord's, of calls a second
PROCESSES = {"sqlite": 1, "postgresql": 2}
SLACK = 1.25  # of the time that our own pace needs at least
START_SECONDS = 1.0  # what connecting, and noticing the end, may take besides
PRESS_EVERY, PRESS_ALLOWED = 0.5, 1.0  # seconds
FIRST_LEARNER = 910_000_000_000_000_000
PATIENCE_SECONDS = 900.0


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of a fan-out.

    Attributes:
        backend: the database.
        due: daily questions.
        posted: those that were posted.
        doubled: messages beyond one for each.
        calls: what the stand-in took, edits too.
        rejected: calls that it refused.
        seconds: from when they fell due until the last was posted.
        presses: seconds until each press was acknowledged, in order of length; infinite for one that never was.
    """

    backend: str
    due: int
    posted: int
    doubled: int
    calls: int
    rejected: int
    seconds: float
    presses: tuple[float, ...]

    @property
    def least(self) -> float:
        """The seconds that our own pace needs for that many calls."""
        return self.calls / PER_SECOND

    @property
    def faults(self) -> int:
        late = sum(wait > PRESS_ALLOWED for wait in self.presses)
        slow = self.seconds > self.least * SLACK + START_SECONDS
        return self.due - self.posted + self.doubled + self.rejected + late + slow

    def line(self) -> str:
        median = self.presses[len(self.presses) // 2] if self.presses else 0.0
        return (
            f"{self.backend:<12}{self.due:>8,}{self.posted:>8,}{self.doubled:>9,}{self.rejected:>9,}{self.calls:>8,}"
            f"{self.least:>9.1f}{self.seconds:>9.1f}{len(self.presses):>9,}{median:>10.3f}"
            f"{max(self.presses, default=0.0):>9.3f}"
        )


HEAD = (
    f"{'database':<12}{'due':>8}{'posted':>8}{'doubled':>9}{'refused':>9}{'calls':>8}"
    f"{'least s':>9}{'took s':>9}{'presses':>9}{'median s':>10}{'worst s':>9}"
)


def plan(url: str, content: Content, count: int) -> None:
    """Set up a daily question at noon in each of `count` servers."""
    database = Database(url)
    schedules = Schedules(database, content.bank)
    noon = Plan("UTC", dt.time(12), frozenset(range(1, 8)))
    for number in range(count):
        new = NewSchedule(GUILD + number, CHANNEL + number, HOST, "daily", "vault", noon)
        schedules.add(new, NOON - dt.timedelta(minutes=1))
    database.close()


def serve(url: str, channels: Connection, content: Content, begun: Any, results: Any, *, presses: bool) -> None:
    """Be a process of the bot: post what is due until nothing is; report the seconds, and when presses were made."""
    asyncio.run(_serve(url, channels, content, begun, results, presses=presses))


async def _serve(url: str, channels: Connection, content: Content, begun: Any, results: Any, *, presses: bool) -> None:
    database = Database(url)

    def clock() -> dt.datetime:
        return NOON + dt.timedelta(seconds=max(0.0, time.time() - begun.value))

    client = await logged_in(channels.url, content, database, clock, random.Random(75))
    await asyncio.to_thread(_wait_for, begun)
    made: dict[str, float] = {}
    pressing = asyncio.create_task(_press(client, channels, made)) if presses else None
    while await database.run(lambda session: _waiting(session, NOON)):
        if not await client.dispatcher.run_due():
            await asyncio.sleep(0.1)  # the rest is another process's
    took = time.time() - begun.value
    if pressing:
        pressing.cancel()
    await asyncio.sleep(PRESS_ALLOWED)  # the last press may still be on its way
    results.send((took, made))
    await client.close()


def _wait_for(begun: Any) -> None:
    while not begun.value:
        time.sleep(0.01)


def _waiting(session: Session, due_at: dt.datetime) -> int:
    waiting = (col(DueActionRow.done_at).is_(None), col(DueActionRow.given_up_at).is_(None))
    noon = (DueActionRow.kind == "occur", DueActionRow.due_at <= due_at)
    return session.exec(select(func.count()).select_from(DueActionRow).where(*waiting, *noon)).one()


async def _press(client: TutorClient, channels: Connection, made: dict[str, float]) -> None:
    """Press a button of the first daily question that is there, a new learner each time."""
    message = None
    while message is None:
        await asyncio.sleep(PRESS_EVERY)
        posted = (await asyncio.to_thread(channels.state))["messages"]
        message = next((one for one in posted if one["channel_id"] == str(CHANNEL)), None)
    buttons = custom_ids(message, "daily")
    for number in range(1_000_000):
        interaction = pressed(message, buttons[number % len(buttons)], FIRST_LEARNER + number)
        made[interaction["id"]] = time.time()
        client._connection.parse_interaction_create(interaction)  # type: ignore[arg-type]  # a payload by hand
        await asyncio.sleep(PRESS_EVERY)


def fan_out(backend: str, url: str, content: Content, count: int, processes: int) -> Figures:
    """Let `count` daily questions fall due at once in `processes` processes, and return what came of it."""
    plan(url, content, count)
    context = multiprocessing.get_context("fork")
    begun = context.RawValue("d", 0.0)
    with small_discord(limit=LIMIT) as channels:
        started = []
        for number in range(processes):
            ours, theirs = context.Pipe(duplex=False)
            arguments = (url, channels, content, begun, theirs)
            process = context.Process(target=serve, args=arguments, kwargs={"presses": number == 0})
            process.start()
            theirs.close()
            started.append((process, ours))
        time.sleep(2)  # until all have logged in
        begun.value = time.time()
        try:
            reports = [ours.recv() for _, ours in started if ours.poll(PATIENCE_SECONDS)]
        finally:
            for process, _ in started:
                process.kill()
                process.join()
        held = channels.state()
    acknowledged, messages = held["acknowledged"], held["messages"]
    waits = [acknowledged.get(number, float("inf")) - at for _, made in reports for number, at in made.items()]
    return Figures(
        backend=backend,
        due=count,
        posted=len({one["channel_id"] for one in messages}),
        doubled=doubled(messages),
        calls=held["requests"],
        rejected=held["rejected"],
        seconds=max((took for took, _ in reports), default=float("inf")),
        presses=tuple(sorted(waits)),
    )


def main() -> None:
    """Run the drill, print its table, and fail if anything was refused, slow, missed or doubled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=5000)
    parser.add_argument("--backend", choices=BACKENDS, action="append", help="default: both")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    content, faults = small_content(), 0
    sys.stdout.write(HEAD + "\n")
    for backend in options.backend or BACKENDS:
        with ExitStack() as stack:
            url = stack.enter_context(stack.enter_context(BACKENDS[backend]())())
            figures = fan_out(backend, url, content, options.posts, PROCESSES[backend])
        faults += figures.faults
        sys.stdout.write(figures.line() + "\n")
        sys.stdout.flush()
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
