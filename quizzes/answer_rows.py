"""Stores answers and choices on open questions, in a session that the caller owns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from .choices import answer_text, order
from .due import insert_for, insert_many
from .errors import AlreadyAnswered, RoundNotFound
from .kinds import Same, answering, grade, recognise
from .questions import MAX_TYPED, Question
from .tables import AnswerRow, BallotRow, RoundQuestionRow, id_of, table_of

FIRST_TRY_WINDOW = dt.timedelta(days=30)  # an answer counts if the learner did not answer the question within it before


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as a front end hands it in.

    Attributes:
        positions: of the options as shown, from 0; in ordering in the learner's order. Empty for a typed answer.
        typed: the text of a typed answer; None for any other.
    """

    positions: tuple[int, ...] = ()
    typed: str | None = None


def chosen_options(row: RoundQuestionRow, question: Question, given: Given, same: Same) -> tuple[int, ...]:
    """Return the indexes of the bank's options that an answer means.

    Raises:
        RoundNotFound: if it names an option that is not there.
    """
    if answering(question) == "text":
        return recognise(question, given.typed or "", same)
    shown = order(row)
    if any(not 0 <= position < len(shown) for position in given.positions):
        raise RoundNotFound(row.round_id)
    return tuple(shown[position] for position in given.positions)


def graded(
    row: RoundQuestionRow, question: Question, chosen: Sequence[int], typed: str | None, now: dt.datetime
) -> dict[str, Any]:
    """Return the columns that an answer and a ballot share: what was chosen, what it is worth, when it was given.

    Raises:
        UnfitAnswer: if it has not the form that the question asks for.
    """
    worth = grade(question, chosen)
    return {
        "chosen": "".join(map(str, chosen)),
        "typed": typed[:MAX_TYPED] if typed is not None else None,
        "right": worth.right,
        "credit": worth.credit,
        "misconception": worth.misconception,
        "answered_at": now,
        "seconds": max(0.0, (now - row.opened_at).total_seconds()) if row.opened_at else None,
    }


def store_ballots(session: Session, row: RoundQuestionRow, ballots: Mapping[int, Mapping[str, Any]]) -> Collection[int]:
    """Store learners' choices on an open question in place of earlier ones; return who had chosen before.

    Args:
        session: the open transaction, in which nobody closes the question.
        row: the question.
        ballots: by learner, what `graded` returned.
    """
    where = (col(BallotRow.round_question_id) == id_of(row), col(BallotRow.learner_id).in_(ballots))
    before = set(session.exec(select(BallotRow.learner_id).where(*where)))
    values = [{"round_question_id": id_of(row), "learner_id": learner, **ballot} for learner, ballot in ballots.items()]
    statement = insert_for(session, table_of(BallotRow))
    columns = ("chosen", "typed", "right", "credit", "misconception", "answered_at", "seconds")
    renewed = {name: statement.excluded[name] for name in columns}
    conflict = ["round_question_id", "learner_id"]
    insert_many(session, statement.on_conflict_do_update(index_elements=conflict, set_=renewed), values)
    return before


def count_ballots(session: Session, row: RoundQuestionRow, guild_id: int | None) -> None:
    """Turn the choices on a question into its final answers; the caller has closed it and holds its lock."""
    mine = col(BallotRow.round_question_id) == id_of(row)
    ballots = session.exec(
        select(BallotRow).where(mine).order_by(col(BallotRow.answered_at), col(BallotRow.learner_id))
    ).all()
    if not ballots:
        return
    answers = {ballot.learner_id: ballot.model_dump(exclude={"round_question_id", "learner_id"}) for ballot in ballots}
    store_answers(session, row, answers, guild_id)
    session.execute(delete(BallotRow).where(mine))


def store_answers(
    session: Session, row: RoundQuestionRow, answers: Mapping[int, Mapping[str, Any]], guild_id: int | None
) -> Collection[int]:
    """Add final answers to a question; return whose were stored: the constraint refuses those who have one.

    Args:
        session: the open transaction.
        row: the question.
        answers: by learner, what `graded` returned.
        guild_id: the server; None outside servers.
    """
    _in_turn(session, row.question_id)
    latest = max(answer["answered_at"] for answer in answers.values())
    tried = select(AnswerRow.learner_id).where(
        col(AnswerRow.learner_id).in_(answers),
        AnswerRow.question_id == row.question_id,
        AnswerRow.answered_at > latest - FIRST_TRY_WINDOW,
    )
    before = set(session.exec(tried))
    asked = {
        "round_question_id": id_of(row),
        "guild_id": guild_id,
        "question_id": row.question_id,
        "question_version": row.question_version,
    }
    values = [
        {"learner_id": learner, "first_try": learner not in before, **asked, **answer}
        for learner, answer in answers.items()
    ]
    table = table_of(AnswerRow)
    statement = insert_for(session, table).on_conflict_do_nothing().returning(table.c.learner_id)
    return set(insert_many(session, statement, values).scalars())


def refuse_second_answer(session: Session, row: RoundQuestionRow, question: Question, learner_id: int) -> None:
    """Raise AlreadyAnswered, with the learner's answer to `row`, if there is one."""
    own = select(AnswerRow).where(AnswerRow.round_question_id == id_of(row), AnswerRow.learner_id == learner_id)
    first = session.exec(own).one_or_none() or session.get(BallotRow, (id_of(row), learner_id))
    if first:
        raise AlreadyAnswered(answer_text(first, row, question))


def _in_turn(session: Session, question_id: str) -> None:
    """Wait for others who store answers to this question: of two at once by one learner, one is the first try.

    SQLite's transactions exclude each other by themselves.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.exec(select(func.pg_advisory_xact_lock(func.hashtext(f"answer:{question_id}"))))
