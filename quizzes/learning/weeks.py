"""First tries by topic and week: what a learner's progress is drawn from."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from quizzes.bank import Bank
from quizzes.questions import Topic
from quizzes.standing.history import History

from .intervals import Interval, wilson_interval

MOST_WEEKS = 26  # half a year: more would not be told apart on a phone


@dataclass(frozen=True, slots=True)
class WeekTally:
    """First tries in one week.

    Attributes:
        monday: its first day, in the learner's zone.
        tries: how many, at least 1.
        right: how many of them were right.
    """

    monday: dt.date
    tries: int
    right: int

    @property
    def interval(self) -> Interval:
        """Where the share of right ones plausibly lies."""
        return wilson_interval(self.right, self.tries)


@dataclass(frozen=True, slots=True)
class TopicWeeks:
    """A learner's weeks in one topic, the oldest first; weeks without a try are left out."""

    topic: Topic
    weeks: tuple[WeekTally, ...]


def weeks_by_topic(history: History, bank: Bank) -> tuple[TopicWeeks, ...]:
    """Return the last MOST_WEEKS weeks of each topic with first tries in them, in the bank's order."""
    first = _monday(history.today) - dt.timedelta(weeks=MOST_WEEKS - 1)
    counts: dict[str, dict[dt.date, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for one in history.tries:
        question, monday = bank.questions.get(one.question_id), _monday(one.day)
        for topic_id in question.topics if question and monday >= first else ():
            counts[topic_id][monday].append(one.right)
    return tuple(
        TopicWeeks(topic, tuple(WeekTally(day, len(r), sum(r)) for day, r in sorted(counts[topic.id].items())))
        for topic in bank.topics.values()
        if topic.id in counts
    )


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())
