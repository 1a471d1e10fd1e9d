"""What learners have set for themselves."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from .database import Database
from .due import insert_for
from .tables import LearnerRow
from .timing import TIME_PERCENTS, USUAL_PERCENT


@dataclass(frozen=True, slots=True)
class LearnerSettings:
    """What a learner has set.

    Attributes:
        time_percent: of the usual time for a question; one of TIME_PERCENTS.
        zone: IANA name of their time zone; None for the server's.
        exam_on: the day of their exam; None if they have set none.
        remind_at: local time of day at which they are reminded of reviews; None for never.
    """

    time_percent: int = USUAL_PERCENT
    zone: str | None = None
    exam_on: dt.date | None = None
    remind_at: dt.time | None = None


class Learners:
    """The settings of learners, each by their Discord id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def settings_of(self, learner_id: int) -> LearnerSettings:
        """Return what a learner has set; all defaults if nothing."""
        with self._database.transaction() as session:
            row = session.get(LearnerRow, learner_id)
            if row is None:
                return LearnerSettings()
            return LearnerSettings(row.time_percent, row.zone, row.exam_on, row.remind_at)

    def set_time(self, learner_id: int, percent: int, now: dt.datetime) -> None:
        """Let the rounds that a learner takes part in leave more time.

        Raises:
            ValueError: if `percent` is not one of TIME_PERCENTS.
        """
        if percent not in TIME_PERCENTS:
            raise ValueError(f"{percent} is none of {TIME_PERCENTS}")
        self._set(learner_id, now, time_percent=percent)

    def set_zone(self, learner_id: int, zone: str, now: dt.datetime) -> None:
        """Remember a learner's time zone, an IANA name."""
        self._set(learner_id, now, zone=zone)

    def set_exam(self, learner_id: int, exam_on: dt.date | None, now: dt.datetime) -> None:
        """Remember the day of a learner's exam; None for none."""
        self._set(learner_id, now, exam_on=exam_on)

    def _set(self, learner_id: int, now: dt.datetime, **values: object) -> None:
        stored = {"time_percent": USUAL_PERCENT, "changed_at": now, **values}
        with self._database.transaction() as session:
            statement = insert_for(session, LearnerRow).values(learner_id=learner_id, **stored)
            renewed = {**values, "changed_at": now}
            session.execute(statement.on_conflict_do_update(index_elements=["learner_id"], set_=renewed))
