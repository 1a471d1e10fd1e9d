"""All processes of a token together stay below the limit, in the order in which they ask."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable

import discord
import pytest

from bot.discord_ui.pacer import PER_SECOND, Pacer
from bot.discord_ui.reminder_presenter import DirectReminders
from bot.tutor import system_clock
from quizzes.database import Database
from quizzes.learning.reviews import Due
from tests.drills.client import logged_in, small_content
from tests.drills.small_discord import small_discord

FIRST_LEARNER = 910_000_000_000_000_000


def most_within_a_second(left: list[float]) -> int:
    return max(sum(start <= other < start + 1 for other in left) for start in left)


async def leave(pacer: Pacer, note: Callable[[], None]) -> None:
    await pacer.turn()
    note()


async def test_two_processes_together_keep_the_rate(database: Database) -> None:
    other = Database(database._url.render_as_string(hide_password=False))
    left: list[float] = []
    pacers = [Pacer(database), Pacer(other)]
    began = time.monotonic()
    await asyncio.gather(*(leave(pacers[n % 2], lambda: left.append(time.monotonic())) for n in range(100)))
    other.close()
    took = time.monotonic() - began
    assert took >= 99 / PER_SECOND - 0.1
    assert most_within_a_second(left) <= PER_SECOND + 3, "a turn is as exact as the event loop"


async def test_those_who_ask_first_go_first(database: Database) -> None:
    order: list[int] = []
    pacer = Pacer(database)
    await asyncio.gather(*(leave(pacer, lambda n=n: order.append(n)) for n in range(25)))  # type: ignore[misc]
    assert order == list(range(25))


async def test_a_single_request_does_not_wait(database: Database) -> None:
    pacer = Pacer(database)
    await pacer.turn()
    await asyncio.sleep(0.1)
    began = time.monotonic()
    await pacer.turn()
    assert time.monotonic() - began < 0.05


async def test_after_a_standstill_those_who_waited_do_not_leave_in_a_crowd(database: Database) -> None:
    left: list[float] = []
    pacer = Pacer(database)
    waiting = [asyncio.create_task(leave(pacer, lambda: left.append(time.monotonic()))) for _ in range(45)]
    await asyncio.sleep(0.3)
    time.sleep(1)  # noqa: ASYNC251 (all that happens in the process stands still)
    went_on = time.monotonic()
    await asyncio.gather(*waiting)
    assert sum(moment < went_on + 0.3 for moment in left if moment >= went_on) < 20


async def test_reminders_at_the_same_time_of_day_stay_below_the_limit(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord.http.Route, "BASE", discord.http.Route.BASE)  # brought back afterwards
    found = Due(items=(), today=3, done_today=0, next_at=None, answered=True, exam_on=None, remind_at=None)
    with small_discord(limit=50) as server:
        client = await logged_in(server.url, small_content(), database, system_clock, random.Random(75))
        reminders = DirectReminders(client.poster)
        learners = range(FIRST_LEARNER, FIRST_LEARNER + 60)
        await asyncio.gather(*(reminders.remind(one, found, key=f"remind-{one}", again=False) for one in learners))
        state = await asyncio.to_thread(server.state)
        await client.close()
    assert {message["channel_id"] for message in state["messages"]} == {str(one) for one in learners}
    assert state["requests"] == 2 * len(learners)
    assert state["rejected"] == 0
