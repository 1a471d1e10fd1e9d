"""On which days a learner answered, by the calendar that they live by."""

from __future__ import annotations

import datetime as dt

from sqlmodel import Session, col, select

from quizzes.schedules.calendar import local_date
from quizzes.tables import AnswerRow, LearnerRow, ServerRow

from .running import outage_days
from .streaks import Streak, streak_of

LOOK_BACK = dt.timedelta(days=400)  # a streak that is older counts from here
UTC = "UTC"


def zone_of_server(session: Session, guild_id: int | None) -> str:
    """Return the IANA name of a server's zone, UTC where none is set."""
    server = session.get(ServerRow, guild_id) if guild_id is not None else None
    return (server.zone if server else None) or UTC


def zone_of(session: Session, learner_id: int, guild_id: int | None) -> str:
    """Return the zone in which a learner's days are counted: their own, else the server's, else UTC."""
    learner = session.get(LearnerRow, learner_id)
    return (learner.zone if learner else None) or zone_of_server(session, guild_id)


def streak_at(session: Session, learner_id: int, guild_id: int | None, now: dt.datetime) -> Streak | None:
    """Return a learner's streak over all servers; None if there is none."""
    zone, since = zone_of(session, learner_id, guild_id), now - LOOK_BACK
    moments = select(AnswerRow.answered_at).where(AnswerRow.learner_id == learner_id, AnswerRow.answered_at >= since)
    answered = {local_date(moment, zone) for moment in session.exec(moments.order_by(col(AnswerRow.answered_at)))}
    if not answered:
        return None
    return streak_of(answered, outage_days(session, since, now, zone), local_date(now, zone))
