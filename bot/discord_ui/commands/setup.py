"""`/setup`: leads whoever manages a server through what the tutor posts there."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.discord_ui.base_client import Command, Interaction
from bot.discord_ui.handlers import setup


def setup_command() -> Command:
    """Return the command `/setup`; Discord shows it to those with Manage Server, and the handlers check again."""

    @app_commands.command(name="setup", description="Choose what I post here, where and when (Manage Server)")
    @app_commands.guild_only()
    @app_commands.default_permissions(discord.Permissions(manage_guild=True))
    async def begin_setup(interaction: Interaction) -> None:
        await setup.begin(interaction)

    return begin_setup
