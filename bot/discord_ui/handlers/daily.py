"""Handlers of daily questions: answer one, and find the one that is open."""

from __future__ import annotations

import asyncio

from bot.discord_ui.base_client import Interaction
from bot.discord_ui.cards.daily import no_daily_card, own_daily_card
from bot.discord_ui.cards.rounds import question_card, reveal_card
from quizzes.answer_rows import Given
from quizzes.answering import Submission
from quizzes.errors import AlreadyAnswered, QuestionClosed
from quizzes.round_rows import NewRound

CLOSED = "This question has closed, so nothing was stored. Here is its solution."
IN_DIRECT_MESSAGES = "Daily questions belong to servers. Here is one just for you."


async def answer(interaction: Interaction, round_id: int, number: int, position: int) -> None:
    """Store the answer to a daily question, and show its solution privately."""
    await store_daily(interaction, round_id, number, Given((position,)))


async def store_daily(interaction: Interaction, round_id: int, number: int, given: Given) -> None:
    """Store the answer to a daily question; who has answered before, or comes after the close, sees the solution only.

    The click is acknowledged as soon as the answer is committed, for thousands may come at once; the card follows.
    """
    tutor, learner = interaction.client.tutor, interaction.user.id
    note = None
    try:
        await tutor.answers.hand_in(Submission(round_id, number, given, learner, tutor.clock()))
    except AlreadyAnswered:
        pass
    except QuestionClosed:
        note = CLOSED
    await interaction.response.defer(ephemeral=True, thinking=True)
    async with interaction.client.cards_after:
        reveal = await asyncio.to_thread(tutor.rounds.reveal, round_id, number, learner)
        entry = tutor.knowledge.entries.get(reveal.entry_id or "")
        await interaction.edit_original_response(view=reveal_card(reveal, entry, note=note))


async def show(interaction: Interaction) -> None:
    """Show the server's open daily question, or the learner's result of it; outside servers a question of their own."""
    tutor, learner = interaction.client.tutor, interaction.user.id
    if interaction.guild_id is None:
        new = NewRound(None, interaction.channel_id or 0, learner, "mixed", 1)
        card, _ = await asyncio.to_thread(tutor.rounds.start_private, new, tutor.clock(), tutor.rng)
        view = question_card(card, note=IN_DIRECT_MESSAGES)
        await interaction.response.send_message(view=view, ephemeral=True)
        return
    found = await asyncio.to_thread(tutor.daily_questions.open_in, interaction.guild_id, learner)
    fresh = next((one for one in found if one.own is None), None)
    if fresh:
        view = own_daily_card(fresh.card)
    elif found and found[0].own:
        own = found[0].own
        view = reveal_card(own, tutor.knowledge.entries.get(own.entry_id or ""))
    else:
        planned = await asyncio.to_thread(tutor.schedules.of_server, interaction.guild_id)
        view = no_daily_card([one for one in planned if one.kind == "daily"])
    await interaction.response.send_message(view=view, ephemeral=True)
