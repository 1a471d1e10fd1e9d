"""Works off what is due: claims it, stores what becomes true, shows it, marks it done.

Storing comes before showing, and marking after. So a crash between any two steps loses nothing: the action is claimed
again when its lease is over, finds its own earlier work, and shows it (again).
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol, TypeVar

from . import due
from .due import DueAction
from .errors import ChannelLost, DatabaseUnreachable, QuestionChanged
from .progress import Progress
from .rounds import Rounds
from .timing import LATE_GRACE
from .views import QuestionCard, Reveal, RoundResult

log = logging.getLogger(__name__)

ACTION_SECONDS = 20.0  # below the lease, so that nobody takes over what is still being worked on

Result = TypeVar("Result")


class Presenter(Protocol):
    """Shows a round to people. Each method raises ChannelLost if it can't ever be shown; else it is retried."""

    async def ask(self, card: QuestionCard) -> int:
        """Post a question and return its message id. Posting the same `card.key` again soon posts nothing new."""

    async def refresh(self, card: QuestionCard) -> int | None:
        """Show how many have answered by now; return the id of a new message if the old one is gone."""

    async def reveal(self, reveal: Reveal) -> int | None:
        """Turn the question into its reveal; return the id of a new message if the old one is gone."""

    async def put_away(self, reveal: Reveal) -> None:
        """Turn a question's message into its reveal without controls; do nothing if the message is gone."""

    async def finish(self, result: RoundResult) -> int | None:
        """Post the result."""


