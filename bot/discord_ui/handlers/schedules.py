"""Handlers of `/schedule`: plan, look, pause, resume, skip, run and remove, for those who manage the server."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import discord
from discord import app_commands

from bot.discord_ui.base_client import Interaction
from bot.discord_ui.cards.schedules import label, list_card, preview_card, removed_card, removing_card
from bot.discord_ui.limits import MAX_CHOICE_NAME, MAX_CHOICES, shortened
from bot.discord_ui.permissions import check_in, check_mention, check_role
from bot.error_messages import NoZone
from quizzes import due
from quizzes.errors import UnreadableTime
from quizzes.schedules.calendar import Plan
from quizzes.schedules.schedule_views import NewSchedule, ScheduleKind, ScheduleView
from quizzes.schedules.typed import read_dates, read_time, read_weekdays
from quizzes.schedules.zones import find_zones, zone_named

from .managing import managed_server

Channel = discord.TextChannel | discord.Thread


@dataclass(frozen=True, slots=True)
class Wanted:
    """A schedule as a host types it: texts that are still to be read, and None where the default is meant."""

    kind: ScheduleKind
    time: str
    days: str
    topic: str
    channel: Channel | None = None
    zone: str | None = None
    questions: int = 1
    quorum: int = 0
    announce: int = 0
    role: discord.Role | None = None


async def add(interaction: Interaction, wanted: Wanted) -> None:
    """Store a schedule, and show its next dates."""
    guild_id = managed_server(interaction)
    tutor, now = interaction.client.tutor, interaction.client.tutor.clock()
    channel_id = wanted.channel.id if wanted.channel else interaction.channel_id or 0
    if interaction.guild:
        check_in(interaction.guild, channel_id)
        if wanted.role:
            check_mention(interaction.guild, check_role(interaction.guild, wanted.role), channel_id)
    at, weekdays = read_time(wanted.time), read_weekdays(wanted.days)
    zone = await _zone(interaction, guild_id, wanted.zone)
    new = NewSchedule(
        guild_id=guild_id,
        channel_id=channel_id,
        host_id=interaction.user.id,
        kind=wanted.kind,
        topic=wanted.topic,
        plan=Plan(zone, at, weekdays),
        length=wanted.questions,
        quorum=wanted.quorum,
        announce_minutes=wanted.announce,
        role_id=wanted.role.id if wanted.role else None,
    )
    preview = await asyncio.to_thread(tutor.schedules.add, new, now)
    await interaction.response.send_message(view=preview_card(preview, tutor.clock(), done="Saved"), ephemeral=True)


async def show_all(interaction: Interaction) -> None:
    """Show all schedules of the server."""
    found = await asyncio.to_thread(interaction.client.tutor.schedules.of_server, managed_server(interaction))
    await interaction.response.send_message(view=list_card(found, 1, interaction.client.tutor.clock()), ephemeral=True)


async def turn_page(interaction: Interaction, page: int) -> None:
    """Show another page of the schedules in place of the one whose button was pressed."""
    found = await asyncio.to_thread(interaction.client.tutor.schedules.of_server, managed_server(interaction))
    await interaction.response.edit_message(view=list_card(found, page, interaction.client.tutor.clock()))


async def show_one(interaction: Interaction, schedule: int) -> None:
    """Show a schedule with its next dates."""
    guild_id, tutor = managed_server(interaction), interaction.client.tutor
    preview = await asyncio.to_thread(tutor.schedules.preview, schedule, guild_id)
    await interaction.response.send_message(view=preview_card(preview, tutor.clock()), ephemeral=True)


async def pause(interaction: Interaction, schedule: int, until: str | None) -> None:
    """Let a schedule rest, until a date or until it is resumed."""
    guild_id, tutor = managed_server(interaction), interaction.client.tutor
    days = sorted(read_dates(until)) if until else [None]
    if len(days) != 1:
        raise UnreadableTime("dates", until or "", "2027-01-07")
    preview = await asyncio.to_thread(tutor.schedules.pause, schedule, guild_id, days[0], tutor.clock())
    await interaction.response.send_message(view=preview_card(preview, tutor.clock(), done="Paused"), ephemeral=True)


async def resume(interaction: Interaction, schedule: int) -> None:
    """Let a schedule run again, if the bot can post in its channel."""
    guild_id, tutor = managed_server(interaction), interaction.client.tutor
    before = await asyncio.to_thread(tutor.schedules.preview, schedule, guild_id)
    if interaction.guild:
        check_in(interaction.guild, before.schedule.channel_id)
    preview = await asyncio.to_thread(tutor.schedules.resume, schedule, guild_id, tutor.clock())
    await interaction.response.send_message(view=preview_card(preview, tutor.clock(), done="Resumed"), ephemeral=True)


async def skip(interaction: Interaction, schedule: int, dates: str) -> None:
    """Leave dates out."""
    guild_id, tutor = managed_server(interaction), interaction.client.tutor
    preview = await asyncio.to_thread(tutor.schedules.skip, schedule, guild_id, read_dates(dates), tutor.clock())
    await interaction.response.send_message(view=preview_card(preview, tutor.clock(), done="Left out"), ephemeral=True)


async def run_now(interaction: Interaction, schedule: int) -> None:
    """Post today's now."""
    guild_id, tutor = managed_server(interaction), interaction.client.tutor
    before = await asyncio.to_thread(tutor.schedules.preview, schedule, guild_id)
    if interaction.guild:
        check_in(interaction.guild, before.schedule.channel_id)
    view = await asyncio.to_thread(tutor.schedules.run_now, schedule, guild_id, tutor.clock())
    await interaction.response.send_message(f"Posting in <#{view.channel_id}>.", ephemeral=True)
    await interaction.client.dispatcher.run_due(of=due.of_schedule(schedule))


