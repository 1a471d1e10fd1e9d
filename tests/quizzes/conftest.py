"""Fixtures of the game's tests."""

from __future__ import annotations

import pytest

from quizzes.database import Database

from .game import Game


@pytest.fixture
def game(database: Database) -> Game:
    """A game on a fresh database, on SQLite and on PostgreSQL."""
    return Game(database)
