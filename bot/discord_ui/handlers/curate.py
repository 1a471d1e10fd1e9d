"""Handlers of `/curate`: whether questions without a fitting answer are kept, and which there are."""

from __future__ import annotations

import asyncio
from typing import Literal

from bot.discord_ui.base_client import Interaction
from bot.discord_ui.cards.curate import gaps_card, keeping_card
from bot.tutor import Tutor
from knowledge.likeness import Gap, grouped

from .managing import managed_server


async def keep_questions(interaction: Interaction, wanted: Literal["on", "off"] | None) -> None:
    """Keep a server's questions, or delete them and keep none, or only (None) say how it is; say what that means."""
    guild_id = managed_server(interaction)
    servers, now = interaction.client.tutor.servers, interaction.client.tutor.clock()
    deleted = None
    if wanted == "on":
        await asyncio.to_thread(servers.keep_questions, guild_id, now)
    elif wanted == "off":
        deleted = await asyncio.to_thread(servers.stop_keeping_questions, guild_id, now)
    keeps = await asyncio.to_thread(servers.keeps_questions, guild_id)
    await interaction.response.send_message(view=keeping_card(keeps=keeps, deleted=deleted), ephemeral=True)


async def show_gaps(interaction: Interaction) -> None:
    """Show the first page of a server's questions without a fitting answer, privately."""
    guild_id = managed_server(interaction)
    await interaction.response.defer(ephemeral=True, thinking=True)  # thousands of questions take a second to group
    await _show_page(interaction, guild_id, 1)


async def turn_page(interaction: Interaction, page: int) -> None:
    """Show another page in place of the one whose button was pressed."""
    guild_id = managed_server(interaction)
    await interaction.response.defer()
    await _show_page(interaction, guild_id, page)


async def _show_page(interaction: Interaction, guild_id: int, page: int) -> None:
    tutor = interaction.client.tutor
    gaps = await asyncio.to_thread(_gaps, tutor, guild_id)
    keeps = await asyncio.to_thread(tutor.servers.keeps_questions, guild_id)
    await interaction.edit_original_response(view=gaps_card(gaps, page, tutor.knowledge.entries, keeps=keeps))


def _gaps(tutor: Tutor, guild_id: int) -> list[Gap]:
    return grouped(tutor.feedback.gaps(tutor.clock(), guild_id), tutor.matcher)
