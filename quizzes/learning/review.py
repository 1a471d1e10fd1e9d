"""Spaced repetition: which questions a learner should see again today.

When a question is due is told by FSRS with the defaults of the `fsrs` library, graded by what we know: a wrong answer
is Again, a right one Good, and a right one of which the learner was not sure Hard; Easy is never given, for nobody
tells us. Only the library's random spread of intervals is off: a due list is derived anew from the answers each time,
and has to come out the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from fsrs import Card, Rating, Scheduler, State

from quizzes.schedules.calendar import local_date

DAILY_LIMIT = 10
DAY = dt.timedelta(days=1)

_SCHEDULER = Scheduler(enable_fuzzing=False)

Reason = Literal["confident error", "due", "unseen"]


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer of a learner to a question.

    Attributes:
        at: when, aware.
        right: whether it was right.
        sure: whether the learner felt sure; None if they did not say.
    """

    at: dt.datetime
    right: bool
    sure: bool | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A question worth seeing today.

    Attributes:
        question_id: the question to show.
        for_question_id: the question whose memory it refreshes: another one where its contrast twin is shown.
        reason: why it is in the list.
    """

    question_id: str
    for_question_id: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Day:
    """The day for which reviews are looked for.

    Attributes:
        now: the present moment, aware.
        zone: IANA name of the learner's zone, whose midnight ends the day.
        exam_on: local date of their exam; None if they named none.
        done: reviews done today already.
        limit: reviews a day.
    """

    now: dt.datetime
    zone: str
    exam_on: dt.date | None = None
    done: int = 0
    limit: int = DAILY_LIMIT

    @property
    def today(self) -> dt.date:
        """The local date."""
        return local_date(self.now, self.zone)


def grade(answer: Answered) -> Rating:
    """Return FSRS's rating of an answer."""
    if not answer.right:
        return Rating.Again
    return Rating.Hard if answer.sure is False else Rating.Good


def card_of(history: Sequence[Answered]) -> Card:
    """Return the memory of a question after its answers, the oldest first.

    Raises:
        ValueError: if there are none: what was never seen has no memory.
    """
    if not history:
        raise ValueError("no answers")
    card = Card(card_id=0, due=history[0].at.astimezone(dt.UTC))  # its defaults read the clock
    for answer in history:
        card, _ = _SCHEDULER.review_card(card, grade(answer), answer.at.astimezone(dt.UTC))
    return card


def due_days(cards: Mapping[str, Card], day: Day) -> dict[str, dt.date]:
    """Return the local date on which each question is due; before the exam, where its date is known.

    What would be due on the day of the exam or later is pulled forward, the likeliest forgotten to the eve and, a
    day's limit each, the others to the days before it.
    """
    days = {question_id: local_date(card.due, day.zone) for question_id, card in cards.items()}
    if day.exam_on is None:
        return days
    late = [question_id for question_id, due in days.items() if due >= day.exam_on]
    late.sort(key=lambda question_id: (_recall(cards[question_id], day.now), question_id))
    for place, question_id in enumerate(late):
        days[question_id] = day.exam_on - DAY * (1 + place // max(day.limit, 1))
    return days


def due_reviews(
    histories: Mapping[str, Sequence[Answered]], unseen: Iterable[str], twins: Mapping[str, str], day: Day
) -> tuple[Review, ...]:
    """Return what a learner should see today, the most urgent first: at most the day's limit less what is done.

    First come confident errors (wrong, and felt sure), each as its contrast twin unless that was answered since; then
    what is due, the likeliest forgotten first; questions never seen fill up the rest. After the exam nothing is due.

    Args:
        histories: the learner's answers to each question they have seen, the oldest first.
        unseen: questions to fill up with, in the order of their weight; those seen are passed over.
        twins: the contrast twin of each question that has one.
        day: the day and its bounds.
    """
    room = max(0, day.limit - day.done)
    if day.exam_on is not None and day.today > day.exam_on:
        return ()
    chosen: dict[str, Review] = {}
    for review in _candidates(histories, unseen, twins, day):
        if len(chosen) == room:
            break
        chosen.setdefault(review.question_id, review)
    return tuple(chosen.values())


def _candidates(
    histories: Mapping[str, Sequence[Answered]], unseen: Iterable[str], twins: Mapping[str, str], day: Day
) -> Iterator[Review]:
    cards = {question_id: card_of(history) for question_id, history in histories.items() if history}
    days = due_days(cards, day)
    due = [name for name, card in cards.items() if _is_due(card, days[name], day)]
    due.sort(key=lambda name: (_recall(cards[name], day.now), cards[name].due, name))
    confident = [name for name in due if not histories[name][-1].right and histories[name][-1].sure]
    for name in confident:
        twin = twins.get(name)
        seen_since = twin in cards and histories[twin][-1].at > histories[name][-1].at
        yield Review(name if twin is None or seen_since else twin, name, "confident error")
    yield from (Review(name, name, "due") for name in due if name not in confident)
    yield from (Review(name, name, "unseen") for name in unseen if name not in cards)


def _is_due(card: Card, due_on: dt.date, day: Day) -> bool:
    """Tell whether a question is due: one that is being learned at its minute, one that is known all day long."""
    if card.state is State.Review:
        return due_on <= day.today
    return card.due <= day.now or due_on < day.today


def _recall(card: Card, now: dt.datetime) -> float:
    """Return the chance, 0-1, that a question is still known."""
    return _SCHEDULER.get_card_retrievability(card, now.astimezone(dt.UTC))
