"""Stores and reads schedules, and plans what is due for them, in a session that the caller owns."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from quizzes import due
from quizzes.bank import Bank
from quizzes.errors import ScheduleNotFound, TooManySchedules
from quizzes.questions import Topic
from quizzes.tables import RoundQuestionRow, RoundRow, ScheduleRow, SkippedDateRow, id_of

from .calendar import Occurrence, Plan, instant_of, upcoming
from .schedule_views import Failure, ScheduleView

OCCUR = "occur"  # the action of an occurrence; its number is the ordinal of the local date
JUST_BEFORE = dt.timedelta(microseconds=1)
UNLISTED = ("draft", "removed")  # states in which a schedule is none to its server
MOST_SCHEDULES = 20  # of one server
LOOK_AHEAD = 10  # occurrences among which there is one that has not been worked on yet


def schedule_row(session: Session, schedule_id: int, guild_id: int | None = None, *, lock: bool = False) -> ScheduleRow:
    """Return a schedule, of one server only where one is given.

    Raises:
        ScheduleNotFound: if there is none, or it was removed.
    """
    statement = select(ScheduleRow).where(col(ScheduleRow.id) == schedule_id)
    if lock:
        statement = statement.with_for_update(key_share=True).execution_options(populate_existing=True)
    row = session.exec(statement).one_or_none()
    if row is None or row.state in UNLISTED or (guild_id is not None and row.guild_id != guild_id):
        raise ScheduleNotFound(schedule_id)
    return row


def check_room(session: Session, guild_id: int) -> None:
    """Raise TooManySchedules if a server has MOST_SCHEDULES."""
    kept = select(func.count()).where(ScheduleRow.guild_id == guild_id, col(ScheduleRow.state).not_in(UNLISTED))
    if session.exec(kept).one() >= MOST_SCHEDULES:
        raise TooManySchedules(MOST_SCHEDULES)


def plan_of(session: Session, row: ScheduleRow) -> Plan:
    """Return when a schedule runs."""
    skipped = session.exec(select(col(SkippedDateRow.day)).where(SkippedDateRow.schedule_id == id_of(row))).all()
    weekdays = frozenset(int(number) for number in row.weekdays)
    return Plan(row.zone, row.at, weekdays, frozenset(skipped), row.paused_until)


def lead(row: ScheduleRow) -> dt.timedelta:
    """Return how long before the occurrence's time its action is due: a round is announced first."""
    return dt.timedelta(minutes=row.announce_minutes)


def plan_next(session: Session, row: ScheduleRow, after: dt.datetime) -> Occurrence | None:
    """Plan the first occurrence later than `after` of whose date nothing was done yet; None if there is none."""
    of = due.of_schedule(id_of(row))
    for occurrence in upcoming(plan_of(session, row), after, LOOK_AHEAD):
        number = occurrence.day.toordinal()
        due.put_off(session, of, OCCUR, number, occurrence.at - lead(row))
        if due.pending_at(session, of, OCCUR, number) is not None:
            return occurrence
    return None


def plan_anew(session: Session, row: ScheduleRow, now: dt.datetime, *, catch_up: bool = False) -> None:
    """Drop the occurrence that is planned, unless it is being worked on, and plan what the schedule says now.

    Args:
        session: the open transaction.
        row: the schedule.
        now: the present moment; what is due by then stays due, if the schedule still has its date.
        catch_up: whether a date that was planned for later, and is past by what the schedule says now, is due at once.
    """
    session.flush()
    dropped = due.drop(session, due.of_schedule(id_of(row)), OCCUR, now)
    if row.state != "active":
        return
    dates = [dt.date.fromordinal(number) for number, due_at in dropped.items() if catch_up or due_at <= now]
    plan_next(session, row, min([now, *(instant_of(day, row.at, row.zone) - JUST_BEFORE for day in dates)]))


def next_at(session: Session, row: ScheduleRow) -> dt.datetime | None:
    """Return the time of the next occurrence, which a round's announcement precedes; None if none is planned."""
    planned = due.first_pending(session, due.of_schedule(id_of(row)), OCCUR)
    return planned + lead(row) if planned is not None else None


def view_of(session: Session, row: ScheduleRow, bank: Bank) -> ScheduleView:
    """Return a schedule as a host sees it."""
    asked = select(RoundQuestionRow.id).where(
        RoundQuestionRow.round_id == RoundRow.id, col(RoundQuestionRow.message_id).is_not(None)
    )
    shown = or_(col(RoundRow.lobby_message_id).is_not(None), asked.exists())
    last = session.exec(select(func.max(RoundRow.started_at)).where(RoundRow.schedule_id == id_of(row), shown)).one()
    kind: Any = row.kind
    state: Any = row.state
    failure: Any = row.failure
    return ScheduleView(
        id=id_of(row),
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        host_id=row.host_id,
        kind=kind,
        topic=bank.topics.get(row.topic) or Topic(id=row.topic, name=row.topic, description=row.topic),
        length=row.length,
        plan=plan_of(session, row),
        state=state,
        quorum=row.quorum,
        announce_minutes=row.announce_minutes,
        role_id=row.role_id,
        next_at=next_at(session, row) if row.state == "active" else None,
        last_at=last,
        failure=failure,
        failed_at=row.failed_at,
    )


def stop_broken(session: Session, schedule_id: int, failure: Failure, now: dt.datetime) -> ScheduleRow | None:
    """Stop a schedule that can't post until a host resumes it; return it, or None if it was not running."""
    row = running(session, schedule_id)
    if row is not None:
        note_failure(row, failure, now)
        row.state = "broken"
        due.drop(session, due.of_schedule(schedule_id), OCCUR, now)
    return row


def running(session: Session, schedule_id: int) -> ScheduleRow | None:
    """Return an active schedule, held against changes; None if it is not running."""
    try:
        row = schedule_row(session, schedule_id, lock=True)
    except ScheduleNotFound:
        return None
    return row if row.state == "active" else None


def note_failure(row: ScheduleRow, failure: Failure, now: dt.datetime) -> None:
    """Remember what went wrong last."""
    row.failure, row.failed_at = failure, now
