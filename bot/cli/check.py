"""`tutor check`: everything that is wrong with the content, in one list."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from bot.content_check import check_content


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the subcommand takes."""
    parser.add_argument("--knowledge", metavar="DIR", type=Path, help="check this folder of knowledge files instead")
    parser.add_argument("--quizzes", metavar="DIR", type=Path, help="check this folder of question files instead")


def run(options: argparse.Namespace, _: Mapping[str, str]) -> int:
    """Print each fault; return 1 if there is any."""
    report = check_content(options.knowledge, options.quizzes)
    for fault in report.faults:
        print(fault)
    if report.faults:
        print(f"{len(report.faults)} fault(s).")
        return 1
    print(report.summary)
    return 0
