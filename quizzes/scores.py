"""Scores: nothing is stored but answers, everything else is derived from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlmodel import Session, col, select

from knowledge.loader import Knowledge

from .bank import Bank
from .counting import earning
from .database import Database
from .tables import AnswerRow, RoundQuestionRow
from .views import MisconceptionCount, Score, TopicScore

MAX_MISCONCEPTIONS = 3


class Scores:
    """Derives scores from answers."""

    def __init__(self, database: Database, bank: Bank, knowledge: Knowledge) -> None:
        self._database = database
        self._bank = bank
        self._knowledge = knowledge

    def score_of(self, learner_id: int, guild_id: int | None) -> Score:
        """Return a learner's score in a server, or over all of them and outside (None)."""
        with self._database.transaction() as session:
            answers = _answers_of(session, learner_id)
            if guild_id is not None:
                answers = [answer for answer in answers if answer.guild_id == guild_id]
            first = [answer for answer in answers if answer.first_try]
            rounds = _rounds_of(session, answers)
        return Score(
            learner_id=learner_id,
            points=len(earning(first, self._bank.questions)),
            first_tries=len(first),
            first_right=sum(answer.right for answer in first),
            answers=len(answers),
            rounds=rounds,
            topics=tuple(self._by_topic(first)),
            misconceptions=tuple(self._misconceptions(answers)),
        )

    def _by_topic(self, first: Sequence[AnswerRow]) -> Iterable[TopicScore]:
        tries: Counter[str] = Counter()
        right: Counter[str] = Counter()
        for answer in first:
            question = self._bank.questions.get(answer.question_id)
            for name in question.topics if question else ():
                tries[name] += 1
                right[name] += answer.right
        for topic in self._bank.topics.values():
            if tries[topic.id]:
                yield TopicScore(topic, tries[topic.id], right[topic.id])

    def _misconceptions(self, answers: Iterable[AnswerRow]) -> Iterable[MisconceptionCount]:
        taken = Counter(answer.misconception for answer in answers if answer.misconception in self._bank.misconceptions)
        for name, times in taken.most_common(MAX_MISCONCEPTIONS):
            known = self._bank.misconceptions[name or ""]
            entry = self._knowledge.entry_about(known.facts)
            yield MisconceptionCount(known.id, known.name, known.truth, times, entry.id if entry else None)


def _answers_of(session: Session, learner_id: int) -> Sequence[AnswerRow]:
    statement = select(AnswerRow).where(AnswerRow.learner_id == learner_id)
    return session.exec(statement.order_by(col(AnswerRow.answered_at), col(AnswerRow.id))).all()


def _rounds_of(session: Session, answers: Sequence[AnswerRow]) -> int:
    statement = select(RoundQuestionRow.round_id).where(
        col(RoundQuestionRow.id).in_([answer.round_question_id for answer in answers])
    )
    return len(set(session.exec(statement)))
