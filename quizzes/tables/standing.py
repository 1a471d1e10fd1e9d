"""What scores need beside the answers: corrections of them, who is on a server's board, and when the tutor ran."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlmodel import Field

from .base import Table


class MemberRow(Table, table=True):
    """A learner in a server; one without a row is not on its board and was not asked."""

    __tablename__ = "member"
    __table_args__ = (UniqueConstraint("guild_id", "alias_key"),)

    guild_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    learner_id: int = Field(primary_key=True, sa_type=BigInteger, index=True, sa_column_kwargs={"autoincrement": False})
    on_board: bool = False
    alias: str | None = None  # shown on the board instead of the name
    alias_key: str | None = None  # the same without case: two learners of a server never look alike
    asked_at: dt.datetime | None = None  # when they were asked to join the board; None if they never were


class RegradeRow(Table, table=True):
    """A correction of answers, made because their question was wrong."""

    __tablename__ = "regrade"

    id: int | None = Field(default=None, primary_key=True)
    question_id: str = Field(index=True)
    version: str  # of the question by which they were graded anew
    reason: str  # as learners are told
    regraded_at: dt.datetime


class RegradedAnswerRow(Table, table=True):
    """What an answer is worth by the corrected question; the answer itself stays as it was.

    Its learner, server, question and time stand here once more, so that scores add few rows to many without a join.
    """

    __tablename__ = "regraded_answer"
    __table_args__ = (Index("ix_regraded_answer_guild", "guild_id", "learner_id"),)

    answer_id: int = Field(
        primary_key=True,
        sa_column_args=(ForeignKey("answer.id", ondelete="CASCADE"),),
        sa_column_kwargs={"autoincrement": False},
    )
    regrade_id: int = Field(index=True, sa_column_args=(ForeignKey("regrade.id", ondelete="CASCADE"),))
    learner_id: int = Field(sa_type=BigInteger, index=True)
    guild_id: int | None = Field(default=None, sa_type=BigInteger)
    question_id: str
    answered_at: dt.datetime
    first_try: bool
    right: bool
    credit: float
    misconception: str | None = None
    change: int  # in right answers against the answer itself: 1, 0 or -1
    told_at: dt.datetime | None = None  # when the learner was told; None while they have not been


class RunningHourRow(Table, table=True):
    """An hour (UTC, its beginning) in which the tutor was connected: what is missing was an outage of ours."""

    __tablename__ = "running_hour"

    began_at: dt.datetime = Field(primary_key=True)
