"""Fixtures of the tests of schedules."""

from __future__ import annotations

import pytest

from quizzes.database import Database

from .planned import MONDAY, PlannedGame, berlin


@pytest.fixture
def game(database: Database) -> PlannedGame:
    """A game on a fresh database, early on a Monday in November."""
    planned = PlannedGame(database)
    planned.now = berlin(MONDAY, 6)
    return planned
