"""Stores and finds the rows of rounds, in a session that the caller owns."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from . import due
from .errors import AlreadyAnswered, RoundNotFound
from .questions import LETTERS, OPTIONS, Question
from .reading import order
from .tables import AnswerRow, RoundQuestionRow, RoundRow, id_of


@dataclass(frozen=True, slots=True)
class NewRound:
    """A round that somebody asks for.

    Attributes:
        guild_id: the server; None outside servers.
        channel_id: where it is asked for.
        host_id: who asks for it.
        topic: id of the topic.
        length: how many questions, at most.
        about: facts to ask about; the topic decides only if no question rests on one of them.
        title: what the round is called; None for the topic's name.
    """

    guild_id: int | None
    channel_id: int
    host_id: int
    topic: str
    length: int
    about: tuple[str, ...] = ()
    title: str | None = None


def store_round(
    session: Session,
    new: NewRound,
    questions: Sequence[Question],
    *,
    private: bool,
    now: dt.datetime,
    rng: random.Random,
) -> RoundRow:
    """Store a round with its questions, and with the order in which the options of each are shown from now on."""
    row = RoundRow(
        guild_id=new.guild_id,
        channel_id=new.channel_id,
        host_id=new.host_id,
        topic=new.topic,
        title=new.title,
        length=len(questions),
        private=private,
        state="playing",
        started_at=now,
    )
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
    return row


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
    """Add a learner's answer to `row`, which asks `question`; the unique constraint decides whether it is their first.

    `position` is the option as shown, from 0; `guild_id` is None outside servers.

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
        refuse_second_answer(session, row, question, learner_id)


def refuse_second_answer(session: Session, row: RoundQuestionRow, question: Question, learner_id: int) -> None:
    """Raise AlreadyAnswered, with the learner's answer to `row`, if there is one."""
    own = select(AnswerRow).where(AnswerRow.round_question_id == id_of(row), AnswerRow.learner_id == learner_id)
    first = session.exec(own).one_or_none()
    if first:
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
