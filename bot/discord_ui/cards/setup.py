"""The card of `/setup`: one step a line, all on one card that is edited in place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ButtonStyle, ui
from discord.utils import format_dt

from bot.discord_ui.custom_ids import (
    DELETE_TEST,
    SETUP_CHANNEL,
    SETUP_KIND,
    SETUP_MORE,
    SETUP_NEAR,
    SETUP_SAVE,
    SETUP_TEST,
    SETUP_TIME,
    SETUP_TOPIC,
    SETUP_ZONE,
)
from bot.discord_ui.permissions import Permission
from quizzes.questions import Topic
from quizzes.schedules.calendar import local_time
from quizzes.schedules.schedule_views import Preview
from quizzes.schedules.typed import weekdays_text
from quizzes.schedules.zones import ZoneChoice

from .layout import RULE, button, layout, menu, plain
from .schedules import preview_card

KINDS = (("daily", "A daily question"), ("round", "A weekly round of 5 questions"))
CHANNEL_TYPES = [discord.ChannelType.text, discord.ChannelType.public_thread]


@dataclass(frozen=True, slots=True)
class Note:
    """What is said below the steps.

    Attributes:
        text: why the last step did nothing, or what to look at; markdown.
        zones: time zones that may have been meant, to choose from; none where there is nothing to choose.
    """

    text: str
    zones: Sequence[ZoneChoice] = ()


def setup_card(
    preview: Preview, topics: Sequence[Topic], missing: Sequence[Permission], now: dt.datetime, note: Note | None = None
) -> ui.LayoutView:
    """Return what is being set up, with what each step changes.

    Args:
        preview: the draft and the dates that it would have.
        topics: what can be asked about.
        missing: permissions that the bot lacks in the channel, needed or useful.
        now: the present moment.
        note: what is said below the steps; None for nothing.
    """
    draft = preview.schedule
    number, zone = draft.id, draft.plan.zone
    days = weekdays_text(draft.plan.weekdays)
    dates = ", ".join(format_dt(one.at, "f") for one in preview.dates)
    near = note.zones if note else ()
    channel: ui.ChannelSelect[Any] = ui.ChannelSelect(
        custom_id=SETUP_CHANNEL(number), channel_types=CHANNEL_TYPES, placeholder="Another channel"
    )
    return layout(
        "### What shall I post in this server?",
        f"**1 Where:** <#{draft.channel_id}>\n"
        f"**2 What:** {dict(KINDS)[draft.kind].lower()} · {plain(draft.topic.name)}\n"
        f"**3 Time zone:** {plain(zone)}, where it is {local_time(now, zone):%H:%M} now\n"
        f"**4 When:** {days} at {draft.plan.at:%H:%M}",
        f"-# In your own time, the first dates are {dates}.",
        RULE,
        note and note.text,
        permissions_text(missing),
        rows=[
            [menu("Which time zone?", SETUP_NEAR(number), [(zone.name, zone.label) for zone in near])] if near else [],
            [channel],
            [menu("Post something else", SETUP_KIND(number), KINDS)],
            [menu("Ask about something else", SETUP_TOPIC(number), [(topic.id, topic.name) for topic in topics])],
            [button("Time zone", SETUP_ZONE(number)), button("Time and days", SETUP_TIME(number))],
            [button("Save", SETUP_SAVE(number), ButtonStyle.primary), button("Test post", SETUP_TEST(number))],
        ],
    )


def permissions_text(missing: Sequence[Permission]) -> str:
    """Say which permissions are missing, and what each is for."""
    if not missing:
        return "-# I have all the permissions that I need there."
    lines = "\n".join(f"- **{permission.name}**, {permission.purpose}" for permission in missing)
    return f"In that channel I still lack:\n{lines}\nGrant them under *Edit Channel > Permissions*."


def saved_card(preview: Preview, now: dt.datetime) -> ui.LayoutView:
    """Say that it is saved, and offer to set up something else."""
    return preview_card(preview, now, done="Saved", more=[button("Set up something else", SETUP_MORE())])


def test_card() -> ui.LayoutView:
    """Return the post that shows that posting works."""
    return layout(
        "### This is a test\nIf you can read this, I can post here. Questions will look like this card.",
        rows=[[button("Delete this test", DELETE_TEST())]],
    )
