"""The drills in small, for every change: their figures come from the commands."""

from __future__ import annotations

import pytest

from . import burst, crash, month
from .client import small_content

POINTS = 4


@pytest.mark.parametrize("backend", ["sqlite", "postgresql"])
def test_a_process_killed_at_any_step_loses_and_doubles_nothing(backend: str) -> None:
    with crash.BACKENDS[backend]() as fresh:
        figures = crash.drill(backend, fresh, POINTS)
    assert figures.points.total() == POINTS
    assert figures.faults == 0, figures.table()


def test_killed_processes_neither_miss_nor_double_a_post() -> None:
    figures = month.run(schedules=30, days=2, processes=2)
    assert figures.due > 30
    assert figures.faults == 0, figures.table()
    assert figures.kills > 0


@pytest.mark.parametrize("form", ["daily", "group"])
def test_presses_at_once_are_acknowledged_in_time_and_stored_once(database_url: str, form: str) -> None:
    figures = burst.burst("any", database_url, small_content(), form, presses=60)
    assert figures.stored == figures.acknowledged == 60
    assert figures.faults == 0, figures.line()
