"""`/schedule`: for those who manage a server, what the tutor posts by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import discord
from discord import app_commands

from bot.discord_ui.base_client import Interaction
from bot.discord_ui.handlers import schedules
from bot.discord_ui.handlers.schedules import Channel, Wanted
from quizzes.questions import Topic

from .quiz import DEFAULT_LENGTH, MAX_LENGTH, MIN_LENGTH

Callback = Any  # discord.py reads what it needs from the signature of a command's function

MAX_QUORUM, MAX_ANNOUNCE = 50, 120
SCHEDULE = "One of the server's schedules"
TIME, DAYS = "Local time, such as 09:00 or 7 pm", "Weekdays, such as mon-fri, or every day"
CHANNEL, ZONE = "Where to post (default: here)", "Time zone, by city (default: the server's)"
TOPIC = "What to ask about (default: everything)"
OF_ROUNDS = {
    "questions": f"How many questions, {MIN_LENGTH} to {MAX_LENGTH} (default {DEFAULT_LENGTH})",
    "quorum": "How many must have joined, else it is called off (default: none)",
    "announce": "Minutes before the start at which people can join (default 10)",
    "role": "A role to mention, which people can give themselves",
}


def schedule_group(topics: Iterable[Topic]) -> app_commands.Group:
    """Return the group `/schedule`; Discord shows it to those with Manage Server, and the handlers check again."""
    group = app_commands.Group(
        name="schedule",
        description="For those who manage the server: what I post by myself",
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )
    group.add_command(_add_group([app_commands.Choice(name=topic.name, value=topic.id) for topic in topics]))
    _add_looks(group)
    _add_changes(group)
    return group


def _add_group(topics: list[app_commands.Choice[str]]) -> app_commands.Group:
    add = app_commands.Group(name="add", description="Plan a daily question or rounds")
    _add_daily(add, topics)
    _add_round(add, topics)
    return add


def _add_daily(add: app_commands.Group, topics: list[app_commands.Choice[str]]) -> None:
    @add.command(name="daily", description="Post a question a day (Manage Server)")
    @app_commands.describe(time=TIME, days=DAYS, topic=TOPIC, channel=CHANNEL, zone=ZONE)
    @app_commands.choices(topic=topics)
    @app_commands.autocomplete(zone=schedules.suggest_zones)
    async def _daily(
        interaction: Interaction,
        time: str,
        days: str = "every day",
        topic: str = "mixed",
        channel: Channel | None = None,
        zone: str | None = None,
    ) -> None:
        await schedules.add(interaction, Wanted("daily", time, days, topic, channel, zone))


def _add_round(add: app_commands.Group, topics: list[app_commands.Choice[str]]) -> None:
    @add.command(name="round", description="Open a round on some weekdays (Manage Server)")
    @app_commands.describe(time=TIME, days=DAYS, topic=TOPIC, channel=CHANNEL, zone=ZONE, **OF_ROUNDS)
    @app_commands.choices(topic=topics)
    @app_commands.autocomplete(zone=schedules.suggest_zones)
    async def _round(  # noqa: PLR0913, PLR0917 (one parameter an option, as discord.py reads them)
        interaction: Interaction,
        time: str,
        days: str,
        topic: str = "mixed",
        questions: app_commands.Range[int, MIN_LENGTH, MAX_LENGTH] = DEFAULT_LENGTH,
        channel: Channel | None = None,
        zone: str | None = None,
        quorum: app_commands.Range[int, 0, MAX_QUORUM] = 0,
        announce: app_commands.Range[int, 1, MAX_ANNOUNCE] = 10,
        role: discord.Role | None = None,
    ) -> None:
        wanted = Wanted("round", time, days, topic, channel, zone, questions, quorum, announce, role)
        await schedules.add(interaction, wanted)


def _add_looks(group: app_commands.Group) -> None:
    @group.command(name="list", description="See what is planned, was posted last, and failed (Manage Server)")
    async def _list(interaction: Interaction) -> None:
        await schedules.show_all(interaction)

    @group.command(name="preview", description="See the next five dates of a schedule (Manage Server)")
    @app_commands.describe(schedule=SCHEDULE)
    @app_commands.autocomplete(schedule=schedules.suggest_schedules)
    async def _preview(interaction: Interaction, schedule: int) -> None:
        await schedules.show_one(interaction, schedule)


def _add_changes(group: app_commands.Group) -> None:
    def command(name: str, description: str) -> Callable[[Callback], object]:
        def registered(callback: Callback) -> object:
            described = app_commands.describe(schedule=SCHEDULE)(callback)
            suggested = app_commands.autocomplete(schedule=schedules.suggest_schedules)(described)
            return group.command(name=name, description=f"{description} (Manage Server)")(suggested)

        return registered

    @command("pause", "Let a schedule rest, until a date or until you resume it")
    @app_commands.describe(until="First date on which it runs again, such as 2027-01-07 (default: until you resume it)")
    async def _pause(interaction: Interaction, schedule: int, until: str | None = None) -> None:
        await schedules.pause(interaction, schedule, until)

    @command("resume", "Let a schedule run again that was paused or has stopped")
    async def _resume(interaction: Interaction, schedule: int) -> None:
        await schedules.resume(interaction, schedule)

    @command("skip", "Leave dates out, such as holidays")
    @app_commands.describe(dates="Such as 2026-12-24, or 2026-12-24..2027-01-01")
    async def _skip(interaction: Interaction, schedule: int, dates: str) -> None:
        await schedules.skip(interaction, schedule, dates)

    @command("run-now", "Post today's now")
    async def _run_now(interaction: Interaction, schedule: int) -> None:
        await schedules.run_now(interaction, schedule)

    @command("remove", "Remove a schedule")
    async def _remove(interaction: Interaction, schedule: int) -> None:
        await schedules.ask_to_remove(interaction, schedule)
