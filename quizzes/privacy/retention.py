"""Ends what was kept long enough: one call an hour does it, in short transactions, and may be made anywhere at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlmodel import Session, col

from quizzes.database import Database
from quizzes.due import insert_for
from quizzes.tables import (
    AnswerRow,
    BallotRow,
    DepartedServerRow,
    DueActionRow,
    KeptQuestionRow,
    LearnerRow,
    MemberRow,
    MismatchRow,
    ParticipantRow,
    RegradedAnswerRow,
    RoundQuestionRow,
    RoundRow,
    ScheduleRow,
    ServerRow,
    VoteRow,
)

from .owned import NOBODY, PRIVATE
from .periods import ACTIONS_KEPT, DEPARTED_KEPT, INACTIVE
from .privacy import forget

AT_ONCE = 2000  # rows, or learners looked at, in one transaction: others wait for it on SQLite
NO_CHANNEL = 0  # stands for a channel of a server that is forgotten

# What shows that a learner is still there: (column with the learner, column with the moment).
SIGNS: tuple[tuple[Any, Any], ...] = (
    (AnswerRow.learner_id, AnswerRow.answered_at),
    (BallotRow.learner_id, BallotRow.answered_at),
    (ParticipantRow.learner_id, ParticipantRow.joined_at),
    (VoteRow.learner_id, VoteRow.voted_at),
    (LearnerRow.learner_id, LearnerRow.changed_at),
    (MemberRow.learner_id, MemberRow.asked_at),
    (RoundRow.host_id, RoundRow.started_at),
    (ScheduleRow.host_id, ScheduleRow.changed_at),
)


@dataclass(frozen=True, slots=True)
class Ended:
    """What one call has ended.

    Attributes:
        actions: done or given-up actions that were deleted.
        learners: learners who were away for so long that all about them was deleted.
        servers: servers that the tutor left so long ago that they were forgotten.
    """

    actions: int
    learners: int
    servers: int


class Retention:
    """Keeps what `inventory` promises on how long things are stored; kept questions are `Feedback`'s."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def left(self, guild_id: int, now: dt.datetime) -> None:
        """Start the clock of a server that the tutor is no longer in; it runs on if it runs already."""
        with self._database.transaction() as session:
            values = {"guild_id": guild_id, "left_at": now}
            session.execute(insert_for(session, DepartedServerRow).values(values).on_conflict_do_nothing())

    def joined(self, guild_id: int) -> None:
        """Stop the clock of a server that the tutor is in (again): what is stored of it stays."""
        with self._database.transaction() as session:
            session.execute(delete(DepartedServerRow).where(col(DepartedServerRow.guild_id) == guild_id))

    def reconcile(self, present: Collection[int], now: dt.datetime, mine: Callable[[int], bool]) -> None:
        """Start or stop the clocks of servers that were left or joined while nobody was connected.

        Args:
            present: the servers that the tutor is in, as far as this process sees them.
            now: the present moment.
            mine: tells whether this process would see a server.
        """
        columns = (ServerRow.guild_id, ScheduleRow.guild_id, RoundRow.guild_id, MemberRow.guild_id)
        with self._database.transaction() as session:
            known = {guild for column in columns for guild in session.execute(select(col(column)).distinct()).scalars()}
            departed = set(session.execute(select(col(DepartedServerRow.guild_id))).scalars())
        for guild_id in known - set(present) - departed - {None}:
            if mine(guild_id):
                self.left(guild_id, now)
        for guild_id in departed & set(present):
            self.joined(guild_id)

    def enforce(self, now: dt.datetime) -> Ended:
        """End all that was kept long enough."""
        actions = self._repeat(lambda session: _drop_actions(session, now - ACTIONS_KEPT))
        learners = sum(self._forget_inactive(*sign, now - INACTIVE) for sign in SIGNS)
        with self._database.transaction() as session:
            over = col(DepartedServerRow.left_at) <= now - DEPARTED_KEPT
            servers = session.execute(select(col(DepartedServerRow.guild_id)).where(over)).scalars().all()
        for guild_id in servers:
            self._forget_server(guild_id)
        return Ended(actions, learners, len(servers))

    def _forget_inactive(self, who: Any, when: Any, before: dt.datetime) -> int:
        """Delete all about the learners of one table who have been away since `before`."""
        forgotten, reached = 0, 0
        while True:
            with self._database.transaction() as session:
                page = select(who, func.max(when)).where(who > reached).group_by(who).order_by(who).limit(AT_ONCE)
                found = session.execute(page).all()
                for learner_id in _away(
                    session, [who for who, last in found if last is None or last <= before], before
                ):
                    forget(session, learner_id)
                    forgotten += 1
            if len(found) < AT_ONCE:
                return forgotten
            reached = found[-1][0]

    def _forget_server(self, guild_id: int) -> None:
        """Delete what is a server's, and take its name off what learners have done in it: that stays theirs."""
        self._repeat(lambda session: _unname_answers(session, guild_id))
        with self._database.transaction() as session:
            _drop_server(session, guild_id)

    def _repeat(self, step: Callable[[Session], int]) -> int:
        total = 0
        while True:
            with self._database.transaction() as session:
                done = step(session)
            total += done
            if done < AT_ONCE:
                return total


