"""Remembers which slash commands Discord was given last."""

from __future__ import annotations

from sqlmodel import Session

from .tables import SyncedCommandsRow


def stored_digest(session: Session, application_id: int, scope: int) -> str | None:
    """Return the hash of what was registered last; None if nothing was."""
    row = session.get(SyncedCommandsRow, (application_id, scope))
    return row.digest if row else None


def store_digest(session: Session, application_id: int, scope: int, digest: str) -> None:
    """Remember what was registered."""
    session.merge(SyncedCommandsRow(application_id=application_id, scope=scope, digest=digest))
