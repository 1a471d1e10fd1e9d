"""Reminds learners who asked for it, at a local time of theirs, once a day at most and only if something is due."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from typing import Protocol

from sqlmodel import Session

from quizzes import due
from quizzes.database import Database
from quizzes.due import DueAction, insert_for
from quizzes.errors import ChannelLost
from quizzes.schedules.calendar import Plan, upcoming
from quizzes.tables import LearnerRow

from .reviews import Due, Reviews

log = logging.getLogger(__name__)

REMIND, SNOOZE = "remind", "snooze"
SNOOZED = dt.timedelta(hours=1)
TOO_LATE = dt.timedelta(hours=3)  # after its time nobody wants a reminder any more
EVERY_DAY = frozenset(range(1, 8))
DAYS_LOOKED_AT = 3  # for the next one: today's may have been sent, and a zone may leave a date out


class ReminderPresenter(Protocol):
    """Reaches learners."""

    async def remind(self, learner_id: int, found: Due, *, key: str, again: bool) -> None:
        """Send a reminder in a direct message. The same `key` again soon sends nothing new.

        With `again`, look first whether an earlier attempt has sent it. Raises ChannelLost if the learner takes no
        direct messages.
        """


class Reminders:
    """Sets and stops reminders, and says when they are due."""

    def __init__(self, database: Database, reviews: Reviews) -> None:
        self._database = database
        self._reviews = reviews

    def set_for(self, learner_id: int, at: dt.time, zone: str, now: dt.datetime) -> dt.datetime | None:
        """Remind a learner each day at a local time from now on; return when the first one is."""
        values = {"zone": zone, "remind_at": at, "unreachable_at": None, "changed_at": now}
        with self._database.transaction() as session:
            statement = insert_for(session, LearnerRow).values(learner_id=learner_id, time_percent=100, **values)
            session.execute(statement.on_conflict_do_update(index_elements=["learner_id"], set_=values))
            due.drop(session, due.of_learner(learner_id), REMIND, now)
            return _plan_next(session, learner_id, at, zone, now)

    def stop(self, learner_id: int, now: dt.datetime) -> None:
        """Remind a learner no more."""
        with self._database.transaction() as session:
            _stop(session, learner_id, now)

    def snooze(self, learner_id: int, now: dt.datetime) -> dt.datetime:
        """Remind a learner once more a little later; return when."""
        at = now + SNOOZED
        with self._database.transaction() as session:
            due.plan_again(session, due.of_learner(learner_id), SNOOZE, now.date().toordinal(), at)
        return at

    def wanted(self, action: DueAction, now: dt.datetime) -> Due | None:
        """Return what to remind of; None if the learner does not want it any more, or nothing is due."""
        learner_id = action.subject.id
        with self._database.transaction() as session:
            row = session.get(LearnerRow, learner_id)
            if row is None or row.remind_at is None or now - action.due_at > TOO_LATE:
                return None
        found = self._reviews.due(learner_id, None, now)
        return found if found.today else None

    def go_on(self, action: DueAction, now: dt.datetime) -> None:
        """Plan the next reminder after one that was due."""
        with self._database.transaction() as session:
            self.go_on_in(session, action, now)

    @staticmethod
    def go_on_in(session: Session, action: DueAction, now: dt.datetime) -> None:
        """Do the same in a transaction that is open already."""
        row = session.get(LearnerRow, action.subject.id)
        if action.kind == REMIND and row is not None and row.remind_at is not None and row.zone is not None:
            _plan_next(session, row.learner_id, row.remind_at, row.zone, max(now, action.due_at))

    def unreachable(self, learner_id: int, now: dt.datetime) -> None:
        """Stop the reminders of a learner who takes no direct messages, and remember to say so."""
        with self._database.transaction() as session:
            row = _stop(session, learner_id, now)
            if row is not None:
                row.unreachable_at = now

    def take_note(self, learner_id: int) -> bool:
        """Return whether a learner has to be told that reminders could not reach them; they are told once."""
        with self._database.transaction() as session:
            row = session.get(LearnerRow, learner_id)
            if row is None or row.unreachable_at is None:
                return False
            row.unreachable_at = None
            return True


class ReminderWorker:
    """Does the actions of reminders."""

    def __init__(self, reminders: Reminders, presenter: ReminderPresenter) -> None:
        self._reminders = reminders
        self._presenter = presenter

    async def act(self, action: DueAction, now: dt.datetime) -> None:
        """Send a reminder if it is wanted and something is due, then plan the next one."""
        learner_id = action.subject.id
        found = await asyncio.to_thread(self._reminders.wanted, action, now)
        if found is not None:
            key = f"{action.kind[0]}{action.number}.{learner_id % 10**12}"
            try:
                await self._presenter.remind(learner_id, found, key=key, again=action.attempts > 1)
            except ChannelLost as error:
                log.info("learner %d takes no direct messages: %s", learner_id, error)
                await asyncio.to_thread(self._reminders.unreachable, learner_id, now)
                return
        await asyncio.to_thread(self._reminders.go_on, action, now)


def _plan_next(session: Session, learner_id: int, at: dt.time, zone: str, after: dt.datetime) -> dt.datetime | None:
    """Plan the first reminder after a moment whose date has had none; return when it is."""
    of = due.of_learner(learner_id)
    for occurrence in upcoming(Plan(zone, at, EVERY_DAY), after, DAYS_LOOKED_AT):
        number = occurrence.day.toordinal()
        due.plan(session, of, REMIND, number, occurrence.at)
        planned = due.pending_at(session, of, REMIND, number)
        if planned is not None:
            return planned
    return None


def _stop(session: Session, learner_id: int, now: dt.datetime) -> LearnerRow | None:
    row = session.get(LearnerRow, learner_id)
    if row is not None:
        row.remind_at, row.changed_at = None, now
    due.cancel(session, due.of_learner(learner_id), now, [REMIND, SNOOZE])
    return row
