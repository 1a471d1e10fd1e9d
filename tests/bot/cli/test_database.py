"""`tutor database`: says how a database stands, and brings it up to date."""

from __future__ import annotations

from pathlib import Path

from tests.bot.cli.conftest import Tutor


def test_a_new_file_is_set_up_once_and_then_current(tutor: Tutor, tmp_path: Path) -> None:
    env = {"TUTOR_DATABASE_URL": f"sqlite:///{tmp_path}/new.db"}
    before = tutor("database", "state", env=env)
    assert (before.code, before.out) == (1, f"sqlite:///{tmp_path}/new.db: empty\n")
    for _ in range(2):
        assert tutor("database", "upgrade").out.endswith("new.db: current\n")
    assert tutor("database", "state").code == 0


def test_the_file_of_the_settings_is_used(tutor: Tutor, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TUTOR_DATABASE_URL=sqlite:///named.db\n", encoding="utf-8")
    assert tutor("database", "upgrade").code == 0
    assert (tmp_path / "named.db").exists()


def test_a_folder_that_is_not_there_is_a_sentence(tutor: Tutor) -> None:
    result = tutor("database", "upgrade", env={"TUTOR_DATABASE_URL": "sqlite:///nowhere/new.db"})
    assert result.code == 2
    assert result.err.startswith("TUTOR_DATABASE_URL is sqlite:///nowhere/new.db, but")
    assert len(result.err.splitlines()) == 1


def test_an_action_that_is_not_known_is_answered_with_those_that_are(tutor: Tutor) -> None:
    result = tutor("database", "drop")
    assert result.code == 2
    assert "upgrade" in result.err
