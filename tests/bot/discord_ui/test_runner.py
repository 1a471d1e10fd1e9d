"""`tutor run` from its start to its end, against a small Discord of our own on loopback."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import discord
import pytest

from bot.cli import main
from bot.tutor import Content, system_clock
from quizzes.database import Database
from quizzes.feedback import KEPT_FOR, Feedback
from quizzes.servers import Servers
from tests.bot.discord_ui.fake_discord import FakeDiscord, fake_discord
from tests.postgres import TEMPLATE, PostgresServer

__all__ = ["fake_discord"]

TOKEN = ".".join(["MTIzNDU2", "abcdef", "ghi-jkl_mno"])  # the form of one, and nobody's


@pytest.fixture
def heartbeat(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: Content) -> Path:
    """Settings for a first start in an empty folder; the heartbeat file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("bot.cli.run.load_content", lambda: content)
    monkeypatch.setattr("bot.discord_ui.runner.HEARTBEAT_SECONDS", 0.1)
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    monkeypatch.setenv("TUTOR_DATABASE_URL", "sqlite:///tutor.db")
    monkeypatch.setenv("TUTOR_HEARTBEAT_FILE", str(tmp_path / "heartbeat"))
    return tmp_path / "heartbeat"


def when(condition: Callable[[], object], then: Callable[[], None]) -> threading.Thread:
    """Do something from another thread once a condition holds, or after ten seconds."""

    def wait() -> None:
        end = time.monotonic() + 10
        try:
            while not condition() and time.monotonic() < end:
                time.sleep(0.02)
        finally:
            then()  # also if the condition fails: nothing else would end the run

    thread = threading.Thread(target=wait)
    thread.start()
    return thread


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_in_order_and_soon(fake_discord: FakeDiscord, heartbeat: Path, name: signal.Signals) -> None:
    seen: list[bool] = []
    told: list[float] = []

    def stop() -> None:
        seen.append(heartbeat.exists())
        told.append(time.monotonic())
        os.kill(os.getpid(), name)

    waiting = when(heartbeat.exists, stop)
    assert main(["run"]) == 0
    took = time.monotonic() - told[0]
    waiting.join()
    assert seen == [True]
    assert not heartbeat.exists()
    assert took < 3
    assert fake_discord.closed == 1000  # with another code Discord shows the bot as online for a while


def test_without_its_connection_it_gives_no_sign_of_life(fake_discord: FakeDiscord, heartbeat: Path) -> None:
    fake_discord.heartbeat_seconds = 0.3
    seen: list[bool] = []

    def lose_it() -> None:
        fake_discord.away = True
        time.sleep(1)  # three heartbeats: it is dropped at the first
        heartbeat.unlink()
        time.sleep(0.5)  # five signs of life
        seen.append(heartbeat.exists())
        os.kill(os.getpid(), signal.SIGTERM)

    waiting = when(heartbeat.exists, lose_it)
    assert main(["run"]) == 0
    waiting.join()
    assert seen == [False]


def test_it_asks_for_no_privileged_intent_and_registers_its_commands_once(
    fake_discord: FakeDiscord, heartbeat: Path
) -> None:
    intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
    for _ in range(2):
        seen = len(fake_discord.identified)
        waiting = when(
            lambda seen=seen: len(fake_discord.identified) > seen,  # type: ignore[misc]  # bound now, not later
            lambda: os.kill(os.getpid(), signal.SIGTERM),
        )
        assert main(["run"]) == 0
        waiting.join()
    assert [identify["intents"] for identify in fake_discord.identified] == [intents.value] * 2
    (registered,) = fake_discord.registered
    assert {"ask", "Ask the tutor", "compare", "quiz", "score", "help"} <= set(registered)
    assert not heartbeat.exists()


def test_a_question_that_was_kept_for_30_days_is_deleted_at_the_start(
    fake_discord: FakeDiscord, heartbeat: Path
) -> None:
    database = Database("sqlite:///tutor.db")
    database.upgrade()
    feedback, now, guild = Feedback(database), system_clock(), 900_000_000_000_000_001
    Servers(database).keep_questions(guild, now)
    for question, asked_at in (("old", now - KEPT_FOR), ("new", now)):
        feedback.record_unknown(guild, question, asked_at)

    def left() -> list[str]:
        return [asked.question for asked in feedback.gaps(now - KEPT_FOR)]  # also what is too old to be shown

    assert left() == ["new", "old"]
    waiting = when(lambda: heartbeat.exists() and left() == ["new"], lambda: os.kill(os.getpid(), signal.SIGTERM))
    assert main(["run"]) == 0
    waiting.join()
    assert left() == ["new"]
    assert fake_discord.closed == 1000
    assert not heartbeat.exists()
    database.close()


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (401, "DISCORD_TOKEN can't be used as it is, or is missing. Discord refuses it."),
        (503, "Discord can't be reached: it answers 503 Service Unavailable."),
    ],
)
@pytest.mark.usefixtures("heartbeat")
def test_a_refused_login_is_one_sentence(
    fake_discord: FakeDiscord, capsys: pytest.CaptureFixture[str], status: int, said: str
) -> None:
    fake_discord.status = status
    assert main(["run"]) == 2
    err = capsys.readouterr().err
    assert err.startswith(said)
    assert len(err.splitlines()) == 1
    assert TOKEN not in err


@pytest.mark.parametrize(
    ("code", "said"),
    [(4004, "DISCORD_TOKEN can't be used"), (4013, "Discord can't be reached: it ended the session with code 4013.")],
)
@pytest.mark.usefixtures("heartbeat")
def test_a_session_that_discord_ends_for_good_is_one_sentence(
    fake_discord: FakeDiscord, capsys: pytest.CaptureFixture[str], code: int, said: str
) -> None:
    fake_discord.closes_with = code
    assert main(["run"]) == 2
    err = capsys.readouterr().err
    assert err.startswith(said)
    assert len(err.splitlines()) == 1


@pytest.mark.usefixtures("heartbeat")
def test_no_way_to_discord_is_one_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(discord.http.Route, "BASE", "http://127.0.0.1:9/api/v10")
    assert main(["run"]) == 2
    err = capsys.readouterr().err
    assert err.startswith("Discord can't be reached: ")
    assert "Check the network of this machine" in err
    assert len(err.splitlines()) == 1


def test_a_process_with_a_part_of_the_shards_identifies_those_and_registers_no_commands(
    fake_discord: FakeDiscord, heartbeat: Path, monkeypatch: pytest.MonkeyPatch, postgres_server: PostgresServer
) -> None:
    name = postgres_server.create(TEMPLATE)
    monkeypatch.setenv("TUTOR_DATABASE_URL", postgres_server.url(name))
    monkeypatch.setenv("SHARD_COUNT", "4")
    monkeypatch.setenv("SHARD_IDS", "1,3")
    waiting = when(heartbeat.exists, lambda: os.kill(os.getpid(), signal.SIGTERM))
    assert main(["run"]) == 0
    waiting.join()
    assert [identify["shard"] for identify in fake_discord.identified] == [[1, 4], [3, 4]]
    assert fake_discord.registered == []
    postgres_server.drop(name)
