"""Due actions: everything with a time is a row, claimed by one process at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import and_, case, delete, func, or_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from .tables import DueActionRow

SubjectName = Literal["round", "schedule", "learner"]

FINISH = BEGIN = 0  # the number of a round's actions that are not about one of its questions
LOBBY = 99  # the same for its lobby, which needs a nonce of its own
LEASE = dt.timedelta(seconds=30)  # after a crash another process, or this one restarted, takes over after this
LONGEST_WAIT = dt.timedelta(minutes=15)  # a lease that ends later was made before the clock was set back
BACKOFF = tuple(dt.timedelta(seconds=seconds) for seconds in (2, 10, 30, 60))  # the last one repeats
MAX_ERROR = 500  # characters of an error that are kept


@dataclass(frozen=True, slots=True)
class Subject:
    """What an action happens to; of all that is due for one subject, one action at a time is worked on."""

    name: SubjectName
    id: int


@dataclass(frozen=True, slots=True)
class DueAction:
    """A claimed action.

    Attributes:
        id: its row.
        subject: what it happens to.
        kind: what is to be done; the subject's worker knows the kinds.
        number: tells repeated actions of a kind apart: a question of a round, or the ordinal of a local date.
        due_at: when it was due; also tells whether it was planned anew while it was worked on.
        attempts: how often it was claimed, this time included.
    """

    id: int
    subject: Subject
    kind: str
    number: int
    due_at: dt.datetime
    attempts: int


def of_round(round_id: int) -> Subject:
    """Return a round as the subject of actions."""
    return Subject("round", round_id)


def of_schedule(schedule_id: int) -> Subject:
    """Return a schedule as the subject of actions."""
    return Subject("schedule", schedule_id)


def of_learner(learner_id: int) -> Subject:
    """Return a learner as the subject of actions."""
    return Subject("learner", learner_id)


def insert_for(session: Session, table: Any) -> Any:
    """Return an insert that knows ON CONFLICT, for the session's database."""
    dialect = session.get_bind().dialect.name
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


def insert_many(session: Session, statement: Any, rows: Sequence[Mapping[str, Any]]) -> Any:
    """Execute an insert into a table with many rows; return its result.

    The rows are parameters of a statement that is compiled once. As its VALUES, hundreds of rows take longer to compile
    than to store.
    """
    session.flush()
    return session.connection().execute(statement, rows)


def plan(session: Session, of: Subject, kind: str, number: int, due_at: dt.datetime) -> dt.datetime:
    """Plan an action once; return when it is due, which an earlier plan of the same action decides."""
    session.execute(_inserted(session, of, kind, number, due_at).on_conflict_do_nothing())
    row = _find(session, of, kind, number)
    return row.due_at if row else due_at


def drop(session: Session, of: Subject, kind: str, now: dt.datetime) -> dict[int, dt.datetime]:
    """Delete the pending actions of a kind, except one that is being worked on; return when each number was due."""
    pending = (*_pending(of), col(DueActionRow.kind) == kind, ~is_held(DueActionRow, now))
    dropped = delete(DueActionRow).where(*pending).returning(col(DueActionRow.number), col(DueActionRow.due_at))
    return dict(session.execute(dropped).all())


def plan_again(session: Session, of: Subject, kind: str, number: int, due_at: dt.datetime) -> None:
    """Plan an action that may happen often: anew if it was done or is being worked on, else it stays as planned."""
    started = or_(col(DueActionRow.done_at).is_not(None), col(DueActionRow.lease_until).is_not(None))
    _upsert(session, of, kind, number, due_at, where=started)


def put_off(session: Session, of: Subject, kind: str, number: int, due_at: dt.datetime) -> None:
    """Plan an action for this moment, whatever was planned before; nothing happens if it was done or given up."""
    waiting = and_(col(DueActionRow.done_at).is_(None), col(DueActionRow.given_up_at).is_(None))
    _upsert(session, of, kind, number, due_at, where=waiting)


def revive(session: Session, of: Subject, kind: str, number: int, due_at: dt.datetime) -> None:
    """Plan an action that was given up, or was done in vain, as a further attempt; a pending one stays as it is."""
    over = or_(col(DueActionRow.done_at).is_not(None), col(DueActionRow.given_up_at).is_not(None))
    _upsert(session, of, kind, number, due_at, where=over, attempts=1)


def hasten(session: Session, of: Subject, kinds: Iterable[str], now: dt.datetime) -> None:
    """Make the pending actions of these kinds that are due later due now."""
    later = [*_pending(of), col(DueActionRow.kind).in_(list(kinds)), col(DueActionRow.due_at) > now]
    session.execute(update(DueActionRow).where(*later).values(due_at=now))


def cancel(session: Session, of: Subject, now: dt.datetime, kinds: Iterable[str]) -> None:
    """Mark the pending actions of these kinds as done without doing them."""
    statement = update(DueActionRow).where(*_pending(of), col(DueActionRow.kind).in_(list(kinds)))
    session.execute(statement.values(done_at=now))


