"""The clock that wakes the dispatcher. What is due stands in the database; this only says "look now"."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from .tutor import system_clock

TICK_SECONDS = 1.0

Tick = Callable[[], Awaitable[object]]


def start_ticker(tick: Tick, *, seconds: float = TICK_SECONDS) -> AsyncIOScheduler:
    """Call `tick` every `seconds` in the running loop until the returned scheduler is shut down.

    A tick that takes longer delays the next one instead of running beside it, and ticks missed meanwhile are not
    made up for: the next one finds all that is due. One that raises is logged, and the next one comes in its time. The
    first comes at once, for what fell due while we were away.
    """
    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(
        tick,
        "interval",
        seconds=seconds,
        next_run_time=system_clock(),
        max_instances=1,
        coalesce=True,
        misfire_grace_time=None,
    )
    scheduler.start()
    return scheduler
