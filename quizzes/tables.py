"""The tables. Times are aware UTC (sqlmodel's default); Discord ids need 64 bits, hence BigInteger."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, MetaData, UniqueConstraint, text
from sqlmodel import Field, SQLModel

NAMING = {  # constraints have names, so that a migration can find them on either database
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMING)

_PLAYED_IN_CHANNEL = text("state = 'playing' AND NOT private")
_PLAYED_ALONE = text("state = 'playing' AND private")


class Table(SQLModel):
    """Base of all tables."""

    metadata = metadata


class RoundRow(Table, table=True):
    """A round. At most one is played in a channel at a time, and at most one alone by a learner."""

    __tablename__ = "round"
    __table_args__ = (
        Index(
            "uq_round_playing_channel",
            "channel_id",
            unique=True,
            sqlite_where=_PLAYED_IN_CHANNEL,
            postgresql_where=_PLAYED_IN_CHANNEL,
        ),
        Index(
            "uq_round_playing_alone",
            "host_id",
            unique=True,
            sqlite_where=_PLAYED_ALONE,
            postgresql_where=_PLAYED_ALONE,
        ),
        CheckConstraint("state IN ('playing', 'finished', 'stopped', 'settled')", name="state"),
    )

    id: int | None = Field(default=None, primary_key=True)
    guild_id: int | None = Field(default=None, sa_type=BigInteger)
    channel_id: int = Field(sa_type=BigInteger, index=True)
    host_id: int = Field(sa_type=BigInteger)
    topic: str
    title: str | None = None  # where it is about something narrower than its topic
    length: int
    private: bool
    state: str
    started_at: dt.datetime
    ended_at: dt.datetime | None = None


class RoundQuestionRow(Table, table=True):
    """One question of a round: which, in which order its options are shown, and when it was open."""

    __tablename__ = "round_question"
    __table_args__ = (UniqueConstraint("round_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(sa_column_args=(ForeignKey("round.id", ondelete="CASCADE"),))
    number: int
    question_id: str
    question_version: str
    option_order: str  # indexes of the bank's options as shown, such as "2031"; empty where an answer is typed
    opened_at: dt.datetime | None = None
    closes_at: dt.datetime | None = None
    closed_at: dt.datetime | None = None
    message_id: int | None = Field(default=None, sa_type=BigInteger)


class AnswerRow(Table, table=True):
    """One learner's answer; rows are added and never changed. The constraint decides "already answered"."""

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("round_question_id", "learner_id"),
        Index("ix_answer_learner_question", "learner_id", "question_id", "answered_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    round_question_id: int = Field(sa_column_args=(ForeignKey("round_question.id", ondelete="CASCADE"),))
    learner_id: int = Field(sa_type=BigInteger)
    guild_id: int | None = Field(default=None, sa_type=BigInteger)
    question_id: str
    question_version: str
    chosen: str  # indexes of the bank's options, such as "2" or, in the learner's order, "2031"; empty if none is meant
    typed: str | None = None  # the text of a typed answer
    right: bool
    credit: float  # how much of it is right, 0-1
    misconception: str | None = None  # behind the first thing wrong
    answered_at: dt.datetime


class DueActionRow(Table, table=True):
    """Something that has to happen at a time. It is done when done_at is set, given up when given_up_at is."""

    __tablename__ = "due_action"
    __table_args__ = (
        UniqueConstraint("round_id", "kind", "number"),
        Index(
            "ix_due_action_pending",
            "due_at",
            sqlite_where=text("done_at IS NULL AND given_up_at IS NULL"),
            postgresql_where=text("done_at IS NULL AND given_up_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(sa_column_args=(ForeignKey("round.id", ondelete="CASCADE"),))
    kind: str
    number: int
    due_at: dt.datetime
    lease_until: dt.datetime | None = None  # another process may take it after this
    attempts: int = 0
    last_error: str | None = None
    done_at: dt.datetime | None = None
    given_up_at: dt.datetime | None = None


class SyncedCommandsRow(Table, table=True):
    """Hash of the slash commands that Discord was given last, by application and scope (0: all servers)."""

    __tablename__ = "synced_commands"

    application_id: int = Field(primary_key=True, sa_type=BigInteger)
    scope: int = Field(primary_key=True, sa_type=BigInteger)
    digest: str


class ServerRow(Table, table=True):
    """What a server has set; a server without a row has all defaults."""

    __tablename__ = "server"

    guild_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    keeps_questions: bool = False
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


def id_of(row: RoundRow | RoundQuestionRow | AnswerRow | DueActionRow) -> int:
    """Return the id of a stored row.

    Raises:
        ValueError: if the row was never stored.
    """
    if row.id is None:
        raise ValueError("the row was never stored")
    return row.id
