"""Does what is due for schedules: posts daily questions, closes them, and opens the lobbies of rounds."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from typing import Protocol

from sqlmodel import Session

from quizzes.due import DueAction
from quizzes.errors import ChannelLost, TryLater
from quizzes.views import Reveal

from .occurrences import DAILY_GRACE, Occurrences
from .schedule_views import DailyPost, Failure

log = logging.getLogger(__name__)

REVEAL_GRACE = dt.timedelta(minutes=1)  # for the reveal: the next question waits, and tells it too


class DailyPresenter(Protocol):
    """Shows daily questions to people. Each method raises ChannelLost if it can't ever be shown; else it is retried."""

    async def daily(self, post: DailyPost, *, again: bool) -> int:
        """Post a daily question and return its message id; with `again`, look first whether it was posted before."""

    async def refresh_daily(self, post: DailyPost) -> None:
        """Bring its number of answers up to date; do nothing if the message is gone."""

    async def reveal_daily(self, reveal: Reveal) -> None:
        """Turn a daily question into its reveal; do nothing if the message is gone."""

    async def tell_host(self, host_id: int, channel_id: int, why: str) -> None:
        """Tell a host privately, where that is possible, that a round or schedule in a channel can't go on."""


class ScheduleWorker:
    """The dispatcher's worker for schedules.

    Attributes:
        grace: for how long after its time an action is tried.
    """

    grace = DAILY_GRACE

    def __init__(self, occurrences: Occurrences, presenter: DailyPresenter) -> None:
        self._occurrences = occurrences
        self._presenter = presenter

    async def act(self, action: DueAction, now: dt.datetime) -> None:
        """Do an action of a schedule; where the channel is lost, the schedule stops until a host resumes it."""
        try:
            match action.kind:
                case "occur":
                    await self._occur(action, now)
                case "refresh":
                    await self._refresh(action, now)
                case "close":
                    await self._close(action, now)
        except ChannelLost as error:
            log.warning("schedule %d lost its channel: %s", action.subject.id, error)
            await self._stop(action, now, str(error))

    def given_up(self, session: Session, action: DueAction, now: dt.datetime, error: str) -> None:
        """Record that a date was left out, for the host to read, and go on with the next one."""
        log.error("%s of schedule %d is given up: %s", action.kind, action.subject.id, error)
        failure: Failure = "round-running" if error.startswith(TryLater.__name__) else "discord-failed"
        self._occurrences.gave_up(session, action, now, failure)

    async def _occur(self, action: DueAction, now: dt.datetime) -> None:
        post = await asyncio.to_thread(self._occurrences.occur, action, now)
        if post is not None and post.card.message_id is None:
            message_id = await self._presenter.daily(post, again=action.attempts > 1)
            await asyncio.to_thread(self._occurrences.posted, post.card.round.id, message_id)

    async def _refresh(self, action: DueAction, now: dt.datetime) -> None:
        """Show how many have answered; not worth a retry."""
        post = await asyncio.to_thread(self._occurrences.open_post, action, now)
        if post is None:
            return
        try:
            await self._presenter.refresh_daily(post)
        except ChannelLost:
            raise
        except Exception:
            log.exception("the daily question of schedule %d shows an old number of answers", action.subject.id)

    async def _close(self, action: DueAction, now: dt.datetime) -> None:
        reveal = await asyncio.to_thread(self._occurrences.close, action, now)
        if reveal is None or reveal.card.message_id is None:
            return
        try:
            await self._presenter.reveal_daily(reveal)
        except ChannelLost:
            raise
        except Exception:
            if now - action.due_at < REVEAL_GRACE:
                raise
            log.exception("the daily question of schedule %d is closed without its reveal", action.subject.id)

    async def _stop(self, action: DueAction, now: dt.datetime, why: str) -> None:
        host_id = await asyncio.to_thread(self._occurrences.broke, action.subject.id, "channel-lost", now)
        if host_id is not None:
            channel_id = await asyncio.to_thread(self._occurrences.channel_of, action.subject.id)
            await self._presenter.tell_host(host_id, channel_id, why)
