"""Handlers of `/privacy`: what is stored, a copy of it, its deletion, and opting out."""

from __future__ import annotations

import asyncio
import io

import discord

from bot.discord_ui.base_client import Interaction
from bot.discord_ui.cards.privacy import (
    EXPORTED,
    KEPT,
    ask_to_delete_card,
    deleted_text,
    done_card,
    opted_out_text,
    stored_card,
)
from bot.discord_ui.limits import check_content


async def show(interaction: Interaction) -> None:
    """Show what is stored about the learner, privately."""
    stored = await asyncio.to_thread(interaction.client.tutor.privacy.summary, interaction.user.id)
    await interaction.response.send_message(view=stored_card(stored), ephemeral=True)


async def export(interaction: Interaction) -> None:
    """Send the learner's own data as files, privately."""
    tutor = interaction.client.tutor
    await interaction.response.defer(ephemeral=True, thinking=True)
    files = await asyncio.to_thread(tutor.privacy.export, interaction.user.id, tutor.clock())
    attached = [discord.File(io.BytesIO(content), name) for name, content in files.items()]
    await interaction.followup.send(check_content(EXPORTED), files=attached, ephemeral=True)


async def ask_to_delete(interaction: Interaction) -> None:
    """Ask whether all is to be deleted."""
    stored = await asyncio.to_thread(interaction.client.tutor.privacy.summary, interaction.user.id)
    await interaction.response.send_message(view=ask_to_delete_card(sum(s.rows for s in stored)), ephemeral=True)


async def delete(interaction: Interaction) -> None:
    """Delete all that is stored about the learner."""
    tutor = interaction.client.tutor
    deleted = await asyncio.to_thread(tutor.privacy.delete, interaction.user.id)
    tutor.conversations.forget(interaction.user.id)
    await interaction.response.edit_message(view=done_card(deleted_text(deleted)))


async def keep(interaction: Interaction) -> None:
    """Delete nothing."""
    await interaction.response.edit_message(view=done_card(KEPT))


async def opt_out(interaction: Interaction) -> None:
    """Take the learner off all boards and stop their reminders."""
    tutor = interaction.client.tutor
    boards = await asyncio.to_thread(tutor.privacy.opt_out, interaction.user.id, tutor.clock())
    await interaction.response.send_message(view=done_card(opted_out_text(boards)), ephemeral=True)
