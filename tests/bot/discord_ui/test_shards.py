"""A process that serves a part of the servers does not take those of other processes for left."""

from __future__ import annotations

from sqlmodel import col, select

from bot.settings import Shards
from quizzes.tables import DepartedServerRow
from tests.bot.world import Scene

OWN, ANOTHERS = 1_000 << 22, 1_001 << 22  # of two shards, the first and the second


async def test_only_servers_that_this_process_would_see_are_taken_for_left(scene: Scene) -> None:
    for guild_id in (OWN, ANOTHERS):
        scene.tutor.servers.keep_questions(guild_id, scene.clock())
    scene.client._sharded = Shards(2, (0,))
    await scene.client.on_ready()
    with scene.tutor.database.transaction() as session:
        assert session.exec(select(col(DepartedServerRow.guild_id))).all() == [OWN]
