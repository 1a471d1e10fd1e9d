"""Stores and finds the rows of rounds, in a session that the caller owns."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from . import due
from .errors import AlreadyAnswered, RoundNotFound
from .kinds import Same, answering, grade, recognise
from .picking import History
from .questions import MAX_TYPED, Question
from .reading import answer_text, order
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
        session.add(
            RoundQuestionRow(
                round_id=id_of(row),
                number=number,
                question_id=question.id,
                question_version=question.version,
                option_order="".join(map(str, _shuffled(question, rng))),
            )
        )
    session.flush()
    return row


def _shuffled(question: Question, rng: random.Random) -> list[int]:
    """Return the indexes of the options in the order to show them; steps never in the right one."""
    if answering(question) == "text":
        return []
    shown = list(range(len(question.options)))
    rng.shuffle(shown)
    if question.kind == "ordering" and shown == sorted(shown):
        shown.reverse()
    return shown


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


def store_answer(
    session: Session,
    row: RoundQuestionRow,
    question: Question,
    chosen: Sequence[int],
    *,
    typed: str | None,
    learner_id: int,
    guild_id: int | None,
    now: dt.datetime,
) -> None:
    """Add a learner's answer to `row`, which asks `question`; the unique constraint decides whether it is their first.

    `chosen` are indexes of the bank's options, `typed` is the text of a typed answer (None for any other), and
    `guild_id` is None outside servers.

    Raises:
        UnfitAnswer: if the answer has not the form that the question asks for.
        AlreadyAnswered: with the learner's first answer.
    """
    worth = grade(question, chosen)
    answer = AnswerRow(
        round_question_id=id_of(row),
        learner_id=learner_id,
        guild_id=guild_id,
        question_id=row.question_id,
        question_version=row.question_version,
        chosen="".join(map(str, chosen)),
        typed=typed[:MAX_TYPED] if typed is not None else None,
        right=worth.right,
        credit=worth.credit,
        misconception=worth.misconception,
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
        raise AlreadyAnswered(answer_text(first, row, question))


def asked_in(session: Session, channel_id: int, lately: dt.datetime) -> History:
    """Return what a channel was asked; since `lately` counts as just asked."""
    name, when = col(RoundQuestionRow.question_id), col(RoundQuestionRow.opened_at)
    statement = select(name, func.count(), func.max(when)).join(RoundRow, col(RoundRow.id) == RoundQuestionRow.round_id)
    statement = statement.where(RoundRow.channel_id == channel_id, col(RoundRow.private).is_(False), when.is_not(None))
    return _history(session.exec(statement.group_by(name)), lately)


def answered_by(session: Session, learner_id: int, lately: dt.datetime) -> History:
    """Return what a learner answered; since `lately` counts as just asked."""
    name, when = col(AnswerRow.question_id), col(AnswerRow.answered_at)
    statement = select(name, func.count(), func.max(when)).where(AnswerRow.learner_id == learner_id)
    return _history(session.exec(statement.group_by(name)), lately)


def _history(rows: Iterable[tuple[str, int, dt.datetime | None]], lately: dt.datetime) -> History:
    found = list(rows)
    recent = frozenset(name for name, _, last in found if last and last >= lately)
    return History({name: times for name, times, _ in found}, recent)


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
