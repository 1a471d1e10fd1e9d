"""Handlers of the buttons under an answer: open an entry, share it, play on it, say whether it helped."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.discord_ui.base_client import Interaction
from bot.discord_ui.cards.replies import rejected_card
from bot.discord_ui.error_net import tell
from knowledge.chat.replies import Turn
from knowledge.entries import Entry

from .asking import note, place_of, shareable
from .rounds import new_round, start_private
from .showing import Setting, answered_card, entry_named

QUIZ_ME_LENGTH = 3  # questions of a round "on this"
MOST_OTHERS = 3  # entries offered in place of one that was not meant
HELPED = "Noted: this answer helped you. “Not helpful” changes it."
DID_NOT_HELP = "Noted: this answer did not help you. “Helpful” changes it."


async def show_entry(interaction: Interaction, entry: str) -> None:
    """Show one entry privately."""
    await _open(interaction, entry_named(interaction.client.tutor, entry), details=False)


async def show_details(interaction: Interaction, entry: str) -> None:
    """Show one entry privately with all that is known on it."""
    await _open(interaction, entry_named(interaction.client.tutor, entry), details=True)


async def share_entry(interaction: Interaction, entry: str) -> None:
    """Show one entry to the whole channel."""
    tutor = interaction.client.tutor
    card = answered_card(tutor, tutor.chat.about(entry_named(tutor, entry)), Setting(chosen=True))
    await interaction.response.send_message(view=card)


async def quiz_on_entry(interaction: Interaction, entry: str) -> None:
    """Start a short private round on what an entry says."""
    chosen = entry_named(interaction.client.tutor, entry)
    new = new_round(interaction, "mixed", QUIZ_ME_LENGTH)
    await start_private(interaction, replace(new, about=chosen.facts, title=chosen.title))


async def vote_helpful(interaction: Interaction, entry: str) -> None:
    """Store that an entry helped."""
    await _vote(interaction, entry, helpful=True)


async def vote_unhelpful(interaction: Interaction, entry: str) -> None:
    """Store that an entry did not help."""
    await _vote(interaction, entry, helpful=False)


async def not_meant(interaction: Interaction, entry: str) -> None:
    """Offer what else may have been meant by the learner's question, and record that this entry was not."""
    tutor, now = interaction.client.tutor, interaction.client.tutor.clock()
    rejection = tutor.conversations.rejected(place_of(interaction), entry, now)
    wanted = MOST_OTHERS + len(rejection.entries)
    likeliest = await asyncio.to_thread(tutor.matcher.likeliest, rejection.question or "", wanted)
    others = [other for other in likeliest if other.id not in rejection.entries][:MOST_OTHERS]
    await interaction.response.send_message(view=rejected_card(others), ephemeral=True)
    if not rejection.again:
        await note(tutor.feedback.record_mismatch, interaction.guild_id, rejection.question, entry, now)


async def _open(interaction: Interaction, entry: Entry, *, details: bool) -> None:
    tutor = interaction.client.tutor
    tutor.conversations.opened(place_of(interaction), Turn(entry.title, entry.id), tutor.clock())
    setting = Setting(shareable=shareable(interaction), chosen=True)
    card = answered_card(tutor, tutor.chat.about(entry), setting, details=details)
    await interaction.response.send_message(view=card, ephemeral=True)


async def _vote(interaction: Interaction, entry: str, *, helpful: bool) -> None:
    tutor = interaction.client.tutor
    voted = entry_named(tutor, entry)
    learner, guild = interaction.user.id, interaction.guild_id
    await asyncio.to_thread(tutor.feedback.record_vote, learner, guild, voted.id, helpful, tutor.clock())
    await tell(interaction, HELPED if helpful else DID_NOT_HELP)
