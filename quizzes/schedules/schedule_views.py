"""What schedules hand out: frozen results without markup, for a front end to show."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from quizzes.questions import Topic
from quizzes.views import QuestionCard, Reveal

from .calendar import Occurrence, Plan

ScheduleKind = Literal["daily", "round"]
ScheduleState = Literal["draft", "active", "paused", "broken", "removed"]
Failure = Literal["channel-lost", "round-running", "too-late", "no-questions", "discord-failed"]


@dataclass(frozen=True, slots=True)
class NewSchedule:
    """A schedule that a host asks for.

    Attributes:
        guild_id: the server.
        channel_id: where it posts.
        host_id: who asks for it, and is told when it can't go on.
        kind: a daily question, or a round.
        topic: id of the topic.
        plan: when it runs.
        length: questions of a round; 1 for a daily question.
        quorum: how many must have joined a round by its start; 0 where none need to.
        announce_minutes: how long before its start a round is announced, and can be joined.
        role_id: role that the announcement mentions; None for none.
    """

    guild_id: int
    channel_id: int
    host_id: int
    kind: ScheduleKind
    topic: str
    plan: Plan
    length: int = 1
    quorum: int = 0
    announce_minutes: int = 0
    role_id: int | None = None


@dataclass(frozen=True, slots=True)
class ScheduleView:
    """A schedule as a host sees it.

    Attributes:
        id: its number in the database.
        guild_id: the server.
        channel_id: where it posts.
        host_id: who set it up.
        kind: a daily question, or a round.
        topic: what it is about.
        length: questions of a round; 1 for a daily question.
        plan: when it runs.
        state: draft (being set up); active; paused (by a host, until resumed); broken (the tutor can't post there);
            removed.
        quorum: how many must have joined a round by its start; 0 where none need to.
        announce_minutes: how long before its start a round is announced.
        role_id: role that the announcement mentions; None for none.
        next_at: when it runs next; None if nothing is planned.
        last_at: when it last posted; None if it never did.
        failure: what went wrong last: the channel can't be posted to; another round was being played; the tutor was
            away for too long; the topic has no questions; Discord failed too often. None if nothing ever did.
        failed_at: when that was.
    """

    id: int
    guild_id: int
    channel_id: int
    host_id: int
    kind: ScheduleKind
    topic: Topic
    length: int
    plan: Plan
    state: ScheduleState
    quorum: int
    announce_minutes: int
    role_id: int | None
    next_at: dt.datetime | None
    last_at: dt.datetime | None
    failure: Failure | None
    failed_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Preview:
    """A schedule with its next dates."""

    schedule: ScheduleView
    dates: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class DailyPost:
    """The post of a daily question.

    Attributes:
        card: the question; its round's form is "daily".
        day: the local date it is for.
        due_at: when it should have been posted.
        late: whether it comes noticeably later than that.
        recap: the question before with its reveal and counts; None if there is none to tell.
    """

    card: QuestionCard
    day: dt.date
    due_at: dt.datetime
    late: bool
    recap: Reveal | None
