"""`/settings`: what a learner has set for themselves."""

from __future__ import annotations

from discord import app_commands

from bot.discord_ui.base_client import Command, Interaction
from bot.discord_ui.cards.settings import TIMES
from bot.discord_ui.handlers import schedules, settings


def settings_command() -> Command:
    """Return the command `/settings`."""

    @app_commands.command(name="settings", description="See and change your own settings (only you see them)")
    @app_commands.describe(
        time="How much time questions in a round leave you",
        zone="Your time zone, by city",
        exam="The day of your exam, such as 2027-01-07, so that reviews come before it; or off",
        remind="When I may tell you that reviews are due, such as 19:00, by direct message; or off",
    )
    @app_commands.choices(time=[app_commands.Choice(name=name, value=percent) for percent, name in TIMES.items()])
    @app_commands.autocomplete(zone=schedules.suggest_zones)
    async def show_settings(
        interaction: Interaction,
        time: int | None = None,
        zone: str | None = None,
        exam: str | None = None,
        remind: str | None = None,
    ) -> None:
        await settings.show(interaction, settings.Wanted(time, zone, exam, remind))

    return show_settings
