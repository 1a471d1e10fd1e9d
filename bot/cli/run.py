"""`tutor run`: the tutor on Discord, until it is told to stop."""

from __future__ import annotations

import argparse
import asyncio
import random
from collections.abc import Mapping

from bot.discord_ui.runner import run_client
from bot.settings import configure_logging, load_settings
from bot.tutor import build_tutor, load_content, system_clock
from quizzes.database import Database
from quizzes.errors import DatabaseOutdated


def add_arguments(_: argparse.ArgumentParser) -> None:
    """Add nothing: all that can be set stands in the environment."""


def run(_: argparse.Namespace, environ: Mapping[str, str]) -> int:
    """Run until SIGTERM or SIGINT, and return 0."""
    settings = load_settings(environ)
    token = settings.required_token()
    configure_logging(settings.log_level)
    database = Database(settings.database_url)
    try:
        prepare(database)
        tutor = build_tutor(load_content(), database, system_clock, random.Random())  # noqa: S311 (shuffles questions, guards nothing)
        asyncio.run(run_client(tutor, token, settings.heartbeat_file, settings.shards))
    finally:
        database.close()
    return 0


def prepare(database: Database) -> None:
    """Set up an empty SQLite file, so that a first start needs no further command; refuse what needs an upgrade.

    A PostgreSQL database may be shared by several processes, so it is set up by one explicit command.

    Raises:
        DatabaseOutdated: if the database is not in the form that this version needs.
        DatabaseUnreachable: if it can't be opened.
    """
    state = database.state()
    if state == "empty" and database.is_sqlite:
        database.upgrade()
    elif state != "current":
        raise DatabaseOutdated(database.shown_url, state)
