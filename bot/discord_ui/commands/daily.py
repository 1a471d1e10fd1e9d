"""`/daily`: the question of the day, for those who missed its post."""

from __future__ import annotations

from discord import app_commands

from bot.discord_ui.base_client import Command, Interaction
from bot.discord_ui.handlers import daily


def daily_command() -> Command:
    """Return the command `/daily`."""

    @app_commands.command(name="daily", description="Answer the question of the day (only you see it)")
    async def show_daily(interaction: Interaction) -> None:
        await daily.show(interaction)

    return show_daily