async def ask_to_remove(interaction: Interaction, schedule: int) -> None:
    """Ask whether a schedule is to be removed."""
    guild_id, tutor = managed_server(interaction), interaction.client.tutor
    preview = await asyncio.to_thread(tutor.schedules.preview, schedule, guild_id)
    await interaction.response.send_message(view=removing_card(preview.schedule), ephemeral=True)


async def remove(interaction: Interaction, schedule_id: int) -> None:
    """Remove a schedule."""
    guild_id, tutor = managed_server(interaction), interaction.client.tutor
    view = await asyncio.to_thread(tutor.schedules.remove, schedule_id, guild_id, tutor.clock())
    await interaction.response.edit_message(view=removed_card(view))


async def suggest_zones(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Return zones that fit what is typed."""
    found = await asyncio.to_thread(find_zones, typed, interaction.client.tutor.clock(), MAX_CHOICES)
    return [app_commands.Choice(name=shortened(zone.label, MAX_CHOICE_NAME), value=zone.name) for zone in found]


async def suggest_schedules(interaction: Interaction, typed: str) -> list[app_commands.Choice[int]]:
    """Return the server's schedules that fit what is typed."""
    if interaction.guild_id is None or interaction.guild is None:
        return []
    found = await asyncio.to_thread(interaction.client.tutor.schedules.of_server, interaction.guild_id)
    named = [(label(view, _channel_name(interaction.guild, view)), view.id) for view in found]
    fitting = [(name, number) for name, number in named if typed.casefold() in name.casefold()]
    return [
        app_commands.Choice(name=shortened(name, MAX_CHOICE_NAME), value=number)
        for name, number in fitting[:MAX_CHOICES]
    ]


async def _zone(interaction: Interaction, guild_id: int, typed: str | None) -> str:
    """Return the zone that is meant; the first one named becomes the server's.

    Raises:
        NoZone: if none is named, and the server has none.
    """
    servers, now = interaction.client.tutor.servers, interaction.client.tutor.clock()
    known = await asyncio.to_thread(servers.zone_of, guild_id)
    if typed is None:
        if known is None:
            raise NoZone
        return known
    zone = zone_named(typed)
    if known is None:
        await asyncio.to_thread(servers.set_zone, guild_id, zone, now)
    return zone


def _channel_name(guild: discord.Guild, view: ScheduleView) -> str:
    channel = guild.get_channel_or_thread(view.channel_id)
    return channel.name if channel else "deleted channel"
