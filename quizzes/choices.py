"""What a stored choice means: indexes of the bank's options, in the order in which they were shown."""

from __future__ import annotations

from .kinds import shown
from .questions import Question
from .tables import AnswerRow, BallotRow, RoundQuestionRow


def order(row: RoundQuestionRow) -> list[int]:
    """Return the indexes of the bank's options in the order shown."""
    return [int(index) for index in row.option_order]


def chosen(answer: AnswerRow | BallotRow) -> list[int]:
    """Return the indexes of the bank's options that an answer consists of."""
    return [int(index) for index in answer.chosen]


def answer_text(answer: AnswerRow | BallotRow, row: RoundQuestionRow, question: Question) -> str:
    """Return an answer as the learner gave it."""
    return answer.typed if answer.typed is not None else shown(question, chosen(answer), order(row))
