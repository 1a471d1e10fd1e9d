"""What becomes of rounds and schedules in a place that is gone: a server that removed us, a deleted channel."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from . import due
from .progress import Progress
from .rounds import Rounds
from .schedules.occurrences import CLOSE, REFRESH
from .schedules.schedule_rows import OCCUR, stop_broken
from .tables import RoundRow, ScheduleRow, id_of
from .views import UNFINISHED


@dataclass(frozen=True, slots=True, order=True)
class Affected:
    """A host whose round or schedule has ended with its place.

    Attributes:
        host_id: whom to tell.
        channel_id: where it was.
    """

    host_id: int
    channel_id: int


class LostPlaces:
    """Ends what can't go on, at once and not at its next attempt to post; all answers stay, and count."""

    def __init__(self, rounds: Rounds) -> None:
        self._rounds = rounds

    def lost_channel(self, channel_id: int, now: dt.datetime) -> list[Affected]:
        """End a channel's unfinished round, and stop its schedules until a host resumes them.

        Returns:
            Each host once; nobody if there was nothing to end.
        """
        with self._rounds.transaction() as progress:
            told = self._end_rounds(progress, RoundRow.channel_id == channel_id, now)
            for row in _active(progress.session, ScheduleRow.channel_id == channel_id):
                if stop_broken(progress.session, id_of(row), "channel-lost", now):
                    told.add(Affected(row.host_id, channel_id))
            return sorted(told)

    def lost_server(self, guild_id: int, now: dt.datetime) -> list[Affected]:
        """End a server's unfinished rounds, and remove its schedules with their open daily questions.

        Returns:
            Each host once, with one of their channels.
        """
        with self._rounds.transaction() as progress:
            told = self._end_rounds(progress, RoundRow.guild_id == guild_id, now)
            for row in _active(progress.session, ScheduleRow.guild_id == guild_id):
                told.add(Affected(row.host_id, row.channel_id))
            _remove_schedules(progress.session, guild_id, now)
            first = {one.host_id: one for one in sorted(told, reverse=True)}
            return sorted(first.values())

    @staticmethod
    def _end_rounds(progress: Progress, where: Any, now: dt.datetime) -> set[Affected]:
        unfinished = (where, RoundRow.form == "group", col(RoundRow.state).in_(UNFINISHED))
        rows = progress.session.exec(select(RoundRow).where(*unfinished).order_by(col(RoundRow.id))).all()
        for row in rows:
            progress.end_early(id_of(row), "settled", now, show=False)
        return {Affected(row.host_id, row.channel_id) for row in rows}


def _active(session: Session, where: Any) -> list[ScheduleRow]:
    running = select(ScheduleRow).where(where, ScheduleRow.state == "active")
    return list(session.exec(running.order_by(col(ScheduleRow.id))))


def _remove_schedules(session: Session, guild_id: int, now: dt.datetime) -> None:
    listed = (ScheduleRow.guild_id == guild_id, col(ScheduleRow.state) != "removed")
    for row in session.exec(select(ScheduleRow).where(*listed)):
        row.state, row.changed_at = "removed", now
        due.cancel(session, due.of_schedule(id_of(row)), now, [OCCUR, CLOSE, REFRESH])
    open_ones = (RoundRow.guild_id == guild_id, RoundRow.form == "daily", RoundRow.state == "playing")
    for daily in session.exec(select(RoundRow).where(*open_ones)):
        daily.state, daily.ended_at = "settled", now
