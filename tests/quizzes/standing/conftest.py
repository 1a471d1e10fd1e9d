"""Fixtures of the tests of standing."""

from __future__ import annotations

import pytest

from quizzes.database import Database

from .past import Past


@pytest.fixture
def past(database: Database) -> Past:
    """What was answered before."""
    return Past(database)
