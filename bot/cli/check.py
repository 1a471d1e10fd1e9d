"""`tutor check`: everything that is wrong with the content, in one list."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from bot.bank_report import long_report, short_report
from bot.content_check import check_content
from quizzes.checks.statistics import bank_statistics


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the subcommand takes."""
    parser.add_argument("--knowledge", metavar="DIR", type=Path, help="check this folder of knowledge files instead")
    parser.add_argument("--quizzes", metavar="DIR", type=Path, help="check this folder of question files instead")
    parser.add_argument("--stats", action="store_true", help="list counts by misconception and fact, and telling pairs")


def run(options: argparse.Namespace, _: Mapping[str, str]) -> int:
    """Print each fault and return 1 if there is any; else what the bank consists of."""
    report = check_content(options.knowledge, options.quizzes)
    for fault in report.faults:
        print(fault)
    if report.faults:
        print(f"{len(report.faults)} fault(s).")
        return 1
    print(report.summary)
    if report.bank:
        found = bank_statistics(report.bank)
        print("\n" + (long_report(found, report.knowledge) if options.stats else short_report(found)))
    return 0
