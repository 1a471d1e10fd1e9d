"""`tutor regrade`: count old answers to a corrected question by what it says now, and let their learners know why."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from bot.error_messages import UsageError
from bot.settings import load_settings
from bot.tutor import system_clock
from knowledge.loader import load_knowledge
from quizzes.bank import load_bank
from quizzes.database import Database
from quizzes.errors import DatabaseOutdated
from quizzes.standing.regrading import Regraded, Regrading
from quizzes.standing.standing_errors import UnknownQuestion

MAX_REASON = 200  # characters: it stands on a card beside others


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the subcommand takes."""
    parser.add_argument("question", metavar="QUESTION", help="id of the question as the bank has it now")
    parser.add_argument("--reason", required=True, help="what was wrong, in a sentence for learners")
    parser.add_argument("--database", metavar="URL", help="use this database instead of TUTOR_DATABASE_URL")


def run(options: argparse.Namespace, environ: Mapping[str, str]) -> int:
    """Grade anew, print what changed, and return 0; a second run changes nothing.

    Raises:
        UsageError: if the reason is empty or too long, or the bank has no such question.
        DatabaseOutdated: if the database is not in the form that this version needs.
        DatabaseUnreachable: if it can't be opened.
    """
    reason = " ".join(options.reason.split())
    if not 0 < len(reason) <= MAX_REASON:
        raise UsageError(f"--reason has {len(reason)} characters. Write 1 to {MAX_REASON}; learners read it.")
    chosen = {"TUTOR_DATABASE_URL": options.database} if options.database else {}
    database = Database(load_settings({**environ, **chosen}).database_url)
    try:
        state = database.state()
        if state != "current":
            raise DatabaseOutdated(database.shown_url, state)
        bank = load_bank(load_knowledge())
        print(_report(Regrading(database, bank).regrade(options.question, reason, system_clock())))
    except UnknownQuestion as error:
        raise UsageError(f"There is no question {error.question_id!r} in the bank.") from None
    finally:
        database.close()
    return 0


def _report(done: Regraded) -> str:
    lines = [
        f"Answers to earlier versions: {done.older}",
        f"Right now and not before: {done.now_right}\nWrong now and not before: {done.now_wrong}",
        f"Learners who are told at their next /score: {len(done.learners)}",
    ]
    if done.unclear:
        lines.insert(2, f"Left as they were, for what was chosen is no option any more: {done.unclear}")
    return "\n".join(lines)
