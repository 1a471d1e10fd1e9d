"""Whoever picks by form alone (length, echo of the stem, odd one out, …) does no better than chance."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import sqrt

import pytest

from knowledge.loader import load_knowledge
from quizzes.bank import load_bank
from quizzes.kinds import BY_BUTTON
from quizzes.questions import OPTIONS, Option, Question

HEDGE = re.compile(r"\b(may|can|some|depends|unless|but|if|until|mostly|usually)\b")
DENIAL = re.compile(r"\b(no|not|none|nothing|nobody|neither|without)\b")
SAMENESS = re.compile(r"\b(both|same|each|either)\b")
MOST_BY_CHANCE = 3.1  # standard deviations above the mean, which one in a thousand guessers passes


@pytest.fixture(scope="module")
def choices() -> list[Question]:
    return [q for q in load_bank(load_knowledge()).questions.values() if q.kind in BY_BUTTON]


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", text.casefold()))


def echo(question: Question, option: Option) -> float:
    return len(words(option.text) & words(question.stem))


def company(question: Question, option: Option) -> float:
    return sum(len(words(option.text) & words(other.text)) for other in question.options if other is not option)


def found(pattern: re.Pattern[str]) -> Callable[[Question, Option], float]:
    return lambda _, option: bool(pattern.search(option.text.casefold()))


STRATEGIES: dict[str, Callable[[Question, Option], float]] = {
    "longest": lambda _, option: len(option.text),
    "shortest": lambda _, option: -len(option.text),
    "most words": lambda _, option: len(option.text.split()),
    "echoes the stem": echo,
    "echoes it least": lambda question, option: -echo(question, option),
    "like the others": company,
    "odd one out": lambda question, option: -company(question, option),
    "most figures": lambda _, option: len(re.findall(r"\d", option.text)),
    "denies": found(DENIAL),
    "hedges": found(HEDGE),
    "says both": found(SAMENESS),
    "names an HSM": lambda _, option: "HSM" in option.text,
    "first in the file": lambda question, option: -question.options.index(option),
    "last in the file": lambda question, option: question.options.index(option),
}


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_a_guesser_by_form_does_no_better_than_chance(choices: list[Question], strategy: str) -> None:
    score = 0.0
    for question in choices:
        rated = [STRATEGIES[strategy](question, option) for option in question.options]
        picked = [place for place, rating in enumerate(rated) if rating == max(rated)]
        score += (question.rights[0] in picked) / len(picked)
    chance = 1 / OPTIONS
    limit = chance + MOST_BY_CHANCE * sqrt(chance * (1 - chance) / len(choices))
    assert score / len(choices) < limit
