"""Commands are registered with Discord when they changed, and only then."""

from __future__ import annotations

import discord
import pytest
from discord import app_commands

from bot.discord_ui.command_sync import commands_digest, sync_if_changed
from quizzes.database import Database
from quizzes.synced_commands import store_digest, stored_digest
from tests.quizzes.test_rounds import at_once

APPLICATION = 9_100_000_000_000_000_001


async def nothing(interaction: discord.Interaction) -> None:
    """Do nothing."""


class CountingTree(app_commands.CommandTree[discord.Client]):
    """A real command tree whose registration is counted instead of sent."""

    def __init__(self, *names: str) -> None:
        super().__init__(discord.Client(intents=discord.Intents.none()))
        self.syncs = 0
        self.failing = False
        for name in names:
            self.add_command(app_commands.Command(name=name, description=f"Do {name}", callback=nothing))

    async def sync(self, *, guild: discord.abc.Snowflake | None = None) -> list[app_commands.AppCommand]:
        assert guild is None
        if self.failing:
            raise OSError("Discord is away")
        self.syncs += 1
        return []


async def test_the_first_start_registers_and_the_second_does_not(database: Database) -> None:
    first, second = CountingTree("ask"), CountingTree("ask")
    assert await sync_if_changed(first, database, APPLICATION)
    assert not await sync_if_changed(second, database, APPLICATION)
    assert (first.syncs, second.syncs) == (1, 0)


async def test_a_changed_command_is_registered_again(database: Database) -> None:
    await sync_if_changed(CountingTree("ask"), database, APPLICATION)
    assert await sync_if_changed(CountingTree("ask", "quiz"), database, APPLICATION)


async def test_another_application_on_the_same_database_is_told_apart(database: Database) -> None:
    await sync_if_changed(CountingTree("ask"), database, APPLICATION)
    assert await sync_if_changed(CountingTree("ask"), database, APPLICATION + 1)


async def test_a_registration_that_failed_is_tried_again(database: Database) -> None:
    tree = CountingTree("ask")
    tree.failing = True
    with pytest.raises(OSError, match="away"):
        await sync_if_changed(tree, database, APPLICATION)
    tree.failing = False
    assert await sync_if_changed(tree, database, APPLICATION)


def test_the_digest_is_the_same_in_every_process_and_changes_with_a_description() -> None:
    assert commands_digest(CountingTree("ask")) == commands_digest(CountingTree("ask"))
    assert commands_digest(CountingTree("ask")) != commands_digest(CountingTree("quiz"))


def test_two_processes_that_register_at_the_same_time_both_remember_it(database: Database) -> None:
    def remember(_: int) -> None:
        with database.transaction() as session:
            store_digest(session, APPLICATION, 0, "digest")

    assert at_once(8, remember) == [None] * 8
    with database.transaction() as session:
        assert stored_digest(session, APPLICATION, 0) == "digest"
