"""Due actions: everything with a time is a row, claimed by one process at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import or_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from .tables import DueActionRow, RoundRow, id_of
from .timing import LATE_GRACE

Kind = Literal["ask", "refresh", "close", "finish"]

FINISH = 0  # the number under which a round's end is planned; others are a question's
LEASE = dt.timedelta(seconds=30)  # after a crash another process, or this one restarted, takes over after this
BACKOFF = tuple(dt.timedelta(seconds=seconds) for seconds in (2, 10, 30, 60))  # the last one repeats
MAX_ERROR = 500  # characters of an error that are kept


@dataclass(frozen=True, slots=True)
class DueAction:
    """A claimed action.

    Attributes:
        id: its row.
        kind: "ask" a question, "refresh" its card, "close" it, or "finish" the round.
        round_id: the round.
        number: the question; 0 for "finish".
        due_at: when it was due; also tells whether it was planned anew while it was worked on.
        attempts: how often it was claimed, this time included.
    """

    id: int
    kind: Kind
    round_id: int
    number: int
    due_at: dt.datetime
    attempts: int


def insert_for(session: Session, table: Any) -> Any:
    """Return an insert that knows ON CONFLICT, for the session's database."""
    dialect = session.get_bind().dialect.name
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


def plan(session: Session, kind: Kind, round_id: int, number: int, due_at: dt.datetime) -> dt.datetime:
    """Plan an action once; return when it is due, which an earlier plan of the same action decides."""
    values = {"kind": kind, "round_id": round_id, "number": number, "due_at": due_at, "attempts": 0}
    session.execute(insert_for(session, DueActionRow).values(values).on_conflict_do_nothing())
    row = _find(session, kind, round_id, number)
    return row.due_at if row else due_at


def plan_again(session: Session, kind: Kind, round_id: int, number: int, due_at: dt.datetime) -> None:
    """Plan an action that may happen often: anew if it was done or is being worked on, else it stays as planned."""
    values = {"kind": kind, "round_id": round_id, "number": number, "due_at": due_at, "attempts": 0}
    statement = insert_for(session, DueActionRow).values(values)
    started = or_(col(DueActionRow.done_at).is_not(None), col(DueActionRow.lease_until).is_not(None))
    renewed = {"due_at": due_at, "done_at": None, "given_up_at": None, "attempts": 0}
    conflict = ["round_id", "kind", "number"]
    session.execute(statement.on_conflict_do_update(index_elements=conflict, set_=renewed, where=started))


def hasten(session: Session, round_id: int, kinds: Iterable[Kind], now: dt.datetime) -> None:
    """Make the pending actions of these kinds that are due later due now."""
    later = [*_pending(round_id), col(DueActionRow.kind).in_(list(kinds)), col(DueActionRow.due_at) > now]
    statement = update(DueActionRow).where(*later)
    session.execute(statement.values(due_at=now))


def cancel(session: Session, round_id: int, now: dt.datetime, kinds: Iterable[Kind]) -> None:
    """Mark the pending actions of these kinds as done without doing them."""
    statement = update(DueActionRow).where(*_pending(round_id), col(DueActionRow.kind).in_(list(kinds)))
    session.execute(statement.values(done_at=now))


def claim(session: Session, now: dt.datetime, limit: int = 1) -> list[DueAction]:
    """Claim what is due, oldest first, for LEASE. An action waits while another of its round is being worked on.

    One at a time by default: each then has the whole of its lease, however slow the one before it was.
    """
    other = aliased(DueActionRow)
    busy = (
        select(other.id)
        .where(
            other.round_id == DueActionRow.round_id,
            other.id != DueActionRow.id,
            col(other.done_at).is_(None),
            col(other.given_up_at).is_(None),
            col(other.lease_until) > now,
        )
        .exists()
    )
    rows = session.exec(
        select(DueActionRow)
        .where(
            col(DueActionRow.done_at).is_(None),
            col(DueActionRow.given_up_at).is_(None),
            DueActionRow.due_at <= now,
            or_(col(DueActionRow.lease_until).is_(None), col(DueActionRow.lease_until) <= now),
            ~busy,
        )
        .order_by(col(DueActionRow.due_at), col(DueActionRow.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    claimed = []
    for row in rows:
        if not _hold(session, row, now):
            continue
        row.lease_until = now + LEASE
        row.attempts += 1
        claimed.append(_claimed(row))
    return claimed


def _hold(session: Session, row: DueActionRow, now: dt.datetime) -> bool:
    """Lock the action's round, and look again: on PostgreSQL another claim may have committed since we looked."""
    held = select(RoundRow.id).where(RoundRow.id == row.round_id).with_for_update(skip_locked=True, key_share=True)
    if session.exec(held).one_or_none() is None:
        return False
    busy = select(DueActionRow.id).where(
        *_pending(row.round_id), DueActionRow.id != row.id, col(DueActionRow.lease_until) > now
    )
    return session.exec(busy).first() is None


def done(session: Session, action: DueAction, now: dt.datetime) -> None:
    """Mark a claimed action as done, unless it was planned anew meanwhile: then it is due again."""
    same = update(DueActionRow).where(col(DueActionRow.id) == action.id, col(DueActionRow.due_at) == action.due_at)
    session.execute(same.values(done_at=now, lease_until=None))
    anew = update(DueActionRow).where(col(DueActionRow.id) == action.id, col(DueActionRow.due_at) != action.due_at)
    session.execute(anew.values(lease_until=None))


def failed(session: Session, action: DueAction, now: dt.datetime, error: str) -> bool:
    """Record a failure and set the next attempt; return True if the action is given up: LATE_GRACE after it was due."""
    gives_up = now - action.due_at > LATE_GRACE
    values: dict[str, Any] = {"last_error": error[:MAX_ERROR]}
    if gives_up:
        values["given_up_at"] = now
    else:
        values["lease_until"] = now + BACKOFF[min(action.attempts, len(BACKOFF)) - 1]
    session.execute(update(DueActionRow).where(col(DueActionRow.id) == action.id).values(values))
    return gives_up


def pending_at(session: Session, kind: Kind, round_id: int, number: int) -> dt.datetime | None:
    """Return when an action is due; None if it is not planned, or is over."""
    row = _find(session, kind, round_id, number)
    return row.due_at if row and row.done_at is None and row.given_up_at is None else None


def _find(session: Session, kind: Kind, round_id: int, number: int) -> DueActionRow | None:
    return session.exec(
        select(DueActionRow).where(
            DueActionRow.round_id == round_id, DueActionRow.kind == kind, DueActionRow.number == number
        )
    ).one_or_none()


def _pending(round_id: int) -> list[Any]:
    return [
        col(DueActionRow.round_id) == round_id,
        col(DueActionRow.done_at).is_(None),
        col(DueActionRow.given_up_at).is_(None),
    ]


def _claimed(row: DueActionRow) -> DueAction:
    kind: Any = row.kind
    return DueAction(id_of(row), kind, row.round_id, row.number, row.due_at, row.attempts)
