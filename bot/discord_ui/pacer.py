"""Keeps all processes of one token together below Discord's global limit of 50 requests a second.

discord.py heeds the limits of each route, but not the global one, and a thousand daily questions at 09:00 go to a
thousand routes. Answers to interactions don't count towards it, and don't come here.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable

from quizzes.database import Database
from quizzes.slots import take_slots

PER_SECOND = 40  # requests; the rest of the 50 is for what people do by themselves
TOGETHER = 10  # slots that a process takes in one transaction, at most
SLOT = "requests"
LATE_SECONDS = 0.1  # whoever comes later than that to their slot takes a new one: they might come in a crowd
TRIES = 3  # where the machine is always that late, the slots are not what limits us


class Pacer:
    """Gives turns, in the order in which they are asked for.

    Args:
        database: shared by all processes of the token.
        seconds: returns the present moment in seconds since the epoch.
    """

    def __init__(self, database: Database, seconds: Callable[[], float] = time.time) -> None:
        self._database = database
        self._seconds = seconds
        self._taken: deque[float] = deque()
        self._waiting = 0
        self._lock = asyncio.Lock()

    async def turn(self) -> None:
        """Wait until a request may leave; nobody waits while there are few.

        Raises:
            DatabaseUnreachable: if the database is away.
        """
        for _ in range(TRIES):
            slot = await self._next_slot()
            await asyncio.sleep(max(0.0, slot - self._seconds()))
            if self._seconds() - slot < LATE_SECONDS:
                return

    async def _next_slot(self) -> float:
        self._waiting += 1
        try:
            async with self._lock:
                if not self._taken:
                    wanted, now = min(self._waiting, TOGETHER), self._seconds()
                    spacing = 1 / PER_SECOND
                    slots = await self._database.run(lambda s: take_slots(s, SLOT, now, spacing, wanted))
                    self._taken.extend(slots)
                return self._taken.popleft()
        finally:
            self._waiting -= 1
