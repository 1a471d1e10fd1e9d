"""Lets thousands press a button of the same message within a second, and measures when each is acknowledged.

`uv run python -m tests.drills.burst` hands the presses to the real client, as its gateway would, evenly over a second:
on a daily question, then on a question of a round, on SQLite and on PostgreSQL. Each has to be acknowledged within the
three seconds that Discord gives, and stored once. Beside it stands the raw rate of the same database.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import json
import logging
import multiprocessing
import random
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert
from sqlmodel import func, select

from bot.discord_ui.client import TutorClient
from bot.tutor import Content
from quizzes.database import Database
from quizzes.round_rows import NewRound
from quizzes.schedules.calendar import Plan
from quizzes.schedules.schedule_views import NewSchedule
from quizzes.tables import AnswerRow, BallotRow, VoteRow
from tests.quizzes.game import CHANNEL, GUILD, HOST

from .client import custom_ids, logged_in, pressed, small_content
from .crash import BACKENDS
from .small_discord import Connection, small_discord

ALLOWED_SECONDS = 3.0
DELIVERED_WITHIN = 1.0  # seconds
PATIENCE_SECONDS = 120.0
RAW_ROWS, ROWS_AT_ONCE = 1000, 200
NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
FIRST_LEARNER = 910_000_000_000_000_000


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of a burst.

    Attributes:
        backend: the database.
        form: of the round whose question it was.
        presses: how many learners pressed.
        acknowledged: how many presses were acknowledged at all.
        stored: answers in the database.
        late: presses that were acknowledged after ALLOWED_SECONDS.
        median: seconds from the press to its acknowledgement.
        worst: the same for the slowest.
        done: seconds until the last learner had also been shown what follows.
        cpu: seconds of processor time that the client spent on all of it; far less than `done` on a busy machine.
    """

    backend: str
    form: str
    presses: int
    acknowledged: int
    stored: int
    late: int
    median: float
    worst: float
    done: float
    cpu: float

    @property
    def faults(self) -> int:
        return self.late + abs(self.presses - self.stored) + (self.presses - self.acknowledged)

    def line(self) -> str:
        return (
            f"{self.backend:<12}{self.form:<8}{self.presses:>8,}{self.acknowledged:>8,}{self.stored:>8,}{self.late:>8,}"
            f"{self.median:>9.2f}{self.worst:>9.2f}{self.done:>9.2f}{self.cpu:>9.2f}"
        )


HEAD = (
    f"{'database':<12}{'form':<8}{'presses':>8}{'acked':>8}{'stored':>8}{'late':>8}"
    f"{'median s':>9}{'worst s':>9}{'all s':>9}{'cpu s':>9}"
)


def raw_rates(url: str) -> tuple[float, float]:
    """Return how many rows a second the database stores from one thread: a commit for each, and many in each."""
    database = Database(url)

    def rate(at_once: int, offset: int) -> float:
        begun = time.perf_counter()
        for first in range(0, RAW_ROWS, at_once):
            learners = range(offset + first, offset + first + at_once)
            rows = [{"learner_id": one, "entry_id": "raw", "helpful": True, "voted_at": NOON} for one in learners]
            with database.transaction() as session:
                session.execute(insert(VoteRow), rows)
        return RAW_ROWS / (time.perf_counter() - begun)

    try:
        return rate(1, 1), rate(ROWS_AT_ONCE, RAW_ROWS + 1)
    finally:
        database.close()


async def _open_daily(client: TutorClient) -> None:
    tutor = client.tutor
    plan = Plan("UTC", dt.time(12), frozenset(range(1, 8)))
    tutor.schedules.add(
        NewSchedule(GUILD, CHANNEL, HOST, "daily", "vault", plan), tutor.clock() - dt.timedelta(minutes=1)
    )
    await client.dispatcher.run_due()


async def _open_question(client: TutorClient) -> None:
    tutor = client.tutor
    tutor.rounds.start_in_channel(NewRound(GUILD, CHANNEL, HOST, "hsm", 1), tutor.clock(), tutor.rng)
    await client.dispatcher.run_due()


OPENERS: dict[str, tuple[Callable[[TutorClient], Any], str]] = {
    "daily": (_open_daily, "daily"),
    "group": (_open_question, "answer"),
}


def serve(url: str, address: Connection, content: Content, form: str, presses: int, results: Any) -> None:
    """Be the client's process: open a question, take the presses, and report when each was made."""
    asyncio.run(_serve(url, address, content, form, presses, results))


async def _serve(url: str, channels: Connection, content: Content, form: str, presses: int, results: Any) -> None:
    opening, button = OPENERS[form]
    client = await logged_in(channels.url, content, Database(url), lambda: NOON, random.Random(75))
    await opening(client)
    message = channels.state()["messages"][-1]
    buttons = custom_ids(message, button)
    payloads = [
        json.dumps(pressed(message, buttons[number % len(buttons)], FIRST_LEARNER + number))
        for number in range(presses)
    ]
    before, made, begun, spent = asyncio.all_tasks(), dict[str, float](), time.time(), time.process_time()
    for number, payload in enumerate(payloads):
        due_at = begun + number * DELIVERED_WITHIN / presses
        if (wait := due_at - time.time()) > 0:
            await asyncio.sleep(wait)
        elif number % 10 == 0:
            await asyncio.sleep(0)  # the gateway's socket is read between other things, too
        interaction = json.loads(payload)
        made[interaction["id"]] = due_at
        client._connection.parse_interaction_create(interaction)
    while coming := asyncio.all_tasks() - before:
        await asyncio.wait(coming)
    results.send((made, time.time() - begun, time.process_time() - spent))
    await client.close()


def burst(backend: str, url: str, content: Content, form: str, presses: int) -> Figures:
    """Let `presses` learners press within a second, and return what came of it."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    with small_discord() as channels:
        process = context.Process(target=serve, args=(url, channels, content, form, presses, theirs))
        process.start()
        theirs.close()
        try:
            if not ours.poll(PATIENCE_SECONDS):
                raise TimeoutError("the burst does not end")
            made, done, cpu = ours.recv()
        finally:
            process.kill()
            process.join()
        acknowledged: dict[str, float] = channels.state()["acknowledged"]
    table = AnswerRow if form == "daily" else BallotRow
    database = Database(url)
    with database.transaction() as session:
        stored = session.exec(select(func.count()).select_from(table)).one()
    database.close()
    waits = sorted(acknowledged[number] - at for number, at in made.items() if number in acknowledged)
    late = sum(wait > ALLOWED_SECONDS for wait in waits)
    return Figures(backend, form, presses, len(waits), stored, late, waits[len(waits) // 2], waits[-1], done, cpu)


def main() -> None:
    """Run the drill, print its table, and fail if anybody waited too long or was not stored once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=2000)
    parser.add_argument("--backend", choices=BACKENDS, action="append", help="default: both")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    content, faults, rates = small_content(), 0, list[str]()
    sys.stdout.write(HEAD + "\n")
    for backend in options.backend or BACKENDS:
        with ExitStack() as stack:
            fresh = stack.enter_context(BACKENDS[backend]())
            for form in OPENERS:
                with fresh() as url:
                    figures = burst(backend, url, content, form, options.answers)
                faults += figures.faults
                sys.stdout.write(figures.line() + "\n")
            with fresh() as url:
                single, many = raw_rates(url)
            rates.append(f"{backend}: {single:,.0f} rows/s with a commit each, {many:,.0f} with {ROWS_AT_ONCE} in each")
    sys.stdout.write("raw rate from one thread, " + "; ".join(rates) + "\n")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
