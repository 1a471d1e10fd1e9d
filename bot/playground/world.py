"""The simulated Discord: one server, two channels, three learners, and the real client in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import simcord

from bot.discord_ui.client import TutorClient
from bot.settings import Shards
from bot.tutor import Tutor, system_clock

from .cast import CHANNELS, LEARNERS, OWNER

GUILD_ID = 750_000_000_000_000_075


@dataclass(frozen=True, slots=True)
class World:
    """What there is to see and to act with.

    Attributes:
        env: the simulated Discord.
        client: the bot in it.
        channels: the server's channels.
        learners: members that a person can act as.
    """

    env: simcord.Env
    client: TutorClient
    channels: tuple[simcord.ChannelHandle, ...]
    learners: tuple[simcord.MemberActor, ...]

    def keep_time(self) -> None:
        """Move the simulated clock, which stands still by itself, to the present."""
        behind = (system_clock() - self.env.now()).total_seconds()
        if behind > 0:
            self.env.backend.clock.advance(behind)


@asynccontextmanager
async def open_world(tutor: Tutor) -> AsyncIterator[World]:
    """Put the client into a simulated Discord and welcome the learners.

    Its ids are the same at each start, so that a round which a crash interrupted is found in its channel again: the
    simulation numbers things by the millisecond of its clock, which starts at the same instant each time.
    """
    one = Shards(1, (0,))  # the simulation can't be asked how many there should be
    client = TutorClient(tutor, shards=one, always_sync=True)  # a new simulation knows no commands
    env = simcord.Env(client)
    env.backend.bot_user.name = "Tutor"
    await env.start()
    try:
        env.backend.clock.advance(1)  # a millisecond of our own, whatever was numbered before
        users = [env.create_user(name.lower(), global_name=name) for name in LEARNERS]
        owner = users[LEARNERS.index(OWNER)]
        guild = env.create_guild("AZ-500 study group", id=GUILD_ID, owner=owner)
        channels = tuple(guild.create_text_channel(name) for name in CHANNELS)
        learners = tuple(guild.add_member(user) for user in users)
        world = World(env, client, channels, learners)
        world.keep_time()
        await env.settle()
        for channel in channels:
            await client.welcome(client.get_partial_messageable(channel.id, guild_id=GUILD_ID))
        yield world
    finally:
        await env.shutdown()
