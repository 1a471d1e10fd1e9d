"""`/curate`: for those who manage a server, what the tutor could not answer there."""

from __future__ import annotations

from typing import Literal

import discord
from discord import app_commands

from bot.discord_ui.base_client import Interaction
from bot.discord_ui.handlers import curate


def curate_group() -> app_commands.Group:
    """Return the group `/curate`; Discord shows it to those with Manage Server, and the handlers check again."""
    group = app_commands.Group(
        name="curate",
        description="For those who manage the server: what I could not answer here",
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    @group.command(
        name="gaps", description="See the questions without a fitting answer (Manage Server; only you see it)"
    )
    async def _gaps(interaction: Interaction) -> None:
        await curate.show_gaps(interaction)

    @group.command(
        name="keep", description="Choose whether such questions are kept, and read what is stored (Manage Server)"
    )
    @app_commands.describe(questions="on: keep them for 30 days; off: delete them now, keep none; empty: say how it is")
    async def _keep(interaction: Interaction, questions: Literal["on", "off"] | None = None) -> None:
        await curate.keep_questions(interaction, questions)

    return group
