"""What learners do with daily questions besides answering: find the open ones, and see their own result."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, select

from quizzes.rounds import Rounds
from quizzes.tables import RoundRow, id_of
from quizzes.views import QuestionCard, Reveal

MOST_SHOWN = 3  # daily questions of one server at a time


@dataclass(frozen=True, slots=True)
class OpenDaily:
    """A daily question that is open in a server.

    Attributes:
        card: the question.
        own: its reveal for the learner, if they have answered it; None if they have not.
    """

    card: QuestionCard
    own: Reveal | None


class DailyQuestions:
    """Daily questions as learners meet them."""

    def __init__(self, rounds: Rounds) -> None:
        self._rounds = rounds

    def open_in(self, guild_id: int, learner_id: int) -> list[OpenDaily]:
        """Return a server's open daily questions, the newest first, MOST_SHOWN at most."""
        with self._rounds.transaction() as progress:
            mine = (RoundRow.guild_id == guild_id, RoundRow.form == "daily", RoundRow.state == "playing")
            newest = select(RoundRow).where(*mine).order_by(col(RoundRow.id).desc()).limit(MOST_SHOWN)
            found = []
            for row in progress.session.exec(newest):
                question = progress.reader.question_row(id_of(row), 1)
                if not progress.reader.is_known(question):
                    continue
                reveal = progress.reader.reveal(question, learner_id)
                found.append(OpenDaily(progress.reader.card(question), reveal if reveal.own else None))
            return found
