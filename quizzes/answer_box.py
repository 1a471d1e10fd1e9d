"""Takes answers as they come in, and stores those of the same moment in one transaction.

At the start of a daily question hundreds of learners press within a second. A transaction each would take SQLite, and
PostgreSQL too, longer than the three seconds that Discord gives us; one for all who wait takes a few milliseconds.
Nobody is told anything before their answer is committed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from .answering import Submission
from .errors import QuizError
from .views import Receipt

MOST_AT_ONCE = 200  # answers in one transaction

Outcome: TypeAlias = Receipt | QuizError


@dataclass(frozen=True, slots=True)
class _Waiting:
    submission: Submission
    outcome: asyncio.Future[Receipt]


class AnswerBox:
    """Where a process hands in answers; each is stored in the order it came.

    Args:
        store: stores some in one transaction, and returns for each what became of it; raises if none was stored.
    """

    def __init__(self, store: Callable[[Sequence[Submission]], Sequence[Outcome]]) -> None:
        self._store = store
        self._waiting: list[_Waiting] = []
        self._worker: asyncio.Task[None] | None = None

    async def hand_in(self, submission: Submission) -> Receipt:
        """Store an answer, and return once it is committed.

        Raises:
            QuizError: if it was not stored, as `Rounds.answer` says.
        """
        outcome: asyncio.Future[Receipt] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(submission, outcome))
        if self._worker is None or self._worker.done():
            self._worker = asyncio.create_task(self._work())
        return await outcome

    async def _work(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
            try:
                outcomes = await asyncio.to_thread(self._store, [waiting.submission for waiting in batch])
            except Exception as error:  # noqa: BLE001 (each learner's handler has a net of its own)
                for waiting in batch:
                    _settle(waiting.outcome, error)
                continue
            for waiting, outcome in zip(batch, outcomes, strict=True):
                _settle(waiting.outcome, outcome)


def _settle(future: asyncio.Future[Receipt], outcome: Receipt | Exception) -> None:
    if future.done():  # whoever waited was cancelled
        return
    if isinstance(outcome, Exception):
        future.set_exception(outcome)
    else:
        future.set_result(outcome)
