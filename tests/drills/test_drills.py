"""The drills in small, for every change: their figures come from the commands."""

from __future__ import annotations

import pytest

from . import beliefs, burst, crash, fan_out, month, ten_million
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


def test_the_drill_of_many_answers_prints_each_figure(
    database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ten_million, "TARGET_MS", 10_000)  # a busy machine must not fail a test
    small = ["--answers", "3000", "--learners", "200", "--servers", "5", "--asked", "3", "--database", database_url]
    assert ten_million.main(small) == 0
    printed = capsys.readouterr().out
    assert "3,000 answers, 200 learners, 5 servers" in printed
    for figure in ("/score here", "/progress", "/leaderboard all time, topic"):
        assert figure in printed


def test_the_drill_of_beliefs_meets_its_goals(capsys: pytest.CaptureFixture[str]) -> None:
    assert beliefs.main() == 0
    assert "who holds one belief is told that very one first" in capsys.readouterr().out


async def test_a_fan_out_stays_below_the_limit(database_url: str) -> None:
    figures = await fan_out.fan_out("any", database_url, small_content(), 90)
    assert figures.posted == figures.due, figures.line()
    assert figures.rejected <= 2, "a machine that stands still for a moment may bunch a few; they are sent again"
    assert figures.seconds >= figures.shortest * 0.9
