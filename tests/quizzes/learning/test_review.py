"""What is due when: FSRS's own intervals, the order of questions, and exams."""

from __future__ import annotations

import datetime as dt

from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from quizzes.learning.review import LAST_DAYS, Reviewed, due_after, to_review
from tests.quizzes.game import START, question

DAY = dt.timedelta(days=1)
QUESTIONS = {q.id: q for q in (question(1), question(2), question(3))}
TWINS = QUESTIONS | {"question-1": question(1).model_copy(update={"twin": "question-2"})}


def answer(number: int, *, right: bool = True, days: float = 0, sure: bool | None = None) -> Reviewed:
    return Reviewed(f"question-{number}", right, START + dt.timedelta(days=days), sure)


@given(st.lists(st.tuples(st.booleans(), st.sampled_from([None, True, False]), st.integers(1, 200)), min_size=1))
def test_a_question_is_due_when_the_library_itself_says(given_answers: list[tuple[bool, bool | None, int]]) -> None:
    card, scheduler, at, history = Card(), Scheduler(enable_fuzzing=False), START, []
    for right, sure, hours in given_answers:
        at += dt.timedelta(hours=hours)
        history.append(Reviewed("question-1", right, at, sure))
        grade = Rating.Again if not right else Rating.Hard if sure is False else Rating.Good
        card, _ = scheduler.review_card(card, grade, at)
    assert due_after(history) == card.due


def asked(*answers: Reviewed, days: float = 30, bank: object = None, exam: float | None = None) -> list[str]:
    now = START + dt.timedelta(days=days)
    exam_at = START + dt.timedelta(days=exam) if exam is not None else None
    items = to_review(answers, TWINS if bank else QUESTIONS, now, exam_at)
    return [item.question_id.removeprefix("question-") for item in items if item.due_at <= now]


def test_what_was_wrong_comes_before_what_was_rarely_seen() -> None:
    assert asked(answer(1), answer(2, right=False), answer(3)) == ["2", "1", "3"]


def test_what_was_wrong_though_the_learner_was_sure_comes_first_of_all() -> None:
    assert asked(answer(1, right=False), answer(2, right=False, sure=True, days=1)) == ["2", "1"]


def test_a_confident_error_comes_back_as_its_twin_and_then_itself() -> None:
    wrong = answer(1, right=False, sure=True)
    assert asked(wrong, bank=TWINS) == ["2"]
    assert asked(wrong, answer(2, days=29.99), bank=TWINS)[0] == "1"


def test_what_was_right_three_times_and_never_wrong_is_known() -> None:
    known = [answer(1, days=day) for day in (0, 1, 2)]
    assert asked(*known[:2], days=300) == ["1"]
    assert asked(*known, days=300) == []
    assert asked(answer(1, right=False, days=-1), *known, days=3000) == ["1"]


def test_nothing_is_due_right_after_it_was_answered_and_what_the_bank_lost_never() -> None:
    assert asked(answer(1), days=0) == []
    assert asked(answer(99, right=False)) == []


def test_what_would_come_after_an_exam_comes_in_the_week_before_it() -> None:
    history = [answer(1, right=False, days=-1), *(answer(1, days=day) for day in (0, 5, 30))]
    due_at = due_after(history)
    exam_at = START + 60 * DAY
    assert due_at > exam_at, "without the exam it would be due after it"
    assert asked(*history, days=52.9, exam=60) == []
    assert asked(*history, days=53, exam=60) == ["1"]
    assert asked(*history, answer(1, days=54), days=59, exam=60) == [], "once in the last days is enough"
    (item,) = to_review(history, QUESTIONS, exam_at, exam_at)
    assert item.due_at == due_at, "after the exam all is as without it"
    assert LAST_DAYS == 7 * DAY