def _away(session: Session, learners: Iterable[int], before: dt.datetime) -> list[int]:
    """Return those of some learners who show no sign after `before` in any table."""
    away = set(learners) - {NOBODY}
    for who, when in SIGNS:
        if away:
            later = select(who).where(col(who).in_(away), col(when) > before).distinct()
            away -= set(session.execute(later).scalars())
    return sorted(away)


def _drop_actions(session: Session, before: dt.datetime) -> int:
    over = or_(col(DueActionRow.done_at) <= before, col(DueActionRow.given_up_at) <= before)
    old = select(col(DueActionRow.id)).where(over).order_by(col(DueActionRow.id)).limit(AT_ONCE)
    found = session.execute(old.with_for_update(skip_locked=True)).scalars().all()
    session.execute(delete(DueActionRow).where(col(DueActionRow.id).in_(found)))
    return len(found)


def _unname_answers(session: Session, guild_id: int) -> int:
    """Take the server off some of its answers, found by its rounds; return how many those were."""
    asked = select(col(RoundQuestionRow.id)).join(RoundRow, col(RoundRow.id) == RoundQuestionRow.round_id)
    theirs = col(AnswerRow.round_question_id).in_(asked.where(col(RoundRow.guild_id) == guild_id))
    some = select(col(AnswerRow.id)).where(theirs, col(AnswerRow.guild_id) == guild_id).limit(AT_ONCE)
    found = session.execute(some).scalars().all()
    for table, key in ((AnswerRow, AnswerRow.id), (RegradedAnswerRow, RegradedAnswerRow.answer_id)):
        _set(session, table, (col(key).in_(found),), guild_id=None)
    return len(found)


def _drop_server(session: Session, guild_id: int) -> None:
    schedules = select(col(ScheduleRow.id)).where(col(ScheduleRow.guild_id) == guild_id)
    rounds = select(col(RoundRow.id)).where(col(RoundRow.guild_id) == guild_id)
    for subject, ids in (("schedule", schedules), ("round", rounds)):
        of = col(DueActionRow.subject) == subject, col(DueActionRow.subject_id).in_(ids)
        session.execute(delete(DueActionRow).where(*of))
    ours = col(RoundRow.guild_id) == guild_id
    open_ones = (ours, col(RoundRow.state).in_(("lobby", "playing")), col(RoundRow.form).not_in(PRIVATE))
    _set(session, RoundRow, open_ones, state="settled")
    _set(session, RoundRow, (ours, col(RoundRow.form).not_in(PRIVATE)), host_id=NOBODY)
    _set(session, VoteRow, (col(VoteRow.guild_id) == guild_id,), guild_id=None)
    _set(session, RoundRow, (ours,), guild_id=None, channel_id=NO_CHANNEL, lobby_message_id=None)
    tables: tuple[Any, ...] = (ScheduleRow, MemberRow, MismatchRow, KeptQuestionRow, ServerRow, DepartedServerRow)
    for table in tables:
        session.execute(delete(table).where(table.guild_id == guild_id))


def _set(session: Session, table: Any, which: tuple[Any, ...], **values: object) -> None:
    session.execute(update(table).where(*which).values(**values).execution_options(synchronize_session=False))
