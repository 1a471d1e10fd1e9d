"""The hours in which the tutor ran. What is missing among them was an outage of ours, which breaks nobody's streak."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from quizzes.database import Database
from quizzes.due import insert_for
from quizzes.schedules.calendar import local_date
from quizzes.tables import RunningHourRow

HOUR = dt.timedelta(hours=1)
DOWN_HOURS = 4  # of a day: from so many on, a learner may have come in vain
KEPT_FOR = dt.timedelta(days=400)  # streaks look back no further


class Running:
    """Keeps the record of the hours in which the tutor was connected."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, now: dt.datetime) -> None:
        """Record that the tutor is connected; may be called as often as one likes, by several processes."""
        with self._database.transaction() as session:
            row = insert_for(session, RunningHourRow).values(began_at=_hour(now))
            session.execute(row.on_conflict_do_nothing())
            session.execute(delete(RunningHourRow).where(col(RunningHourRow.began_at) < now - KEPT_FOR))


def outage_days(session: Session, since: dt.datetime, now: dt.datetime, zone: str) -> set[dt.date]:
    """Return the days in a zone of which the tutor was down for DOWN_HOURS or more; none before the record begins."""
    first = session.exec(select(func.min(RunningHourRow.began_at))).one()
    if first is None:
        return set()
    hour = max(first, _hour(since))
    ran = set(session.exec(select(RunningHourRow.began_at).where(RunningHourRow.began_at >= hour)))
    down: Counter[dt.date] = Counter()
    while hour < _hour(now):
        if hour not in ran:
            down[local_date(hour, zone)] += 1
        hour += HOUR
    return {day for day, hours in down.items() if hours >= DOWN_HOURS}


def _hour(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC).replace(minute=0, second=0, microsecond=0)
