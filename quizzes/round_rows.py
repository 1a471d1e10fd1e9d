"""Stores and finds the rows of rounds, in a session that the caller owns."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from . import due
from .kinds import answering
from .picking import History
from .questions import Question
from .tables import AnswerRow, AskedQuestionRow, RoundQuestionRow, RoundRow, id_of
from .views import UNFINISHED, Form


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
        belief: id of the misconception that its questions offer, in place of `about`; None for none.
        questions: ids of the questions to ask, in their order, in place of all that; none for no such list.
        lobby: for how long people may join before it begins; it begins at once without.
        schedule_id: the schedule whose occurrence it is; None for none.
        local_date: the occurrence's date in the schedule's zone; None for none.
        quorum: how many learners must have joined by then.
    """

    guild_id: int | None
    channel_id: int
    host_id: int
    topic: str
    length: int
    about: tuple[str, ...] = ()
    title: str | None = None
    belief: str | None = None
    questions: tuple[str, ...] = ()
    lobby: dt.timedelta = dt.timedelta()
    schedule_id: int | None = None
    local_date: dt.date | None = None
    quorum: int = 0


def store_round(
    session: Session,
    new: NewRound,
    questions: Sequence[Question],
    *,
    form: Form,
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
        form=form,
        state="lobby" if new.lobby else "playing",
        schedule_id=new.schedule_id,
        local_date=new.local_date,
        quorum=new.quorum,
        started_at=now,
    )
    session.add(row)
    session.flush()
    for number, question in enumerate(questions, start=1):
        keep_as_asked(session, question)
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


def keep_as_asked(session: Session, question: Question) -> None:
    """Remember a question as it is now, for when the bank has been corrected."""
    values = {"question_id": question.id, "version": question.version, "content": question.model_dump_json()}
    session.execute(due.insert_for(session, AskedQuestionRow).values(values).on_conflict_do_nothing())


def _shuffled(question: Question, rng: random.Random) -> list[int]:
    """Return the indexes of the options in the order to show them; steps never in the right one."""
    if answering(question) == "text":
        return []
    shown = list(range(len(question.options)))
    rng.shuffle(shown)
    if question.kind == "ordering" and shown == sorted(shown):
        shown.reverse()
    return shown


def asked_in(session: Session, channel_id: int, lately: dt.datetime) -> History:
    """Return what a channel was asked; since `lately` counts as just asked."""
    name, when = col(RoundQuestionRow.question_id), col(RoundQuestionRow.opened_at)
    statement = select(name, func.count(), func.max(when)).join(RoundRow, col(RoundRow.id) == RoundQuestionRow.round_id)
    statement = statement.where(
        RoundRow.channel_id == channel_id, col(RoundRow.form).in_(("group", "daily")), when.is_not(None)
    )
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
    """Return the group round of a channel that has not ended, also if it is still in its lobby."""
    mine = (RoundRow.channel_id == channel_id, RoundRow.form == "group", col(RoundRow.state).in_(UNFINISHED))
    return session.exec(select(RoundRow).where(*mine)).one_or_none()


def playing_alone(session: Session, learner_id: int, form: Form = "solo") -> RoundRow | None:
    """Return the round of a form that a learner is playing alone."""
    mine = (RoundRow.host_id == learner_id, RoundRow.form == form, RoundRow.state == "playing")
    return session.exec(select(RoundRow).where(*mine)).one_or_none()
