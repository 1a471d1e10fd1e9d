"""Questions have versions, and times that fit their length."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.loader import load_knowledge
from quizzes.bank import load_bank
from quizzes.timing import (
    MAX_ANSWER_SECONDS,
    MAX_DWELL_SECONDS,
    MIN_ANSWER_SECONDS,
    MIN_DWELL_SECONDS,
    dwell,
    time_to_answer,
)

from .game import question


def test_a_correction_of_what_is_seen_makes_another_version() -> None:
    one = question(1)
    assert one.version == question(1).version
    for change in ({"stem": one.stem + " "}, {"explanation": "Why."}, {"options": one.options[::-1]}):
        assert one.model_copy(update=change).version != one.version


def test_what_is_not_seen_leaves_the_version() -> None:
    one = question(1)
    assert one.model_copy(update={"facts": ("other",), "topics": ("vault",)}).version == one.version


def test_the_version_is_the_same_in_every_process() -> None:
    assert question(1).version == "75636613c9a1"


@pytest.mark.parametrize(("words", "seconds"), [(1, 45.0), (100, 70.8), (1000, 150.0)])
def test_longer_questions_get_more_time(words: int, seconds: float) -> None:
    asked = question(1).model_copy(update={"stem": "word " * words})
    options = sum(len(option.text.split()) for option in asked.options)
    expected = seconds if words != 100 else round(30 + 0.35 * (words + options), 2)
    assert time_to_answer(asked) == dt.timedelta(seconds=expected)


@pytest.mark.parametrize(("words", "seconds"), [(1, 15.0), (1000, 40.0)])
def test_longer_reveals_stand_longer(words: int, seconds: float) -> None:
    assert dwell(question(1).model_copy(update={"explanation": "word " * words})) == dt.timedelta(seconds=seconds)


def test_every_shipped_question_can_be_read_in_time() -> None:
    for asked in load_bank(load_knowledge()).questions.values():
        assert MIN_ANSWER_SECONDS <= time_to_answer(asked).total_seconds() <= MAX_ANSWER_SECONDS
        assert MIN_DWELL_SECONDS <= dwell(asked).total_seconds() <= MAX_DWELL_SECONDS
