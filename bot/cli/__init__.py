"""The command `tutor`: one module a subcommand, each with `add_arguments` and `run`."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

COMMANDS: Mapping[str, str] = {
    "playground": "try the tutor in your browser, without a token",
    "run": "run the tutor on Discord",
    "ask": "answer a question in the terminal",
    "gaps": "list what was asked without a fitting answer, and the votes",
    "evaluate": "ask labelled questions and report how well they are answered",
    "check": "check knowledge and questions",
    "question": "show a question as a learner sees it, or begin a new one",
    "regrade": "count old answers to a corrected question anew",
    "schema": "write the JSON Schemas that editors use",
    "database": "set up or upgrade the database",
}
USAGE_ERROR, INTERRUPTED = 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand and return its exit code: 0 done, 1 faults found, 2 it could not be run as asked."""
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader, such as `head`, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _run(arguments: Sequence[str]) -> int:
    """Run the subcommand; what goes wrong in a foreseen way becomes a sentence on standard error."""
    options = _parser(arguments).parse_args(arguments)
    _speak_utf8()
    try:
        from bot.settings import environment_with_dotenv  # noqa: PLC0415 (see _parser)

        code: int = options.run(options, environment_with_dotenv(os.environ, Path.cwd()))
        sys.stdout.flush()
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:
        from .failures import failure_text  # noqa: PLC0415 (see _parser)

        text = failure_text(error)
        if text is None:
            raise
        print(text, file=sys.stderr)
        return USAGE_ERROR
    return code


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser with the arguments of the one subcommand that is asked for.

    Only that one's module is imported, and only here: each takes a second or two to load, and whoever presses Ctrl-C
    meanwhile, or waits for `--help`, need not feel it.
    """
    parser = argparse.ArgumentParser(
        prog="tutor",
        description="A Discord tutor for Azure Managed HSM against Key Vault. Start with: tutor playground",
    )
    parser.add_argument("--version", action="version", version=f"tutor {version('hsm-tutor')}")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, summary in COMMANDS.items():
        if name not in arguments[:1]:
            subparsers.add_parser(name, help=summary)
            continue
        module: Any = importlib.import_module(f"{__name__}.{name}")
        subparser = subparsers.add_parser(name, help=summary, description=module.__doc__)
        module.add_arguments(subparser)
        subparser.set_defaults(run=module.run)
    return parser


def _speak_utf8() -> None:
    """Use UTF-8 also where the terminal or the pipe announces something else: answers hold more than ASCII."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="strict" if stream is sys.stdin else "backslashreplace")
