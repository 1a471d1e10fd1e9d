"""`tutor gaps`: the operator reads what was asked without a fitting answer, and which answers disappoint."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from bot.tutor import Content, system_clock
from quizzes.database import Database
from quizzes.feedback import KEPT_FOR, Feedback
from quizzes.servers import Servers
from tests.bot.cli.conftest import Tutor

HERE, THERE = 900_000_000_000_000_001, 900_000_000_000_000_002
ANA, BO = 900_000_000_000_000_010, 900_000_000_000_000_011


@pytest.fixture(autouse=True)
def _shipped(monkeypatch: pytest.MonkeyPatch, content: Content) -> None:
    monkeypatch.setattr("bot.cli.gaps.load_knowledge", lambda: content.knowledge)
    monkeypatch.setattr("bot.cli.gaps.Matcher", lambda _: content.matcher)


@pytest.fixture
def now() -> dt.datetime:
    return system_clock()


def fill(database: Database, now: dt.datetime) -> None:
    """Two servers that keep questions, one that does not, and some votes."""
    servers, feedback = Servers(database), Feedback(database)
    for server in (HERE, THERE):
        servers.keep_questions(server, now)
    feedback.record_unknown(HERE, "too old", now - KEPT_FOR)
    for server, question in [(HERE, "can I use thales luna"), (THERE, "use thales luna?"), (HERE, "bluetooth pairing")]:
        feedback.record_unknown(server, question, now)
    feedback.record_unknown(1, "not kept here", now)
    feedback.record_mismatch(HERE, "fips of my bluetooth", "fips-premium", now)
    feedback.record_vote(ANA, HERE, "fips-standard", True, now)
    feedback.record_vote(BO, THERE, "gone-entry", False, now)


def test_gaps_of_all_servers_come_largest_first_and_votes_worst_first(
    tutor: Tutor, database: Database, database_url: str, now: dt.datetime
) -> None:
    fill(database, now)
    result = tutor("gaps", env={"TUTOR_DATABASE_URL": database_url})
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[0] == "Without a fitting answer, last 30 days: 4 questions, 3 gaps."
    assert lines[1].startswith("   2 x  can I use thales luna  (last ")
    assert lines[2] == "        use thales luna?"
    assert "not meant 1 x: FIPS level of Key Vault Premium (fips-premium)" in result.out
    votes = [line.split(maxsplit=3) for line in lines[-3:]]
    assert votes == [
        ["0", "0", "1", "FIPS level of Key Vault Premium (fips-premium)"],
        ["0", "1", "0", "gone-entry (no longer an entry)"],
        ["1", "0", "0", "FIPS level of Key Vault Standard (fips-standard)"],
    ]
    for hidden in ("too old", "not kept here", str(HERE), str(ANA)):
        assert hidden not in result.out


def test_one_server_can_be_asked_for_and_json_says_everything(
    tutor: Tutor, database: Database, database_url: str, now: dt.datetime
) -> None:
    fill(database, now)
    read = json.loads(tutor("gaps", "--json", "--server", HERE, "--database", database_url).out)
    assert read["servers"] == 2
    assert sorted((gap["question"], gap["times"]) for gap in read["gaps"]) == [
        ("bluetooth pairing", 1),
        ("can I use thales luna", 1),
        ("fips of my bluetooth", 1),
    ]
    (mismatch,) = [gap for gap in read["gaps"] if gap["wrong"]]
    assert mismatch["wrong"] == [{"entry": "fips-premium", "times": 1}]
    assert mismatch["wordings"] == ["fips of my bluetooth"]
    assert dt.datetime.fromisoformat(mismatch["newest"]) == now
    assert read["votes"] == [
        {"entry": "fips-premium", "helpful": 0, "unhelpful": 0, "mismatches": 1},
        {"entry": "fips-standard", "helpful": 1, "unhelpful": 0, "mismatches": 0},
    ]


def test_where_nothing_is_kept_it_says_how_that_is_turned_on(
    tutor: Tutor, database: Database, database_url: str, now: dt.datetime
) -> None:
    out = tutor("gaps", "--database", database_url).out
    assert out.startswith("No server keeps questions.")
    assert "/curate keep on" in out
    assert "No votes on answers yet." in out
    Servers(database).keep_questions(HERE, now)
    assert tutor("gaps", "--database", database_url).out.startswith("No question without a fitting answer in the last")
    assert json.loads(tutor("gaps", "--json", "--database", database_url).out) == {
        "servers": 1,
        "gaps": [],
        "votes": [],
    }


def test_a_database_that_is_not_set_up_is_refused_in_one_sentence(tutor: Tutor, tmp_path: Path) -> None:
    result = tutor("gaps", "--database", f"sqlite:///{tmp_path / 'empty.db'}")
    assert (result.code, result.out) == (2, "")
    assert "run `tutor database upgrade`" in result.err


@pytest.mark.parametrize("server", ["0", "-1", str(2**63), "me"])
def test_what_is_no_server_is_refused(tutor: Tutor, server: str) -> None:
    result = tutor("gaps", f"--server={server}")
    assert result.code == 2
    assert f"--server: '{server}' is no Discord id" in result.err
