"""Reviews come when FSRS says so, in the learner's own days, the most urgent first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import pytest
from fsrs import Card, Rating, Scheduler, State
from hypothesis import given
from hypothesis import strategies as st

from quizzes.learning.review import Answered, Day, Review, card_of, due_days, due_reviews, grade

START = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def answers(*rights: bool, at: dt.datetime = START, sure: bool | None = None) -> list[Answered]:
    """Answers a day apart, the last one at `at`."""
    return [Answered(at - DAY * (len(rights) - 1 - n), right, sure) for n, right in enumerate(rights)]


def known(at: dt.datetime) -> list[Answered]:
    """Answers that make a question known, due some days after `at`."""
    return [Answered(at - dt.timedelta(minutes=20), True), Answered(at, True)]


def ids(reviews: Sequence[Review]) -> list[str]:
    return [review.question_id for review in reviews]


@pytest.mark.parametrize(
    ("right", "sure", "rating"),
    [
        (False, None, Rating.Again),
        (False, True, Rating.Again),
        (False, False, Rating.Again),
        (True, None, Rating.Good),
        (True, True, Rating.Good),
        (True, False, Rating.Hard),
    ],
)
def test_answers_are_graded_by_what_we_know(right: bool, sure: bool | None, rating: Rating) -> None:
    assert grade(Answered(START, right, sure)) is rating


@given(
    st.lists(
        st.tuples(st.booleans(), st.sampled_from([None, True, False]), st.integers(1, 90 * 24 * 60)),
        min_size=1,
        max_size=12,
    )
)
def test_intervals_are_the_librarys_own_on_the_same_history(steps: list[tuple[bool, bool | None, int]]) -> None:
    scheduler, card, at = Scheduler(enable_fuzzing=False), Card(card_id=0, due=START), START
    history = []
    for right, sure, minutes in steps:
        at += dt.timedelta(minutes=minutes)
        history.append(Answered(at.astimezone(ZoneInfo("America/New_York")), right, sure))
        rating = Rating.Again if not right else Rating.Hard if sure is False else Rating.Good
        card, _ = scheduler.review_card(card, rating, at)

    assert card_of(history) == card


def test_what_was_never_seen_has_no_memory() -> None:
    with pytest.raises(ValueError, match="no answers"):
        card_of([])


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin", "Asia/Kathmandu"])
def test_a_known_question_is_due_from_its_days_first_minute_in_the_learners_zone(zone: str) -> None:
    histories = {"q": known(START)}
    due = card_of(histories["q"]).due
    midnight = dt.datetime.combine(due.astimezone(ZoneInfo(zone)).date(), dt.time(), tzinfo=ZoneInfo(zone))

    before = due_reviews(histories, (), {}, Day(midnight.astimezone(dt.UTC) - dt.timedelta(seconds=1), zone))
    after = due_reviews(histories, (), {}, Day(midnight.astimezone(dt.UTC), zone))

    assert (ids(before), ids(after)) == ([], ["q"])


@pytest.mark.parametrize("shift", [dt.date(2026, 3, 29), dt.date(2026, 10, 25)])
def test_a_day_of_23_or_25_hours_has_its_own_midnight(shift: dt.date) -> None:
    zone = ZoneInfo("Europe/Berlin")
    last = dt.datetime.combine(shift, dt.time(12), tzinfo=zone).astimezone(dt.UTC)
    interval = card_of(known(START)).due - START
    histories = {"q": known(last - interval)}
    assert card_of(histories["q"]).due == last
    midnight = dt.datetime.combine(shift, dt.time(), tzinfo=zone).astimezone(dt.UTC)

    moments = [midnight - dt.timedelta(seconds=1), midnight]

    assert [ids(due_reviews(histories, (), {}, Day(now, "Europe/Berlin"))) for now in moments] == [[], ["q"]]


def test_a_question_that_is_being_learned_waits_for_its_minute() -> None:
    histories = {"q": answers(False)}
    soon, then = START + dt.timedelta(seconds=59), START + dt.timedelta(minutes=1)
    assert ids(due_reviews(histories, (), {}, Day(soon, "UTC"))) == []
    assert ids(due_reviews(histories, (), {}, Day(then, "UTC"))) == ["q"]


def test_confident_errors_come_first_as_their_twin_then_the_likeliest_forgotten_then_the_unseen() -> None:
    now = START + 30 * DAY
    histories = {
        "faint": known(START - 20 * DAY),
        "fresh": known(START + 20 * DAY),
        "sure": answers(False, at=now - dt.timedelta(minutes=5), sure=True),
        "unsure": answers(False, at=now - DAY, sure=False),
    }

    reviews = due_reviews(histories, ["new", "faint", "newer"], {"sure": "twin"}, Day(now, "UTC"))

    assert reviews[0] == Review("twin", "sure", "confident error")
    assert [review.reason for review in reviews] == ["confident error", "due", "due", "due", "unseen", "unseen"]
    assert ids(reviews)[-2:] == ["new", "newer"]
    assert ids(reviews).index("faint") < ids(reviews).index("fresh")


def test_a_twin_answered_since_the_error_leaves_the_place_to_the_question_itself() -> None:
    error = answers(False, at=START, sure=True)
    histories = {"sure": error, "twin": answers(True, at=START + dt.timedelta(minutes=2))}
    now = START + dt.timedelta(minutes=5)
    assert ids(due_reviews(histories, (), {"sure": "twin", "twin": "sure"}, Day(now, "UTC"))) == ["sure"]


def test_no_question_stands_twice_and_the_days_limit_holds() -> None:
    histories = {f"q{n}": answers(False, sure=True) for n in range(8)}
    twins = {"q0": "q1", "q1": "q0"}
    now = START + DAY
    every = due_reviews(histories, [f"new{n}" for n in range(9)], twins, Day(now, "UTC"))
    assert len(set(ids(every))) == len(every) == 10
    assert len(due_reviews(histories, (), twins, Day(now, "UTC", done=7))) == 3
    assert due_reviews(histories, (), twins, Day(now, "UTC", done=12)) == ()


@given(st.integers(1, 40), st.integers(1, 60), st.integers(1, 12))
def test_nothing_is_due_on_or_after_the_exam_and_its_eve_is_not_flooded(count: int, ahead: int, limit: int) -> None:
    cards = {f"q{n}": card_of(known(START - DAY * n)) for n in range(count)}
    exam = START.date() + DAY * ahead
    day = Day(START, "UTC", exam_on=exam, limit=limit)

    days, free = due_days(cards, day), due_days(cards, Day(START, "UTC"))

    assert max(days.values()) < exam
    assert all(days[name] == free[name] for name in cards if free[name] < exam)
    pulled = [days[name] for name in cards if free[name] >= exam]
    assert all(pulled.count(one) <= limit for one in pulled)


def test_after_the_exam_nothing_is_due_and_on_its_day_what_is_left_still_is() -> None:
    histories = {"q": known(START)}
    assert card_of(histories["q"]).state is State.Review
    exam = START.date() + DAY
    assert ids(due_reviews(histories, (), {}, Day(START + DAY, "UTC", exam_on=exam))) == ["q"]
    assert due_reviews(histories, ["new"], {}, Day(START + 2 * DAY, "UTC", exam_on=exam)) == ()
