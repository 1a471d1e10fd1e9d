"""Every command says what it does, within Discord's limits, and the README lists them all."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from discord import app_commands

from bot.discord_ui.base_client import Command
from bot.discord_ui.commands import all_commands, described, overview
from bot.tutor import Content, build_tutor
from quizzes.database import Database
from tests.bot.world import FakeClock

README = Path(__file__).parents[3] / "README.md"
NAME = re.compile(r"^[-_\w]{1,32}$")


@pytest.fixture
def commands(content: Content) -> list[Command | app_commands.Group]:
    return all_commands(build_tutor(content, Database("sqlite://"), FakeClock(), random.Random(1)))


def leaves(commands: list[Command | app_commands.Group]) -> Iterator[Command]:
    for command in commands:
        if isinstance(command, app_commands.Group):
            yield from leaves(command.commands)
        else:
            yield command


def test_every_command_and_option_is_described_within_the_limits(commands: list[Command | app_commands.Group]) -> None:
    for command in commands:
        assert NAME.match(command.name)
        assert command.name == command.name.lower()
        assert 1 <= len(command.description) <= 100
    for leaf in leaves(commands):
        assert NAME.match(leaf.name)
        assert 1 < len(leaf.description) <= 100
        for option in leaf.parameters:
            assert NAME.match(option.name)
            assert 1 < len(str(option.description)) <= 100
            assert str(option.description) != "…"


def test_no_two_commands_share_a_name(commands: list[Command | app_commands.Group]) -> None:
    names = [name for name, _ in described(commands)]
    assert len(names) == len(set(names))
    assert len(commands) <= 100


def test_the_commands_of_the_design_are_there(commands: list[Command | app_commands.Group]) -> None:
    names = {name for name, _ in described(commands)}
    assert names >= {"/ask", "/quiz hsm", "/quiz vault", "/quiz traps", "/quiz mixed", "/score", "/help"}


def test_the_readme_lists_the_commands_as_they_are(commands: list[Command | app_commands.Group]) -> None:
    rows = re.findall(r"^\| `(/[^`]+)` \| (.+) \|$", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == described(commands)


def test_the_overview_has_a_line_for_each_command_and_names_every_topic(
    commands: list[Command | app_commands.Group], content: Content
) -> None:
    lines = overview(commands)
    assert len(lines) == len(commands)
    text = " ".join(f"{name} {what}" for name, what in lines)
    assert all(topic in text for topic in content.bank.topics)
