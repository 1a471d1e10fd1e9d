"""`tutor database`: sets up the database, or brings it to the form that this version needs."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from bot.settings import load_settings
from quizzes.database import Database


def add_parser(subparsers: Any) -> None:
    """Add the subcommand's parser."""
    parser = subparsers.add_parser("database", help="set up or upgrade the database", description=__doc__)
    parser.add_argument("action", choices=["upgrade", "state"], help="upgrade it, or say whether that is needed")
    parser.set_defaults(run=run)


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
