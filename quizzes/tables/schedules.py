"""Schedules, what is due, and what processes share."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlmodel import Field

from .base import Table


class ScheduleRow(Table, table=True):
    """A plan of a server: a daily question or a round, at a local time on some weekdays."""

    __tablename__ = "schedule"
    __table_args__ = (
        CheckConstraint("kind IN ('daily', 'round')", name="kind"),
        CheckConstraint("state IN ('draft', 'active', 'paused', 'broken', 'removed')", name="state"),
    )

    id: int | None = Field(default=None, primary_key=True)
    guild_id: int = Field(sa_type=BigInteger, index=True)
    channel_id: int = Field(sa_type=BigInteger)
    host_id: int = Field(sa_type=BigInteger)  # who set it up, and is told when it can't go on
    kind: str
    topic: str
    length: int  # questions; 1 for a daily question
    zone: str  # IANA name
    at: dt.time  # local time of day
    weekdays: str  # ISO numbers, such as "12345"
    state: str
    paused_until: dt.date | None = None  # the first local date on which it runs again; None while it is not paused
    quorum: int = 0  # learners who must have joined a round by its start
    announce_minutes: int = 0  # how long before its start a round is announced
    role_id: int | None = Field(default=None, sa_type=BigInteger)  # is mentioned in the announcement
    changed_at: dt.datetime
    failed_at: dt.datetime | None = None
    failure: str | None = None  # the last failure, in plain words


class SkippedDateRow(Table, table=True):
    """A local date on which a schedule does not run."""

    __tablename__ = "skipped_date"

    schedule_id: int = Field(primary_key=True, sa_column_args=(ForeignKey("schedule.id", ondelete="CASCADE"),))
    day: dt.date = Field(primary_key=True)


class DueActionRow(Table, table=True):
    """Something that has to happen at a time. It is done when done_at is set, given up when given_up_at is.

    What it happens to (subject, subject_id) is a round, a schedule or a learner; one of its actions at a time is worked
    on. `number` tells repeated actions apart: a question, or the ordinal of a local date.
    """

    __tablename__ = "due_action"
    __table_args__ = (
        UniqueConstraint("subject", "subject_id", "kind", "number"),
        Index(
            "ix_due_action_pending",
            "due_at",
            sqlite_where=text("done_at IS NULL AND given_up_at IS NULL"),
            postgresql_where=text("done_at IS NULL AND given_up_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    subject: str
    subject_id: int = Field(sa_type=BigInteger)
    kind: str
    number: int
    due_at: dt.datetime
    lease_until: dt.datetime | None = None  # another process may take it after this
    attempts: int = 0
    last_error: str | None = None
    done_at: dt.datetime | None = None
    given_up_at: dt.datetime | None = None


class SlotRow(Table, table=True):
    """The moment from which something that processes share is free again, such as the right to post."""

    __tablename__ = "slot"

    name: str = Field(primary_key=True)
    free_at: float  # seconds since the epoch


class SyncedCommandsRow(Table, table=True):
    """Hash of the slash commands that Discord was given last, by application and scope (0: all servers)."""

    __tablename__ = "synced_commands"

    application_id: int = Field(primary_key=True, sa_type=BigInteger)
    scope: int = Field(primary_key=True, sa_type=BigInteger)
    digest: str
