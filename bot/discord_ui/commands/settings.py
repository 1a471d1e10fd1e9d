"""`/settings`: what a learner has set for themselves."""

from __future__ import annotations

from discord import app_commands

from bot.discord_ui.base_client import Command, Interaction
from bot.discord_ui.cards.settings import TIMES
from bot.discord_ui.handlers import schedules, settings


def settings_command() -> Command:
    """Return the command `/settings`."""

    @app_commands.command(name="settings", description="See and change your own settings (only you see them)")
    @app_commands.describe(time="How much time questions in a round leave you", zone="Your time zone, by city")
    @app_commands.choices(time=[app_commands.Choice(name=name, value=percent) for percent, name in TIMES.items()])
    @app_commands.autocomplete(zone=schedules.suggest_zones)
    async def show_settings(interaction: Interaction, time: int | None = None, zone: str | None = None) -> None:
        await settings.show(interaction, time, zone)

    return show_settings
