"""Scores: nothing is stored but answers and their corrections, everything else is derived from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from sqlalchemy import func, update
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from knowledge.loader import Knowledge
from quizzes.bank import Bank
from quizzes.database import Database
from quizzes.tables import AnswerRow, RegradedAnswerRow, RegradeRow

from .activity import streak_at
from .beliefs import Given, held_beliefs
from .standing_views import Correction, Score, ToFix, TopicScore
from .tallies import Scope, Tallies

MOST_TO_FIX = 3
LOOKED_AT = 300  # answers that are looked at for beliefs, the newest ones: older ones hardly speak any more


class Scores:
    """Derives scores from answers."""

    def __init__(self, database: Database, bank: Bank, knowledge: Knowledge) -> None:
        self._database = database
        self._bank = bank
        self._knowledge = knowledge

    def score_of(self, learner_id: int, guild_id: int | None, now: dt.datetime) -> Score:
        """Return a learner's score in a server, or over all of them and outside (None)."""
        with self._database.transaction() as session:
            tallies = Tallies(session, self._bank.questions)
            tried = tallies.by_question(Scope(guild_id, learner_id))
            answers = _count_answers(session, learner_id, guild_id)
            streak = streak_at(session, learner_id, guild_id, now)
            to_fix = tuple(self._to_fix(session, learner_id))
        return Score(
            learner_id=learner_id,
            points=tallies.points(tried),
            first_tries=sum(tries for tries, _ in tried.values()),
            first_right=sum(right for _, right in tried.values()),
            answers=answers,
            streak=streak,
            topics=tuple(self._by_topic(tried)),
            to_fix=to_fix,
        )

    def tell_corrections(self, learner_id: int, now: dt.datetime) -> list[Correction]:
        """Return the corrections that a learner has not been told of, newest first; they count as told from now on."""
        row = RegradedAnswerRow
        untold = (col(row.learner_id) == learner_id, col(row.told_at).is_(None))
        with self._database.transaction() as session:
            statement = select(RegradeRow, row.right).join(row, col(row.regrade_id) == RegradeRow.id).where(*untold)
            found = session.exec(statement.distinct().order_by(col(RegradeRow.id).desc(), col(row.right))).all()
            if found:
                session.execute(update(row).where(*untold).values(told_at=now))
        return [self._correction(regrade, right=right) for regrade, right in found]

    def _correction(self, regrade: RegradeRow, *, right: bool) -> Correction:
        question = self._bank.questions.get(regrade.question_id)
        return Correction(question.stem if question else None, regrade.reason, right, regrade.regraded_at)

    def _by_topic(self, tried: Mapping[str, tuple[int, int]]) -> Iterable[TopicScore]:
        tries: dict[str, int] = {}
        rights: dict[str, int] = {}
        for name, (times, right) in tried.items():
            question = self._bank.questions.get(name)
            for named in question.topics if question else ():
                tries[named] = tries.get(named, 0) + times
                rights[named] = rights.get(named, 0) + right
        for topic in self._bank.topics.values():
            if tries.get(topic.id):
                yield TopicScore(topic, tries[topic.id], rights[topic.id])

    def _to_fix(self, session: Session, learner_id: int) -> Iterable[ToFix]:
        beliefs = held_beliefs(recent_answers(session, learner_id), self._bank.questions)
        for belief in [b for b in beliefs if b.id in self._bank.misconceptions][:MOST_TO_FIX]:
            known = self._bank.misconceptions[belief.id]
            entry = self._knowledge.entry_about(known.facts)
            yield ToFix(known.id, known.name, known.truth, belief.taken, belief.chances, entry.id if entry else None)


def recent_answers(session: Session, learner_id: int, limit: int = LOOKED_AT) -> list[Given]:
    """Return a learner's newest answers as they count now, the newest first."""
    answer, corrected = AnswerRow, RegradedAnswerRow
    statement = (
        select_columns(
            col(answer.question_id),
            col(answer.right),
            col(answer.misconception),
            col(corrected.right),
            col(corrected.misconception),
        )
        .outerjoin(corrected, col(corrected.answer_id) == answer.id)
        .where(col(answer.learner_id) == learner_id)
        .order_by(col(answer.answered_at).desc(), col(answer.id).desc())
        .limit(limit)
    )
    return [
        Given(question, right, belief) if right_now is None else Given(question, right_now, belief_now)
        for question, right, belief, right_now, belief_now in session.execute(statement)
    ]


def _count_answers(session: Session, learner_id: int, guild_id: int | None) -> int:
    statement = select(func.count()).select_from(AnswerRow).where(AnswerRow.learner_id == learner_id)
    return session.exec(statement if guild_id is None else statement.where(AnswerRow.guild_id == guild_id)).one()
