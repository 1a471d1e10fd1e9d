"""Claims due actions: each is given to one process, for as long as its lease."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from sqlalchemy import func, tuple_
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from .due import LEASE, DueAction, Subject, SubjectName, is_held, is_pending
from .tables import DueActionRow, id_of


def claim(
    session: Session, now: dt.datetime, limit: int = 1, *, of: Subject | None = None, rounds_only: bool = False
) -> list[DueAction]:
    """Claim what is due, for LEASE: what people in a round wait for first, then the oldest first.

    An action waits while another of its subject is being worked on.

    Args:
        session: the open transaction.
        now: the present moment.
        limit: how many at most; as many as can be worked on at once, for each has to be done within its lease.
        of: claim only this subject's; None for any.
        rounds_only: leave schedules and learners aside.
    """
    statement = select(DueActionRow).where(*_free_and_due(now))
    if of is not None:
        statement = statement.where(DueActionRow.subject == of.name, DueActionRow.subject_id == of.id)
    if rounds_only:
        statement = statement.where(DueActionRow.subject == "round")
    order = (col(DueActionRow.subject) != "round", col(DueActionRow.due_at), col(DueActionRow.id))
    rows = session.exec(statement.order_by(*order).limit(limit).with_for_update(skip_locked=True)).all()
    if not rows:
        return []
    first = {_subject(row): row for row in reversed(rows)}  # of each subject, one action at a time
    free = _still_free(session, _locked(session, first), now)
    claimed = [row for row in rows if first[_subject(row)] is row and _subject(row) in free]
    for row in claimed:
        row.lease_until = now + LEASE
        row.attempts += 1
    return [_claimed(row) for row in claimed]


def _free_and_due(now: dt.datetime) -> list[Any]:
    """Return the conditions that an action is due, and that none of its subject is being worked on."""
    other = aliased(DueActionRow)
    busy = (
        select(other.id)
        .where(
            other.subject == DueActionRow.subject,
            other.subject_id == DueActionRow.subject_id,
            other.id != DueActionRow.id,
            col(other.done_at).is_(None),
            col(other.given_up_at).is_(None),
            is_held(other, now),
        )
        .exists()
    )
    return [is_pending(), DueActionRow.due_at <= now, ~is_held(DueActionRow, now), ~busy]


def _locked(session: Session, subjects: Collection[Subject]) -> Collection[Subject]:
    """Lock subjects against other claims until the transaction is over; return those that nobody else had locked."""
    if session.get_bind().dialect.name != "postgresql":  # SQLite's writers exclude each other anyway
        return subjects
    names = {f"{of.name}:{of.id}": of for of in subjects}
    name = func.unnest(postgresql.array(list(names))).column_valued("name")
    tried = select(name, func.pg_try_advisory_xact_lock(func.hashtext(name)))
    return {names[text] for text, got in session.exec(tried) if got}


def _still_free(session: Session, subjects: Collection[Subject], now: dt.datetime) -> set[Subject]:
    """Look again which subjects are free: another claim may have committed since we looked."""
    pairs = tuple_(col(DueActionRow.subject), col(DueActionRow.subject_id)).in_([(of.name, of.id) for of in subjects])
    busy = select(DueActionRow).where(pairs, is_pending(), is_held(DueActionRow, now))
    return set(subjects) - {_subject(row) for row in session.exec(busy)}


def _subject(row: DueActionRow) -> Subject:
    name: SubjectName = row.subject  # type: ignore[assignment]  # the column holds nothing else
    return Subject(name, row.subject_id)


def _claimed(row: DueActionRow) -> DueAction:
    return DueAction(id_of(row), _subject(row), row.kind, row.number, row.due_at, row.attempts)
