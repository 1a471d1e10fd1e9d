"""Grades the answers to a corrected question anew. The answers stay as they are; what they count for is recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, select

from quizzes.bank import Bank
from quizzes.database import Database
from quizzes.due import insert_for
from quizzes.errors import UnfitAnswer
from quizzes.kinds import Grade, Same, grade, recognise
from quizzes.questions import Question
from quizzes.tables import AnswerRow, AskedQuestionRow, RegradedAnswerRow, RegradeRow, id_of

from .standing_errors import UnknownQuestion

BATCH = 1000  # answers in one transaction, so that learners who answer meanwhile hardly wait


@dataclass(slots=True)
class Regraded:
    """What a regrade did.

    Attributes:
        older: answers to earlier versions of the question.
        now_right: those that count as right now and did not before.
        now_wrong: the other way round.
        unclear: those left as they were, since what was chosen is not an option of the question any more.
        learners: whose answers changed.
    """

    older: int = 0
    now_right: int = 0
    now_wrong: int = 0
    unclear: int = 0
    learners: set[int] = field(default_factory=set)


class Regrading:
    """Corrects answers by the bank's present questions."""

    def __init__(self, database: Database, bank: Bank) -> None:
        self._database = database
        self._bank = bank

    def regrade(self, question_id: str, reason: str, now: dt.datetime) -> Regraded:
        """Grade the answers to earlier versions of a question by the present one; doing it again changes nothing.

        Args:
            question_id: the question.
            reason: why it was corrected, as learners are told.
            now: the present moment.

        Raises:
            UnknownQuestion: if the bank has no such question.
        """
        question = self._bank.questions.get(question_id)
        if question is None:
            raise UnknownQuestion(question_id)
        done = Regraded()
        batch = _Batch(question, self._bank.same, reason, now, done)
        last: int | None = 0
        while last is not None:
            with self._database.transaction() as session:
                last = batch.grade_after(session, last)
        return done


@dataclass(slots=True)
class _Batch:
    """Grades one batch of answers after another.

    Attributes:
        question: the question as it is now.
        same: whether two typed texts mean the same.
        reason: why it was corrected.
        now: the present moment.
        done: what was done so far.
        regrade_id: the record of this correction; None until it changes something.
        versions: earlier versions of the question, as far as they were needed.
    """

    question: Question
    same: Same
    reason: str
    now: dt.datetime
    done: Regraded
    regrade_id: int | None = None
    versions: dict[str, Question | None] = field(default_factory=dict)

    def grade_after(self, session: Session, last: int) -> int | None:
        """Grade the answers after the one with the id `last`; return the id of the last one, None if that was all."""
        statement = (
            select(AnswerRow, RegradedAnswerRow)
            .outerjoin(RegradedAnswerRow, col(RegradedAnswerRow.answer_id) == AnswerRow.id)
            .where(AnswerRow.question_id == self.question.id, col(AnswerRow.id) > last)
            .order_by(col(AnswerRow.id))
            .limit(BATCH)
        )
        found = session.exec(statement).all()
        values: list[dict[str, Any]] = []
        for answer, before in found:
            if answer.question_version != self.question.version:
                self.done.older += 1
                values += self._changed(session, answer, before)
        if values:
            row = insert_for(session, RegradedAnswerRow).values(values)
            renewed = ("regrade_id", "right", "credit", "misconception", "change", "told_at")
            anew = {name: row.excluded[name] for name in renewed}
            session.execute(row.on_conflict_do_update(index_elements=["answer_id"], set_=anew))
        return id_of(found[-1][0]) if len(found) == BATCH else None

    def _changed(
        self, session: Session, answer: AnswerRow, before: RegradedAnswerRow | None
    ) -> Sequence[dict[str, Any]]:
        """Return the row that corrects an answer; nothing if it counts for the same as until now."""
        worth = self._worth(session, answer)
        if worth is None:
            self.done.unclear += 1
            return ()
        counted: AnswerRow | RegradedAnswerRow = before or answer
        if (counted.right, counted.credit, counted.misconception) == (worth.right, worth.credit, worth.misconception):
            return ()
        change = int(worth.right) - int(answer.right)
        if worth.right != counted.right:
            self.done.now_right += worth.right
            self.done.now_wrong += not worth.right
            self.done.learners.add(answer.learner_id)
            known = self.now if before and before.told_at is None and not change else None  # nothing came of it
        else:
            known = before.told_at if before else self.now
        return (
            {
                "answer_id": id_of(answer),
                "regrade_id": self._record(session),
                **answer.model_dump(include={"learner_id", "guild_id", "question_id", "answered_at", "first_try"}),
                "right": worth.right,
                "credit": worth.credit,
                "misconception": worth.misconception,
                "change": change,
                "told_at": known,
            },
        )

    def _worth(self, session: Session, answer: AnswerRow) -> Grade | None:
        """Return what an answer is worth by the present question; None if it can't be said."""
        if answer.typed is not None:
            if self.question.kind != "typed":
                return None
            return grade(self.question, recognise(self.question, answer.typed, self.same))
        asked = self._version(session, answer.question_version)
        if asked is None or asked.kind != self.question.kind:
            return None
        index = {option.text: place for place, option in enumerate(self.question.options)}
        chosen = [index.get(asked.options[int(place)].text) for place in answer.chosen]
        try:
            return (
                grade(self.question, [place for place in chosen if place is not None]) if None not in chosen else None
            )
        except UnfitAnswer:  # another number of options is right now
            return None

    def _version(self, session: Session, version: str) -> Question | None:
        """Return the question as it was asked; None if that is not known."""
        if version not in self.versions:
            row = session.get(AskedQuestionRow, (self.question.id, version))
            self.versions[version] = Question.model_validate_json(row.content) if row else None
        return self.versions[version]

    def _record(self, session: Session) -> int:
        if self.regrade_id is None:
            row = RegradeRow(
                question_id=self.question.id, version=self.question.version, reason=self.reason, regraded_at=self.now
            )
            session.add(row)
            session.flush()
            self.regrade_id = id_of(row)
        return self.regrade_id
