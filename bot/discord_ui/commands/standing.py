"""`/score` and `/help`."""

from __future__ import annotations

import asyncio

from discord import app_commands

from bot.discord_ui.base_client import Command, Interaction
from bot.discord_ui.cards.score import score_card


def score_command() -> Command:
    """Return the command `/score`."""

    @app_commands.command(name="score", description="See your points and what to work on (only you see it)")
    async def score(interaction: Interaction) -> None:
        tutor = interaction.client.tutor
        reached = await asyncio.to_thread(tutor.scores.score_of, interaction.user.id, interaction.guild_id)
        where = "in this server" if interaction.guild_id else "everywhere"
        view = score_card(reached, tutor.knowledge.entries, where=where)
        await interaction.response.send_message(view=view, ephemeral=True)

    return score


def help_command() -> Command:
    """Return the command `/help`."""

    @app_commands.command(name="help", description="See what I can do and what to type")
    async def show_help(interaction: Interaction) -> None:
        await interaction.response.send_message(view=interaction.client.help_card(), ephemeral=True)

    return show_help
