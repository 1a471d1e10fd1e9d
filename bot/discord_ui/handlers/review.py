"""Handlers of `/review` and of its reminders."""

from __future__ import annotations

import asyncio

from discord.utils import format_dt

from bot.discord_ui.base_client import Interaction
from bot.discord_ui.cards.review import enough_card, nothing_due_card, review_note, said_card
from bot.discord_ui.cards.rounds import question_card, reveal_card
from quizzes.learning.reviews import AT_ONCE

from .rounds import new_round

STOPPED = "I send you no more reminders. `/settings` switches them on again."


async def review(interaction: Interaction) -> None:
    """Start a private round on what is due, within the day's bound; say plainly if nothing is."""
    tutor, learner = interaction.client.tutor, interaction.user.id
    found = await asyncio.to_thread(tutor.reviews.due, learner, interaction.guild_id, tutor.clock())
    if found.items and not found.today:
        await interaction.response.send_message(view=enough_card(found), ephemeral=True)
        return
    await _start(interaction, min(AT_ONCE, found.today or AT_ONCE))


async def review_now(interaction: Interaction, count: int) -> None:
    """Start a private round on so many questions that are due, also beyond the day's bound: they asked for it."""
    await _start(interaction, count)


async def snooze(interaction: Interaction) -> None:
    """Send the reminder once more, later."""
    tutor = interaction.client.tutor
    at = await asyncio.to_thread(tutor.reminders.snooze, interaction.user.id, tutor.clock())
    await interaction.response.edit_message(view=said_card(f"I remind you once more at {format_dt(at, 't')}."))


async def stop_reminders(interaction: Interaction) -> None:
    """Send no more reminders."""
    tutor = interaction.client.tutor
    await asyncio.to_thread(tutor.reminders.stop, interaction.user.id, tutor.clock())
    await interaction.response.edit_message(view=said_card(STOPPED))


async def say_sure(interaction: Interaction, round_id: int, number: int, sure: int) -> None:
    """Store whether the learner was sure of an answer, and show its reveal without the question."""
    tutor, learner = interaction.client.tutor, interaction.user.id
    stored = await asyncio.to_thread(
        lambda: tutor.reviews.say_sure(round_id, number, learner, sure=bool(sure), now=tutor.clock())
    )
    reveal = await asyncio.to_thread(tutor.rounds.reveal, round_id, number, learner)
    entry = tutor.knowledge.entries.get(reveal.entry_id or "")
    note = "Noted: you were sure." if stored else "Noted: you were not sure."
    await interaction.response.edit_message(view=reveal_card(reveal, entry, note=note))


async def _start(interaction: Interaction, count: int) -> None:
    tutor, learner, now = interaction.client.tutor, interaction.user.id, interaction.client.tutor.clock()
    found = await asyncio.to_thread(tutor.reviews.due, learner, interaction.guild_id, now)
    started = await asyncio.to_thread(tutor.reviews.start, new_round(interaction, "mixed", count), now, tutor.rng)
    if started is None:
        await interaction.response.send_message(view=nothing_due_card(found), ephemeral=True)
        return
    card, left = started
    ended = f" Your unfinished round on {left.title} ends here; its answers are kept." if left else ""
    view = question_card(card, note=f"{review_note(found, card.round.length)}.{ended}")
    await interaction.response.send_message(view=view, ephemeral=True)
