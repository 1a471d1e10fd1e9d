"""`/score`, `/progress`, `/leaderboard` and `/help`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import discord
from discord import app_commands

from bot.discord_ui.base_client import Command, Interaction
from bot.discord_ui.handlers import boards, standing
from quizzes.questions import Topic
from quizzes.standing.windows import When

WINDOWS = Literal["this week", "this month", "this season", "all time"]
WHEN: dict[str, When] = {"this week": "week", "this month": "month", "this season": "season", "all time": "all"}
WHEN_HELP = "Since when (default: this week); a season is a quarter of a year"


def score_command() -> Command:
    """Return the command `/score`."""

    @app_commands.command(name="score", description="See your points and what to work on (only you see it)")
    @app_commands.describe(member="Someone on this server's board, to see their points instead")
    async def score(interaction: Interaction, member: discord.Member | None = None) -> None:
        if member is None or member.id == interaction.user.id:
            await standing.show_own_score(interaction)
        else:
            await standing.show_score_of(interaction, member.id)

    return score


def progress_command() -> Command:
    """Return the command `/progress`."""

    @app_commands.command(name="progress", description="See how you do in each topic, now and before (only you see it)")
    async def progress(interaction: Interaction) -> None:
        await standing.show_progress(interaction)

    return progress


def leaderboard_command(topics: Iterable[Topic]) -> Command:
    """Return the command `/leaderboard`."""

    @app_commands.command(name="leaderboard", description="See who stands where in this server (only you see it)")
    @app_commands.guild_only()
    @app_commands.describe(when=WHEN_HELP, topic="Only what belongs to one topic (default: everything)")
    @app_commands.choices(topic=_choices(topics))
    async def leaderboard(interaction: Interaction, when: WINDOWS = "this week", topic: str = "") -> None:
        await boards.show_board(interaction, WHEN[when], topic)

    return leaderboard


def export_command(topics: Iterable[Topic]) -> Command:
    """Return the command `/leaderboard-export`; Discord shows it to those with Manage Server, and we check again."""

    @app_commands.command(
        name="leaderboard-export", description="Get the standings of those on the board as a file (Manage Server)"
    )
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.describe(when="Since when (default: all time)", topic="Only one topic (default: everything)")
    @app_commands.choices(topic=_choices(topics))
    async def export(interaction: Interaction, when: WINDOWS = "all time", topic: str = "") -> None:
        await boards.export(interaction, WHEN[when], topic)

    return export


def help_command() -> Command:
    """Return the command `/help`."""

    @app_commands.command(name="help", description="See what I can do and what to type")
    async def show_help(interaction: Interaction) -> None:
        await interaction.response.send_message(view=interaction.client.help_card(), ephemeral=True)

    return show_help


def _choices(topics: Iterable[Topic]) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=topic.name, value=topic.id) for topic in topics if not topic.everything]
