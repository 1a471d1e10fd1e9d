"""The drills in small, for every change: their figures come from the commands."""

from __future__ import annotations

import pytest

from . import crash, month

POINTS = 5


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
