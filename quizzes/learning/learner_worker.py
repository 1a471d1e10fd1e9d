"""Does what is due for learners: ends exams whose time is up, and reminds those who asked for it."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging

from sqlmodel import Session

from quizzes.due import DueAction

from .exams import END, Exams
from .reminders import ReminderPresenter, Reminders, ReminderWorker

log = logging.getLogger(__name__)


class LearnerWorker:
    """The dispatcher's worker for learners.

    Attributes:
        grace: for how long after its time an action is tried.
    """

    grace = dt.timedelta(hours=6)

    def __init__(self, exams: Exams, reminders: Reminders, presenter: ReminderPresenter) -> None:
        self._exams = exams
        self._reminders = reminders
        self._reminding = ReminderWorker(reminders, presenter)

    async def act(self, action: DueAction, now: dt.datetime) -> None:
        """Do an action of a learner."""
        if action.kind == END:
            await asyncio.to_thread(self._exams.expire, action.number, now)
        else:
            await self._reminding.act(action, now)

    def given_up(self, session: Session, action: DueAction, now: dt.datetime, error: str) -> None:
        """End an exam all the same; leave a reminder out and go on with the next one."""
        log.error("%s %d of a learner is given up: %s", action.kind, action.number, error)
        if action.kind == END:
            self._exams.expire_in(session, action.number, now)
        else:
            self._reminders.go_on_in(session, action, now)
