"""The use cases of `/review`, one transaction each."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from quizzes.bank import Bank
from quizzes.database import Database
from quizzes.due import insert_for
from quizzes.round_rows import NewRound
from quizzes.rounds import Rounds
from quizzes.schedules.calendar import instant_of, local_date
from quizzes.standing.activity import zone_of
from quizzes.tables import AnswerRow, ConfidenceRow, LearnerRow, RegradedAnswerRow, RoundQuestionRow, RoundRow
from quizzes.views import QuestionCard, RoundView

from .review import Item, Reviewed, to_review

TITLE = "Review"  # of the rounds that reviews are
A_DAY = 10  # reviews that are offered on one local day; more only if the learner asks for them
AT_ONCE = 5  # questions of a review round
LOOKED_AT = 5000  # of a learner's answers, the newest


@dataclass(frozen=True, slots=True)
class Due:
    """What a learner has to review.

    Attributes:
        items: what is due now, in the order in which to ask it.
        today: how many of them are offered today.
        done_today: how many reviews were answered today.
        next_at: when something is due next; None if something is due now, or there is nothing to review at all.
        answered: whether they have answered anything yet.
        exam_on: the day of their exam; None if they have set none.
        remind_at: the local time at which they are reminded; None if they are not.
    """

    items: tuple[Item, ...]
    today: int
    done_today: int
    next_at: dt.datetime | None
    answered: bool
    exam_on: dt.date | None
    remind_at: dt.time | None


class Reviews:
    """Finds out what is due, starts rounds on it, and stores how sure learners were."""

    def __init__(self, database: Database, bank: Bank, rounds: Rounds) -> None:
        self._database = database
        self._bank = bank
        self._rounds = rounds

    def due(self, learner_id: int, guild_id: int | None, now: dt.datetime) -> Due:
        """Return what a learner has to review.

        Args:
            learner_id: the learner.
            guild_id: the server whose time zone holds if they have set none; None outside servers: then UTC.
            now: the present moment.
        """
        with self._database.transaction() as session:
            row = session.get(LearnerRow, learner_id)
            zone = zone_of(session, learner_id, guild_id)
            answers = _answers(session, learner_id)
            done = _done_since(session, learner_id, instant_of(local_date(now, zone), dt.time(), zone))
        exam_on = row.exam_on if row else None
        exam_at = instant_of(exam_on, dt.time(), zone) if exam_on else None
        items = to_review(answers, self._bank.questions, now, exam_at)
        ready = tuple(item for item in items if item.due_at <= now)
        return Due(
            items=ready,
            today=max(0, min(len(ready), A_DAY - done)),
            done_today=done,
            next_at=None if ready else min((item.due_at for item in items), default=None),
            answered=bool(answers),
            exam_on=exam_on,
            remind_at=row.remind_at if row else None,
        )

    def start(
        self, new: NewRound, now: dt.datetime, rng: random.Random
    ) -> tuple[QuestionCard, RoundView | None] | None:
        """Start a private round on what is due, with up to `new.length` questions; return None if nothing is.

        Otherwise the same as `Rounds.start_private`.
        """
        due = self.due(new.host_id, new.guild_id, now)
        if not due.items:
            return None
        asked = tuple(item.question_id for item in due.items[: new.length])
        return self._rounds.start_private(replace(new, questions=asked, title=TITLE), now, rng)

    def say_sure(self, round_id: int, number: int, learner_id: int, *, sure: bool, now: dt.datetime) -> bool:
        """Store whether a learner was sure of an answer; return what is stored: the first thing said stays.

        Raises:
            RoundNotFound: if there is no such question. What was not answered is not stored.
        """
        with self._rounds.transaction() as progress:
            session, row = progress.session, progress.reader.question_row(round_id, number)
            mine = (AnswerRow.round_question_id == row.id, AnswerRow.learner_id == learner_id)
            answer_id = session.exec(select(AnswerRow.id).where(*mine)).one_or_none()
            if answer_id is None:
                return sure
            values = {"answer_id": answer_id, "sure": sure, "said_at": now}
            session.execute(insert_for(session, ConfidenceRow).values(values).on_conflict_do_nothing())
            return session.exec(select(ConfidenceRow.sure).where(ConfidenceRow.answer_id == answer_id)).one()


def _answers(session: Session, learner_id: int) -> Sequence[Reviewed]:
    """Return a learner's newest answers as they count now."""
    answer, corrected, said = AnswerRow, RegradedAnswerRow, ConfidenceRow
    statement = (
        select_columns(
            col(answer.question_id), col(answer.right), col(corrected.right), col(answer.answered_at), col(said.sure)
        )
        .outerjoin(corrected, col(corrected.answer_id) == answer.id)
        .outerjoin(said, col(said.answer_id) == answer.id)
        .where(col(answer.learner_id) == learner_id)
        .order_by(col(answer.answered_at).desc())
        .limit(LOOKED_AT)
    )
    return [
        Reviewed(question, right if right_now is None else right_now, at, sure)
        for question, right, right_now, at, sure in session.execute(statement)
    ]


def _done_since(session: Session, learner_id: int, since: dt.datetime) -> int:
    """Return how many answers a learner has given in reviews since a moment."""
    statement = (
        select(func.count())
        .select_from(RoundRow)
        .join(RoundQuestionRow, col(RoundQuestionRow.round_id) == RoundRow.id)
        .where(RoundRow.host_id == learner_id, RoundRow.form == "solo", RoundRow.title == TITLE)
        .where(col(RoundQuestionRow.closed_at) >= since)
    )
    return session.exec(statement).one()
