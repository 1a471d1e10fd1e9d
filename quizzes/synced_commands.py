"""Remembers which slash commands Discord was given last."""

from __future__ import annotations

from sqlmodel import Session

from .due import insert_for
from .tables import SyncedCommandsRow


def stored_digest(session: Session, application_id: int, scope: int) -> str | None:
    """Return the hash of what was registered last; None if nothing was."""
    row = session.get(SyncedCommandsRow, (application_id, scope))
    return row.digest if row else None


def store_digest(session: Session, application_id: int, scope: int, digest: str) -> None:
    """Remember what was registered, also if another process does so at the same time."""
    values = {"application_id": application_id, "scope": scope, "digest": digest}
    statement = insert_for(session, SyncedCommandsRow).values(values)
    conflict = ["application_id", "scope"]
    session.execute(statement.on_conflict_do_update(index_elements=conflict, set_={"digest": digest}))
