"""Slots are given to one taker each, in any number of processes."""

from __future__ import annotations

from quizzes.database import Database
from quizzes.slots import FAR_SECONDS, take_slots

from .test_rounds import at_once

NOW = 1_800_000_000.0


def take(database: Database, now: float = NOW, count: int = 1, name: str = "posts") -> list[float]:
    with database.transaction() as session:
        return take_slots(session, name, now, 0.5, count)


def test_the_first_is_free_and_the_next_come_at_their_distance(database: Database) -> None:
    assert take(database) == [NOW]
    assert take(database, count=3) == [NOW + 0.5, NOW + 1.0, NOW + 1.5]
    assert take(database, name="others") == [NOW]


def test_after_a_pause_nobody_waits(database: Database) -> None:
    take(database, count=4)
    assert take(database, NOW + 60) == [NOW + 60]


def test_a_clock_that_was_set_back_makes_nobody_wait_for_it(database: Database) -> None:
    take(database)
    assert take(database, NOW - FAR_SECONDS - 10) == [NOW - FAR_SECONDS - 10]


def test_takers_at_once_get_different_slots(database: Database) -> None:
    taken = [slot for part in at_once(20, lambda _: take(database, count=3)) for slot in part]  # type: ignore[attr-defined]
    assert sorted(taken) == [NOW + 0.5 * number for number in range(60)]
