"""What happens when a place is gone in which something was going on."""

from __future__ import annotations

import asyncio

from bot.tutor import Tutor


async def leave_server(tutor: Tutor, guild_id: int) -> None:
    """End a server's rounds and schedules, delete the questions kept for it, and keep none from now on."""
    now = tutor.clock()
    await asyncio.to_thread(tutor.rounds.end_where, now, guild_id=guild_id)
    await asyncio.to_thread(tutor.schedules.forget_server, guild_id, now)
    await asyncio.to_thread(tutor.servers.stop_keeping_questions, guild_id, now)


async def leave_channel(tutor: Tutor, channel_id: int) -> None:
    """End the round in a channel; what was answered counts. A schedule there stops when it next fails to post."""
    await asyncio.to_thread(tutor.rounds.end_where, tutor.clock(), channel_id=channel_id)
