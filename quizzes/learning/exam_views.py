"""What an exam hands out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from quizzes.questions import Topic
from quizzes.views import QuestionCard, RoundView


@dataclass(frozen=True, slots=True)
class ExamPage:
    """A question of an exam that goes on.

    Attributes:
        card: the question.
        given: the learner's answer so far, as they gave it; None if there is none.
        answered: how many questions of the exam are answered.
        ends_at: when its time is up.
        resumed: whether it was begun before and goes on now.
    """

    card: QuestionCard
    given: str | None
    answered: int
    ends_at: dt.datetime
    resumed: bool = False


@dataclass(frozen=True, slots=True)
class ExamOverview:
    """An exam before it is handed in.

    Attributes:
        round: the exam.
        unanswered: numbers of the questions without an answer.
        ends_at: when its time is up.
    """

    round: RoundView
    unanswered: tuple[int, ...]
    ends_at: dt.datetime


@dataclass(frozen=True, slots=True)
class TopicResult:
    """How many of an exam's questions on a topic were right; a question counts for the topic it names first."""

    topic: Topic
    right: int
    asked: int


@dataclass(frozen=True, slots=True)
class ExamReport:
    """An exam that is over.

    Attributes:
        round: the exam; its state is settled if its time ran out.
        right: questions answered rightly.
        answered: questions answered.
        topics: the same by topic, in the order in which topics are offered.
        wrong: numbers of the questions answered wrongly or not at all.
    """

    round: RoundView
    right: int
    answered: int
    topics: tuple[TopicResult, ...]
    wrong: tuple[int, ...]
