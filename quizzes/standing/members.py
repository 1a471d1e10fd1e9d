"""Who is on a server's board and what they are called there: nobody is listed who did not ask for it."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from quizzes.database import Database
from quizzes.due import insert_for
from quizzes.tables import MemberRow

from .standing_errors import AliasTaken, UnfitAlias

MIN_ALIAS, MAX_ALIAS = 2, 24  # characters
_ALIAS = re.compile(r"[^\W_](?:[^\W_]|[ .'-])*")  # letters and digits of any script; no markdown, no mention, no link


class Members:
    """What learners have chosen in a server."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def join_board(self, guild_id: int, learner_id: int, now: dt.datetime) -> None:
        """List a learner on the server's board from now on, with what was answered before."""
        with self._database.transaction() as session:
            _set(session, guild_id, learner_id, on_board=True, asked_at=now)

    def leave_board(self, guild_id: int, learner_id: int, now: dt.datetime) -> None:
        """List a learner no more, and don't ask them again; the alias is forgotten."""
        with self._database.transaction() as session:
            _set(session, guild_id, learner_id, on_board=False, alias=None, alias_key=None, asked_at=now)

    def note_asked(self, guild_id: int, learner_id: int, now: dt.datetime) -> None:
        """Remember that a learner was asked to join the board: nobody is asked twice."""
        with self._database.transaction() as session:
            _set(session, guild_id, learner_id, asked_at=now)

    def is_named_on_board(self, guild_id: int, learner_id: int) -> bool:
        """Return whether a learner is listed on a server's board by their name, not by an alias."""
        with self._database.transaction() as session:
            row = session.get(MemberRow, (guild_id, learner_id))
            return row is not None and row.on_board and row.alias is None

    def set_alias(self, guild_id: int, learner_id: int, typed: str, now: dt.datetime) -> str | None:
        """List a learner under an alias; return it as it is shown, None if nothing was typed: then by their name.

        Raises:
            UnfitAlias: if it can't be shown.
            AliasTaken: if another learner of the server has it; a constraint of the database decides.
        """
        alias = checked_alias(typed) if typed.strip() else None
        key = alias.casefold() if alias else None
        try:
            with self._database.transaction() as session:
                _set(session, guild_id, learner_id, on_board=True, alias=alias, alias_key=key, asked_at=now)
        except IntegrityError:
            raise AliasTaken(alias or "") from None
        return alias


def checked_alias(typed: str) -> str:
    """Return an alias as it is shown: one line, single spaces, compatible forms of letters made one.

    Raises:
        UnfitAlias: if it is too short or too long, or holds anything but letters, digits, spaces and . ' -
    """
    alias = " ".join(unicodedata.normalize("NFKC", typed).split())
    if not MIN_ALIAS <= len(alias) <= MAX_ALIAS or not _ALIAS.fullmatch(alias):
        raise UnfitAlias(MIN_ALIAS, MAX_ALIAS)
    return alias


def _set(session: Session, guild_id: int, learner_id: int, **values: Any) -> None:
    new = {"on_board": False, **values}
    statement = insert_for(session, MemberRow).values(guild_id=guild_id, learner_id=learner_id, **new)
    session.execute(statement.on_conflict_do_update(index_elements=["guild_id", "learner_id"], set_=values))
