"""Answers as rounds of one question would have left them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from quizzes.database import Database
from quizzes.questions import Question
from quizzes.round_rows import keep_as_asked
from quizzes.tables import AnswerRow, RoundQuestionRow, RoundRow, id_of
from tests.quizzes.game import ANA, GUILD, START


class Past:
    """Writes answers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def answer(
        self,
        question: str,
        *,
        days: float = 0,
        right: bool = True,
        guild: int | None = GUILD,
        learner: int = ANA,
        asked: Question | None = None,
        **columns: Any,
    ) -> int:
        """Store an answer, with `columns` in place of the usual ones; return its id."""
        at = START + dt.timedelta(days=days)
        with self._database.transaction() as session:
            played = RoundRow(
                guild_id=guild, channel_id=1, host_id=learner, topic="hsm", length=1, form="solo", state="finished",
                started_at=at,
            )  # fmt: skip
            session.add(played)
            session.flush()
            row = RoundQuestionRow(
                round_id=id_of(played), number=1, question_id=question, question_version="v",
                option_order="0123", opened_at=at, closed_at=at,
            )  # fmt: skip
            session.add(row)
            session.flush()
            if asked:
                keep_as_asked(session, asked)
            usual = {
                "question_version": asked.version if asked else "v",
                "chosen": "0" if right else "2",
                "credit": float(right),
                "misconception": None if right else "second-belief",
                "first_try": True,
            }
            answer = AnswerRow(
                round_question_id=id_of(row), learner_id=learner, guild_id=guild, question_id=question, right=right,
                answered_at=at, **{**usual, **columns},
            )  # fmt: skip
            session.add(answer)
            session.flush()
            return id_of(answer)
