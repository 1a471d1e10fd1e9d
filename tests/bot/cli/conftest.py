"""Runs the command `tutor`: within the test's process, or as one of its own where that is what matters."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli import main
from bot.tutor import Content


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str


Tutor = Callable[..., Outcome]


def own_environment(**variables: str) -> dict[str, str]:
    """The environment without what the machine may set for a tutor, and with `variables`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TUTOR_", "DISCORD_"))}
    return kept | variables


@pytest.fixture
def tutor(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Tutor:
    """Run `tutor ARGUMENTS` in an empty folder and return its exit code, output and errors."""
    monkeypatch.chdir(tmp_path)
    for name in own_environment().keys() ^ os.environ.keys():
        monkeypatch.delenv(name)

    def run(*arguments: object, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Outcome:
        for name, value in (env or {}).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as leaving:
            code = int(str(leaving.code))
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return run


@pytest.fixture
def shipped(monkeypatch: pytest.MonkeyPatch, content: Content) -> None:
    """Let `tutor ask` use the shipped knowledge as it was loaded once for all tests."""
    monkeypatch.setattr("bot.cli.ask.load_knowledge", lambda _: content.knowledge)
    monkeypatch.setattr("bot.cli.ask.Matcher", lambda _: content.matcher)


def start_process(*arguments: object, folder: Path, **variables: str) -> subprocess.Popen[str]:
    """Start `tutor ARGUMENTS` as a process of its own."""
    return subprocess.Popen(  # noqa: S603 (our own command)
        [sys.executable, "-m", "bot", *map(str, arguments)],
        cwd=Path(__file__).parents[3],
        env=own_environment(TMPDIR=str(folder), **variables),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
