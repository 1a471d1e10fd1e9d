"""Handlers of what Discord says about places that are gone: a server that removed the bot, a deleted channel."""

from __future__ import annotations

import asyncio

import discord

from bot.discord_ui.base_client import BaseClient
from bot.discord_ui.cards.told import left_card

GONE = "the channel was deleted"


async def left_server(client: BaseClient, guild: discord.Guild) -> None:
    """End what was going on in a server, start the clock of what is kept of it, and tell the hosts."""
    tutor = client.tutor
    affected = await asyncio.to_thread(tutor.lost_places.lost_server, guild.id, tutor.clock())
    await asyncio.to_thread(tutor.servers.stop_keeping_questions, guild.id, tutor.clock())
    await asyncio.to_thread(tutor.retention.left, guild.id, tutor.clock())
    for one in affected:
        await client.poster.write_to(one.host_id, left_card(guild.name))


async def lost_channel(client: BaseClient, channel_id: int) -> None:
    """End what was going on in a channel or thread that was deleted, and tell the hosts."""
    tutor = client.tutor
    for one in await asyncio.to_thread(tutor.lost_places.lost_channel, channel_id, tutor.clock()):
        await client.poster.tell_host(one.host_id, channel_id, GONE)
