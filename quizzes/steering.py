"""What people do with a round besides answering: join it, and, as its host, steer it. One transaction each."""

from __future__ import annotations

import datetime as dt

from . import due
from .errors import LobbyClosed, LongEnough, MovedOn
from .progress import Progress
from .rounds import Rounds, check_host
from .tables import ParticipantRow
from .timing import EXTENSION, LONGEST_OPEN, REFRESH_DELAY
from .views import Lobby


class Steering:
    """Steers rounds. `by` is who wants it, and `may_manage` says that they may manage messages in the channel.

    What the host may do raises RoundNotFound if there is no such round, NotHost if they are neither, and MovedOn if the
    round has gone on since.
    """

    def __init__(self, rounds: Rounds) -> None:
        self._rounds = rounds

    def join(self, round_id: int, learner_id: int, now: dt.datetime) -> Lobby:
        """Take a learner into a round that has not begun; doing it twice changes nothing.

        Raises:
            RoundNotFound: if there is no such round.
            LobbyClosed: if it has begun, or was called off.
        """
        with self._rounds.transaction() as progress:
            row = progress.reader.round_row(round_id)
            if row.state != "lobby":
                raise LobbyClosed(row.state)
            values = {"round_id": round_id, "learner_id": learner_id, "joined_at": now}
            session = progress.session
            session.execute(due.insert_for(session, ParticipantRow).values(values).on_conflict_do_nothing())
            due.plan_again(session, due.of_round(round_id), "lobby", due.BEGIN, now + REFRESH_DELAY)
            return progress.lobby(round_id)

    def start_now(self, round_id: int, by: int, now: dt.datetime, *, may_manage: bool = False) -> None:
        """Make the beginning of a round due now; its quorum need not be reached any more."""
        with self._rounds.transaction() as progress:
            row = progress.reader.round_row(round_id)
            check_host(row, by, may_manage=may_manage)
            row.quorum = 0
            _hasten(progress, round_id, "begin", due.BEGIN, now)

    def reveal_now(self, round_id: int, number: int, by: int, now: dt.datetime, *, may_manage: bool = False) -> None:
        """Make the close of the open question `number` due now."""
        with self._rounds.transaction() as progress:
            check_host(progress.reader.round_row(round_id), by, may_manage=may_manage)
            _hasten(progress, round_id, "close", number, now)

    def next_now(self, round_id: int, number: int, by: int, now: dt.datetime, *, may_manage: bool = False) -> None:
        """Make what follows the reveal of question `number` due now."""
        with self._rounds.transaction() as progress:
            row = progress.reader.round_row(round_id)
            check_host(row, by, may_manage=may_manage)
            following = ("finish", due.FINISH) if number == row.length else ("ask", number + 1)
            _hasten(progress, round_id, *following, now)

    def extend(self, round_id: int, number: int, by: int, now: dt.datetime, *, may_manage: bool = False) -> dt.datetime:
        """Leave the open question `number` open for EXTENSION longer; return when it closes now.

        Raises:
            LongEnough: if it would be open for longer than LONGEST_OPEN.
        """
        with self._rounds.transaction() as progress:
            check_host(progress.reader.round_row(round_id), by, may_manage=may_manage)
            row = progress.reader.question_row(round_id, number, close=True)
            of, session = due.of_round(round_id), progress.session
            planned = due.pending_at(session, of, "close", number)
            if row.closes_at is None or row.opened_at is None or row.closed_at or planned is None or planned <= now:
                raise MovedOn(round_id)
            closes_at = row.closes_at + EXTENSION
            if closes_at > row.opened_at + LONGEST_OPEN:
                raise LongEnough(int(LONGEST_OPEN.total_seconds()) // 60)
            row.closes_at = closes_at
            due.put_off(session, of, "close", number, closes_at)
            due.plan_again(session, of, "refresh", number, now)
            due.hasten(session, of, ["refresh"], now)
            return closes_at

    def stop(self, round_id: int, by: int, now: dt.datetime, *, may_manage: bool = False) -> None:
        """End the round, or call it off before it begins; its answers count."""
        with self._rounds.transaction() as progress:
            row = progress.reader.round_row(round_id)
            check_host(row, by, may_manage=may_manage)
            if row.state not in ("lobby", "playing"):
                raise MovedOn(round_id)
            progress.end_early(round_id, "stopped", now, show=True)


def _hasten(progress: Progress, round_id: int, kind: str, number: int, now: dt.datetime) -> None:
    of = due.of_round(round_id)
    if due.pending_at(progress.session, of, kind, number) is None:
        raise MovedOn(round_id)
    due.hasten(progress.session, of, [kind], now)
