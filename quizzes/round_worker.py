"""Does what is due in rounds: opens, refreshes and closes questions, starts lobbies, and ends rounds."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol, TypeVar

from sqlmodel import Session

from . import due
from .due import DueAction
from .errors import ChannelLost, QuestionChanged
from .progress import Progress
from .rounds import Rounds
from .schedules.schedule_rows import stop_broken
from .timing import LATE_GRACE
from .views import Lobby, QuestionCard, Reveal, RoundResult, RoundView

log = logging.getLogger(__name__)

TELL = "tell"  # the action that tells the host of a round that was given up

Result = TypeVar("Result")


class Presenter(Protocol):
    """Shows a round to people. Each method raises ChannelLost if it can't ever be shown; else it is retried.

    `again` says that an earlier attempt may have posted the same: then it is looked for before anything is posted.
    """

    async def lobby(self, lobby: Lobby, *, again: bool) -> int | None:
        """Post a lobby, or bring it up to date; return the id of a new message, None if the old one was edited."""

    async def ask(self, card: QuestionCard, *, again: bool) -> int:
        """Post a question and return its message id. Posting the same `card.key` again soon posts nothing new."""

    async def refresh(self, card: QuestionCard) -> int | None:
        """Show how many have answered by now; return the id of a new message if the old one is gone."""

    async def reveal(self, reveal: Reveal) -> int | None:
        """Turn the question into its reveal; return the id of a new message if the old one is gone."""

    async def put_away(self, reveal: Reveal) -> None:
        """Turn a question's message into its reveal without controls; do nothing if the message is gone."""

    async def finish(self, result: RoundResult, *, again: bool) -> int | None:
        """Post the result."""

    async def tell_host(self, host_id: int, channel_id: int, why: str) -> None:
        """Tell a host privately, where that is possible, that a round or schedule in a channel can't go on."""

    async def tell_given_up(self, host_id: int, channel_id: int) -> None:
        """Tell a host privately, where that is possible, that a round ended because showing it failed for too long."""


