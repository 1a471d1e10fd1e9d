"""What servers and learners have set, and what learners let us know."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlmodel import Field

from .base import Table


class ServerRow(Table, table=True):
    """What a server has set; a server without a row has all defaults."""

    __tablename__ = "server"

    guild_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    keeps_questions: bool = False
    zone: str | None = None  # IANA name of the group's time zone
    changed_at: dt.datetime


class LearnerRow(Table, table=True):
    """What a learner has set; a learner without a row has all defaults."""

    __tablename__ = "learner"

    learner_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    zone: str | None = None  # IANA name; None for the server's
    time_percent: int = 100  # of the usual time for a question, 100-300; seen by nobody else
    exam_on: dt.date | None = None  # the day of their exam, in their zone; reviews are planned up to it
    remind_at: dt.time | None = None  # local time of day at which they want to be reminded; None for never
    unreachable_at: dt.datetime | None = None  # when a reminder found direct messages closed; None once they know
    changed_at: dt.datetime


class KeptQuestionRow(Table, table=True):
    """A question that got no fitting answer, masked, in a server that keeps them; nothing says who asked it."""

    __tablename__ = "kept_question"
    __table_args__ = (Index("ix_kept_question_guild", "guild_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    guild_id: int = Field(sa_type=BigInteger, sa_column_args=(ForeignKey("server.guild_id", ondelete="CASCADE"),))
    question: str
    wrong_entry_id: str | None = None  # the answer that was not what was meant; None where there was no answer
    asked_at: dt.datetime = Field(index=True)


class MismatchRow(Table, table=True):
    """How often an entry was not what was meant, by server (0: direct messages)."""

    __tablename__ = "mismatch"

    entry_id: str = Field(primary_key=True)
    guild_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    times: int


class VoteRow(Table, table=True):
    """Whether an answer helped a learner: one vote for each entry, the last one given."""

    __tablename__ = "vote"
    __table_args__ = (Index("ix_vote_entry", "entry_id"),)

    learner_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    entry_id: str = Field(primary_key=True)
    guild_id: int | None = Field(default=None, sa_type=BigInteger)  # where it was given
    helpful: bool
    voted_at: dt.datetime
