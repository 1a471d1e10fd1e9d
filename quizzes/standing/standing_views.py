"""What scores and boards hand out: frozen results without markup, for a front end to show."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from quizzes.questions import Topic

from .streaks import Streak
from .windows import When


@dataclass(frozen=True, slots=True)
class TopicScore:
    """What a learner reached in one topic, counting first tries only."""

    topic: Topic
    first_tries: int
    first_right: int


@dataclass(frozen=True, slots=True)
class ToFix:
    """A wrong belief that a learner more likely holds than not.

    Attributes:
        id: id of the misconception.
        name: the belief.
        truth: what holds instead.
        taken: how often it was taken, of late.
        chances: how often it could have been, of late.
        entry_id: entry of the knowledge base that explains it; None if there is none.
    """

    id: str
    name: str
    truth: str
    taken: int
    chances: int
    entry_id: str | None


@dataclass(frozen=True, slots=True)
class Correction:
    """A learner's answers that count otherwise since their question was corrected.

    Attributes:
        stem: the question as it is now; None if the bank no longer has it.
        reason: why it was corrected.
        right: whether the answers are right now.
        regraded_at: when.
    """

    stem: str | None
    reason: str
    right: bool
    regraded_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Score:
    """What a learner has reached.

    Attributes:
        learner_id: the learner.
        points: questions right at the first try; a twin only together with the other.
        first_tries: questions tried for the first time.
        first_right: how many of them were right, twins or not.
        answers: all answers, repeated ones too.
        streak: days in a row with answers, in all servers; None if there is none.
        topics: topics with first tries, in the bank's order.
        to_fix: wrong beliefs that show, in all servers, 3 at most, the surest first.
    """

    learner_id: int
    points: int
    first_tries: int
    first_right: int
    answers: int
    streak: Streak | None
    topics: tuple[TopicScore, ...]
    to_fix: tuple[ToFix, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place on a board.

    Attributes:
        place: from 1; the same points share one (1, 2, 2, 4).
        learner_id: who has it.
        alias: what they are called there; None for their name.
        points: for questions right at the first try.
        first_right: right first tries, twins or not.
        first_tries: all first tries.
    """

    place: int
    learner_id: int
    alias: str | None
    points: int
    first_right: int
    first_tries: int


@dataclass(frozen=True, slots=True)
class Improved:
    """Who improved most: by how much more of their first tries are right than in the stretch of time before.

    Attributes:
        learner_id: who.
        alias: what they are called on the board; None for their name.
        before: share of right first tries in the stretch before, 0-1.
        now: the same in this one.
        first_tries: first tries in this one.
    """

    learner_id: int
    alias: str | None
    before: float
    now: float
    first_tries: int


@dataclass(frozen=True, slots=True)
class Board:
    """One page of a server's board.

    Attributes:
        when: the stretch of time.
        begins_at: its first instant; None for all time.
        topic: what it counts; None for everything.
        places: on this page, the best first.
        own: the viewer's place, or the one they would have; None without points.
        listed: whether the viewer is on the board.
        invites: whether the viewer is to be asked to join it.
        improved: who improved most; None if nobody did.
        page: from 1.
        pages: how many there are, at least 1.
        total: how many have points.
    """

    when: When
    begins_at: dt.datetime | None
    topic: Topic | None
    places: tuple[Place, ...]
    own: Place | None
    listed: bool
    invites: bool
    improved: Improved | None
    page: int
    pages: int
    total: int
