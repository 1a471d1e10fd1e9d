"""The ticker wakes the dispatcher, one tick at a time, whatever a tick does."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging

import pytest

from bot.ticker import start_ticker
from bot.tutor import system_clock


async def test_it_ticks_until_it_is_stopped() -> None:
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        ticks += 1

    ticker = start_ticker(tick, seconds=0.05)
    await asyncio.sleep(0.4)
    ticker.shutdown(wait=False)
    await asyncio.sleep(0.1)  # a tick that was under way may end
    seen = ticks
    assert seen >= 2
    await asyncio.sleep(0.2)
    assert ticks == seen


async def test_a_failing_tick_does_not_end_it(caplog: pytest.LogCaptureFixture) -> None:
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        ticks += 1
        raise ValueError("one bad tick")

    with caplog.at_level(logging.CRITICAL):
        ticker = start_ticker(tick, seconds=0.05)
        await asyncio.sleep(0.4)
        ticker.shutdown(wait=False)
    assert ticks >= 2


async def test_ticks_do_not_overlap() -> None:
    running = most = 0

    async def tick() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.15)
        running -= 1

    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    ticker = start_ticker(tick, seconds=0.05)
    await asyncio.sleep(0.5)
    ticker.shutdown(wait=False)
    await asyncio.sleep(0.2)
    assert most == 1


async def test_the_first_tick_comes_at_once() -> None:
    ticked = asyncio.Event()

    async def tick() -> None:
        ticked.set()

    ticker = start_ticker(tick, seconds=60)
    await asyncio.wait_for(ticked.wait(), 2)
    ticker.shutdown(wait=False)


async def test_what_falls_due_between_two_ticks_is_not_waited_with() -> None:
    began = system_clock()
    seen: list[float] = []
    wanted = began + dt.timedelta(seconds=0.35)

    async def tick() -> None:
        seen.append((system_clock() - began).total_seconds())

    async def next_due(within: dt.timedelta) -> dt.datetime | None:
        now = system_clock()
        return wanted if now < wanted <= now + within else None

    ticker = start_ticker(tick, seconds=5, next_due=next_due)
    await asyncio.sleep(0.8)
    ticker.shutdown(wait=False)
    assert len(seen) == 2
    assert abs(seen[1] - 0.35) < 0.2
