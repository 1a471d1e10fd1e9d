"""Works off what is due: claims it, lets its worker do it, marks it done.

A worker stores what becomes true, then shows it. Storing comes before showing, and marking after. So a crash between
any two steps loses nothing: the action is claimed again when its lease is over, finds its own earlier work, and shows
it (again).
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from sqlmodel import Session

from . import due
from .claiming import claim
from .database import Database
from .due import DueAction, Subject, SubjectName
from .errors import DatabaseUnreachable, TryLater

log = logging.getLogger(__name__)

ACTION_SECONDS = 20.0  # below the lease, so that nobody takes over what is still being worked on
AT_ONCE = 40  # actions that one process works on at the same time
KEPT_FOR_ROUNDS = 8  # of them: a fan-out of daily questions must not hold up a round that people are playing
LOOK_SECONDS = 0.2  # how often to look for newly due actions while others are being worked on

Result = TypeVar("Result")


class Worker(Protocol):
    """Does the actions of one kind of subject."""

    @property
    def grace(self) -> dt.timedelta:
        """For how long after its time an action that fails is tried again."""

    async def act(self, action: DueAction, now: dt.datetime) -> None:
        """Do an action; doing it again has no further effect. What it raises makes it be tried again later."""

    def given_up(self, session: Session, action: DueAction, now: dt.datetime, error: str) -> None:
        """Settle what an action that is given up leaves behind, in the transaction that records it."""


class Dispatcher:
    """Does what is due, for all subjects."""

    def __init__(
        self, database: Database, workers: Mapping[SubjectName, Worker], clock: Callable[[], dt.datetime]
    ) -> None:
        self._database = database
        self._workers = workers
        self._clock = clock
        self._busy = 0

    async def run_due(self, now: dt.datetime | None = None, *, of: Subject | None = None) -> int:
        """Do everything that is due at `now` (None: at present); return how many actions were worked on.

        Never raises for an action that fails: it is tried again later and given up at last, with a record. May run
        several times at once, in one process or many: each action is claimed by one.

        Args:
            now: the present moment.
            of: do only what is due for this subject; None for all.
        """
        worked = 0
        running: set[asyncio.Task[None]] = set()
        try:
            while True:
                claimed = await self._claim(now or self._clock(), of)
                worked += len(claimed)
                running |= {self._start(action, now) for action in claimed}
                if not running:
                    return worked
                # Not after each one that is done: a claim costs more.
                over, running = await asyncio.wait(running, timeout=LOOK_SECONDS)
                for task in over:
                    task.result()  # no exception of a worker gets here, only what ends the process
        finally:
            for task in running:
                task.cancel()

    async def next_due(self, within: dt.timedelta) -> dt.datetime | None:
        """Return when the next action falls due, if that is within this time from now; None if not."""
        now = self._clock()
        try:
            moment = await self._store(lambda session: due.next_due(session, now))
        except DatabaseUnreachable:
            return None
        return moment if moment is not None and moment <= now + within else None

    async def _claim(self, now: dt.datetime, of: Subject | None) -> list[DueAction]:
        free = AT_ONCE - self._busy
        for_all = free - KEPT_FOR_ROUNDS
        limit, rounds_only = (for_all, False) if for_all > 0 else (free, True)
        if limit <= 0:
            return []
        try:
            return await self._store(lambda s: claim(s, now, limit, of=of, rounds_only=rounds_only))
        except DatabaseUnreachable:
            log.exception("nothing can be done while the database is away")
            return []

    def _start(self, action: DueAction, now: dt.datetime | None) -> asyncio.Task[None]:
        self._busy += 1
        task = asyncio.create_task(self._work_on(action, now))
        task.add_done_callback(self._freed)
        return task

    def _freed(self, _: asyncio.Task[None]) -> None:
        self._busy -= 1

    async def _work_on(self, action: DueAction, fixed_now: dt.datetime | None) -> None:
        now = fixed_now or self._clock()
        worker = self._workers[action.subject.name]
        try:
            async with asyncio.timeout(ACTION_SECONDS):
                await worker.act(action, now)
                await self._store(lambda session: due.done(session, action, now))
        except Exception as error:
            log.exception("%s of %s %d failed", action.kind, action.subject.name, action.subject.id)
            await self._record_failure(worker, action, now, error)

    async def _record_failure(self, worker: Worker, action: DueAction, now: dt.datetime, error: Exception) -> None:
        retry_after = error.after if isinstance(error, TryLater) else None

        def recorded(session: Session) -> None:
            gives_up = due.failed(session, action, now, repr(error), grace=worker.grace, retry_after=retry_after)
            if gives_up:
                worker.given_up(session, action, now, repr(error))

        try:
            await self._store(recorded)
        except DatabaseUnreachable:  # the lease ends by itself, and the action comes again
            log.exception("what became of an action could not be recorded")

    async def _store(self, work: Callable[[Session], Result]) -> Result:
        return await self._database.run(work)
