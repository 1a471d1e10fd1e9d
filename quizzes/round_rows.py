"""Stores and finds the rows of rounds, in a session that the caller owns."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

from sqlmodel import Session, col, select

from . import due
from .errors import AlreadyAnswered, RoundNotFound
from .questions import LETTERS, OPTIONS, Question
from .reading import order
from .tables import AnswerRow, RoundQuestionRow, RoundRow, id_of


def store_round(session: Session, row: RoundRow, questions: Sequence[Question], rng: random.Random) -> None:
    """Store a round with its questions, and with the order in which the options of each are shown from now on."""
    row.length = len(questions)
    session.add(row)
    session.flush()
    for number, question in enumerate(questions, start=1):
        shown = list(range(OPTIONS))
        rng.shuffle(shown)
        session.add(
            RoundQuestionRow(
                round_id=id_of(row),
                number=number,
                question_id=question.id,
                question_version=question.version,
                option_order="".join(map(str, shown)),
            )
        )
    session.flush()


def store_answer(
    session: Session,
    row: RoundQuestionRow,
    question: Question,
    *,
    learner_id: int,
    guild_id: int | None,
    position: int,
    now: dt.datetime,
) -> None:
    """Add a learner's answer; the unique constraint decides whether it is their first.

    Args:
        session: the open transaction.
        row: the question as it was asked.
        question: the same in the bank.
        learner_id: who answers.
        guild_id: the server; None outside servers.
        position: the option as shown, from 0.
        now: when.

    Raises:
        RoundNotFound: if there is no such position.
        AlreadyAnswered: with the learner's first answer.
    """
    if position >= OPTIONS:
        raise RoundNotFound(row.round_id)
    option = order(row)[position]
    chosen = question.options[option]
    answer = AnswerRow(
        round_question_id=id_of(row),
        learner_id=learner_id,
        guild_id=guild_id,
        question_id=row.question_id,
        question_version=row.question_version,
        position=position,
        option=option,
        right=chosen.right,
        misconception=chosen.misconception,
        answered_at=now,
    )
    statement = due.insert_for(session, AnswerRow).values(answer.model_dump(exclude={"id"}))
    stored = statement.on_conflict_do_nothing().returning(col(AnswerRow.id))
    if session.execute(stored).scalar_one_or_none() is None:
        own = select(AnswerRow).where(AnswerRow.round_question_id == id_of(row), AnswerRow.learner_id == learner_id)
        first = session.exec(own).one()
        raise AlreadyAnswered(LETTERS[first.position], question.options[first.option].text)


def asked_in(session: Session, channel_id: int, since: dt.datetime) -> set[str]:
    """Return the ids of the questions that a channel was asked since a moment."""
    statement = select(RoundQuestionRow.question_id).join(RoundRow, col(RoundRow.id) == RoundQuestionRow.round_id)
    statement = statement.where(
        RoundRow.channel_id == channel_id, col(RoundRow.private).is_(False), col(RoundQuestionRow.opened_at) >= since
    )
    return set(session.exec(statement))


def answered_by(session: Session, learner_id: int, since: dt.datetime) -> set[str]:
    """Return the ids of the questions that a learner answered since a moment."""
    statement = select(AnswerRow.question_id).where(AnswerRow.learner_id == learner_id, AnswerRow.answered_at >= since)
    return set(session.exec(statement))


def playing_in(session: Session, channel_id: int) -> RoundRow | None:
    """Return the round that is played in a channel."""
    return session.exec(
        select(RoundRow).where(
            RoundRow.channel_id == channel_id, RoundRow.state == "playing", col(RoundRow.private).is_(False)
        )
    ).one_or_none()


def playing_alone(session: Session, learner_id: int) -> RoundRow | None:
    """Return the private round that a learner is playing."""
    return session.exec(
        select(RoundRow).where(
            RoundRow.host_id == learner_id, RoundRow.state == "playing", col(RoundRow.private).is_(True)
        )
    ).one_or_none()
