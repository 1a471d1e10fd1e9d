"""Moments that processes share: each is given to one of them, so that together they stay below a limit of Discord's."""

from __future__ import annotations

from sqlalchemy import case
from sqlmodel import Session

from .due import insert_for
from .tables import SlotRow

FAR_SECONDS = 600.0  # nobody waits so long for a slot: one that far ahead was taken before the clock was set back


def take_slots(session: Session, name: str, now: float, spacing: float, count: int = 1) -> list[float]:
    """Take the next `count` slots of a kind, and return from when on each may be used.

    Args:
        session: the open transaction.
        name: what the slots are for.
        now: the present moment, in seconds since the epoch, as the results are.
        spacing: seconds between two slots.
        count: how many, at least 1.
    """
    width = spacing * count
    last = SlotRow.free_at
    free_at = case((last < now, now), (last > now + FAR_SECONDS, now), else_=last)  # type: ignore[arg-type]  # columns
    statement = insert_for(session, SlotRow).values(name=name, free_at=now + width)
    taken = statement.on_conflict_do_update(index_elements=["name"], set_={"free_at": free_at + width})
    end: float = session.execute(taken.returning(SlotRow.free_at)).scalar_one()
    return [end - width + spacing * number for number in range(count)]
