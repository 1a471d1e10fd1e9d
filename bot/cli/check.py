"""`tutor check`: everything that is wrong with the content, in one list."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.content_check import check_content


def add_parser(subparsers: Any) -> None:
    """Add the subcommand's parser."""
    parser = subparsers.add_parser("check", help="check knowledge and questions", description=__doc__)
    parser.add_argument("--knowledge", metavar="DIR", type=Path, help="check this folder of knowledge files instead")
    parser.add_argument("--quizzes", metavar="DIR", type=Path, help="check this folder of question files instead")
    parser.set_defaults(run=run)


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
