"""The command `tutor`: one module a subcommand, each with `add_parser` and `run`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from bot.error_messages import operator_sentence
from bot.settings import environment_with_dotenv
from knowledge.errors import ContentError

from . import ask, check, database, playground, run, schema

COMMANDS = (playground, run, ask, check, schema, database)
USAGE_ERROR = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand and return its exit code: 0 done, 1 faults found, 2 it could not be run as asked."""
    options = _parser().parse_args(arguments)
    environ = environment_with_dotenv(os.environ, Path.cwd())
    try:
        code: int = options.run(options, environ)
    except BrokenPipeError:  # the reader, such as `head`, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except ContentError as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        print(f"{len(error.faults)} fault(s) in the content. Mend them, then run `tutor check`.", file=sys.stderr)
        return USAGE_ERROR
    except Exception as error:
        sentence = operator_sentence(error)
        if sentence is None:
            raise
        print(sentence, file=sys.stderr)
        return USAGE_ERROR
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tutor",
        description="A Discord tutor for Azure Managed HSM against Key Vault. Start with: tutor playground",
    )
    parser.add_argument("--version", action="version", version=f"tutor {version('hsm-tutor')}")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add_parser(subparsers)
    return parser
