"""What becomes true when a schedule's date has come, one transaction each; showing it is up to its worker.

All of it may be done again after a crash: the constraint on (schedule, local date) finds the earlier work.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

from sqlmodel import Session, col, select

from quizzes import due
from quizzes.due import DueAction
from quizzes.errors import NoQuestions, RoundNotFound, ScheduleNotFound, TryLater
from quizzes.progress import Progress
from quizzes.round_rows import NewRound, asked_in, playing_in, store_round
from quizzes.rounds import LATELY, Rounds
from quizzes.tables import RoundQuestionRow, RoundRow, ScheduleRow, id_of
from quizzes.timing import LATE_GRACE, LOBBY_TIME
from quizzes.views import Form, Reveal

from .calendar import due_between, instant_of
from .schedule_rows import (
    JUST_BEFORE,
    OCCUR,
    lead,
    note_failure,
    plan_next,
    plan_of,
    running,
    schedule_row,
    stop_broken,
)
from .schedule_views import DailyPost, Failure

CLOSE, REFRESH = "close", "refresh"  # actions of a daily question; their number is the ordinal of its local date
DAILY_GRACE = dt.timedelta(hours=6)  # a daily question that would come later is left out, and its schedule says so
LATE_FROM = dt.timedelta(minutes=2)  # a post that comes later says that it is late
BUSY_PAUSE = dt.timedelta(seconds=30)  # between looks whether the channel's round has ended
DAY = dt.timedelta(days=1)


class Occurrences:
    """Makes what is due for schedules true."""

    def __init__(self, rounds: Rounds, rng: random.Random) -> None:
        self._rounds = rounds
        self._rng = rng

    def occur(self, action: DueAction, now: dt.datetime) -> DailyPost | None:
        """Open the daily question or the lobby of a date, and plan what follows.

        Dates that passed while nobody was there are left out with a record, except the last one if it is within its
        grace. A lobby is shown by its round's worker, so there is something to post for daily questions only.

        Raises:
            TryLater: if another round is being played in the channel.
        """
        with self._rounds.transaction() as progress:
            row = running(progress.session, action.subject.id)
            if row is None:
                return None
            day = dt.date.fromordinal(action.number)
            opened = _of_date(progress.session, row, day)
            if opened is None:
                if self._is_over(progress.session, row, action, now):
                    return None
                opened = self._open(progress, row, action, now)
                plan_next(progress.session, row, max(instant_of(day, row.at, row.zone), action.due_at))
            return _post(progress, opened, action.due_at, now) if opened and opened.form == "daily" else None

    def _is_over(self, session: Session, row: ScheduleRow, action: DueAction, now: dt.datetime) -> bool:
        """Leave a date out that is too late or that a later one has overtaken; plan that one, or the next."""
        day = dt.date.fromordinal(action.number)
        missed = [one for one in due_between(plan_of(session, row), action.due_at, now + lead(row)) if one.day > day]
        grace = DAILY_GRACE if row.kind == "daily" else lead(row) + LATE_GRACE
        if not missed and now - action.due_at <= grace:
            return False
        waited = row.kind == "round" and action.attempts > 1 and playing_in(session, row.channel_id) is not None
        why: Failure = "round-running" if waited else "too-late"
        for one in missed[:-1]:
            number, due_at = one.day.toordinal(), one.at - lead(row)
            due.give_up(session, action.subject, OCCUR, number, due_at=due_at, now=now, why=why)
        due.give_up(session, action.subject, OCCUR, action.number, due_at=action.due_at, now=now, why=why)
        note_failure(row, why, now)
        plan_next(session, row, missed[-1].at - JUST_BEFORE if missed else now)
        return True

    def _open(self, progress: Progress, row: ScheduleRow, action: DueAction, now: dt.datetime) -> RoundRow | None:
        day = dt.date.fromordinal(action.number)
        lobby = max(action.due_at + lead(row) - now, LOBBY_TIME) if row.kind == "round" else dt.timedelta()
        new = NewRound(
            guild_id=row.guild_id,
            channel_id=row.channel_id,
            host_id=row.host_id,
            topic=row.topic,
            length=row.length,
            lobby=lobby,
            schedule_id=id_of(row),
            local_date=day,
            quorum=row.quorum,
        )
        session = progress.session
        if row.kind == "round" and playing_in(session, row.channel_id):
            raise TryLater(BUSY_PAUSE)
        try:
            history = asked_in(session, row.channel_id, now - LATELY)
            questions = progress.bank.pick(new.topic, new.length, self._rng, history)
        except NoQuestions:
            note_failure(row, "no-questions", now)
            return None
        form: Form = "daily" if row.kind == "daily" else "group"
        opened = store_round(session, new, questions, form=form, now=now, rng=self._rng)
        if row.kind == "round":
            of = due.of_round(id_of(opened))
            due.plan(session, of, "lobby", due.BEGIN, now)
            due.plan(session, of, "begin", due.BEGIN, now + lobby)
        else:
            question = progress.reader.question_row(id_of(opened), 1)
            question.opened_at = now
            question.closes_at = max(instant_of(day + DAY, row.at, row.zone), now + DAY / 2)
            due.plan(session, action.subject, CLOSE, action.number, question.closes_at)
        session.flush()
        return opened

    def posted(self, round_id: int, message_id: int) -> None:
        """Remember the message that shows a daily question."""
        with self._rounds.transaction() as progress:
            progress.reader.question_row(round_id, 1).message_id = message_id

    def open_post(self, action: DueAction, now: dt.datetime) -> DailyPost | None:
        """Return the daily question of a date as it is shown now; None if it is closed or was never posted."""
        with self._rounds.transaction() as progress:
            row = _daily(progress.session, action)
            post = _post(progress, row, action.due_at, now) if row and row.state == "playing" else None
            return replace(post, late=False) if post and post.card.message_id is not None else None

    def close(self, action: DueAction, now: dt.datetime) -> Reveal | None:
        """Close the daily question of a date; return its reveal, or None if there is none or it was corrected since."""
        with self._rounds.transaction() as progress:
            row = _daily(progress.session, action)
            if row is None:
                return None
            question = progress.reader.question_row(id_of(row), 1, close=True)
            question.closed_at = question.closed_at or now
            progress.finish(id_of(row), now)
            progress.session.flush()
            return progress.reader.reveal(question) if progress.reader.is_known(question) else None

    def broke(self, schedule_id: int, failure: Failure, now: dt.datetime) -> int | None:
        """Stop a schedule that can't post; return whom to tell, or None if it was not running."""
        with self._rounds.transaction() as progress:
            row = stop_broken(progress.session, schedule_id, failure, now)
            return row.host_id if row else None

    def gave_up(self, session: Session, action: DueAction, now: dt.datetime, failure: Failure) -> None:
        """Remember that an action failed for too long, and go on with the schedule's next date."""
        try:
            row = schedule_row(session, action.subject.id)
        except ScheduleNotFound:
            return
        note_failure(row, failure, now)
        if action.kind == OCCUR and row.state == "active":
            plan_next(session, row, now)

    def channel_of(self, schedule_id: int) -> int:
        """Return where a schedule posts. Raises RoundNotFound if it never existed."""
        with self._rounds.transaction() as progress:
            row = progress.session.get(ScheduleRow, schedule_id)
            if row is None:
                raise RoundNotFound(schedule_id)
            return row.channel_id


