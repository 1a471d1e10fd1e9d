"""The use cases of hosts: set up schedules, look at them, pause, resume, run and remove them. One transaction each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable

from sqlmodel import Session, col, select

from quizzes import due
from quizzes.bank import Bank
from quizzes.database import Database
from quizzes.errors import DoneForToday, NoQuestions, NotRunning
from quizzes.tables import RoundQuestionRow, RoundRow, ScheduleRow, SkippedDateRow, id_of

from .calendar import local_date, upcoming
from .schedule_rows import OCCUR, UNLISTED, check_room, plan_anew, plan_of, schedule_row, view_of
from .schedule_views import NewSchedule, Preview, ScheduleView

PREVIEWED = 5  # dates
AT_ONCE = 500  # schedules planned anew in one transaction


class Schedules:
    """The schedules of servers. Each use case of one schedule raises ScheduleNotFound if the server has no such one."""

    def __init__(self, database: Database, bank: Bank) -> None:
        self._database = database
        self._bank = bank

    def add(self, new: NewSchedule, now: dt.datetime) -> Preview:
        """Store a schedule and plan its first occurrence.

        Raises:
            NoQuestions: if the topic has none.
            TooManySchedules: if the server has no room for one more.
        """
        if not self._bank.of_topic(new.topic):
            raise NoQuestions(new.topic)
        with self._database.transaction() as session:
            check_room(session, new.guild_id)
            row = ScheduleRow(
                guild_id=new.guild_id,
                channel_id=new.channel_id,
                host_id=new.host_id,
                kind=new.kind,
                topic=new.topic,
                length=new.length,
                zone=new.plan.zone,
                at=new.plan.at,
                weekdays="".join(map(str, sorted(new.plan.weekdays))),
                state="active",
                paused_until=new.plan.paused_until,
                quorum=new.quorum,
                announce_minutes=new.announce_minutes,
                role_id=new.role_id,
                changed_at=now,
            )
            session.add(row)
            session.flush()
            _skip(session, row, new.plan.skipped)
            plan_anew(session, row, now)
            return self._preview(session, row)

    def of_server(self, guild_id: int) -> list[ScheduleView]:
        """Return a server's schedules, in the order in which they were set up."""
        with self._database.transaction() as session:
            mine = select(ScheduleRow).where(ScheduleRow.guild_id == guild_id, col(ScheduleRow.state).not_in(UNLISTED))
            return [view_of(session, row, self._bank) for row in session.exec(mine.order_by(col(ScheduleRow.id)))]

    def preview(self, schedule_id: int, guild_id: int) -> Preview:
        """Return a schedule with its next PREVIEWED dates."""
        with self._database.transaction() as session:
            return self._preview(session, schedule_row(session, schedule_id, guild_id))

    def pause(self, schedule_id: int, guild_id: int, until: dt.date | None, now: dt.datetime) -> Preview:
        """Let a schedule rest until a local date, on which it runs again, or (None) until it is resumed."""

        def paused(_: Session, row: ScheduleRow) -> None:
            row.paused_until = until
            row.state = "active" if until else "paused"

        return self._change(schedule_id, guild_id, paused, now)

    def resume(self, schedule_id: int, guild_id: int, now: dt.datetime) -> Preview:
        """Let a schedule run again that was paused, or that could not post."""

        def resumed(_: Session, row: ScheduleRow) -> None:
            row.state, row.paused_until, row.failure, row.failed_at = "active", None, None, None

        return self._change(schedule_id, guild_id, resumed, now)

    def skip(self, schedule_id: int, guild_id: int, days: Collection[dt.date], now: dt.datetime) -> Preview:
        """Leave local dates out; those that are left out already stay so."""
        return self._change(schedule_id, guild_id, lambda session, row: _skip(session, row, days), now)

    def remove(self, schedule_id: int, guild_id: int, now: dt.datetime) -> ScheduleView:
        """Remove a schedule; its open daily question still closes in its time, and all answers stay."""
        with self._database.transaction() as session:
            row = schedule_row(session, schedule_id, guild_id, lock=True)
            view = view_of(session, row, self._bank)
            row.state, row.changed_at = "removed", now
            plan_anew(session, row, now)
            return view

    def run_now(self, schedule_id: int, guild_id: int, now: dt.datetime) -> ScheduleView:
        """Make the occurrence of today, in the schedule's zone, due now.

        Raises:
            NotRunning: if the schedule is paused or broken.
            DoneForToday: if today's has been posted. One that was given up, or could not be shown, is tried again.
        """
        with self._database.transaction() as session:
            row = schedule_row(session, schedule_id, guild_id, lock=True)
            if row.state != "active":
                raise NotRunning(schedule_id)
            of, today = due.of_schedule(schedule_id), local_date(now, row.zone)
            if _was_shown(session, row, today):
                raise DoneForToday(schedule_id)
            due.put_off(session, of, OCCUR, today.toordinal(), now)
            due.revive(session, of, OCCUR, today.toordinal(), now)
            return view_of(session, row, self._bank)

    def plan_all_anew(self, now: dt.datetime) -> int:
        """Plan every schedule's next occurrence by the zone rules of this process; return how many schedules there are.

        For the start: rules of zones change, and with them the instants of dates that were planned by older ones. What
        fell due while nobody was there stays planned, and is caught up with.
        """
        planned, last = 0, 0
        while True:
            rows, last = self._plan_some_anew(last, now)
            planned += rows
            if not rows:
                return planned

    def _plan_some_anew(self, after: int, now: dt.datetime) -> tuple[int, int]:
        with self._database.transaction() as session:
            wanted = select(ScheduleRow).where(col(ScheduleRow.id) > after, ScheduleRow.state == "active")
            rows = session.exec(wanted.order_by(col(ScheduleRow.id)).limit(AT_ONCE)).all()
            for row in rows:
                planned = due.first_pending(session, due.of_schedule(id_of(row)), OCCUR)
                if planned is None or planned > now:  # what fell due meanwhile is caught up with
                    plan_anew(session, row, now, catch_up=True)
            return len(rows), id_of(rows[-1]) if rows else after

    def _change(
        self, schedule_id: int, guild_id: int, change: Callable[[Session, ScheduleRow], None], now: dt.datetime
    ) -> Preview:
        with self._database.transaction() as session:
            row = schedule_row(session, schedule_id, guild_id, lock=True)
            change(session, row)
            row.changed_at = now
            plan_anew(session, row, now)
            return self._preview(session, row)

    def _preview(self, session: Session, row: ScheduleRow) -> Preview:
        view = view_of(session, row, self._bank)
        if view.next_at is None:
            return Preview(view, ())
        just_before = view.next_at - dt.timedelta(microseconds=1)  # today's may be over, or may have been called early
        return Preview(view, upcoming(plan_of(session, row), just_before, PREVIEWED))


def _was_shown(session: Session, row: ScheduleRow, day: dt.date) -> bool:
    """Return whether people have seen the daily question or the round of a date, or are about to."""
    mine = (RoundRow.schedule_id == id_of(row), RoundRow.local_date == day)
    opened = session.exec(select(RoundRow).where(*mine)).one_or_none()
    if opened is None or opened.form != "daily" or opened.state != "playing":
        return opened is not None
    asked = select(RoundQuestionRow.message_id).where(RoundQuestionRow.round_id == id_of(opened))
    return session.exec(asked).one() is not None


def _skip(session: Session, row: ScheduleRow, days: Iterable[dt.date]) -> None:
    values = [{"schedule_id": id_of(row), "day": day} for day in sorted(days)]
    if values:
        session.execute(due.insert_for(session, SkippedDateRow).values(values).on_conflict_do_nothing())
