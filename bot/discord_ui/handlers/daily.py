"""Handlers of daily questions: answer one, and find the one that is open."""

from __future__ import annotations

import asyncio
import contextlib

from bot.discord_ui.base_client import Interaction
from bot.discord_ui.cards.daily import no_daily_card, own_daily_card
from bot.discord_ui.cards.rounds import question_card, reveal_card
from bot.tutor import Tutor
from quizzes.answer_rows import Given
from quizzes.answering import Submission
from quizzes.errors import AlreadyAnswered
from quizzes.round_rows import NewRound
from quizzes.schedules.schedule_views import ScheduleView

IN_DIRECT_MESSAGES = "Daily questions belong to servers. Here is one just for you."


async def answer(interaction: Interaction, round_id: int, number: int, position: int) -> None:
    """Store the answer to a daily question, and show its solution privately."""
    await store_daily(interaction, round_id, number, Given((position,)))


async def store_daily(interaction: Interaction, round_id: int, number: int, given: Given) -> None:
    """Store the answer to a daily question; whoever has answered before is shown the same again.

    The click is acknowledged as soon as the answer is committed, for thousands may come at once; the card follows.
    """
    tutor, learner = interaction.client.tutor, interaction.user.id
    with contextlib.suppress(AlreadyAnswered):
        await tutor.answers.hand_in(Submission(round_id, number, given, learner, tutor.clock()))
    await interaction.response.defer(ephemeral=True, thinking=True)
    async with interaction.client.cards_after:
        reveal = await asyncio.to_thread(tutor.rounds.reveal, round_id, number, learner)
        entry = tutor.knowledge.entries.get(reveal.entry_id or "")
        await interaction.edit_original_response(view=reveal_card(reveal, entry))


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
        view = no_daily_card(await asyncio.to_thread(_coming, tutor, interaction.guild_id))
    await interaction.response.send_message(view=view, ephemeral=True)


def _coming(tutor: Tutor, guild_id: int) -> ScheduleView | None:
    """Return the schedule whose daily question comes next."""
    planned = [one for one in tutor.schedules.of_server(guild_id) if one.kind == "daily" and one.next_at]
    return min(planned, key=lambda one: one.next_at or tutor.clock(), default=None)
