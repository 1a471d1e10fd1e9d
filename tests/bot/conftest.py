"""Fixtures of the front end's tests."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.tutor import Content, load_content
from quizzes.database import Database
from tests.bot.world import Scene, open_scene


@pytest.fixture(scope="session")
def content() -> Content:
    """What we ship, loaded once: it is immutable."""
    return load_content()


@pytest.fixture
async def scene(content: Content, database: Database) -> AsyncIterator[Scene]:
    async with open_scene(content, database) as opened:
        yield opened
