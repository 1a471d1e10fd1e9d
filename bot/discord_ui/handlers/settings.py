"""Handler of `/settings`."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import dataclass

from bot.discord_ui.base_client import Interaction
from bot.discord_ui.cards.settings import settings_card
from bot.error_messages import NoOwnZone
from bot.tutor import Tutor
from quizzes.schedules.typed import read_dates, read_time
from quizzes.schedules.zones import zone_named

NEVER = ("off", "none", "no", "never", "-")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a learner typed; None where they typed nothing."""

    time_percent: int | None = None
    zone: str | None = None
    exam: str | None = None
    remind: str | None = None


async def show(interaction: Interaction, wanted: Wanted) -> None:
    """Store what is given, and show a learner's settings privately."""
    tutor, learner = interaction.client.tutor, interaction.user.id
    await asyncio.to_thread(_store, tutor, learner, interaction.guild_id, wanted)
    settings = await asyncio.to_thread(tutor.learners.settings_of, learner)
    await interaction.response.send_message(view=settings_card(settings, saved=wanted != Wanted()), ephemeral=True)


def _store(tutor: Tutor, learner_id: int, guild_id: int | None, wanted: Wanted) -> None:
    """Read everything before anything is stored, so that nothing is if one of them can't be read."""
    now, before = tutor.clock(), tutor.learners.settings_of(learner_id)
    zone = zone_named(wanted.zone) if wanted.zone else None
    exam_on = _exam_day(wanted.exam) if wanted.exam else None
    remind = wanted.remind and wanted.remind.strip().casefold()
    at = read_time(remind) if remind and remind not in NEVER else before.remind_at
    reminds = at is not None and remind not in NEVER and bool(remind or zone)
    where = zone or before.zone or (tutor.servers.zone_of(guild_id) if guild_id is not None else None)
    if reminds and where is None:
        raise NoOwnZone
    if wanted.time_percent is not None:
        tutor.learners.set_time(learner_id, wanted.time_percent, now)
    if zone is not None:
        tutor.learners.set_zone(learner_id, zone, now)
    if wanted.exam:
        tutor.learners.set_exam(learner_id, exam_on, now)
    if remind in NEVER:
        tutor.reminders.stop(learner_id, now)
    elif reminds and at is not None and where is not None:
        tutor.reminders.set_for(learner_id, at, where, now)


def _exam_day(typed: str) -> dt.date | None:
    return None if typed.strip().casefold() in NEVER else min(read_dates(typed))
