"""The drills run, at a size that fits a test."""

from __future__ import annotations

import pytest

from tests.drills import beliefs, ten_million


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
