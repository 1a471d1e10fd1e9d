"""Lets the shards of all processes identify one after the other, as Discord asks: one in 5 seconds for each bucket.

discord.py spaces the shards of one process only, and all of them as if there were one bucket.
"""

from __future__ import annotations

import asyncio
import time

from quizzes.database import Database
from quizzes.errors import DatabaseUnreachable
from quizzes.slots import take_slots

SPACING_SECONDS = 5.0  # Discord's documentation, "Gateway", "Rate limiting"


async def wait_to_identify(database: Database, shard_id: int, max_concurrency: int) -> None:
    """Wait until a shard may identify; where the database is away, for the whole spacing.

    Args:
        database: shared by all processes of the token.
        shard_id: the shard.
        max_concurrency: how many buckets Discord allows, at least 1.
    """
    name = f"identify:{shard_id % max_concurrency}"
    now = time.time()
    try:
        (slot,) = await database.run(lambda session: take_slots(session, name, now, SPACING_SECONDS))
    except DatabaseUnreachable:
        slot = now + SPACING_SECONDS
    await asyncio.sleep(max(0.0, slot - time.time()))
