"""`tutor run` that can't run: one sentence with the variable, its value and the remedy, and exit code 2."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from quizzes.database import Database
from tests.bot.cli.conftest import Outcome, Tutor

TOKEN = ".".join(["MTIzNDU2", "abcdef", "ghi-jkl_mno"])  # the form of one, and nobody's
CLOSED_PORT = 9  # "discard", which nothing serves


def sentence(result: Outcome) -> str:
    """The one line on standard error, once all that holds for each refusal is checked."""
    assert result.code == 2
    assert result.out == ""
    assert "Traceback" not in result.err
    assert TOKEN not in result.err
    assert "hunter2" not in result.err
    (line,) = result.err.splitlines()
    return line


def test_without_a_token_it_says_where_one_comes_from(tutor: Tutor) -> None:
    said = sentence(tutor("run"))
    assert said.startswith("DISCORD_TOKEN ")
    assert "developer portal" in said
    assert "tutor playground" in said


@pytest.mark.parametrize("token", ["abc", f"Bot {TOKEN}", TOKEN + ".more"])
def test_a_token_of_another_form_is_refused_unseen(tutor: Tutor, token: str) -> None:
    said = sentence(tutor("run", env={"DISCORD_TOKEN": token}))
    assert said.startswith("DISCORD_TOKEN ")
    assert token not in said
    assert "Copy it again" in said


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("tutor.db", "'tutor.db'"),
        ("mysql://u:hunter2@h/n?x=hunter2", "'mysql://u:***@h/n'"),
        ("postgresql://u:hunter2@h:port/n", "can't be used"),
        ("sqlite://", "'sqlite://'"),
        ("sqlite+aiosqlite:///a.db", "'sqlite+aiosqlite:///a.db'"),
    ],
)
def test_a_database_url_that_cannot_be_used_is_named(tutor: Tutor, url: str, shown: str) -> None:
    said = sentence(tutor("run", env={"DISCORD_TOKEN": TOKEN, "TUTOR_DATABASE_URL": url}))
    assert said.startswith("TUTOR_DATABASE_URL ")
    assert shown in said
    assert "Use `sqlite:///tutor.db`" in said


def test_a_postgresql_that_does_not_answer_is_named_without_its_password(tutor: Tutor) -> None:
    url = f"postgresql://u:hunter2@127.0.0.1:{CLOSED_PORT}/n"
    said = sentence(tutor("run", env={"DISCORD_TOKEN": TOKEN, "TUTOR_DATABASE_URL": url}))
    assert f"u:***@127.0.0.1:{CLOSED_PORT}/n" in said
    assert "Check that it runs" in said


def test_a_heartbeat_file_that_cannot_be_is_named(tutor: Tutor, tmp_path: Path) -> None:
    env = {"DISCORD_TOKEN": TOKEN, "TUTOR_HEARTBEAT_FILE": str(tmp_path / "nowhere" / "beat")}
    said = sentence(tutor("run", env=env))
    assert said.startswith("TUTOR_HEARTBEAT_FILE is ")
    assert "folder that exists" in said


def test_a_settings_file_that_is_no_text_is_named(tutor: Tutor, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"DISCORD_TOKEN=\xff\xfe")
    assert ".env can't be used" in sentence(tutor("run"))


def stamped(tmp_path: Path, revision: str) -> dict[str, str]:
    database = Database(f"sqlite:///{tmp_path}/other.db")
    database.upgrade()
    database.close()
    with sqlite3.connect(tmp_path / "other.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    connection.close()
    return {"DISCORD_TOKEN": TOKEN, "TUTOR_DATABASE_URL": f"sqlite:///{tmp_path}/other.db"}


def test_a_database_of_a_newer_version_is_left_alone(tutor: Tutor, tmp_path: Path) -> None:
    said = sentence(tutor("run", env=stamped(tmp_path, "from-the-future")))
    assert "a newer version of the tutor has set up" in said


def test_an_outdated_database_waits_for_the_one_command(
    tutor: Tutor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizzes.schema.state", lambda _: "outdated")  # there is one step only so far
    env = {"DISCORD_TOKEN": TOKEN, "TUTOR_DATABASE_URL": f"sqlite:///{tmp_path}/other.db"}
    said = sentence(tutor("run", env=env))
    assert "Make a backup of it, then run `tutor database upgrade`." in said
