"""`tutor gaps`: what was asked without a fitting answer, in all servers that keep such questions, and the votes."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bot.answers import day
from bot.settings import load_settings
from bot.tutor import system_clock
from knowledge.entries import Entry
from knowledge.likeness import Gap, grouped
from knowledge.loader import load_knowledge
from knowledge.matcher import Matcher
from quizzes.database import Database
from quizzes.errors import DatabaseOutdated
from quizzes.feedback import KEPT_FOR, Feedback, Votes
from quizzes.servers import Servers

MOST_WORDINGS = 3  # other texts of a gap that are printed; --json gives all
NONE_KEPT = (
    "No server keeps questions. Someone with Manage Server turns that on by typing `/curate keep on`; the answer says "
    "what is stored and for how long."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the subcommand takes."""
    parser.add_argument("--database", metavar="URL", help="read this database instead of TUTOR_DATABASE_URL")
    parser.add_argument(
        "--server", metavar="ID", type=_discord_id, help="only what comes from the server with this Discord id"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object with everything")


def run(options: argparse.Namespace, environ: Mapping[str, str]) -> int:
    """Print the gaps, the largest first, and the votes, the worst first; return 0.

    Raises:
        DatabaseOutdated: if the database is not in the form that this version needs.
        DatabaseUnreachable: if it can't be opened.
    """
    chosen = {"TUTOR_DATABASE_URL": options.database} if options.database else {}
    database = Database(load_settings({**environ, **chosen}).database_url)
    try:
        state = database.state()
        if state != "current":
            raise DatabaseOutdated(database.shown_url, state)
        feedback = Feedback(database)
        asked = feedback.gaps(system_clock(), options.server)
        votes = feedback.votes(guild_id=options.server)
        keeping = Servers(database).keeping_questions()
    finally:
        database.close()
    knowledge = load_knowledge()
    gaps = grouped(asked, Matcher(knowledge)) if asked else []
    if options.json:
        print(json.dumps(as_json(gaps, votes, keeping), ensure_ascii=False, indent=2))
    else:
        print("\n".join([*_gaps_text(gaps, keeping, knowledge.entries), "", *_votes_text(votes, knowledge.entries)]))
    return 0


def as_json(gaps: Iterable[Gap], votes: Iterable[Votes], keeping: int) -> dict[str, Any]:
    """Return everything in the form that scripts read; `keeping` is the number of servers that keep questions."""
    return {
        "servers": keeping,
        "gaps": [
            {
                "question": gap.wordings[0],
                "times": gap.times,
                "newest": gap.newest.isoformat(),
                "wordings": list(gap.wordings),
                "wrong": [{"entry": entry, "times": times} for entry, times in gap.wrong],
            }
            for gap in gaps
        ],
        "votes": [
            {
                "entry": said.entry_id,
                "helpful": said.helpful,
                "unhelpful": said.unhelpful,
                "mismatches": said.mismatches,
            }
            for said in votes
        ],
    }


def _discord_id(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 2**63:
        raise argparse.ArgumentTypeError(f"{text!r} is no Discord id, which is a whole number above 0")
    return int(text)


def _gaps_text(gaps: Sequence[Gap], keeping: int, entries: Mapping[str, Entry]) -> Iterator[str]:
    if not gaps:
        yield f"No question without a fitting answer in the last {KEPT_FOR.days} days." if keeping else NONE_KEPT
        return
    questions = sum(gap.times for gap in gaps)
    yield f"Without a fitting answer, last {KEPT_FOR.days} days: {questions} questions, {len(gaps)} gaps."
    for gap in gaps:
        first, *others = gap.wordings
        yield f"{gap.times:>4} x  {first}  (last {day(gap.newest.date())})"
        yield from (f"        {text}" for text in others[:MOST_WORDINGS])
        if len(others) > MOST_WORDINGS:
            yield f"        … and {len(others) - MOST_WORDINGS} more"
        yield from (f"        not meant {times} x: {_titled(entry, entries)}" for entry, times in gap.wrong)


def _votes_text(votes: Sequence[Votes], entries: Mapping[str, Entry]) -> Iterator[str]:
    if not votes:
        yield "No votes on answers yet."
        return
    yield "Answers, the worst first:\nhelpful  not helpful  not meant"
    for said in votes:
        yield f"{said.helpful:>7}  {said.unhelpful:>11}  {said.mismatches:>9}  {_titled(said.entry_id, entries)}"


def _titled(entry_id: str, entries: Mapping[str, Entry]) -> str:
    return f"{entries[entry_id].title} ({entry_id})" if entry_id in entries else f"{entry_id} (no longer an entry)"
