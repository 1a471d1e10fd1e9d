"""Schedules that a host is still setting up: stored at once, so that a restart between two steps loses nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, col, select

from quizzes.bank import Bank
from quizzes.database import Database
from quizzes.errors import ScheduleNotFound
from quizzes.tables import ScheduleRow

from .calendar import upcoming
from .schedule_rows import check_room, plan_anew, plan_of, view_of
from .schedule_views import Preview, ScheduleKind

PREVIEWED = 3  # dates of a draft
FIRST_TIME, EVERY_DAY, THURSDAYS = dt.time(9), frozenset(range(1, 8)), frozenset({4})
ROUND_TIME, ROUND_LENGTH, ROUND_ANNOUNCED = dt.time(19), 5, 10  # questions; minutes


@dataclass(frozen=True, slots=True)
class Change:
    """What one step of setting up changes; None where it leaves a thing as it is."""

    channel_id: int | None = None
    kind: ScheduleKind | None = None
    topic: str | None = None
    zone: str | None = None
    at: dt.time | None = None
    weekdays: frozenset[int] | None = None


class Drafts:
    """The drafts of hosts, one of each host in a server."""

    def __init__(self, database: Database, bank: Bank) -> None:
        self._database = database
        self._bank = bank

    def open(self, guild_id: int, channel_id: int, host_id: int, zone: str, now: dt.datetime) -> Preview:
        """Begin a draft: a daily question on everything at 09:00. A host's unfinished one is begun anew."""
        with self._database.transaction() as session:
            mine = (ScheduleRow.guild_id == guild_id, ScheduleRow.host_id == host_id, ScheduleRow.state == "draft")
            row = session.exec(select(ScheduleRow).where(*mine)).first()
            if row is None:
                row = ScheduleRow(
                    guild_id=guild_id, channel_id=channel_id, host_id=host_id, kind="daily", topic="mixed", length=1,
                    zone=zone, at=FIRST_TIME, weekdays="1234567", state="draft", changed_at=now,
                )  # fmt: skip
                session.add(row)
            row.topic, row.zone = "mixed", zone
            _apply(row, Change(channel_id=channel_id, kind="daily"))
            row.changed_at = now
            session.flush()
            return self._preview(session, row, now)

    def look(self, schedule_id: int, guild_id: int, now: dt.datetime) -> Preview:
        """Return a draft. Raises ScheduleNotFound if it is none any more."""
        return self.change(schedule_id, guild_id, Change(), now)

    def change(self, schedule_id: int, guild_id: int, change: Change, now: dt.datetime) -> Preview:
        """Change a draft, and return it with the dates that it would have. Raises ScheduleNotFound."""
        with self._database.transaction() as session:
            row = _draft(session, schedule_id, guild_id)
            _apply(row, change)
            row.changed_at = now
            session.flush()
            return self._preview(session, row, now)

    def finish(self, schedule_id: int, guild_id: int, now: dt.datetime) -> Preview:
        """Turn a draft into a schedule.

        Raises:
            ScheduleNotFound: if it is none any more.
            TooManySchedules: if the server has no room for one more.
        """
        with self._database.transaction() as session:
            row = _draft(session, schedule_id, guild_id)
            check_room(session, guild_id)
            row.state, row.changed_at = "active", now
            plan_anew(session, row, now)
            return self._preview(session, row, now)

    def _preview(self, session: Session, row: ScheduleRow, now: dt.datetime) -> Preview:
        return Preview(view_of(session, row, self._bank), upcoming(plan_of(session, row), now, PREVIEWED))


def _draft(session: Session, schedule_id: int, guild_id: int) -> ScheduleRow:
    row = session.exec(select(ScheduleRow).where(col(ScheduleRow.id) == schedule_id).with_for_update()).one_or_none()
    if row is None or row.state != "draft" or row.guild_id != guild_id:
        raise ScheduleNotFound(schedule_id)
    return row


def _apply(row: ScheduleRow, change: Change) -> None:
    """Make a change; another kind brings the time, days and length that are usual for it."""
    if change.kind is not None:
        daily = change.kind == "daily"
        row.kind, row.length = change.kind, 1 if daily else ROUND_LENGTH
        row.at, row.announce_minutes = (FIRST_TIME, 0) if daily else (ROUND_TIME, ROUND_ANNOUNCED)
        row.weekdays = _stored(EVERY_DAY if daily else THURSDAYS)
    row.channel_id = change.channel_id or row.channel_id
    row.topic = change.topic or row.topic
    row.zone = change.zone or row.zone
    row.at = row.at if change.at is None else change.at
    row.weekdays = _stored(change.weekdays) if change.weekdays else row.weekdays


def _stored(weekdays: frozenset[int]) -> str:
    return "".join(map(str, sorted(weekdays)))
