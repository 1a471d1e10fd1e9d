"""Rounds of any form, their questions, and what learners answered."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlmodel import Field

from .base import Table

_FIRST_TRIES: Any = text("first_try")


def _one_at_a_time(name: str, column: str, condition: str) -> Index:
    where: Any = text(condition)
    return Index(name, column, unique=True, sqlite_where=where, postgresql_where=where)


class RoundRow(Table, table=True):
    """A round. A channel has at most one group round at a time; a learner alone has at most one of each form."""

    __tablename__ = "round"
    __table_args__ = (
        _one_at_a_time("uq_round_channel", "channel_id", "form = 'group' AND state IN ('lobby', 'playing')"),
        _one_at_a_time("uq_round_solo", "host_id", "form = 'solo' AND state = 'playing'"),
        _one_at_a_time("uq_round_exam", "host_id", "form = 'exam' AND state = 'playing'"),
        UniqueConstraint("schedule_id", "local_date"),
        Index("ix_round_host", "host_id", "form", "id"),
        CheckConstraint("form IN ('group', 'solo', 'daily', 'exam')", name="form"),
        CheckConstraint(
            "state IN ('lobby', 'playing', 'finished', 'stopped', 'settled', 'called_off')",
            name="state",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    guild_id: int | None = Field(default=None, sa_type=BigInteger, index=True)
    channel_id: int = Field(sa_type=BigInteger, index=True)
    host_id: int = Field(sa_type=BigInteger)
    topic: str
    title: str | None = None  # where it is about something narrower than its topic
    length: int
    form: str
    state: str
    schedule_id: int | None = Field(default=None, sa_column_args=(ForeignKey("schedule.id", ondelete="SET NULL"),))
    local_date: dt.date | None = None  # of a schedule's occurrence, in its zone: with the schedule its unique key
    quorum: int = 0  # learners who must have joined by the start; 0 where none need to
    lobby_message_id: int | None = Field(default=None, sa_type=BigInteger)
    started_at: dt.datetime  # of a lobby, when it opened
    ends_at: dt.datetime | None = None  # of an exam, when its time is up
    ended_at: dt.datetime | None = None


class ParticipantRow(Table, table=True):
    """A learner who has joined a group round in its lobby, or by answering."""

    __tablename__ = "participant"

    round_id: int = Field(primary_key=True, sa_column_args=(ForeignKey("round.id", ondelete="CASCADE"),))
    learner_id: int = Field(primary_key=True, sa_type=BigInteger, index=True)
    joined_at: dt.datetime


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


class AskedQuestionRow(Table, table=True):
    """A question as it was asked, kept because the bank may be corrected: what an old answer's indexes mean."""

    __tablename__ = "asked_question"

    question_id: str = Field(primary_key=True)
    version: str = Field(primary_key=True)
    content: str  # the question as JSON


class BallotRow(Table, table=True):
    """A learner's choice on an open question, which may be changed until the close and becomes an answer then."""

    __tablename__ = "ballot"

    round_question_id: int = Field(
        primary_key=True, sa_column_args=(ForeignKey("round_question.id", ondelete="CASCADE"),)
    )
    learner_id: int = Field(primary_key=True, sa_type=BigInteger, index=True)
    chosen: str  # as in an answer, like all that follows
    typed: str | None = None
    right: bool
    credit: float
    misconception: str | None = None
    answered_at: dt.datetime
    seconds: float | None = None


class AnswerRow(Table, table=True):
    """One learner's final answer; rows are added and never changed. The constraint decides "already answered"."""

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("round_question_id", "learner_id"),
        Index("ix_answer_learner_question", "learner_id", "question_id", "answered_at"),
        Index("ix_answer_learner_time", "learner_id", "answered_at"),
        Index("ix_answer_question", "question_id", "guild_id", "answered_at", "learner_id", "right", "first_try"),
        Index(  # holds all that a leaderboard reads
            "ix_answer_board",
            "guild_id",
            "learner_id",
            "answered_at",
            "question_id",
            "right",
            sqlite_where=_FIRST_TRIES,
            postgresql_where=_FIRST_TRIES,
        ),
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
    first_try: bool  # the learner had not answered the question within the 30 days before, in any server
    seconds: float | None = None  # from the question's opening; None where it is not known
    answered_at: dt.datetime
