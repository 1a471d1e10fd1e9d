"""Registers the slash commands with Discord, and only if they have changed since the last time."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging

from discord import app_commands

from quizzes.database import Database
from quizzes.synced_commands import store_digest, stored_digest

log = logging.getLogger(__name__)

GLOBAL_SCOPE = 0  # commands for all servers; a guild's id would stand for commands of its own


async def sync_if_changed(tree: app_commands.CommandTree, database: Database, application_id: int) -> bool:
    """Register the commands if they differ from what was registered last; return whether they did.

    Discord limits how often an application may register commands, and a restart changes nothing.
    """
    digest = commands_digest(tree)

    def known() -> str | None:
        with database.transaction() as session:
            return stored_digest(session, application_id, GLOBAL_SCOPE)

    def remember() -> None:
        with database.transaction() as session:
            store_digest(session, application_id, GLOBAL_SCOPE, digest)

    if await asyncio.to_thread(known) == digest:
        return False
    await tree.sync()
    await asyncio.to_thread(remember)  # after Discord took them: a failure is tried again at the next start
    log.info("commands registered with Discord")
    return True


def commands_digest(tree: app_commands.CommandTree) -> str:
    """Return a hash of the commands as Discord sees them, the same in every process."""
    payload = [command.to_dict(tree) for command in tree.get_commands()]
    return hashlib.sha256(json.dumps(payload, sort_keys=True, default=str).encode()).hexdigest()
