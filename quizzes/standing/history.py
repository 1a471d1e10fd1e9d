"""A learner's first tries one by one, by the days of their calendar: what progress is drawn from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from quizzes.bank import Bank
from quizzes.database import Database
from quizzes.questions import Topic
from quizzes.schedules.calendar import local_date
from quizzes.tables import AnswerRow, RegradedAnswerRow

from .activity import zone_of

LATELY = dt.timedelta(days=28)
MOST_TRIES = 2000  # the newest ones: more questions than the bank has, several times over


@dataclass(frozen=True, slots=True)
class Try:
    """A first try at a question.

    Attributes:
        question_id: the question.
        day: in the learner's zone.
        right: whether it was right, by its last correction.
    """

    question_id: str
    day: dt.date
    right: bool


@dataclass(frozen=True, slots=True)
class History:
    """A learner's first tries.

    Attributes:
        tries: the oldest first, MOST_TRIES at most.
        today: the present day in the learner's zone.
    """

    tries: tuple[Try, ...]
    today: dt.date


class Histories:
    """Reads first tries."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def history_of(self, learner_id: int, guild_id: int | None, now: dt.datetime) -> History:
        """Return a learner's first tries in all servers; days are those of their zone, else of `guild_id`'s."""
        answer, corrected = AnswerRow, RegradedAnswerRow
        newest = (
            select(col(answer.question_id), col(answer.answered_at), col(answer.right), col(corrected.right))
            .outerjoin(corrected, col(corrected.answer_id) == answer.id)
            .where(col(answer.learner_id) == learner_id, col(answer.first_try))
            .order_by(col(answer.answered_at).desc(), col(answer.id).desc())
            .limit(MOST_TRIES)
        )
        with self._database.transaction() as session:
            zone = zone_of(session, learner_id, guild_id)
            tries = [
                Try(question, local_date(at, zone), right if right_now is None else right_now)
                for question, at, right, right_now in session.execute(newest)
            ]
        return History(tuple(reversed(tries)), local_date(now, zone))


@dataclass(frozen=True, slots=True)
class TopicProgress:
    """First tries in one topic, of late and before.

    Attributes:
        topic: the topic.
        lately: tries and right ones in the last LATELY.
        before: the same before that.
    """

    topic: Topic
    lately: tuple[int, int]
    before: tuple[int, int]


def progress_by_topic(history: History, bank: Bank) -> tuple[TopicProgress, ...]:
    """Return a learner's progress in each topic with first tries, in the bank's order."""
    turn = history.today - LATELY
    counts: dict[tuple[str, bool], tuple[int, int]] = {}
    for one in history.tries:
        question = bank.questions.get(one.question_id)
        for topic in question.topics if question else ():
            tries, right = counts.get((topic, one.day > turn), (0, 0))
            counts[topic, one.day > turn] = (tries + 1, right + one.right)
    found = (
        TopicProgress(topic, counts.get((topic.id, True), (0, 0)), counts.get((topic.id, False), (0, 0)))
        for topic in bank.topics.values()
    )
    return tuple(progress for progress in found if progress.lately[0] or progress.before[0])