class RoundWorker:
    """The dispatcher's worker for rounds.

    Attributes:
        grace: for how long after its time an action is tried; a group that was left alone for longer has gone.
    """

    grace = LATE_GRACE

    def __init__(self, rounds: Rounds, presenter: Presenter) -> None:
        self._rounds = rounds
        self._presenter = presenter

    async def act(self, action: DueAction, now: dt.datetime) -> None:
        """Do an action of a round; one that can never be done ends the round."""
        try:
            if now - action.due_at > self.grace and action.kind not in ("finish", TELL):
                await self._settle(action, now)
            await self._act(action, now)
        except ChannelLost as error:
            await self._lost(action, now, error)
        except QuestionChanged as error:
            log.warning("question %d of round %d was corrected meanwhile", error.number, action.subject.id)
            await self._end(action, now, show_result=True)

    def given_up(self, session: Session, action: DueAction, now: dt.datetime, error: str) -> None:
        """End the round, so that its channel is free; what was answered counts, and its host is told."""
        log.error("round %d is ended: %s failed too long: %s", action.subject.id, action.kind, error)
        self._rounds.progress(session).end_early(action.subject.id, "settled", now, show=False)
        due.plan(session, action.subject, TELL, due.FINISH, now)

    async def _act(self, action: DueAction, now: dt.datetime) -> None:
        match action.kind:
            case "lobby":
                await self._lobby(action)
            case "begin":
                await self._begin(action, now)
            case "ask":
                await self._ask(action, now)
            case "refresh":
                await self._refresh(action, now)
            case "close":
                await self._close(action, now)
            case "finish":
                await self._finish(action, now)
            case "tell":
                await self._tell(action)

    async def _lobby(self, action: DueAction) -> None:
        lobby = await self._store(lambda progress: progress.lobby(action.subject.id))
        # The reply to who asked for the round may have shown it, though we were not told which message that is.
        replied = not lobby.scheduled
        message_id = await self._presenter.lobby(lobby, again=replied or action.attempts > 1)
        if message_id is not None:
            await self._store(lambda progress: progress.lobby_posted(action.subject.id, message_id))
        if lobby.round.state == "lobby":
            after = await self._store(lambda progress: progress.lobby(action.subject.id))
            if after.round.state != "lobby":  # it began, or was called off, while we were editing
                await self._presenter.lobby(after, again=False)

    async def _begin(self, action: DueAction, now: dt.datetime) -> None:
        await self._store(lambda progress: progress.begin(action.subject.id, now))
        await self._lobby(action)

    async def _ask(self, action: DueAction, now: dt.datetime) -> None:
        round_id, number = action.subject.id, action.number

        def opened(progress: Progress) -> QuestionCard | None:
            row = progress.open_question(round_id, number, now)
            progress.session.flush()
            return progress.reader.card(row) if row else None

        card = await self._store(opened)
        if card is None:
            return
        if card.message_id is None:
            message_id = await self._presenter.ask(card, again=action.attempts > 1)
            await self._remember_message(action, message_id, now)
        if await self._store(lambda progress: self._open_card(progress, action)) is None:  # it was stopped meanwhile
            await self._presenter.put_away(await self._reveal(round_id, number))
        elif action.attempts > 1:  # an earlier attempt may have posted it with an earlier close
            await self._refresh(action, now)
        await self._put_away(round_id, number - 1)

    async def _refresh(self, action: DueAction, now: dt.datetime) -> None:
        """Show how many have answered; not worth a retry, for the next answer comes here again."""
        card = await self._store(lambda progress: self._open_card(progress, action))
        if card is None:
            return
        try:
            message_id = await self._presenter.refresh(card)
        except ChannelLost:
            raise
        except Exception:
            log.exception(
                "the number of answers to question %d of round %d is not up to date", action.number, card.round.id
            )
            return
        if message_id is not None:
            await self._remember_message(action, message_id, now)
        if await self._store(lambda progress: self._open_card(progress, action)) is None:
            # It was closed while we were editing: the reveal may stand under our edit.
            await self._presenter.put_away(await self._reveal(action.subject.id, action.number))

    async def _close(self, action: DueAction, now: dt.datetime) -> None:
        def closed(progress: Progress) -> Reveal:
            row = progress.close_question(action.subject.id, action.number, now, again=action.attempts > 1)
            progress.session.flush()
            return progress.reader.reveal(row)

        message_id = await self._presenter.reveal(await self._store(closed))
        if message_id is not None:
            await self._remember_message(action, message_id, now)

    async def _finish(self, action: DueAction, now: dt.datetime) -> None:
        result = await self._store(lambda progress: progress.reader.result(progress.finish(action.subject.id, now)))
        await self._presenter.finish(result, again=action.attempts > 1)
        await self._put_away(action.subject.id, result.asked)

    async def _tell(self, action: DueAction) -> None:
        row = await self._store(lambda progress: progress.reader.round_row(action.subject.id))
        await self._presenter.tell_given_up(row.host_id, row.channel_id)

    async def _put_away(self, round_id: int, number: int) -> None:
        """Take the controls off a reveal that the round has left behind; not worth a retry if that fails."""
        if number < 1:
            return
        try:
            await self._presenter.put_away(replace(await self._reveal(round_id, number), next_at=None))
        except Exception:
            log.exception("the reveal of question %d in round %d keeps its buttons", number, round_id)

    async def _reveal(self, round_id: int, number: int) -> Reveal:
        return await self._store(
            lambda progress: progress.reader.reveal(progress.reader.question_row(round_id, number))
        )

    async def _settle(self, action: DueAction, now: dt.datetime) -> None:
        """End a round that stood still for too long. Its actions still run, and show how it stands."""
        await self._store(lambda progress: progress.end_early(action.subject.id, "settled", now, show=True))

    async def _lost(self, action: DueAction, now: dt.datetime, error: ChannelLost) -> None:
        """End the round, and stop the schedule that opened it, so that the host is told once."""
        log.warning("round %d lost its channel: %s", action.subject.id, error)
        view = await self._end(action, now, show_result=False)
        if view.state in ("lobby", "playing"):  # as it was before: nobody has been told yet
            await self._presenter.tell_host(view.host_id, view.channel_id, str(error))

    async def _end(self, action: DueAction, now: dt.datetime, *, show_result: bool) -> RoundView:
        """End a round that can't go on, and free its channel; answers stay. Return how it stood before."""

        def ended(progress: Progress) -> RoundView:
            before = progress.reader.view(progress.reader.round_row(action.subject.id))
            progress.end_early(action.subject.id, "settled", now, show=False)
            if show_result:
                due.plan_again(progress.session, action.subject, "finish", due.FINISH, now)
            elif schedule_id := progress.reader.round_row(action.subject.id).schedule_id:
                stop_broken(progress.session, schedule_id, "channel-lost", now)
            return before

        return await self._store(ended)

    async def _remember_message(self, action: DueAction, message_id: int, now: dt.datetime) -> None:
        await self._store(lambda progress: progress.posted(action.subject.id, action.number, message_id, now))

    @staticmethod
    def _open_card(progress: Progress, action: DueAction) -> QuestionCard | None:
        row = progress.reader.question_row(action.subject.id, action.number)
        card = progress.reader.card(row)
        return None if row.closed_at or card.round.state != "playing" else card

    async def _store(self, work: Callable[[Progress], Result]) -> Result:
        return await self._rounds.run(work)
