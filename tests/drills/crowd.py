"""Fills a database with learners who never were, by the means that each kind of database has for bulk loading."""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any

import psycopg
from sqlalchemy.schema import CreateIndex, DropIndex

from quizzes.bank import Bank
from quizzes.database import Database
from quizzes.tables import AnswerRow

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
FIRST_GUILD, FIRST_LEARNER = 700_000_000_000_000_000, 800_000_000_000_000_000
SPAN_SECONDS = 2 * 365 * 86_400  # answers are spread over two years
FIRST_TRIES, RIGHT, LISTED = 0.8, 0.7, 0.6  # shares of answers, answers and learners
MOST_ANSWERS = 4000  # of one learner
COLUMNS = (
    "id", "round_question_id", "learner_id", "guild_id", "question_id", "question_version", "chosen", "typed",
    "right", "credit", "misconception", "first_try", "seconds", "answered_at",
)  # fmt: skip


class Crowd:
    """Learners, the server of each, and how many answers each gives: few servers and learners make most of both."""

    def __init__(self, bank: Bank, learners: int, servers: int, answers: int, seed: int = 75) -> None:
        self._rng = random.Random(seed)
        self._questions = [(q.id, q.version, sorted(q.misconceptions)) for q in bank.questions.values()]
        sizes = list(accumulate(1 / rank for rank in range(1, servers + 1)))
        self.guilds = [
            FIRST_GUILD + number for number in self._rng.choices(range(servers), cum_weights=sizes, k=learners)
        ]
        zeal = [self._rng.lognormvariate(0, 1) for _ in range(learners)]
        each = answers / sum(zeal)
        self._amounts = [min(MOST_ANSWERS, round(each * share)) for share in zeal]

    def members(self) -> Iterator[tuple[Any, ...]]:
        for number, guild in enumerate(self.guilds):
            yield guild, FIRST_LEARNER + number, self._rng.random() < LISTED, None, None, NOW

    def answers(self) -> Iterator[tuple[Any, ...]]:
        chance = self._rng.random
        epoch = NOW.timestamp() - SPAN_SECONDS
        row = 0
        for number, (guild, amount) in enumerate(zip(self.guilds, self._amounts, strict=True)):
            for question_number in range(amount):
                question, version, beliefs = self._questions[int(chance() * len(self._questions))]
                right = chance() < RIGHT
                belief = beliefs[int(chance() * len(beliefs))] if beliefs and not right else None
                row += 1
                at = dt.datetime.fromtimestamp(epoch + int(chance() * SPAN_SECONDS), dt.UTC)
                yield (
                    row, question_number + 1, FIRST_LEARNER + number, guild, question, version, "0", None,
                    right, float(right), belief, chance() < FIRST_TRIES, 20.0, at,
                )  # fmt: skip


def fill(database: Database, crowd: Crowd) -> None:
    """Store a crowd in an empty, migrated database. Indexes are made after the rows, which is much faster."""
    indexes = sorted(AnswerRow.__table__.indexes, key=lambda index: index.name)  # type: ignore[attr-defined]
    with database.engine.begin() as connection:
        for index in indexes:
            connection.execute(DropIndex(index))
    asked = [(number, 1, number, "q", "v", "0123") for number in range(1, MOST_ANSWERS + 1)]
    played = [(1, 1, 1, "mixed", MOST_ANSWERS, "solo", "finished", 0, NOW)]
    of_round = ("id", "channel_id", "host_id", "topic", "length", "form", "state", "quorum", "started_at")
    load(database, "round", of_round, played)
    of_question = ("id", "round_id", "number", "question_id", "question_version", "option_order")
    load(database, "round_question", of_question, asked)
    of_member = ("guild_id", "learner_id", "on_board", "alias", "alias_key", "asked_at")
    load(database, "member", of_member, crowd.members())
    load(database, "answer", COLUMNS, crowd.answers())
    with database.engine.begin() as connection:
        for index in indexes:
            connection.execute(CreateIndex(index))


def load(database: Database, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    raw = database.engine.raw_connection()
    try:
        driver: Any = raw.driver_connection
        if isinstance(driver, sqlite3.Connection):
            driver.execute("BEGIN")
            marks = ", ".join("?" * len(columns))
            stored = (tuple(_sqlite(value) for value in row) for row in rows)
            driver.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', stored)  # noqa: S608 (our own names)
        else:
            assert isinstance(driver, psycopg.Connection)
            with driver.cursor() as cursor, cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
        driver.commit()
    finally:
        raw.close()


def _sqlite(value: object) -> object:
    return f"{value:%Y-%m-%d %H:%M:%S}.000000" if isinstance(value, dt.datetime) else value
