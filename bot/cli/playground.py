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
from bot.playground.cast import CHANNELS
from bot.settings import configure_logging
from bot.tutor import Tutor, build_tutor, load_content, system_clock
from quizzes.database import Database
from quizzes.errors import DatabaseOutdated, DatabaseUnreachable

from .run import prepare

SCRIPT_SEED = 75  # the script's rounds are the same each time
MAX_PORT = 65535


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the subcommand takes."""
    parser.add_argument(
        "--folder", metavar="DIR", type=Path, help="keep the database here (default: a temporary folder)"
    )
    parser.add_argument("--port", type=_port, help="port on localhost (default: a free one)")
    parser.add_argument(
        "--channel", choices=CHANNELS, default=CHANNELS[0], help="channel to be in (default: the first)"
    )
    parser.add_argument("--once", action="store_true", help="play a short script, print it as text, and exit")


def run(options: argparse.Namespace, _: Mapping[str, str]) -> int:
    """Serve the page until Ctrl-C, or play the script; return 0."""
    configure_logging("ERROR")  # the simulation and discord.py warn of what a playground lacks, such as voice
    try:
        import simcord  # noqa: F401, PLC0415 (an extra: the other commands work without it)
    except ModuleNotFoundError:
        raise UsageError("The playground needs an extra: pip install 'hsm-tutor[playground]'.") from None
    with tempfile.TemporaryDirectory(prefix="tutor-") as temporary:
        database = _open_database(options.folder or Path(temporary))
        try:
            rng = random.Random(SCRIPT_SEED) if options.once else random.Random()  # noqa: S311 (shuffles questions)
            asyncio.run(_play(build_tutor(load_content(), database, system_clock, rng), options))
        finally:
            database.close()
    return 0


def _port(text: str) -> int:
    port = int(text)
    if not 1 <= port <= MAX_PORT:
        raise argparse.ArgumentTypeError(f"{port} is not a port: use 1 to {MAX_PORT}")
    return port


def _open_database(folder: Path) -> Database:
    """Open the playground's database in a folder, which is made if it is missing."""
    path = folder / "playground.db"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):  # SQLite would say less about why it can't write there
            database = Database(f"sqlite:///{path}")
        prepare(database)
    except OSError as error:
        raise UsageError(f"--folder {folder} can't be used: {error.strerror}. Choose another folder.") from None
    except DatabaseOutdated:
        raise UsageError(f"{path} is of another version of the tutor. Delete it, or choose another --folder.") from None
    except DatabaseUnreachable as error:
        raise UsageError(f"{path} can't be opened: {error.reason}. Delete it, or choose another --folder.") from None
    return database


def _play(tutor: Tutor, options: argparse.Namespace) -> Coroutine[Any, Any, None]:
    from bot.playground.page import serve  # noqa: PLC0415 (needs the extra)
    from bot.playground.script import play_script  # noqa: PLC0415 (needs the extra)

    if options.once:
        return play_script(tutor, print)
    return serve(tutor, channel=options.channel, port=options.port, announce=lambda line: print(line, flush=True))
