"""What a server has set."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from .database import Database
from .due import insert_for
from .tables import KeptQuestionRow, ServerRow


class Servers:
    """The settings of servers, each by its Discord id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keeps_questions(self, guild_id: int) -> bool:
        """Return whether a server lets us keep the questions that got no fitting answer; by default it does not."""
        with self._database.transaction() as session:
            row = session.get(ServerRow, guild_id)
            return row is not None and row.keeps_questions

    def keeping_questions(self) -> int:
        """Return how many servers let us keep such questions."""
        with self._database.transaction() as session:
            return session.exec(select(func.count()).where(col(ServerRow.keeps_questions))).one()

    def zone_of(self, guild_id: int) -> str | None:
        """Return the IANA name of a server's time zone; None if it has set none."""
        with self._database.transaction() as session:
            row = session.get(ServerRow, guild_id)
            return row.zone if row else None

    def set_zone(self, guild_id: int, zone: str, now: dt.datetime) -> None:
        """Remember a server's time zone; schedules that were set up already keep theirs."""
        values = {"zone": zone, "changed_at": now}
        with self._database.transaction() as session:
            statement = insert_for(session, ServerRow).values(guild_id=guild_id, keeps_questions=False, **values)
            session.execute(statement.on_conflict_do_update(index_elements=["guild_id"], set_=values))

    def keep_questions(self, guild_id: int, now: dt.datetime) -> None:
        """Keep a server's questions from now on."""
        with self._database.transaction() as session:
            _set_keeping(session, guild_id, now, keeps=True)

    def stop_keeping_questions(self, guild_id: int, now: dt.datetime) -> int:
        """Keep none from now on, and delete at once what is kept; return how many that were."""
        with self._database.transaction() as session:
            # First, because it waits for questions that are being stored: none may come after the deletion.
            _set_keeping(session, guild_id, now, keeps=False)
            deleted = session.execute(delete(KeptQuestionRow).where(col(KeptQuestionRow.guild_id) == guild_id))
            return int(deleted.rowcount)  # type: ignore[attr-defined]  # a deletion's result has it


def _set_keeping(session: Session, guild_id: int, now: dt.datetime, *, keeps: bool) -> None:
    values = {"keeps_questions": keeps, "changed_at": now}
    statement = insert_for(session, ServerRow).values(guild_id=guild_id, **values)
    session.execute(statement.on_conflict_do_update(index_elements=["guild_id"], set_=values))
