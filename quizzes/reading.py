"""Turns stored rows into views, with the bank's texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from knowledge.loader import Knowledge

from . import due
from .bank import Bank
from .choices import answer_text, chosen, order
from .counting import earning, standings
from .errors import QuestionChanged, RoundNotFound
from .kinds import answering, shown, to_choose
from .questions import LETTERS, Question, Topic
from .tables import AnswerRow, BallotRow, ParticipantRow, RoundQuestionRow, RoundRow, ScheduleRow, id_of
from .views import (
    Lobby,
    Missed,
    OptionReveal,
    OptionView,
    OwnAnswer,
    OwnResult,
    QuestionCard,
    Reveal,
    RoundResult,
    RoundView,
)

MAX_COSTLY = 3


class Reader:
    """Reads rounds in an open session."""

    def __init__(self, session: Session, bank: Bank, knowledge: Knowledge) -> None:
        self._session = session
        self._bank = bank
        self._knowledge = knowledge

    def round_row(self, round_id: int) -> RoundRow:
        """Return a round's row.

        Raises:
            RoundNotFound: if there is none.
        """
        row = self._session.get(RoundRow, round_id)
        if row is None:
            raise RoundNotFound(round_id)
        return row

    def question_row(self, round_id: int, number: int, *, lock: bool = False, close: bool = False) -> RoundQuestionRow:
        """Return the row of a round's question.

        With `lock`, nobody closes it before this transaction ends; with `close`, answers under way are waited for.

        Raises:
            RoundNotFound: if there is none.
        """
        statement = select(RoundQuestionRow).where(
            RoundQuestionRow.round_id == round_id, RoundQuestionRow.number == number
        )
        if lock or close:
            statement = statement.with_for_update(read=not close).execution_options(populate_existing=True)
        row = self._session.exec(statement).one_or_none()
        if row is None:
            raise RoundNotFound(round_id)
        return row

    def questions(self, round_id: int, *, opened: bool = False) -> Sequence[RoundQuestionRow]:
        """Return the rows of a round's questions in order; with `opened`, of those that were asked."""
        statement = select(RoundQuestionRow).where(RoundQuestionRow.round_id == round_id)
        if opened:
            statement = statement.where(col(RoundQuestionRow.opened_at).is_not(None))
        return self._session.exec(statement.order_by(col(RoundQuestionRow.number))).all()

    def question(self, row: RoundQuestionRow) -> Question:
        """Return the bank's question, as it was when the round began.

        Raises:
            QuestionChanged: if it was corrected or removed since: its letters would stand for other texts.
        """
        if not self.is_known(row):
            raise QuestionChanged(row.number)
        return self._bank.questions[row.question_id]

    def is_known(self, row: RoundQuestionRow) -> bool:
        """Return whether the bank still has a question as it was when the round began."""
        question = self._bank.questions.get(row.question_id)
        return question is not None and question.version == row.question_version

    def view(self, row: RoundRow) -> RoundView:
        """Return a round."""
        state: Any = row.state
        form: Any = row.form
        topic = self._bank.topics.get(row.topic) or Topic(id=row.topic, name=row.topic, description=row.topic)
        return RoundView(
            id=id_of(row),
            guild_id=row.guild_id,
            channel_id=row.channel_id,
            host_id=row.host_id,
            topic=topic,
            title=row.title or topic.name,
            length=row.length,
            form=form,
            state=state,
        )

    def lobby(self, row: RoundRow) -> Lobby:
        """Return a round as it is shown before it begins."""
        schedule = self._session.get(ScheduleRow, row.schedule_id) if row.schedule_id else None
        joined = select(func.count()).where(col(ParticipantRow.round_id) == id_of(row))
        starts_at = due.pending_at(self._session, due.of_round(id_of(row)), "begin", due.BEGIN)
        return Lobby(
            round=self.view(row),
            starts_at=starts_at if row.state == "lobby" else None,
            joined=self._session.exec(joined).one(),
            quorum=row.quorum,
            scheduled=row.local_date is not None,
            role_id=schedule.role_id if schedule else None,
            message_id=row.lobby_message_id,
            key=_key(row, due.LOBBY),
        )

    def card(self, row: RoundQuestionRow) -> QuestionCard:
        """Return a question as it is shown before the reveal."""
        question = self.question(row)
        round_row = self.round_row(row.round_id)
        return QuestionCard(
            round=self.view(round_row),
            number=row.number,
            question_id=row.question_id,
            stem=question.stem,
            clock=question.clock,
            difficulty=question.difficulty,
            answering=answering(question),
            choose=to_choose(question),
            stage=question.scenario[1:] if question.scenario else None,
            options=tuple(
                OptionView(LETTERS[position], question.options[index].text) for position, index in enumerate(order(row))
            ),
            closes_at=row.closes_at,
            answered=self._answered(row),
            message_id=row.message_id,
            key=_key(round_row, row.number),
        )

    def reveal(self, row: RoundQuestionRow, learner_id: int | None = None) -> Reveal:
        """Return a question with everything that is to be learned from it.

        For one learner the counts are of their own answer only: a daily question may have thousands of others.
        """
        question = self.question(row)
        answers = self.answers([row], of=learner_id)
        card = self.card(row)
        last = row.number == card.round.length
        playing = card.round.state == "playing"
        following: tuple[str, int] = ("finish", due.FINISH) if last else ("ask", row.number + 1)
        entry = self._knowledge.entry_about(question.facts)
        own = next((answer for answer in answers if answer.learner_id == learner_id), None)
        return Reveal(
            card=card,
            options=self._options(row, question, answers),
            right=shown(question, question.rights, order(row)),
            answered=len(answers),
            right_count=sum(answer.right for answer in answers),
            partly=sum(0 < answer.credit < 1 for answer in answers),
            explanation=question.explanation,
            other_clock=question.other_clock,
            misled=self._misled(answers),
            entry_id=entry.id if entry else None,
            next_at=due.pending_at(self._session, due.of_round(row.round_id), *following) if playing else None,
            last=last,
            own=_own(own, row, question) if own else None,
        )

    def result(self, row: RoundRow) -> RoundResult:
        """Return how a round ended, or stands."""
        asked = self.questions(id_of(row), opened=True)
        answers = self.answers(asked)
        return RoundResult(
            round=self.view(row),
            asked=len(asked),
            standings=standings(answers, self._bank.questions),
            most_missed=self._most_missed(asked, answers),
            costly=tuple(self._most_taken(answers)),
            key=_key(row, due.FINISH),
        )

    def own_result(self, row: RoundRow, learner_id: int) -> OwnResult:
        """Return one learner's result, over the questions that are closed: an open one must not be given away."""
        asked = [question for question in self.questions(id_of(row), opened=True) if question.closed_at]
        own = {answer.round_question_id: answer for answer in self.answers(asked, of=learner_id)}
        missed = [self._missed(question, own.get(id_of(question))) for question in asked]
        counted = len(earning(own.values(), self._bank.questions))
        return OwnResult(
            round=self.view(row),
            right=counted,
            halves=sum(answer.right for answer in own.values()) - counted,
            answered=len(own),
            asked=len(asked),
            missed=tuple(item for item in missed if item),
        )

    def answers(self, questions: Iterable[RoundQuestionRow], of: int | None = None) -> Sequence[AnswerRow]:
        """Return the answers to some questions, in the order given; with `of`, those of one learner."""
        ids = [id_of(question) for question in questions]
        statement = select(AnswerRow).where(col(AnswerRow.round_question_id).in_(ids))
        if of is not None:
            statement = statement.where(AnswerRow.learner_id == of)
        return self._session.exec(statement.order_by(col(AnswerRow.id))).all()

    def _answered(self, row: RoundQuestionRow) -> int:
        """Return how many have answered: while a question is open as ballots, then as answers."""
        ballots = select(func.count()).where(col(BallotRow.round_question_id) == id_of(row))
        answers = select(func.count()).where(col(AnswerRow.round_question_id) == id_of(row))
        return self._session.exec(ballots).one() + self._session.exec(answers).one()

    def _options(
        self, row: RoundQuestionRow, question: Question, answers: Sequence[AnswerRow]
    ) -> tuple[OptionReveal, ...]:
        steps = question.kind == "ordering"
        taken = [chosen(answer) for answer in answers]
        if steps:
            count = Counter(step for given in taken for place, step in enumerate(given) if place == step)
        else:
            count = Counter(index for given in taken for index in given)
        letters = {index: LETTERS[position] for position, index in enumerate(order(row))}
        typed = sorted(range(len(question.options)), key=lambda index: not question.options[index].right)
        listed = range(len(question.options)) if steps else list(letters) or typed
        options = [(index, question.options[index]) for index in listed]
        return tuple(
            OptionReveal(
                letter=letters.get(index, ""),
                text=option.text,
                right=steps or option.right,
                reason=option.reason,
                misconception=self._belief(option.misconception),
                count=count[index],
            )
            for index, option in options
        )

    def _missed(self, row: RoundQuestionRow, answer: AnswerRow | None) -> Missed | None:
        if not self.is_known(row) or (answer and answer.right):
            return None
        question = self.question(row)
        entry = self._knowledge.entry_about(question.facts)
        return Missed(
            number=row.number,
            stem=question.stem,
            own=_own(answer, row, question) if answer else None,
            right=shown(question, question.rights, order(row)),
            misconception=self._belief(answer.misconception) if answer else None,
            entry_id=entry.id if entry else None,
        )

    def _most_missed(self, asked: Iterable[RoundQuestionRow], answers: Iterable[AnswerRow]) -> tuple[int, str] | None:
        wrong = Counter(answer.round_question_id for answer in answers if not answer.right)
        most = [question_id for question_id, times in wrong.items() if times == max(wrong.values())]
        for row in asked:
            if most == [id_of(row)] and self.is_known(row):
                return row.number, self.question(row).stem
        return None

    def _misled(self, answers: Iterable[AnswerRow]) -> str | None:
        first, second = [*self._most_taken(answers), (None, 0), (None, 0)][:2]
        return first[0] if first[1] > second[1] else None

    def _most_taken(self, answers: Iterable[AnswerRow]) -> list[tuple[str, int]]:
        taken = Counter(answer.misconception for answer in answers if answer.misconception)
        return [(self._belief(name) or name, times) for name, times in taken.most_common(MAX_COSTLY)]

    def _belief(self, misconception: str | None) -> str | None:
        known = self._bank.misconceptions.get(misconception or "")
        return known.name if known else None


def _own(answer: AnswerRow, row: RoundQuestionRow, question: Question) -> OwnAnswer:
    return OwnAnswer(answer_text(answer, row, question), answer.right, answer.credit)


def _key(row: RoundRow, number: int) -> str:
    """Return a name for a posting, at most 24 characters. With the start in it, a new database repeats no old name."""
    return f"{id_of(row)}.{number}.{int(row.started_at.timestamp()):x}"
