"""The steps of a round in a channel, each one idempotent: what is done twice has the effect of once.

    lobby -> begin -> ask(1) -> close(1) -> ask(2) -> close(2) -> ... -> finish

Each step stores first what is true now and plans the next one; showing it is up to the round's worker.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from . import due
from .answer_rows import count_ballots
from .bank import Bank
from .reading import Reader
from .tables import LearnerRow, ParticipantRow, RoundQuestionRow, RoundRow
from .timing import USUAL_PERCENT, dwell, time_to_answer
from .views import UNFINISHED, Lobby, RoundState


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

    def lobby(self, round_id: int) -> Lobby:
        """Return a round as its lobby shows it."""
        return self.reader.lobby(self.reader.round_row(round_id))

    def lobby_posted(self, round_id: int, message_id: int) -> None:
        """Remember the message that shows a round's lobby."""
        self.reader.round_row(round_id).lobby_message_id = message_id

    def begin(self, round_id: int, now: dt.datetime) -> None:
        """Begin a round that is in its lobby, or call it off if too few have joined."""
        row = self._locked(round_id)
        if row.state != "lobby":
            return
        if self.lobby(round_id).joined < row.quorum:
            row.state, row.ended_at = "called_off", now
            return
        row.state, row.started_at = "playing", now
        due.plan(self.session, due.of_round(round_id), "ask", 1, now)

    def open_question(self, round_id: int, number: int, now: dt.datetime) -> RoundQuestionRow | None:
        """Open a question; return None if the round has ended meanwhile.

        Its time starts anew at each attempt to post it, so that a late post leaves the whole of it.
        """
        if self.reader.round_row(round_id).state != "playing":
            return None
        row = self.reader.question_row(round_id, number)
        if row.message_id is None:
            row.closes_at = now + time_to_answer(self.reader.question(row)) * self._percent(round_id) / USUAL_PERCENT
        return row

    def posted(self, round_id: int, number: int, message_id: int, now: dt.datetime) -> None:
        """Remember the message that shows a question, which is open from now on, and plan its close."""
        row = self.reader.question_row(round_id, number)
        row.message_id = message_id
        row.opened_at = row.opened_at or now
        if self.reader.round_row(round_id).state != "playing":
            self._close(row, now)  # it was ended while this was being posted
        elif row.closes_at and row.closed_at is None:
            due.plan(self.session, due.of_round(round_id), "close", number, row.closes_at)

    def close_question(self, round_id: int, number: int, now: dt.datetime, *, again: bool = False) -> RoundQuestionRow:
        """Take no more answers to a question, and plan what follows.

        With `again`, its reveal could not be shown so far; so it stands for its whole time from now on.
        """
        view = self.reader.round_row(round_id)
        row = self._close(self.reader.question_row(round_id, number, close=True), now)
        of = due.of_round(round_id)
        if view.state != "playing":
            due.plan(self.session, of, "finish", due.FINISH, now)
            return row
        following = ("ask", number + 1) if number < view.length else ("finish", due.FINISH)
        plan = due.put_off if again else due.plan
        plan(self.session, of, *following, (now if again else row.closed_at or now) + dwell(self.reader.question(row)))
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
            state: how it ends, "stopped" or "settled"; one that has not begun is called off.
            now: the present moment.
            show: whether to reveal the open question and post the result; False when the channel is lost.
        """
        row = self._locked(round_id)
        if row.state not in UNFINISHED:
            return
        of = due.of_round(round_id)
        if row.state == "lobby":
            row.state, row.ended_at = "called_off", now
            due.cancel(self.session, of, now, ["begin", *([] if show else ["lobby"])])
            if show:
                due.plan_again(self.session, of, "lobby", due.BEGIN, now)
            return
        row.state, row.ended_at = state, now
        open_row = self.open_row(round_id, lock=True)  # before any action: an answer locks in this order too
        if open_row:
            open_row.closes_at = min(open_row.closes_at or now, now)  # no answer is taken from here on
        self.session.flush()
        due.cancel(self.session, of, now, ["ask", "refresh"])
        if not show:
            due.cancel(self.session, of, now, ["close", "finish", "lobby"])
            if open_row:
                self._close(open_row, now)
            return
        following = ("close", open_row.number) if open_row else ("finish", due.FINISH)
        due.plan(self.session, of, *following, now)
        due.hasten(self.session, of, [following[0]], now)

    def open_row(self, round_id: int, *, lock: bool = False) -> RoundQuestionRow | None:
        """Return the question that takes answers; None if none does. With `lock`, nobody answers it meanwhile."""
        statement = select(RoundQuestionRow).where(
            RoundQuestionRow.round_id == round_id,
            col(RoundQuestionRow.opened_at).is_not(None),
            col(RoundQuestionRow.closed_at).is_(None),
        )
        return self.session.exec(statement.with_for_update() if lock else statement).one_or_none()

    def _close(self, row: RoundQuestionRow, now: dt.datetime) -> RoundQuestionRow:
        """Close a question whose lock is held, so that choices become answers; nothing happens if it is closed."""
        if row.closed_at is None:
            row.closed_at = now
            count_ballots(self.session, row, self.reader.round_row(row.round_id).guild_id)
        self.session.flush()
        return row

    def _locked(self, round_id: int) -> RoundRow:
        """Return a round that nobody else begins or ends before this transaction is over."""
        self.reader.round_row(round_id)
        held = select(RoundRow).where(col(RoundRow.id) == round_id).with_for_update(key_share=True)
        return self.session.exec(held.execution_options(populate_existing=True)).one()

    def _percent(self, round_id: int) -> int:
        """Return how much of the usual time whoever takes part needs at most; nobody is told who it is."""
        needs = select(func.max(LearnerRow.time_percent)).join(
            ParticipantRow, col(ParticipantRow.learner_id) == LearnerRow.learner_id
        )
        return max(self.session.exec(needs.where(ParticipantRow.round_id == round_id)).one() or 0, USUAL_PERCENT)
