"""Scripted learners are told the belief that they hold, and others none."""

from __future__ import annotations

import random

import pytest

from bot.tutor import Content, load_content
from quizzes.standing.beliefs import Given, held_beliefs
from tests.drills.beliefs import HELD_GOAL, NONE_GOAL, SLIP, told_first, told_none
from tests.quizzes.game import small_bank

BANK = small_bank()


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content()


def test_who_holds_a_belief_is_told_that_very_one_first(content: Content) -> None:
    assert told_first(content.bank, 200, random.Random(75)) >= HELD_GOAL


def test_who_holds_none_is_told_none(content: Content) -> None:
    assert told_none(content.bank, 200, SLIP, random.Random(75)) >= NONE_GOAL


def test_what_lies_back_speaks_with_less_weight() -> None:
    wrong = [Given("question-1", False, "first-belief")] * 2
    elsewhere = [Given("gone", True, None)] * 300
    assert [b.id for b in held_beliefs([*wrong, *elsewhere], BANK.questions)] == ["first-belief"]
    assert held_beliefs([*elsewhere, *wrong], BANK.questions) == []


def test_a_belief_that_is_often_met_is_not_told_for_that() -> None:
    often = [Given("question-1", False, "first-belief")] * 3 + [Given("question-2", True, None)] * 6
    seldom = [Given("gone", False, "other-belief")] * 2
    assert [b.id for b in held_beliefs([*often, *seldom], BANK.questions)] == ["other-belief"]
