"""`tutor database`: sets up the database, or brings it to the form that this version needs."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from bot.settings import load_settings
from quizzes.database import Database


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the subcommand takes."""
    parser.add_argument("action", choices=["upgrade", "state"], help="upgrade it, or say whether that is needed")


def run(options: argparse.Namespace, environ: Mapping[str, str]) -> int:
    """Carry out the action; `state` returns 1 if an upgrade is needed."""
    database = Database(load_settings(environ).database_url)
    try:
        if options.action == "upgrade":
            database.upgrade()
        state = database.state()
        print(f"{database.shown_url}: {state}")
    finally:
        database.close()
    return 0 if state == "current" else 1
