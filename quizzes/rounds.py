"""The use cases of a round, one transaction each. All times are aware UTC and come from the caller."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from knowledge.loader import Knowledge

from . import due
from .answer_rows import Given, chosen_options, graded, refuse_second_answer, store_answers
from .answering import Answering, Submission
from .bank import Bank
from .database import Database
from .errors import NotHost, QuestionClosed, QuizError, RoundInProgress
from .picking import History, pick_questions
from .progress import Progress
from .questions import Question
from .reading import Reader
from .round_rows import NewRound, answered_by, asked_in, playing_alone, playing_in, store_round
from .tables import RoundRow, id_of
from .timing import REFRESH_DELAY
from .views import Lobby, OwnResult, QuestionCard, Receipt, Reveal, RoundResult, RoundView

MAX_STARTS = 5  # tries at a private round while the same learner starts others
LATELY = dt.timedelta(hours=12)  # a question asked within it is not the first to come from a refilled bag

Result = TypeVar("Result")


class Rounds:
    """Starts and plays rounds; steering.py steers them."""

    def __init__(self, database: Database, bank: Bank, knowledge: Knowledge) -> None:
        self._database = database
        self._bank = bank
        self._knowledge = knowledge

    @contextmanager
    def transaction(self) -> Iterator[Progress]:
        """Open a transaction with what moves rounds on in it; used by the dispatcher."""
        with self._database.transaction() as session:
            yield self.progress(session)

    async def run(self, work: Callable[[Progress], Result]) -> Result:
        """Run `work` in a transaction of its own, in a thread. Raises as it does."""
        return await self._database.run(lambda session: work(self.progress(session)))

    def progress(self, session: Session) -> Progress:
        """Return what moves rounds on in a transaction that is open already."""
        return Progress(session, self._bank, Reader(session, self._bank, self._knowledge))

    def start_in_channel(self, new: NewRound, now: dt.datetime, rng: random.Random) -> RoundView:
        """Start a round that everyone in a channel can play; its lobby opens, or its first question is due, at once.

        Raises:
            RoundInProgress: if the channel has one; a constraint of the database decides between two at once.
            NoQuestions: if the topic has none.
        """
        for _ in range(MAX_STARTS):
            try:
                return self._start_in_channel(new, now, rng)
            except IntegrityError:  # there is a round; unless it ends this very moment, say which
                running = self.playing_in(new.channel_id)
            if running:
                raise RoundInProgress(running)
        return self._start_in_channel(new, now, rng)

    def _start_in_channel(self, new: NewRound, now: dt.datetime, rng: random.Random) -> RoundView:
        with self.transaction() as progress:
            questions = self._pick(new, asked_in(progress.session, new.channel_id, now - LATELY), rng)
            row = store_round(progress.session, new, questions, form="group", now=now, rng=rng)
            of = due.of_round(id_of(row))
            if new.lobby:
                due.plan(progress.session, of, "begin", due.BEGIN, now + new.lobby)
                due.plan(progress.session, of, "lobby", due.BEGIN, now + REFRESH_DELAY)  # if the reply gets lost
            else:
                due.plan(progress.session, of, "ask", 1, now)
            return progress.reader.view(row)

    def start_private(
        self, new: NewRound, now: dt.datetime, rng: random.Random
    ) -> tuple[QuestionCard, RoundView | None]:
        """Start a round for one learner and open its first question.

        Returns:
            The first question, and the learner's unfinished private round that this one ends (None if there was none).

        Raises:
            NoQuestions: if there is none on that.
        """
        for _ in range(MAX_STARTS):
            try:
                return self._start_private(new, now, rng)
            except IntegrityError:  # the learner started several at once; the next try sees the other one and ends it
                continue
        return self._start_private(new, now, rng)

    def _start_private(
        self, new: NewRound, now: dt.datetime, rng: random.Random
    ) -> tuple[QuestionCard, RoundView | None]:
        with self.transaction() as progress:
            session = progress.session
            questions = self._pick(new, answered_by(session, new.host_id, now - LATELY), rng)
            left = playing_alone(session, new.host_id)
            if left:
                left.state, left.ended_at = "stopped", now
                session.flush()
            row = store_round(session, new, questions, form="solo", now=now, rng=rng)
            first = progress.reader.question_row(id_of(row), 1)
            first.opened_at = now
            session.flush()
            return progress.reader.card(first), progress.reader.view(left) if left else None

    def _pick(self, new: NewRound, history: History, rng: random.Random) -> tuple[Question, ...]:
        if new.questions:
            return tuple(self._bank.questions[name] for name in new.questions[: new.length])
        about = self._bank.offering(new.belief) if new.belief else self._bank.about(new.about)
        main = pick_questions([q for q in about if q.facts[0] in new.about], new.length, rng, history)
        others = pick_questions([q for q in about if q.facts[0] not in new.about], new.length - len(main), rng, history)
        return (*main, *others) or self._bank.pick(new.topic, new.length, rng, history)

    def answer(self, round_id: int, number: int, given: Given, learner_id: int, now: dt.datetime) -> Receipt:
        """Store a learner's answer to an open question of a group round, or to a daily question.

        In a group round it may be changed until the close: then the last one counts.

        Args:
            round_id: the round.
            number: the question, from 1.
            given: the answer.
            learner_id: who answers.
            now: when.

        Raises:
            RoundNotFound: if there is no such round, question or option.
            UnfitAnswer: if the answer has not the form that the question asks for.
            QuestionClosed: if the question takes no answers.
            AlreadyAnswered: if it is closed and the learner has answered it, or to a daily question.
        """
        (outcome,) = self.take([Submission(round_id, number, given, learner_id, now)])
        if isinstance(outcome, QuizError):
            raise outcome
        return outcome

    def take(self, submissions: Sequence[Submission]) -> list[Receipt | QuizError]:
        """Store many learners' answers in one transaction; return for each its receipt, or why it was refused."""
        with self.transaction() as progress:
            return Answering(progress.session, progress.reader, self._bank.same).take(submissions)

    def answer_private(self, round_id: int, number: int, given: Given, learner_id: int, now: dt.datetime) -> Reveal:
        """Store the answer in a private round, close the question and reveal it.

        Raises:
            RoundNotFound: if there is no such round, question or option.
            UnfitAnswer: if the answer has not the form that the question asks for.
            NotHost: if it is somebody else's round.
            QuestionClosed: if the round was ended meanwhile.
            AlreadyAnswered: if the question was answered.
        """
        with self.transaction() as progress:
            round_row = progress.reader.round_row(round_id)
            check_host(round_row, learner_id)
            row = progress.reader.question_row(round_id, number, lock=True)
            refuse_second_answer(progress.session, row, progress.reader.question(row), learner_id)
            if round_row.state != "playing":
                raise QuestionClosed(number)
            question = progress.reader.question(row)
            chosen = chosen_options(row, question, given, self._bank.same)
            answer = graded(row, question, chosen, given.typed, now)
            store_answers(progress.session, row, {learner_id: answer}, round_row.guild_id)
            row.closed_at = now
            progress.session.flush()
            return progress.reader.reveal(row, learner_id)

    def next_private(self, round_id: int, learner_id: int, now: dt.datetime) -> QuestionCard | RoundResult:
        """Open the next question of a private round, or end it after the last one; doing it twice changes nothing.

        Raises:
            RoundNotFound: if there is no such round.
            NotHost: if it is somebody else's round.
        """
        with self.transaction() as progress:
            round_row = progress.reader.round_row(round_id)
            check_host(round_row, learner_id)
            rows = progress.reader.questions(round_id)
            following = next((row for row in rows if row.closed_at is None), None)
            if following is None or round_row.state != "playing":
                return progress.reader.result(progress.finish(round_id, now))
            following.opened_at = following.opened_at or now
            progress.session.flush()
            return progress.reader.card(following)

    def playing_in(self, channel_id: int) -> RoundView | None:
        """Return the round that is played in a channel, or is in its lobby there; None if there is none."""
        with self.transaction() as progress:
            row = playing_in(progress.session, channel_id)
            return progress.reader.view(row) if row else None

    def open_card(self, channel_id: int) -> QuestionCard | None:
        """Return the question that is open in a channel; None if there is none."""
        with self.transaction() as progress:
            row = playing_in(progress.session, channel_id)
            open_row = progress.open_row(id_of(row)) if row else None
            return progress.reader.card(open_row) if open_row else None

    def lobby(self, round_id: int) -> Lobby:
        """Return a round as its lobby shows it. Raises RoundNotFound."""
        return self._read(lambda reader: reader.lobby(reader.round_row(round_id)))

    def lobby_posted(self, round_id: int, message_id: int, now: dt.datetime) -> None:
        """Remember the message that shows a round's lobby: the reply to who asked for it. Raises RoundNotFound."""
        with self.transaction() as progress:
            progress.lobby_posted(round_id, message_id)
            if not progress.lobby(round_id).joined:  # it is up to date
                due.drop(progress.session, due.of_round(round_id), "lobby", now)

    def card(self, round_id: int, number: int) -> QuestionCard:
        """Return a question of a round. Raises RoundNotFound."""
        return self._read(lambda reader: reader.card(reader.question_row(round_id, number)))

    def reveal(self, round_id: int, number: int, learner_id: int | None = None) -> Reveal:
        """Return a question with its reveal. Raises RoundNotFound."""
        return self._read(lambda reader: reader.reveal(reader.question_row(round_id, number), learner_id))

    def result(self, round_id: int) -> RoundResult:
        """Return how a round ended, or stands. Raises RoundNotFound."""
        return self._read(lambda reader: reader.result(reader.round_row(round_id)))

    def own_result(self, round_id: int, learner_id: int) -> OwnResult:
        """Return one learner's result in a round. Raises RoundNotFound."""
        return self._read(lambda reader: reader.own_result(reader.round_row(round_id), learner_id))

    def _read(self, read: Callable[[Reader], Result]) -> Result:
        with self.transaction() as progress:
            return read(progress.reader)


def check_host(row: RoundRow, by: int, *, may_manage: bool = False) -> None:
    """Raise NotHost unless `by` is the host of a round or may manage messages where it is played."""
    if row.host_id != by and not may_manage:
        raise NotHost(row.host_id)
