"""A simulated Discord around the real client, for the tests of the front end."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import simcord

from bot.discord_ui.client import TutorClient
from bot.discord_ui.error_net import foreseen_sentence
from bot.playground.transcript import custom_ids, message_text
from bot.settings import Shards
from bot.tutor import Content, Tutor, build_tutor
from quizzes.database import Database
from quizzes.questions import LETTERS

START = dt.datetime(2026, 11, 23, 18, 0, tzinfo=dt.UTC)


@dataclass
class FakeClock:
    """A clock that moves only when told to."""

    moment: dt.datetime = START

    def __call__(self) -> dt.datetime:
        return self.moment

    def advance(self, seconds: float) -> None:
        self.moment += dt.timedelta(seconds=seconds)


@dataclass
class Scene:
    """One server with a channel and three learners, and what a test does most often in it."""

    env: simcord.Env
    client: TutorClient
    clock: FakeClock
    guild: simcord.GuildHandle
    channel: simcord.ChannelHandle
    ana: simcord.MemberActor
    bo: simcord.MemberActor
    chris: simcord.MemberActor
    names: Mapping[int, str] = field(default_factory=dict)

    @property
    def tutor(self) -> Tutor:
        return self.client.tutor

    @property
    def last(self) -> Any:
        """The newest message in the channel."""
        message = self.channel.last_message
        assert message is not None
        return message

    def text(self, message: Any) -> str:
        """What a learner reads on a message."""
        return message_text(message.content, components_of(message), self.names)

    def custom_id(self, message: Any, name: str, index: int = 0) -> str:
        """The custom id of the button `name` on a message."""
        return [cid for cid in custom_ids(components_of(message)) if cid.split(":")[1] == name][index]

    async def click(
        self, who: simcord.MemberActor | simcord.UserHandle, message: Any, name: str, index: int = 0
    ) -> simcord.InteractionResult:
        return await who.click(message, custom_id=self.custom_id(message, name, index))

    async def due(self, seconds: float = 0) -> None:
        """Let `seconds` pass, then wake the dispatcher as the ticker would."""
        self.clock.advance(seconds)
        await self.client.dispatcher.run_due()

    async def right_position(self, round_id: int, number: int) -> int:
        reveal = self.tutor.rounds.reveal(round_id, number)
        return LETTERS.index(reveal.right[0])


def components_of(message: Any) -> Sequence[Mapping[str, Any]]:
    return [item if isinstance(item, dict) else item.to_dict() for item in message.components]


@asynccontextmanager
async def open_scene(content: Content, database: Database) -> AsyncIterator[Scene]:
    clock = FakeClock()
    client = TutorClient(build_tutor(content, database, clock, random.Random(75)), shards=Shards(1, (0,)))
    env = simcord.Env(client)  # not simcord.run: a fixture's set-up and tear-down run in different contexts
    await env.start()
    try:
        guild = env.create_guild("Study group")
        channel = guild.create_text_channel("study")
        ana, bo, chris = (guild.add_member(env.create_user(name)) for name in ("ana", "bo", "chris"))
        await env.settle()
        yield Scene(env, client, clock, guild, channel, ana, bo, chris, {a.id: a.name for a in (ana, bo, chris)})
    finally:
        await env.shutdown()
    assert [error for error in env.errors if foreseen_sentence(error) is None] == []