def _post(progress: Progress, row: RoundRow, due_at: dt.datetime, now: dt.datetime) -> DailyPost | None:
    """Return a daily question as it is posted; None if it was corrected since it was opened."""
    question = progress.reader.question_row(id_of(row), 1)
    if not progress.reader.is_known(question):
        return None
    card = progress.reader.card(question)
    return DailyPost(card, row.local_date or now.date(), due_at, now - due_at >= LATE_FROM, _recap(progress, row))


def _of_date(session: Session, row: ScheduleRow, day: dt.date) -> RoundRow | None:
    mine = select(RoundRow).where(RoundRow.schedule_id == id_of(row), RoundRow.local_date == day)
    return session.exec(mine).one_or_none()


def _daily(session: Session, action: DueAction) -> RoundRow | None:
    day = dt.date.fromordinal(action.number)
    mine = (RoundRow.schedule_id == action.subject.id, RoundRow.local_date == day, RoundRow.form == "daily")
    return session.exec(select(RoundRow).where(*mine)).one_or_none()


def _recap(progress: Progress, row: RoundRow) -> Reveal | None:
    """Return the schedule's last daily question that is closed, if anybody answered it."""
    before = (
        select(RoundQuestionRow)
        .join(RoundRow, col(RoundRow.id) == RoundQuestionRow.round_id)
        .where(
            RoundRow.schedule_id == row.schedule_id,
            RoundRow.form == "daily",
            col(RoundRow.local_date) < row.local_date,
            col(RoundQuestionRow.closed_at).is_not(None),
        )
        .order_by(col(RoundRow.local_date).desc())
        .limit(1)
    )
    question = progress.session.exec(before).one_or_none()
    if question is None or not progress.reader.is_known(question):
        return None
    reveal = progress.reader.reveal(question)
    return reveal if reveal.answered else None
