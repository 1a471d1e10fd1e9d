"""Runs the client against Discord: signals, the ticker, the heartbeat, and an orderly end."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from pathlib import Path

import aiohttp
import discord

from bot.error_messages import DiscordUnreachable
from bot.settings import SettingsError, Shards
from bot.ticker import Tick, start_ticker
from bot.tutor import Tutor

from .client import TutorClient

log = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 10.0
RUNNING_SECONDS = 300.0  # at least once in each hour that the tutor runs
PRUNE_SECONDS = 3600.0  # what is promised to be deleted after 30 days is gone within the hour
NO_WAY = (aiohttp.ClientConnectionError, TimeoutError)
DRAIN_SECONDS = 5.0  # how long work under way may take at the end; it is in the database all the same


async def run_client(tutor: Tutor, token: str, heartbeat_file: Path, shards: Shards | None = None) -> None:
    """Run until SIGTERM or SIGINT.

    `discord.Client.run` is not used: SIGTERM kills it without closing the session, which then lingers as online.

    Raises:
        SettingsError: if Discord refuses the token.
        DiscordUnreachable: if there is no way to Discord.
    """
    client = TutorClient(tutor, shards=shards)
    running = asyncio.create_task(client.start(token))
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C cancels us instead
            loop.add_signal_handler(name, running.cancel)
    ticker = start_ticker(_tick(client), next_due=client.dispatcher.next_due)
    pulse = start_ticker(_pulse(client, heartbeat_file), seconds=HEARTBEAT_SECONDS)
    record = start_ticker(_note_running(client), seconds=RUNNING_SECONDS)
    pruner = start_ticker(_prune(tutor), seconds=PRUNE_SECONDS)
    try:
        with contextlib.suppress(asyncio.CancelledError):
            await running
    except (discord.LoginFailure, discord.HTTPException, discord.ConnectionClosed, *NO_WAY) as error:
        raise _refusal(error) from error
    finally:
        for clock in (ticker, pulse, record, pruner):
            clock.shutdown(wait=False)
        await _drain(client)
        await asyncio.to_thread(heartbeat_file.unlink, missing_ok=True)


def _refusal(error: Exception) -> SettingsError | DiscordUnreachable:
    match error:
        case discord.LoginFailure() | discord.ConnectionClosed(code=4004):  # the latter: revoked since the login
            remedy = "Discord refuses it. Copy the token again from the developer portal (Bot, Reset Token)."
            return SettingsError("DISCORD_TOKEN", None, remedy)
        case discord.ConnectionClosed():
            return DiscordUnreachable(f"it ended the session with code {error.code}")
        case discord.HTTPException():
            return DiscordUnreachable(f"it answers {error.status} {error.response.reason}")
    return DiscordUnreachable(str(error) or "it does not answer")


def _tick(client: TutorClient) -> Tick:
    async def tick() -> None:
        if client.is_ready():
            await client.dispatcher.run_due()

    return tick


def _pulse(client: TutorClient, heartbeat_file: Path) -> Tick:
    async def pulse() -> None:
        if client.is_connected and not client.is_closed():
            await asyncio.to_thread(heartbeat_file.touch)

    return pulse


def _note_running(client: TutorClient) -> Tick:
    async def note() -> None:
        if client.is_ready() and not client.is_closed():
            await asyncio.to_thread(client.tutor.running.note, client.tutor.clock())

    return note


def _prune(tutor: Tutor) -> Tick:
    async def prune() -> None:
        pruned = await asyncio.to_thread(tutor.feedback.prune, tutor.clock())
        if pruned:
            log.info("deleted %d kept questions: their 30 days are over", pruned)
        ended = await asyncio.to_thread(tutor.retention.enforce, tutor.clock())
        if any((ended.actions, ended.learners, ended.servers)):
            log.info(
                "deleted %d done actions; forgot %d inactive learners and %d servers that were left",
                ended.actions, ended.learners, ended.servers,
            )  # fmt: skip

    return prune


async def _drain(client: TutorClient) -> None:
    """Hear no more, give handlers under way a moment, then close everything properly."""
    await asyncio.gather(*(shard.disconnect() for shard in client.shards.values()), return_exceptions=True)
    under_way = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    if under_way:
        await asyncio.wait(under_way, timeout=DRAIN_SECONDS)
    await client.close()
