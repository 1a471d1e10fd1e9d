"""Mock exams: a learner alone, against the clock, without a word on right or wrong until the end.

Choices are ballots and become answers when the exam is over: handed in, or out of time. What is shown where is not
remembered: an exam that was left, or cut off by a crash, goes on at the first question without an answer.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from knowledge.loader import Knowledge
from quizzes import due
from quizzes.answer_rows import Given, chosen_options, count_ballots, graded, store_ballots
from quizzes.bank import Bank
from quizzes.choices import answer_text
from quizzes.database import Database
from quizzes.errors import MovedOn, RoundNotFound
from quizzes.round_rows import NewRound, answered_by, playing_alone, store_round
from quizzes.rounds import LATELY, MAX_STARTS, check_host
from quizzes.tables import AnswerRow, BallotRow, RoundQuestionRow, RoundRow, id_of
from quizzes.views import Reveal

from .as_asked import AsAsked
from .exam_questions import pick_exam
from .exam_views import ExamOverview, ExamPage, ExamReport, TopicResult

FEWEST, USUAL, MOST = 5, 20, 60  # questions
SECONDS_A_QUESTION = 90  # where no time is asked for
SHORTEST, LONGEST = 5, 240  # minutes
END = "exam"  # kind of the due action of a learner; its number is the exam's


def usual_minutes(questions: int) -> int:
    """Return the time for so many questions where none is asked for, in whole minutes."""
    return -(-questions * SECONDS_A_QUESTION // 60)


class Exams:
    """The use cases of an exam, one transaction each.

    Each raises RoundNotFound if there is no such exam or question, and NotHost if it is somebody else's. Those that
    need it to go on return its report instead if its time is up.
    """

    def __init__(self, database: Database, bank: Bank, knowledge: Knowledge) -> None:
        self._database = database
        self._bank = bank
        self._knowledge = knowledge

    def open(self, new: NewRound, minutes: int, now: dt.datetime, rng: random.Random) -> ExamPage | ExamReport:
        """Go on with the learner's exam; show the report of one that ran out of time unseen; else begin a new one.

        Args:
            new: the exam that is begun if there is none.
            minutes: its time.
            now: the present moment.
            rng: source of chance.
        """
        for _ in range(MAX_STARTS):
            try:
                return self._open(new, minutes, now, rng)
            except IntegrityError:  # begun twice at once; the next try finds the other one
                continue
        return self._open(new, minutes, now, rng)

    def _open(self, new: NewRound, minutes: int, now: dt.datetime, rng: random.Random) -> ExamPage | ExamReport:
        with self._reading() as (session, reader):
            running = playing_alone(session, new.host_id, "exam") or _unseen(session, new.host_id)
            if running is None:
                row = self._begin(session, new, minutes, now, rng)
                return self._page(session, reader, row, 1, now)
            row = _exam(session, id_of(running), new.host_id)
            if _is_over(row, now):
                return self._ended(session, reader, row, now)
            unanswered = _unanswered(session, reader, row)
            page = self._page(session, reader, row, unanswered[0] if unanswered else row.length, now)
            return replace(page, resumed=True)

    def turn(self, round_id: int, number: int, learner_id: int, now: dt.datetime) -> ExamPage | ExamReport:
        """Return a question of an exam with the answer so far."""
        with self._reading() as (session, reader):
            row = _exam(session, round_id, learner_id)
            if _is_over(row, now):
                return self._ended(session, reader, row, now)
            return self._page(session, reader, row, number, now)

    def answer(
        self, round_id: int, number: int, given: Given, learner_id: int, now: dt.datetime
    ) -> ExamPage | ExamOverview | ExamReport:
        """Store an answer in place of an earlier one; return the next question, or the overview after the last.

        Raises:
            UnfitAnswer: if the answer has not the form that the question asks for.
        """
        with self._reading() as (session, reader):
            row = _exam(session, round_id, learner_id)
            if _is_over(row, now):
                return self._ended(session, reader, row, now)
            asked = reader.question_row(round_id, number)
            question = reader.question(asked)
            chosen = chosen_options(asked, question, given, self._bank.same)
            store_ballots(session, asked, {learner_id: graded(asked, question, chosen, given.typed, now)})
            if number == row.length:
                return _overview(session, reader, row)
            return self._page(session, reader, row, number + 1, now)

    def overview(self, round_id: int, learner_id: int, now: dt.datetime) -> ExamOverview | ExamReport:
        """Return what is still unanswered."""
        with self._reading() as (session, reader):
            row = _exam(session, round_id, learner_id)
            if _is_over(row, now):
                return self._ended(session, reader, row, now)
            return _overview(session, reader, row)

    def hand_in(self, round_id: int, learner_id: int, now: dt.datetime) -> ExamReport:
        """End an exam; doing it twice changes nothing. Its choices are answers from then on."""
        with self._reading() as (session, reader):
            row = _exam(session, round_id, learner_id)
            return self._ended(session, reader, row, now)

    def expire(self, round_id: int, now: dt.datetime) -> None:
        """End an exam whose time is up; nothing happens if it is over, or gone."""
        with self._database.transaction() as session:
            self.expire_in(session, round_id, now)

    def expire_in(self, session: Session, round_id: int, now: dt.datetime) -> None:
        """Do the same in a transaction that is open already."""
        found = session.get(RoundRow, round_id)
        if found is not None and found.form == "exam":
            self._end(session, self._reader(session), _exam(session, round_id, found.host_id), now)

    def report(self, round_id: int, learner_id: int) -> ExamReport:
        """Return the report of an exam that is over. Raises MovedOn if it goes on."""
        with self._reading() as (session, reader):
            return self._report(reader, _over(session, round_id, learner_id))

    def explained(self, round_id: int, number: int, learner_id: int) -> Reveal:
        """Return a question of an exam that is over, with its solution. Raises MovedOn if it goes on."""
        with self._reading() as (session, reader):
            _over(session, round_id, learner_id)
            return reader.reveal(reader.question_row(round_id, number), learner_id)

    def _begin(self, session: Session, new: NewRound, minutes: int, now: dt.datetime, rng: random.Random) -> RoundRow:
        questions = pick_exam(self._bank, new.length, rng, answered_by(session, new.host_id, now - LATELY))
        row = store_round(session, new, questions, form="exam", now=now, rng=rng)
        row.ends_at = now + dt.timedelta(minutes=minutes)
        due.plan(session, due.of_learner(new.host_id), END, id_of(row), row.ends_at)
        session.flush()
        return row

    def _page(self, session: Session, reader: AsAsked, row: RoundRow, number: int, now: dt.datetime) -> ExamPage:
        asked = reader.question_row(id_of(row), number)
        asked.opened_at = asked.opened_at or now
        session.flush()
        ballot = session.get(BallotRow, (id_of(asked), row.host_id))
        return ExamPage(
            card=reader.card(asked),
            given=answer_text(ballot, asked, reader.question(asked)) if ballot else None,
            answered=row.length - len(_unanswered(session, reader, row)),
            ends_at=row.ends_at or now,
        )

    def _ended(self, session: Session, reader: AsAsked, row: RoundRow, now: dt.datetime) -> ExamReport:
        """End an exam and return its report, which counts as seen from now on."""
        self._end(session, reader, row, now)
        report = self._report(reader, row)
        row.state = "finished"
        return report

    def _end(self, session: Session, reader: AsAsked, row: RoundRow, now: dt.datetime) -> None:
        if row.state != "playing":
            return
        out_of_time = row.ends_at is not None and now >= row.ends_at
        row.state, row.ended_at = ("settled" if out_of_time else "finished"), now
        # In the order in which answers are stored everywhere, so that no two transactions wait for each other.
        for asked in sorted(reader.questions(id_of(row)), key=lambda one: one.question_id):
            asked.closed_at = now
            count_ballots(session, asked, row.guild_id)
        due.cancel(session, due.of_learner(row.host_id), now, [END])
        session.flush()

    def _report(self, reader: AsAsked, row: RoundRow) -> ExamReport:
        asked = reader.questions(id_of(row))
        answers = {answer.round_question_id: answer for answer in reader.answers(asked, of=row.host_id)}
        right = {id_of(one) for one in asked if _is_right(answers.get(id_of(one)))}
        return ExamReport(
            round=reader.view(row),
            right=len(right),
            answered=len(answers),
            topics=tuple(self._by_topic(reader, asked, right)),
            wrong=tuple(one.number for one in asked if id_of(one) not in right),
        )

    def _by_topic(self, reader: AsAsked, asked: Sequence[RoundQuestionRow], right: set[int]) -> Iterator[TopicResult]:
        topics = {id_of(one): reader.question(one).topics[0] for one in asked if reader.is_known(one)}
        counts, rights = Counter(topics.values()), Counter(topics[one] for one in right if one in topics)
        for topic in self._bank.topics.values():
            if counts[topic.id]:
                yield TopicResult(topic, rights[topic.id], counts[topic.id])

    @contextmanager
    def _reading(self) -> Iterator[tuple[Session, AsAsked]]:
        with self._database.transaction() as session:
            yield session, self._reader(session)

    def _reader(self, session: Session) -> AsAsked:
        return AsAsked(session, self._bank, self._knowledge)


def _exam(session: Session, round_id: int, learner_id: int) -> RoundRow:
    """Return a learner's exam, which nobody else answers or ends before this transaction is over."""
    held = select(RoundRow).where(col(RoundRow.id) == round_id, RoundRow.form == "exam").with_for_update()
    row = session.exec(held.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise RoundNotFound(round_id)
    check_host(row, learner_id)
    return row


def _over(session: Session, round_id: int, learner_id: int) -> RoundRow:
    row = _exam(session, round_id, learner_id)
    if row.state == "playing":
        raise MovedOn(round_id)
    return row


def _unseen(session: Session, learner_id: int) -> RoundRow | None:
    """Return the learner's newest exam if its time ran out and they have not seen its report."""
    mine = (RoundRow.host_id == learner_id, RoundRow.form == "exam")
    newest = session.exec(select(RoundRow).where(*mine).order_by(col(RoundRow.id).desc()).limit(1)).one_or_none()
    return newest if newest and newest.state == "settled" else None


def _is_over(row: RoundRow, now: dt.datetime) -> bool:
    return row.state != "playing" or (row.ends_at is not None and now >= row.ends_at)


def _is_right(answer: AnswerRow | None) -> bool:
    return answer is not None and answer.right


def _unanswered(session: Session, reader: AsAsked, row: RoundRow) -> list[int]:
    asked = reader.questions(id_of(row))
    ids = [id_of(one) for one in asked]
    mine = (col(BallotRow.round_question_id).in_(ids), BallotRow.learner_id == row.host_id)
    answered = set(session.exec(select(BallotRow.round_question_id).where(*mine)))
    return [one.number for one in asked if id_of(one) not in answered]


def _overview(session: Session, reader: AsAsked, row: RoundRow) -> ExamOverview:
    unanswered = tuple(_unanswered(session, reader, row))
    return ExamOverview(reader.view(row), unanswered, row.ends_at or row.started_at)
