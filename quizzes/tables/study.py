"""What helps a learner to study, and since when the tutor is no longer in a server."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import BigInteger, ForeignKey
from sqlmodel import Field

from .base import Table


class ConfidenceRow(Table, table=True):
    """Whether a learner was sure of an answer, as they said after it; the first thing said stays."""

    __tablename__ = "confidence"

    answer_id: int = Field(
        primary_key=True,
        sa_column_args=(ForeignKey("answer.id", ondelete="CASCADE"),),
        sa_column_kwargs={"autoincrement": False},
    )
    sure: bool
    said_at: dt.datetime


class DepartedServerRow(Table, table=True):
    """A server that the tutor is no longer in; what is stored of it goes some days later."""

    __tablename__ = "departed_server"

    guild_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    left_at: dt.datetime
