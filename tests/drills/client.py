"""The real client, speaking to the stand-in by discord.py's own HTTP, without a gateway: presses are put in by hand."""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import discord

from bot.discord_ui.client import TutorClient
from bot.tutor import Content, build_tutor, load_content
from quizzes.database import Database
from tests.quizzes.game import GUILD, small_bank

from .small_discord import APPLICATION_ID

BUTTON, COMPONENT = 2, 3  # Discord's numbers for a button and for an interaction with a component
ALL_PERMISSIONS = str(discord.Permissions.all().value)
_numbers = itertools.count(1)


def small_content() -> Content:
    """Return what we ship, with a small bank of known questions."""
    return replace(load_content(), bank=small_bank())


async def logged_in(
    address: str, content: Content, database: Database, clock: Callable[[], dt.datetime], rng: random.Random
) -> TutorClient:
    """Return a client that is logged in at the stand-in."""
    discord.http.Route.BASE = address
    client = TutorClient(build_tutor(content, database, clock, rng))
    await client.login("token")
    state: Any = client._connection
    state._add_guild_from_data({"id": str(GUILD), "name": "group", "member_count": 3, "roles": [], "channels": []})
    return client


def pressed(message: dict[str, Any], custom_id: str, learner: int) -> dict[str, Any]:
    """Return the interaction of a learner who presses a button of a message."""
    number = next(_numbers)
    user = {"id": str(learner), "username": f"learner-{learner}", "discriminator": "0", "avatar": None}
    return {
        "id": str(980_000_000_000_000_000 + number),
        "application_id": str(APPLICATION_ID),
        "type": COMPONENT,
        "token": f"token-{number}",
        "version": 1,
        "guild_id": str(GUILD),
        "channel": {"id": message["channel_id"], "type": 0, "name": "quiz", "position": 0, "permission_overwrites": []},
        "channel_id": message["channel_id"],
        "member": {
            "user": user, "roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "deaf": False, "mute": False,
            "permissions": "0", "flags": 0,
        },
        "message": message,
        "data": {"component_type": BUTTON, "custom_id": custom_id},
        "app_permissions": ALL_PERMISSIONS,
        "attachment_size_limit": 1,
        "entitlements": [],
    }  # fmt: skip


async def press(client: TutorClient, interaction: dict[str, Any]) -> None:
    """Hand an interaction to the client as its gateway would, and wait until all that comes of it is over."""
    before = asyncio.all_tasks()
    client._connection.parse_interaction_create(interaction)  # type: ignore[arg-type]  # a payload by hand
    while coming := asyncio.all_tasks() - before:
        await asyncio.wait(coming)


def custom_ids(message: dict[str, Any], name: str) -> list[str]:
    """Return the custom ids of a message's buttons of a name, in order."""
    return [one for one in _all_custom_ids(message["components"]) if one.split(":")[1] == name]


def _all_custom_ids(components: list[dict[str, Any]]) -> list[str]:
    found: list[str] = []
    for item in components:
        found += [item["custom_id"]] if item.get("custom_id") else []
        found += _all_custom_ids([*item.get("components", []), *([item["accessory"]] if "accessory" in item else [])])
    return found
