"""Decides about answers that are handed in: each is stored or refused, many in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from . import due
from .answer_rows import Given, chosen_options, graded, refuse_second_answer, store_answers, store_ballots
from .choices import order
from .errors import AlreadyAnswered, QuestionClosed, QuizError
from .kinds import Same, shown
from .questions import Question
from .reading import Reader
from .tables import ParticipantRow, RoundQuestionRow, RoundRow, table_of
from .timing import DAILY_REFRESH_DELAY, REFRESH_DELAY
from .views import Receipt


@dataclass(frozen=True, slots=True)
class Submission:
    """An answer that is handed in for a group round or a daily question.

    Attributes:
        round_id: the round.
        number: the question, from 1.
        given: the answer.
        learner_id: who answers.
        now: when.
    """

    round_id: int
    number: int
    given: Given
    learner_id: int
    now: dt.datetime


@dataclass(slots=True)
class _Asked:
    """A question to which answers are handed in, locked against its close, and what is to be stored for it."""

    round: RoundRow
    row: RoundQuestionRow
    question: Question
    values: dict[int, dict[str, Any]] = field(default_factory=dict)

    @property
    def final(self) -> bool:
        return self.round.form == "daily"


class Answering:
    """Takes a batch of answers, in an open session."""

    def __init__(self, session: Session, reader: Reader, same: Same) -> None:
        self._session = session
        self._reader = reader
        self._same = same
        self._asked: dict[tuple[int, int], _Asked | QuizError] = {}

    def take(self, submissions: Sequence[Submission]) -> list[Receipt | QuizError]:
        """Store what can be stored; return for each submission its receipt, or why it was refused.

        A learner's choice in a round may be changed until the close, so the last one stands; the answer to a daily
        question is final, for the learner sees its solution at once.
        """
        outcomes = [self._taken(submission) for submission in submissions]
        before: dict[tuple[int, int, int], bool] = {}
        found = [(key, asked) for key, asked in self._asked.items() if isinstance(asked, _Asked) and asked.values]
        # In the same order in every process, so that none waits for another that waits for it.
        for (round_id, number), asked in sorted(found, key=lambda pair: (pair[1].row.question_id, pair[0])):
            had = self._stored(asked)
            before |= {(round_id, number, learner): learner in had for learner in asked.values}
        return [
            self._receipt(
                submission, outcome, had=before[submission.round_id, submission.number, submission.learner_id]
            )
            if isinstance(outcome, str)
            else outcome
            for submission, outcome in zip(submissions, outcomes, strict=True)
        ]

    def _taken(self, submission: Submission) -> str | QuizError:
        """Put an answer among those to be stored and return it as text; return the reason if it is refused."""
        asked = self._find(submission.round_id, submission.number)
        if isinstance(asked, QuizError):
            return asked
        row, question, given = asked.row, asked.question, submission.given
        try:
            if row.closes_at is None or row.closed_at or submission.now >= row.closes_at:
                refuse_second_answer(self._session, row, question, submission.learner_id)
                return QuestionClosed(submission.number)
            chosen = chosen_options(row, question, given, self._same)
            values = graded(row, question, chosen, given.typed, submission.now)
        except QuizError as refused:
            return refused
        if asked.final and submission.learner_id in asked.values:
            return AlreadyAnswered(_text(values, row, question))
        asked.values[submission.learner_id] = values
        return _text(values, row, question)

    def _find(self, round_id: int, number: int) -> _Asked | QuizError:
        key = (round_id, number)
        if key not in self._asked:
            try:
                row = self._reader.question_row(round_id, number, lock=True)
                self._asked[key] = _Asked(self._reader.round_row(round_id), row, self._reader.question(row))
            except QuizError as missing:
                self._asked[key] = missing
        return self._asked[key]

    def _stored(self, asked: _Asked) -> set[int]:
        """Store what was put aside for a question; return which learners had answered it before."""
        row = asked.row
        if asked.final:
            stored = store_answers(self._session, row, asked.values, asked.round.guild_id)
            self._refresh_daily(asked)
            return set(asked.values) - set(stored)
        joined = [
            {"round_id": row.round_id, "learner_id": learner, "joined_at": values["answered_at"]}
            for learner, values in asked.values.items()
        ]
        joining = due.insert_for(self._session, table_of(ParticipantRow)).on_conflict_do_nothing()
        due.insert_many(self._session, joining, joined)
        latest = max(values["answered_at"] for values in asked.values.values())
        due.plan_again(self._session, due.of_round(row.round_id), "refresh", row.number, latest + REFRESH_DELAY)
        return set(store_ballots(self._session, row, asked.values))

    def _refresh_daily(self, asked: _Asked) -> None:
        daily = asked.round
        if daily.schedule_id is not None and daily.local_date is not None:
            latest = max(values["answered_at"] for values in asked.values.values())
            of, number = due.of_schedule(daily.schedule_id), daily.local_date.toordinal()
            due.plan_again(self._session, of, "refresh", number, latest + DAILY_REFRESH_DELAY)

    def _receipt(self, submission: Submission, text: str, *, had: bool) -> Receipt | QuizError:
        asked = self._find(submission.round_id, submission.number)
        if isinstance(asked, QuizError):  # only those found have a text
            return asked
        if asked.final and had:
            try:
                refuse_second_answer(self._session, asked.row, asked.question, submission.learner_id)
            except AlreadyAnswered as refused:
                return refused
        return Receipt(text, asked.row.closes_at, changed=had)


def _text(values: dict[str, Any], row: RoundQuestionRow, question: Question) -> str:
    typed: str | None = values["typed"]
    return typed if typed is not None else shown(question, [int(index) for index in values["chosen"]], order(row))
