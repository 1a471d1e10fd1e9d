"""The slash commands, and the one list of them."""

from __future__ import annotations

from collections.abc import Iterator

from discord import app_commands

from bot.discord_ui.base_client import Command
from bot.tutor import Tutor

from .ask import ask_command, ask_menu
from .compare import compare_command
from .curate import curate_group
from .daily import daily_command
from .privacy import privacy_group
from .quiz import quiz_group
from .schedule import schedule_group
from .settings import settings_command
from .setup import setup_command
from .standing import export_command, help_command, leaderboard_command, progress_command, score_command
from .study import exam_command, review_command


def all_commands(tutor: Tutor) -> list[Command | app_commands.Group]:
    """Return every top-level command of the bot."""
    return [
        ask_command(),
        compare_command(tutor.chat),
        quiz_group(tutor.bank.topics.values()),
        daily_command(),
        score_command(),
        progress_command(),
        leaderboard_command(tutor.bank.topics.values()),
        export_command(tutor.bank.topics.values()),
        review_command(),
        exam_command(),
        settings_command(),
        privacy_group(),
        setup_command(),
        schedule_group(tutor.bank.topics.values()),
        curate_group(),
        help_command(),
    ]


def all_menus() -> list[app_commands.ContextMenu]:
    """Return what can be chosen from the menu of a message."""
    return [ask_menu()]


def described(commands: list[Command | app_commands.Group]) -> list[tuple[str, str]]:
    """Return (what to type, what it does) for each command and subcommand, in order."""
    return [(f"/{leaf.qualified_name}", leaf.description) for command in commands for leaf in _leaves(command)]


def overview(commands: list[Command | app_commands.Group]) -> list[tuple[str, str]]:
    """Return the same in one line for each top-level command; a group names its subcommands."""
    lines = []
    for command in commands:
        first, *others = _leaves(command)
        also = f"; also {', '.join(leaf.name for leaf in others)}" if others else ""
        lines.append((f"/{first.qualified_name}", f"{command.description}{also}"))
    return lines


def _leaves(command: Command | app_commands.Group) -> Iterator[Command]:
    if isinstance(command, app_commands.Group):
        for child in command.commands:
            yield from _leaves(child)
    else:
        yield command
