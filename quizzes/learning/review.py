"""What a learner should review, and when: the FSRS scheduler on its defaults, run over their answers.

Nothing is stored for it: an answer graded anew, or deleted, changes what is due at once.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fsrs import Card, Rating, Scheduler

from quizzes.questions import Question

OFTEN = 3  # right answers after which a question that was never answered wrongly is known and needs no review
LAST_DAYS = dt.timedelta(days=7)  # before an exam, in which everything comes once more that would come after it

# Without the library's random spread of intervals: the same answers have to give the same day at each look.
_SCHEDULER = Scheduler(enable_fuzzing=False)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An answer as it counts for reviews.

    Attributes:
        question_id: the question.
        right: whether it counts as right.
        at: when it was given.
        sure: whether the learner was sure; None if they did not say.
    """

    question_id: str
    right: bool
    at: dt.datetime
    sure: bool | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A question to be reviewed.

    Attributes:
        question_id: what to ask: the question, or its twin in place of it.
        due_at: when it is due.
        confident_error: whether the last answer was wrong though the learner was sure.
        wrong: whether the last answer was wrong.
    """

    question_id: str
    due_at: dt.datetime
    confident_error: bool
    wrong: bool


def rating(answer: Reviewed) -> Rating:
    """Return FSRS's grade of an answer: again if wrong; good if right, but hard if the learner was not sure."""
    if not answer.right:
        return Rating.Again
    return Rating.Hard if answer.sure is False else Rating.Good


def due_after(answers: Sequence[Reviewed]) -> dt.datetime:
    """Return when a question is due again after a learner's answers to it, the oldest first, at least one."""
    card = Card(card_id=1, due=answers[0].at)
    for answer in answers:
        card, _ = _SCHEDULER.review_card(card, rating(answer), answer.at)
    return card.due


def to_review(
    answers: Iterable[Reviewed], questions: Mapping[str, Question], now: dt.datetime, exam_at: dt.datetime | None = None
) -> tuple[Item, ...]:
    """Return what a learner should review, now or later, in the order in which to ask it.

    These are the questions that were ever answered wrongly or not yet rightly OFTEN times. What was answered wrongly
    by somebody who was sure comes first, at first as the question's twin where it has one: it differs in the one word
    that matters. Then what is wrong, then the rest; each the longest due first.

    Args:
        answers: the learner's, in any order.
        questions: the bank's, by id; what is gone from it is not reviewed.
        now: the present moment.
        exam_at: when the learner's exam is; what would be due after it is due in the LAST_DAYS before it. None, or a
            past moment, for no exam.
    """
    histories: dict[str, list[Reviewed]] = defaultdict(list)
    for answer in sorted(answers, key=lambda one: one.at):
        if answer.question_id in questions:
            histories[answer.question_id].append(answer)
    items: dict[str, Item] = {}
    for name, history in histories.items():
        if all(answer.right for answer in history) and len(history) >= OFTEN:
            continue
        item = _item(name, histories, questions, now, exam_at)
        known = items.get(item.question_id)
        items[item.question_id] = min(known, item, key=_order) if known else item
    return tuple(sorted(items.values(), key=_order))


def _item(
    name: str,
    histories: Mapping[str, Sequence[Reviewed]],
    questions: Mapping[str, Question],
    now: dt.datetime,
    exam_at: dt.datetime | None,
) -> Item:
    history = histories[name]
    last = history[-1]
    confident_error = not last.right and last.sure is True
    due_at = due_after(history)
    if exam_at is not None and now < exam_at <= due_at and last.at < exam_at - LAST_DAYS:
        due_at = exam_at - LAST_DAYS
    twin = questions[name].twin
    in_turn = twin in questions and not any(answer.at > last.at for answer in histories.get(twin or "", ()))
    asked = twin if confident_error and in_turn else name
    return Item(asked or name, due_at, confident_error, not last.right)


def _order(item: Item) -> tuple[bool, bool, dt.datetime, str]:
    return not item.confident_error, not item.wrong, item.due_at, item.question_id
