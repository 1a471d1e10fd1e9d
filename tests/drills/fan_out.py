"""Posts thousands of daily questions that are due at once, against a Discord that takes 50 requests a second.

`uv run python -m tests.drills.fan_out` plans them in as many channels, lets the real dispatcher post them by
discord.py's own HTTP, and has learners press buttons meanwhile. None may be rejected, all have to be out within a
quarter more than the shortest time that the chosen rate allows, and every press has to be acknowledged within a second.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import logging
import random
import sys
import time
from dataclasses import dataclass

from discord.http import Route

from bot.discord_ui.client import TutorClient
from bot.discord_ui.pacer import PER_SECOND
from bot.tutor import Content
from quizzes.database import Database
from quizzes.schedules.calendar import Plan
from quizzes.schedules.schedule_views import NewSchedule
from quizzes.schedules.schedules import Schedules
from tests.quizzes.game import CHANNEL, GUILD, HOST

from .client import custom_ids, logged_in, press, pressed, small_content
from .crash import BACKENDS
from .small_discord import Connection, small_discord

LIMIT = 50  # requests a second, of Discord's
MOST_OVER = 1.25  # times the shortest possible time
MOST_SECONDS = 1.0  # until a press is acknowledged
PRESS_EVERY = 0.25  # seconds
LAST_SECONDS = 20.0  # for what is under way when all is posted
IN_A_SERVER = 10
NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
FIRST_LEARNER = 910_000_000_000_000_000


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of a fan-out.

    Attributes:
        backend: the database.
        due: posts that were due.
        posted: those that came.
        rejected: requests that Discord refused.
        seconds: from the first post to the last.
        shortest: what the chosen rate allows for as many.
        presses: buttons pressed meanwhile.
        slowest: seconds until the slowest of them was acknowledged.
    """

    backend: str
    due: int
    posted: int
    rejected: int
    seconds: float
    shortest: float
    presses: int
    slowest: float

    @property
    def kept(self) -> bool:
        """Whether all that can be held on any machine was: nothing missing, nothing rejected."""
        return self.posted == self.due and self.rejected == 0

    @property
    def in_time(self) -> bool:
        """Whether it was also as fast as it has to be."""
        return self.seconds <= self.shortest * MOST_OVER and self.slowest <= MOST_SECONDS

    def line(self) -> str:
        return (
            f"{self.backend:<12}{self.due:>8,}{self.posted:>8,}{self.rejected:>10,}{self.seconds:>9.1f}"
            f"{self.seconds / self.shortest:>10.2f}{self.presses:>9,}{self.slowest:>10.2f}"
        )


HEAD = (
    f"{'database':<12}{'due':>8}{'posted':>8}{'rejected':>10}{'all s':>9}{'x minimum':>10}"
    f"{'presses':>9}{'slowest s':>10}"
)


def plan(database: Database, content: Content, posts: int) -> None:
    """Plan a daily question at noon in each of `posts` channels."""
    schedules, at_noon = Schedules(database, content.bank), Plan("UTC", dt.time(12), frozenset(range(1, 8)))
    for number in range(posts):
        guild, channel = GUILD + number // IN_A_SERVER, CHANNEL + number
        new = NewSchedule(guild, channel, HOST, "daily", "vault", at_noon)
        schedules.add(new, NOON - dt.timedelta(minutes=1))


async def fan_out(backend: str, url: str, content: Content, posts: int) -> Figures:
    """Post all at once, press meanwhile, and return what came of it."""
    database, base = Database(url), Route.BASE
    await asyncio.to_thread(plan, database, content, posts)
    with small_discord(limit=LIMIT) as discord:
        begun = time.time()
        client = await logged_in(
            discord.url, content, database, lambda: NOON + dt.timedelta(seconds=time.time() - begun), random.Random(75)
        )
        posting = asyncio.create_task(client.dispatcher.run_due())
        made = await _press_meanwhile(client, discord, posting)
        state = await asyncio.to_thread(discord.state)
        await client.close()
    Route.BASE = base
    database.close()
    times = state["posted_at"]
    waits = [state["acknowledged"].get(number, time.time()) - at for number, at in made.items()]
    return Figures(
        backend, posts, len(state["messages"]), state["rejected"], times[-1] - times[0], (posts - 1) / PER_SECOND,
        len(waits), max(waits, default=0.0),
    )  # fmt: skip


async def _press_meanwhile(client: TutorClient, discord: Connection, posting: asyncio.Task[int]) -> dict[str, float]:
    """Let one learner after another answer the first question until all are posted; return when each pressed."""
    made: dict[str, float] = {}
    pressing: list[asyncio.Task[None]] = []
    message = None
    while not posting.done():
        await asyncio.sleep(PRESS_EVERY)
        if message is None:
            message = next(iter((await asyncio.to_thread(discord.state))["messages"]), None)
            continue
        buttons = custom_ids(message, "daily")
        interaction = pressed(message, buttons[len(made) % len(buttons)], FIRST_LEARNER + len(made))
        made[interaction["id"]] = time.time()
        pressing.append(asyncio.create_task(press(client, interaction)))
    await posting
    if pressing:
        await asyncio.wait(pressing, timeout=LAST_SECONDS)  # also for what follows an acknowledgement
    return made


def main() -> None:
    """Run the drill, print its table, and fail if anything was missing, rejected or too slow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=5000)
    parser.add_argument("--backend", choices=BACKENDS, action="append", help="default: both")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    content, well = small_content(), True
    sys.stdout.write(HEAD + "\n")
    for backend in options.backend or BACKENDS:
        with BACKENDS[backend]() as fresh, fresh() as url:
            figures = asyncio.run(fan_out(backend, url, content, options.posts))
        sys.stdout.write(figures.line() + "\n")
        well = well and figures.kept and figures.in_time
    sys.exit(0 if well else 1)


if __name__ == "__main__":
    main()
