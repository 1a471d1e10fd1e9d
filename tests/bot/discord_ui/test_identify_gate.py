"""Shards of all processes identify one after the other, those of different buckets side by side."""

from __future__ import annotations

import asyncio
import time
from itertools import pairwise

import pytest

from bot.discord_ui.identify_gate import wait_to_identify
from quizzes.database import Database


async def moments(databases: list[Database], shards: list[int], concurrency: int) -> list[float]:
    began = time.monotonic()

    async def one(database: Database, shard: int) -> float:
        await wait_to_identify(database, shard, concurrency)
        return time.monotonic() - began

    found = await asyncio.gather(*(one(databases[n % len(databases)], shard) for n, shard in enumerate(shards)))
    return sorted(found)


async def test_two_processes_take_turns(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.discord_ui.identify_gate.SPACING_SECONDS", 0.3)
    other = Database(database._url.render_as_string(hide_password=False))
    found = await moments([database, other], [0, 1, 2, 3], 1)
    other.close()
    assert all(later - earlier > 0.25 for earlier, later in pairwise(found))


async def test_buckets_do_not_wait_for_each_other(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.discord_ui.identify_gate.SPACING_SECONDS", 0.6)
    found = await moments([database], [0, 1, 2, 3], 4)
    assert found[-1] < 0.5


async def test_without_a_database_the_whole_spacing_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr("bot.discord_ui.identify_gate.SPACING_SECONDS", 0.2)
    gone = Database(f"sqlite:///{tmp_path}/no/such/folder/tutor.db")
    assert (await moments([gone], [0], 1))[0] >= 0.19
