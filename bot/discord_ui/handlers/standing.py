"""Handlers of scores: one's own, somebody else's, and a round on a belief that shows in them."""

from __future__ import annotations

import asyncio
import io
from dataclasses import replace

import discord

from bot.discord_ui.base_client import Interaction
from bot.discord_ui.cards.progress import PICTURE, progress_card
from bot.discord_ui.cards.score import corrections_note, own_score_card, score_card
from bot.error_messages import BeliefGone
from bot.progress_picture import alt_text, draw
from bot.progress_reading import progress_of
from quizzes.standing.history import progress_by_topic
from quizzes.standing.standing_errors import NotOnBoard

from .rounds import new_round, start_private

FIX_LENGTH = 3  # questions of a round on one belief


async def show_own_score(interaction: Interaction) -> None:
    """Show a learner's own score privately; what was corrected since the last time is said once."""
    tutor, learner, now = interaction.client.tutor, interaction.user.id, interaction.client.tutor.clock()
    score = await asyncio.to_thread(tutor.scores.score_of, learner, interaction.guild_id, now)
    corrections = await asyncio.to_thread(tutor.scores.tell_corrections, learner, now)
    card = own_score_card(
        score, tutor.knowledge.entries, guild_id=interaction.guild_id, note=corrections_note(corrections)
    )
    await interaction.response.send_message(view=card, ephemeral=True)


async def show_score_to_all(interaction: Interaction) -> None:
    """Show a learner's own score, without the beliefs behind it, to the channel: they asked for that."""
    await _show(interaction, interaction.user.id, ephemeral=False)


async def show_score_of(interaction: Interaction, learner_id: int) -> None:
    """Show the score of somebody who is on the server's board by their name, privately."""
    guild_id, members = interaction.guild_id, interaction.client.tutor.members
    if guild_id is None or not await asyncio.to_thread(members.is_named_on_board, guild_id, learner_id):
        raise NotOnBoard(learner_id)
    await _show(interaction, learner_id, ephemeral=True)


async def quiz_on_belief(interaction: Interaction, belief: str) -> None:
    """Start a short private round whose questions offer a belief."""
    known = interaction.client.tutor.bank.misconceptions.get(belief)
    if known is None:
        raise BeliefGone(belief)
    new = new_round(interaction, "mixed", FIX_LENGTH)
    await start_private(interaction, replace(new, belief=belief, title=known.name))


async def show_progress(interaction: Interaction) -> None:
    """Show how a learner does in each topic, privately, with a picture of it."""
    tutor, where = interaction.client.tutor, interaction.guild_id
    await interaction.response.defer(ephemeral=True, thinking=True)  # drawing takes a few tenths of a second
    history = await asyncio.to_thread(tutor.histories.history_of, interaction.user.id, where, tutor.clock())
    progress = progress_of(tutor, history)
    learned = progress.learned, len(progress.sections)
    card = progress_card(progress_by_topic(history, tutor.bank), learned, alt_text(progress))
    drawn = [discord.File(io.BytesIO(await asyncio.to_thread(draw, progress)), PICTURE)] if history.tries else []
    await interaction.edit_original_response(view=card, attachments=drawn)


async def _show(interaction: Interaction, learner_id: int, *, ephemeral: bool) -> None:
    tutor = interaction.client.tutor
    score = await asyncio.to_thread(tutor.scores.score_of, learner_id, interaction.guild_id, tutor.clock())
    await interaction.response.send_message(view=score_card(score), ephemeral=ephemeral)
