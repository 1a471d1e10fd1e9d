"""`tutor playground`: the real bot in a Discord-like page on this machine; no token, no account, no network."""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
from collections.abc import Coroutine, Mapping
from pathlib import Path
from typing import Any

from bot.error_messages import UsageError
from bot.settings import configure_logging
from bot.tutor import Tutor, build_tutor, load_content, system_clock
from quizzes.database import Database

from .run import prepare

SCRIPT_SEED = 75  # the script's rounds are the same each time


def add_parser(subparsers: Any) -> None:
    """Add the subcommand's parser."""
    parser = subparsers.add_parser(
        "playground", help="try the tutor in your browser, without a token", description=__doc__
    )
    parser.add_argument(
        "--folder", metavar="DIR", type=Path, help="keep the database here (default: a temporary folder)"
    )
    parser.add_argument("--port", type=int, help="port on localhost (default: a free one)")
    parser.add_argument("--once", action="store_true", help="play a short script, print it as text, and exit")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, _: Mapping[str, str]) -> int:
    """Serve the page until Ctrl-C, or play the script; return 0."""
    configure_logging("ERROR")  # the simulation and discord.py warn of what a playground lacks, such as voice
    try:
        import simcord  # noqa: F401, PLC0415 (an extra: the other commands work without it)
    except ModuleNotFoundError:
        raise UsageError("The playground needs an extra: pip install 'hsm-tutor[playground]'.") from None
    with tempfile.TemporaryDirectory(prefix="tutor-") as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        database = Database(f"sqlite:///{folder / 'playground.db'}")
        try:
            prepare(database)
            rng = random.Random(SCRIPT_SEED) if options.once else random.Random()  # noqa: S311 (shuffles questions)
            asyncio.run(_play(build_tutor(load_content(), database, system_clock, rng), options))
        finally:
            database.close()
    return 0


def _play(tutor: Tutor, options: argparse.Namespace) -> Coroutine[Any, Any, None]:
    from bot.playground.page import serve  # noqa: PLC0415 (needs the extra)
    from bot.playground.script import play_script  # noqa: PLC0415 (needs the extra)

    if options.once:
        return play_script(tutor, print)
    return serve(tutor, port=options.port, announce=lambda line: print(line, flush=True))
