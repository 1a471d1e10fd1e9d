"""Handlers of comparisons and of the decision dialogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import discord
from discord import ui

from bot.discord_ui.base_client import Interaction
from bot.discord_ui.custom_ids import NONE, Names
from knowledge.chat.chat import Chat
from knowledge.chat.comparison import Comparison

from .asking import place_of, shareable
from .showing import Setting, advised_card, compared_card


async def compare(interaction: Interaction, subjects: Sequence[str], aspect: str | None) -> None:
    """Show subjects side by side, privately: what was typed after `/compare`."""
    await _show(interaction, interaction.client.tutor.chat.compare(subjects, aspect))


async def show_comparison(interaction: Interaction, subjects: Names, aspects: Names) -> None:
    """Show the comparison that a question asked for as well, privately."""
    await _show(interaction, _comparison(interaction.client.tutor.chat, subjects, aspects))


async def compare_in(interaction: Interaction, subjects: Names, chosen: str) -> None:
    """Show the same subjects in the aspect that was chosen from the menu."""
    aspect = None if chosen == NONE else chosen
    comparison = interaction.client.tutor.chat.compare(subjects.parts, aspect)
    setting = Setting(shareable=shareable(interaction))
    await _show_in_place(interaction, compared_card(interaction.client.tutor, comparison, setting))


async def share_comparison(interaction: Interaction, subjects: Names, aspects: Names) -> None:
    """Show a comparison to the whole channel."""
    tutor = interaction.client.tutor
    card = compared_card(tutor, _comparison(tutor.chat, subjects, aspects), Setting())
    await interaction.response.send_message(view=card)


async def open_dialogue(interaction: Interaction) -> None:
    """Show the first question of the decision dialogue, privately."""
    card = _advised(interaction, "")
    await interaction.response.send_message(view=card, ephemeral=True)


async def go_on_choosing(interaction: Interaction, path: str) -> None:
    """Show the state of the decision dialogue that a choice leads to, in place of the last one."""
    await _show_in_place(interaction, _advised(interaction, path.removeprefix(NONE)))


def _advised(interaction: Interaction, path: str) -> ui.LayoutView:
    """Return the card of a state of the dialogue, which a typed choice or question goes on from."""
    tutor = interaction.client.tutor
    step = tutor.chat.advise(path)
    tutor.conversations.opened(place_of(interaction), tutor.chat.turn_at(step), tutor.clock())
    return advised_card(tutor, step, Setting())


async def _show(interaction: Interaction, comparison: Comparison) -> None:
    card = compared_card(interaction.client.tutor, comparison, Setting(shareable=shareable(interaction)))
    await interaction.response.send_message(view=card, ephemeral=True)


async def _show_in_place(interaction: Interaction, card: ui.LayoutView) -> None:
    """Show a card in place of the one that was clicked; privately beside it, if others see that one."""
    message = interaction.message
    if message and (message.flags.ephemeral or isinstance(message.channel, discord.DMChannel)):
        await interaction.response.edit_message(view=card)
    else:
        await interaction.response.send_message(view=card, ephemeral=True)


def _comparison(chat: Chat, subjects: Names, aspects: Names) -> Comparison:
    """Return subjects side by side in several aspects; without any, in the most telling ones."""
    whole = chat.compare(subjects.parts)
    rows = [row for aspect in aspects.parts for row in chat.compare(subjects.parts, aspect).rows]
    return replace(whole, rows=tuple(rows)) if rows else whole