def done(session: Session, action: DueAction, now: dt.datetime) -> None:
    """Mark a claimed action as done, unless it was planned anew meanwhile: then it is due again."""
    mine = and_(col(DueActionRow.due_at) == action.due_at, col(DueActionRow.given_up_at).is_(None))
    finished = case((mine, now), else_=col(DueActionRow.done_at))  # what its worker gave up was not done
    values = {"done_at": finished, "lease_until": None}
    session.execute(update(DueActionRow).where(col(DueActionRow.id) == action.id).values(values))


def failed(
    session: Session,
    action: DueAction,
    now: dt.datetime,
    error: str,
    *,
    grace: dt.timedelta,
    retry_after: dt.timedelta | None = None,
) -> bool:
    """Record a failure and set the next attempt; return True if the action is given up: `grace` after it was due.

    Args:
        session: the open transaction.
        action: what failed.
        now: the present moment.
        error: what is recorded.
        grace: for how long after its time it is tried.
        retry_after: when to try again at the earliest, if that is known; None for the usual pause.
    """
    gives_up = now - action.due_at > grace
    values: dict[str, Any] = {"last_error": error[:MAX_ERROR]}
    if gives_up:
        values |= {"given_up_at": now, "lease_until": None}
    else:
        pause = max(BACKOFF[min(action.attempts, len(BACKOFF)) - 1], retry_after or dt.timedelta())
        values["lease_until"] = now + min(pause, LONGEST_WAIT)
    session.execute(update(DueActionRow).where(col(DueActionRow.id) == action.id).values(values))
    return gives_up


def give_up(
    session: Session, of: Subject, kind: str, number: int, due_at: dt.datetime, now: dt.datetime, why: str
) -> None:
    """Record that an action was not done and won't be."""
    values = {"given_up_at": now, "last_error": why[:MAX_ERROR]}
    statement = _inserted(session, of, kind, number, due_at, **values)
    conflict = ["subject", "subject_id", "kind", "number"]
    waiting = and_(col(DueActionRow.done_at).is_(None), col(DueActionRow.given_up_at).is_(None))
    session.execute(statement.on_conflict_do_update(index_elements=conflict, set_=values, where=waiting))


def pending_at(session: Session, of: Subject, kind: str, number: int) -> dt.datetime | None:
    """Return when an action is due; None if it is not planned, or is over."""
    row = _find(session, of, kind, number)
    return row.due_at if row and row.done_at is None and row.given_up_at is None else None


def first_pending(session: Session, of: Subject, kind: str) -> dt.datetime | None:
    """Return when the first pending action of a kind is due; None if there is none."""
    return session.exec(select(func.min(DueActionRow.due_at)).where(*_pending(of), DueActionRow.kind == kind)).one()


def next_due(session: Session, now: dt.datetime) -> dt.datetime | None:
    """Return when the next action falls due after `now`; None if none is planned."""
    return session.exec(select(func.min(DueActionRow.due_at)).where(is_pending(), DueActionRow.due_at > now)).one()


def _inserted(session: Session, of: Subject, kind: str, number: int, due_at: dt.datetime, **more: object) -> Any:
    values = {"subject": of.name, "subject_id": of.id, "kind": kind, "number": number, "due_at": due_at, "attempts": 0}
    return insert_for(session, DueActionRow).values(values | more)


def _upsert(
    session: Session, of: Subject, kind: str, number: int, due_at: dt.datetime, *, where: Any, attempts: int = 0
) -> None:
    renewed = {"due_at": due_at, "done_at": None, "given_up_at": None, "attempts": attempts}
    conflict = ["subject", "subject_id", "kind", "number"]
    statement = _inserted(session, of, kind, number, due_at)
    session.execute(statement.on_conflict_do_update(index_elements=conflict, set_=renewed, where=where))


def _find(session: Session, of: Subject, kind: str, number: int) -> DueActionRow | None:
    return session.exec(
        select(DueActionRow).where(
            DueActionRow.subject == of.name,
            DueActionRow.subject_id == of.id,
            DueActionRow.kind == kind,
            DueActionRow.number == number,
        )
    ).one_or_none()


def is_pending() -> Any:
    """Return the condition that an action is neither done nor given up."""
    return and_(col(DueActionRow.done_at).is_(None), col(DueActionRow.given_up_at).is_(None))


def is_held(row: Any, now: dt.datetime) -> Any:
    """Return the condition that an action is being worked on at `now`, or waits for its next attempt."""
    return and_(row.lease_until.is_not(None), row.lease_until > now, row.lease_until <= now + LONGEST_WAIT)


def _pending(of: Subject) -> list[Any]:
    return [DueActionRow.subject == of.name, DueActionRow.subject_id == of.id, is_pending()]
