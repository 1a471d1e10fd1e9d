"""Progress is made of first tries by the days of the learner's calendar, as they count now."""

from __future__ import annotations

import datetime as dt

from quizzes.database import Database
from quizzes.standing.history import Histories, Try, progress_by_topic
from quizzes.standing.regrading import Regrading
from quizzes.tables import LearnerRow
from tests.quizzes.game import ANA, BO, GUILD, START, small_bank

from .past import Past
from .test_regrading import NEW, OLD


def test_first_tries_come_in_order_with_the_learners_days_and_corrections(database: Database, past: Past) -> None:
    past.answer(OLD.id, right=False, asked=OLD, days=-0.4)  # 23:24 UTC on the 22nd
    past.answer("question-2", days=-2)
    past.answer("question-2", first_try=False)
    past.answer("question-2", learner=BO)
    Regrading(database, small_bank(NEW)).regrade(OLD.id, "It was wrong.", START)
    with database.transaction() as session:
        session.add(LearnerRow(learner_id=ANA, zone="Europe/Berlin", changed_at=START))
    history = Histories(database).history_of(ANA, GUILD, START)
    days = dt.date(2026, 11, 21), dt.date(2026, 11, 23)
    assert history.tries == (Try("question-2", days[0], True), Try(OLD.id, days[1], True))
    assert history.today == dt.date(2026, 11, 23)


def test_each_topic_is_counted_lately_and_before(database: Database, past: Past) -> None:
    past.answer("question-1", days=-40, right=False)
    past.answer("question-1")
    past.answer("question-2", days=-27)
    past.answer("question-4", days=-28.5)
    found = progress_by_topic(Histories(database).history_of(ANA, GUILD, START), small_bank())
    assert [(one.topic.id, one.lately, one.before) for one in found] == [
        ("hsm", (2, 2), (1, 0)),
        ("vault", (0, 0), (1, 1)),
    ]
