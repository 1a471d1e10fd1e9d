"""Handler of `/settings`."""

from __future__ import annotations

import asyncio

from bot.discord_ui.base_client import Interaction
from bot.discord_ui.cards.settings import settings_card
from quizzes.schedules.zones import zone_named


async def show(interaction: Interaction, time_percent: int | None, zone: str | None) -> None:
    """Store what is given, and show a learner's settings privately."""
    tutor, learner, now = interaction.client.tutor, interaction.user.id, interaction.client.tutor.clock()
    named = zone_named(zone) if zone else None
    if time_percent is not None:
        await asyncio.to_thread(tutor.learners.set_time, learner, time_percent, now)
    if named is not None:
        await asyncio.to_thread(tutor.learners.set_zone, learner, named, now)
    settings = await asyncio.to_thread(tutor.learners.settings_of, learner)
    saved = time_percent is not None or named is not None
    await interaction.response.send_message(view=settings_card(settings, saved=saved), ephemeral=True)
