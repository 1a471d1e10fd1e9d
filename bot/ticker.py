"""The clock that wakes the dispatcher. What is due stands in the database; this only says "look now"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from .tutor import system_clock

TICK_SECONDS = 1.0

Tick = Callable[[], Awaitable[object]]
NextDue = Callable[[dt.timedelta], Awaitable[dt.datetime | None]]


def start_ticker(tick: Tick, *, seconds: float = TICK_SECONDS, next_due: NextDue | None = None) -> AsyncIOScheduler:
    """Call `tick` every `seconds` in the running loop until the returned scheduler is shut down.

    A tick that takes longer delays the next one instead of running beside it, and ticks missed meanwhile are not
    made up for: the next one finds all that is due. One that raises is logged, and the next one comes in its time. The
    first comes at once, for what fell due while we were away.

    Args:
        tick: what to call.
        seconds: the time between two ticks.
        next_due: returns the moment within the given time at which something falls due, if there is one (else None):
            a tick of its own comes then, so that nothing waits for the next regular one.
    """
    scheduler = AsyncIOScheduler(timezone="UTC")

    async def beat() -> None:
        await tick()
        moment = await next_due(dt.timedelta(seconds=seconds)) if next_due else None
        if moment is not None and scheduler.running:
            scheduler.add_job(beat, "date", run_date=moment, id="due", replace_existing=True, misfire_grace_time=None)

    regular = {"next_run_time": system_clock(), "max_instances": 1, "coalesce": True, "misfire_grace_time": None}
    scheduler.add_job(beat, "interval", seconds=seconds, **regular)
    scheduler.start()
    return scheduler
