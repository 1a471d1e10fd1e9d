"""One process of the month drill: the real dispatcher, on a clock that the drill moves."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import os
import random
from ctypes import c_double
from typing import Any

import psycopg

from quizzes.bank import Bank
from quizzes.database import Database
from quizzes.dispatcher import Dispatcher
from quizzes.round_worker import RoundWorker
from quizzes.rounds import Rounds
from quizzes.schedules.occurrences import Occurrences
from quizzes.schedules.schedule_views import DailyPost
from quizzes.schedules.schedule_worker import ScheduleWorker
from quizzes.views import Lobby, QuestionCard, Reveal, RoundResult, RoundView
from tests.quizzes.game import small_knowledge

NONCE_SECONDS = 300  # for which Discord knows a nonce
LOOK_SECONDS = 0.05  # between two looks at the clock, by the wall
CHANNEL_TABLE = """
CREATE TABLE channel_message (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    channel_id BIGINT NOT NULL,
    nonce TEXT NOT NULL,
    what TEXT NOT NULL,
    round_id BIGINT NOT NULL,
    posted_at DOUBLE PRECISION NOT NULL
);
CREATE INDEX ix_channel_message ON channel_message (nonce);
"""


class ChannelTable:
    """A presenter whose channels are a table of the same server. Like Discord's, they outlive the process.

    A nonce that was seen in the last minutes returns the first message; an older one only if somebody looks for it.
    """

    def __init__(self, url: str, clock: Any) -> None:
        self._url = url
        self._clock = clock
        self._connection: psycopg.AsyncConnection[Any] | None = None
        self._lock = asyncio.Lock()

    async def daily(self, post: DailyPost, *, again: bool) -> int:
        return await self._post(post.card.round, post.card.key, "daily", again=again)

    async def lobby(self, lobby: Lobby, *, again: bool) -> int | None:
        return None if lobby.message_id else await self._post(lobby.round, lobby.key, "lobby", again=again)

    async def ask(self, card: QuestionCard, *, again: bool) -> int:
        return await self._post(card.round, card.key, "ask", again=again)

    async def finish(self, result: RoundResult, *, again: bool) -> int | None:
        return await self._post(result.round, result.key, "finish", again=again)

    async def refresh(self, _: QuestionCard) -> int | None:
        return None

    async def reveal(self, _: Reveal) -> int | None:
        return None

    async def put_away(self, _: Reveal) -> None: ...

    async def refresh_daily(self, _: DailyPost) -> None: ...

    async def reveal_daily(self, _: Reveal) -> None: ...

    async def tell_host(self, host_id: int, channel_id: int, why: str) -> None: ...

    async def tell_given_up(self, host_id: int, channel_id: int) -> None: ...

    async def _post(self, view: RoundView, nonce: str, what: str, *, again: bool) -> int:
        now = self._clock.value
        known_since = 0.0 if again else now - NONCE_SECONDS
        async with self._lock:
            if self._connection is None:
                self._connection = await psycopg.AsyncConnection.connect(self._url, autocommit=True)
            found = await self._connection.execute(
                "SELECT id FROM channel_message WHERE nonce = %s AND posted_at >= %s ORDER BY id LIMIT 1",
                (nonce, known_since),
            )
            row = await found.fetchone()
            if row is None:
                stored = await self._connection.execute(
                    "INSERT INTO channel_message (channel_id, nonce, what, round_id, posted_at)"
                    " VALUES (%s, %s, %s, %s, %s) RETURNING id",
                    (view.channel_id, nonce, what, view.id, now),
                )
                row = await stored.fetchone()
        assert row is not None
        return int(row[0])


def work(url: str, bank: Bank, clock: c_double, worked: Any) -> None:
    """Work off what is due, until the process is killed.

    Args:
        url: of the database.
        bank: the questions.
        clock: shared memory with the present moment, in seconds since the epoch.
        worked: shared memory in which this process counts its actions.
    """
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_work(url, bank, clock, worked))


async def _work(url: str, bank: Bank, clock: Any, worked: Any) -> None:
    def now() -> dt.datetime:
        return dt.datetime.fromtimestamp(clock.value, dt.UTC)

    database = Database(url)
    rounds = Rounds(database, bank, small_knowledge())
    channels = ChannelTable(url.replace("postgresql+psycopg", "postgresql"), clock)
    schedules = ScheduleWorker(Occurrences(rounds, random.Random(os.getpid())), channels)
    dispatcher = Dispatcher(database, {"round": RoundWorker(rounds, channels), "schedule": schedules}, now)
    while True:
        worked.value += await dispatcher.run_due()
        await asyncio.sleep(LOOK_SECONDS)
