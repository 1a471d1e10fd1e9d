"""When a process is killed: it counts the moments at which it might be, and kills itself at the one it was given."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from multiprocessing.connection import Connection
from typing import Any

import discord
from discord.webhook.async_ import AsyncWebhookAdapter
from sqlmodel import Session

from quizzes.database import Database

Send = Callable[..., Awaitable[Any]]

step: ContextVar[str] = ContextVar("step", default="start")  # what is being done


class Fate:
    """Tells the drill each moment at which the process might die, and dies at the chosen one.

    Args:
        drill: the drill's end of a pipe.
        at: the number of the moment, from 1; 0 for never.
    """

    def __init__(self, drill: Connection, at: int) -> None:
        self._drill = drill
        self._left = at
        self._lock = threading.Lock()

    def moment(self, kind: str) -> None:
        """Pass a moment, or die in it by a real SIGKILL."""
        with self._lock:
            self._drill.send(("moment", kind, step.get()))
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    def dies_in_requests_of(self, client: discord.Client) -> None:
        """Let the process die also before a request leaves, and before the answer to it is used."""

        def mortal(send: Send) -> Send:
            async def sent(*values: Any, **names: Any) -> Any:
                self.moment("request, before it leaves")
                answer = await send(*values, **names)
                self.moment("request, before its answer is used")
                return answer

            return sent

        http: Any = client.http
        http.request = mortal(http.request)
        adapter: Any = AsyncWebhookAdapter
        adapter.request = mortal(adapter.request)


class MortalDatabase(Database):
    """A database whose process may die just before and just after each commit."""

    def __init__(self, url: str, fate: Fate) -> None:
        super().__init__(url)
        self._fate = fate

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        with super().transaction() as session:
            yield session
            session.flush()
            self._fate.moment("commit, before")
        self._fate.moment("commit, after")
