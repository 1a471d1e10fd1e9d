"""`tutor playground` as a newcomer starts and stops it."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.bot.cli.conftest import Tutor, start_process

FIRST_LINE = re.compile(r"^The playground is open: (http://127\.0\.0\.1:(\d+)/)#\S+$")


def test_once_shows_an_answer_a_finished_round_and_a_score(tmp_path: Path) -> None:
    out, err = (process := start_process("playground", "--once", folder=tmp_path)).communicate(timeout=30)
    assert (process.returncode, err) == (0, "")
    for part in (
        "== Ana types /ask question:premium fips level?",
        "FIPS level of Key Vault Premium",
        "Azure today",
        "== Ana writes @Tutor and for standard?",
        "FIPS level of Key Vault Standard",
        "-- Question 1, revealed",
        "-- Question 2, revealed",
        "1st  ",
        "== Ana types /score",
    ):
        assert part in out
    assert list(tmp_path.iterdir()) == []  # it cleans up after itself


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_its_page_until_it_is_told_to_stop(tmp_path: Path, name: signal.Signals) -> None:
    process = start_process("playground", "--channel", "quiz-night", folder=tmp_path)
    try:
        assert process.stdout is not None
        match = FIRST_LINE.match(process.stdout.readline().rstrip())
        assert match
        assert "in #quiz-night. Stop with Ctrl-C." in process.stdout.readline()
        assert process.stdout.readline().endswith("--channel study-group.\n")
        assert process.stdout.readline() == "Ana owns the server and may also use /curate.\n"
        with urllib.request.urlopen(match[1], timeout=5) as page:  # noqa: S310 (on this machine)
            assert b"<html" in page.read()
        time.sleep(1.2)  # some beats
        process.send_signal(name)
        _, err = process.communicate(timeout=5)
    finally:
        process.kill()
    assert (process.returncode, err) == (0, "")


@pytest.mark.parametrize("seconds", [0.7, 1.2])
def test_ctrl_c_while_it_starts_is_quiet(tmp_path: Path, seconds: float) -> None:
    process = start_process("playground", folder=tmp_path)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(seconds)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert err == ""
    if process.returncode == -signal.SIGINT:  # on a busy machine, Python itself was still starting
        return
    assert process.returncode == (0 if FIRST_LINE.match(out.split("\n")[0]) else 130)


def test_a_port_in_use_is_a_sentence(tutor: Tutor) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = tutor("playground", "--port", port)
    sentence = f"Port {port} is in use. Stop the other program, or choose another with --port.\n"
    assert (result.code, result.out, result.err) == (2, "", sentence)


def test_a_port_that_is_none_is_refused(tutor: Tutor) -> None:
    result = tutor("playground", "--port", "99999")
    assert result.code == 2
    assert "99999 is not a port" in result.err


def test_a_folder_that_cannot_be_made_is_a_sentence(tutor: Tutor, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in ("file", "file/below", "/proc/none"):
        result = tutor("playground", "--once", "--folder", folder)
        assert result.code == 2
        assert result.err.startswith(f"--folder {folder} can't be used: ")
        assert len(result.err.splitlines()) == 1


def test_a_database_of_another_version_is_a_sentence(
    tutor: Tutor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizzes.schema.state", lambda _: "outdated")
    result = tutor("playground", "--once", "--folder", tmp_path)
    assert result.code == 2
    assert "Delete it, or choose another --folder." in result.err


def test_without_the_extra_it_says_what_to_install(tutor: Tutor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "simcord", None)
    result = tutor("playground", "--once")
    assert (result.code, result.err) == (2, "The playground needs an extra: pip install 'hsm-tutor[playground]'.\n")


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_load_nothing_heavy(tmp_path: Path, option: str) -> None:
    process = start_process(option, folder=tmp_path)
    out, err = process.communicate(timeout=10)
    assert (process.returncode, err) == (0, "")
    assert "tutor" in out
