"""The steps of a round in a channel, each one idempotent: what is done twice has the effect of once.

    ask(1) -> close(1) -> ask(2) -> close(2) -> ... -> finish

Each step stores first what is true now and plans the next one; showing it is up to the dispatcher.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, col, select

from . import due
from .bank import Bank
from .reading import Reader
from .tables import RoundQuestionRow, RoundRow
from .timing import dwell, time_to_answer
from .views import RoundState


@dataclass(frozen=True, slots=True)
class Progress:
    """Moves rounds on, in an open session.

    Attributes:
        session: the open transaction.
        bank: the questions.
        reader: reads rows.
    """

    session: Session
    bank: Bank
    reader: Reader

    def open_question(self, round_id: int, number: int, now: dt.datetime) -> RoundQuestionRow | None:
        """Open a question; return None if the round has ended meanwhile.

        Its time starts anew at each attempt to post it, so that a late post leaves the whole of it.
        """
        if self.reader.round_row(round_id).state != "playing":
            return None
        row = self.reader.question_row(round_id, number)
        if row.message_id is None:
            row.closes_at = now + time_to_answer(self.reader.question(row))
        return row

    def posted(self, round_id: int, number: int, message_id: int, now: dt.datetime) -> None:
        """Remember the message that shows a question, which is open from now on, and plan its close."""
        row = self.reader.question_row(round_id, number)
        row.message_id = message_id
        row.opened_at = row.opened_at or now
        if self.reader.round_row(round_id).state != "playing":
            row.closed_at = row.closed_at or now  # it was ended while this was being posted
        elif row.closes_at and row.closed_at is None:
            due.plan(self.session, "close", round_id, number, row.closes_at)

    def close_question(self, round_id: int, number: int, now: dt.datetime) -> RoundQuestionRow:
        """Take no more answers to a question, and plan what follows."""
        view = self.reader.round_row(round_id)
        row = self.session.exec(
            select(RoundQuestionRow)
            .where(RoundQuestionRow.round_id == round_id, RoundQuestionRow.number == number)
            .with_for_update()  # waits for answers that are being stored
        ).one()
        if row.closed_at is None:
            row.closed_at = now
        self.session.flush()
        if view.state != "playing":
            due.plan(self.session, "finish", round_id, due.FINISH, now)
        elif number < view.length:
            question = self.reader.question(row)
            due.plan(self.session, "ask", round_id, number + 1, row.closed_at + dwell(question))
        else:
            question = self.reader.question(row)
            due.plan(self.session, "finish", round_id, due.FINISH, row.closed_at + dwell(question))
        return row

    def finish(self, round_id: int, now: dt.datetime) -> RoundRow:
        """End a round that has played its last question (or was ended before)."""
        row = self.reader.round_row(round_id)
        if row.state == "playing":
            row.state, row.ended_at = "finished", now
        return row

    def end_early(self, round_id: int, state: RoundState, now: dt.datetime, *, show: bool) -> None:
        """End a round before its last question; its answers stay and its channel is free at once.

        Args:
            round_id: the round; nothing happens if it has ended already.
            state: how it ends, "stopped" or "settled".
            now: the present moment.
            show: whether to reveal the open question and post the result; False when the channel is lost.
        """
        row = self.reader.round_row(round_id)
        if row.state != "playing":
            return
        row.state, row.ended_at = state, now
        open_row = self.open_row(round_id, lock=True)  # before any action: an answer locks in this order too
        if open_row:
            open_row.closes_at = min(open_row.closes_at or now, now)  # no answer is taken from here on
        self.session.flush()
        due.cancel(self.session, round_id, now, ["ask", "refresh"])
        if not show:
            due.cancel(self.session, round_id, now, ["close", "finish"])
            if open_row:
                open_row.closed_at = now
        elif open_row:
            due.plan(self.session, "close", round_id, open_row.number, now)
            due.hasten(self.session, round_id, ["close"], now)
        else:
            due.plan(self.session, "finish", round_id, due.FINISH, now)
            due.hasten(self.session, round_id, ["finish"], now)

    def open_row(self, round_id: int, *, lock: bool = False) -> RoundQuestionRow | None:
        """Return the question that takes answers; None if none does. With `lock`, nobody answers it meanwhile."""
        statement = select(RoundQuestionRow).where(
            RoundQuestionRow.round_id == round_id,
            col(RoundQuestionRow.opened_at).is_not(None),
            col(RoundQuestionRow.closed_at).is_(None),
        )
        return self.session.exec(statement.with_for_update() if lock else statement).one_or_none()