class Dispatcher:
    """Does what is due, for all rounds."""

    def __init__(self, rounds: Rounds, presenter: Presenter, clock: Callable[[], dt.datetime]) -> None:
        self._rounds = rounds
        self._presenter = presenter
        self._clock = clock

    async def run_due(self, now: dt.datetime | None = None) -> int:
        """Do everything that is due at `now` (None: at present); return how many actions were worked on.

        Never raises for an action that fails: it is tried again later and given up at last, with a record. May run
        several times at once, in one process or many: each action is claimed by one.
        """
        worked = 0
        while True:
            moment = now or self._clock()
            try:
                claimed = await self._claim(moment)
            except DatabaseUnreachable:
                log.exception("nothing can be done while the database is away")
                return worked
            if not claimed:
                return worked
            for action in claimed:
                await self._work_on(action, now or self._clock())
            worked += len(claimed)

    async def _claim(self, now: dt.datetime) -> list[DueAction]:
        return await self._store(lambda progress: due.claim(progress.session, now))

    async def _work_on(self, action: DueAction, now: dt.datetime) -> None:
        try:
            async with asyncio.timeout(ACTION_SECONDS):
                if now - action.due_at > LATE_GRACE and action.kind != "finish":
                    await self._settle(action, now)
                await self._act(action, now)
        except ChannelLost as error:
            log.warning("round %d lost its channel: %s", action.round_id, error)
            await self._end(action, now, show_result=False)
        except QuestionChanged as error:
            log.warning("question %d of round %d was corrected meanwhile", error.number, action.round_id)
            await self._end(action, now, show_result=True)
        except Exception as error:
            log.exception("action %s of round %d failed", action.kind, action.round_id)
            await self._record_failure(action, now, repr(error))

    async def _act(self, action: DueAction, now: dt.datetime) -> None:
        match action.kind:
            case "ask":
                await self._ask(action, now)
            case "refresh":
                await self._refresh(action, now)
            case "close":
                await self._close(action, now)
            case "finish":
                await self._finish(action, now)
        await self._store(lambda progress: due.done(progress.session, action, now))

    async def _ask(self, action: DueAction, now: dt.datetime) -> None:
        def opened(progress: Progress) -> QuestionCard | None:
            row = progress.open_question(action.round_id, action.number, now)
            progress.session.flush()
            return progress.reader.card(row) if row else None

        card = await self._store(opened)
        if card is None:
            return
        if card.message_id is None:
            await self._remember_message(action, await self._presenter.ask(card), now)
        if await self._store(lambda progress: self._open_card(progress, action)) is None:  # it was stopped meanwhile
            await self._presenter.put_away(await self._reveal(action.round_id, action.number))
        elif action.attempts > 1:  # an earlier attempt may have posted it with an earlier close
            await self._refresh(action, now)
        await self._put_away(action.round_id, action.number - 1)

    async def _refresh(self, action: DueAction, now: dt.datetime) -> None:
        card = await self._store(lambda progress: self._open_card(progress, action))
        if card is None:
            return
        message_id = await self._presenter.refresh(card)
        if message_id is not None:
            await self._remember_message(action, message_id, now)
        if await self._store(lambda progress: self._open_card(progress, action)) is None:
            # It was closed while we were editing: the reveal may stand under our edit.
            await self._presenter.put_away(await self._reveal(action.round_id, action.number))

    async def _close(self, action: DueAction, now: dt.datetime) -> None:
        def closed(progress: Progress) -> Reveal:
            row = progress.close_question(action.round_id, action.number, now)
            progress.session.flush()
            return progress.reader.reveal(row)

        message_id = await self._presenter.reveal(await self._store(closed))
        if message_id is not None:
            await self._remember_message(action, message_id, now)

    async def _finish(self, action: DueAction, now: dt.datetime) -> None:
        result = await self._store(lambda progress: progress.reader.result(progress.finish(action.round_id, now)))
        await self._presenter.finish(result)
        await self._put_away(action.round_id, result.asked)

    async def _put_away(self, round_id: int, number: int) -> None:
        """Take the controls off a reveal that the round has left behind; not worth a retry if that fails."""
        if number < 1:
            return
        try:
            await self._presenter.put_away(replace(await self._reveal(round_id, number), next_at=None))
        except Exception:
            log.exception("the reveal of question %d in round %d keeps its buttons", number, round_id)

    async def _reveal(self, round_id: int, number: int) -> Reveal:
        return await asyncio.to_thread(self._rounds.reveal, round_id, number)

    async def _settle(self, action: DueAction, now: dt.datetime) -> None:
        """End a round that stood still for too long. Its actions still run, and show how it stands."""
        await self._store(lambda progress: progress.end_early(action.round_id, "settled", now, show=True))

    async def _end(self, action: DueAction, now: dt.datetime, *, show_result: bool) -> None:
        """End a round that can't go on, and free its channel; answers stay."""

        def ended(progress: Progress) -> None:
            progress.end_early(action.round_id, "settled", now, show=False)
            if show_result:
                due.plan_again(progress.session, "finish", action.round_id, due.FINISH, now)
            due.done(progress.session, action, now)

        await self._store_or_log(ended)

    async def _record_failure(self, action: DueAction, now: dt.datetime, error: str) -> None:
        def recorded(progress: Progress) -> None:
            if action.kind == "refresh":  # the next answer refreshes it again; the reveal must not wait for it
                due.done(progress.session, action, now)
            elif due.failed(progress.session, action, now, error):
                progress.end_early(action.round_id, "settled", now, show=False)

        await self._store_or_log(recorded)

    async def _remember_message(self, action: DueAction, message_id: int, now: dt.datetime) -> None:
        await self._store(lambda progress: progress.posted(action.round_id, action.number, message_id, now))

    @staticmethod
    def _open_card(progress: Progress, action: DueAction) -> QuestionCard | None:
        row = progress.reader.question_row(action.round_id, action.number)
        card = progress.reader.card(row)
        return None if row.closed_at or card.round.state != "playing" else card

    async def _store(self, work: Callable[[Progress], Result]) -> Result:
        """Run one transaction in a thread, so that the event loop goes on."""

        def in_transaction() -> Result:
            with self._rounds.transaction() as progress:
                return work(progress)

        return await asyncio.to_thread(in_transaction)

    async def _store_or_log(self, work: Callable[[Progress], None]) -> None:
        """Run one transaction; if the database is away, the lease ends by itself and the action comes again."""
        try:
            await self._store(work)
        except DatabaseUnreachable:
            log.exception("what became of an action could not be recorded")
