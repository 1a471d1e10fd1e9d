"""A bank out of balance is named: what the files' order and the options' lengths tell, thin topics, idle beliefs."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import erfc, exp, pi, sqrt

import pytest

from quizzes.bank_rules import bank_faults
from quizzes.checks.balance import CRITICAL, MIN_PER_TOPIC, chi_square
from quizzes.questions import Topic
from tests.quizzes.game import BELIEFS

from .fair import fair_bank, fair_question, ledger, placed, rules, with_options


def test_a_fair_bank_breaks_no_rule() -> None:
    assert rules(fair_bank()) == []


@pytest.mark.parametrize(
    ("which", "texts"),
    [
        ("longest", ("The longest one", "Short", "Brief", "Terse")),
        ("shortest", ("Two", "Longer", "Longest", "Long one")),
    ],
)
def test_the_right_option_is_not_told_by_its_length_too_often(which: str, texts: tuple[str, ...]) -> None:
    telling = [placed(with_options(100 + n, *texts), n % 4) for n in range(16)]
    assert rules(fair_bank(*telling)) == [
        f"In 16 of 36 questions the right option is the {which}, which gives it away."
    ]
    assert rules(fair_bank(*telling[:8])) == []


def test_of_several_right_options_all_must_be_longer_to_count_as_telling() -> None:
    both = [with_options(100 + n, "The longest", "Short", "Brief", "Terse", kind="multiple") for n in range(16)]
    both = [q.model_copy(update={"options": (q.options[0], q.options[0], *q.options[1:])}) for q in both]
    assert rules(fair_bank(*both)) == ["In 16 of 36 questions the right option is the longest, which gives it away."]
    one_short = [
        q.model_copy(update={"options": (*q.options[1:], q.options[2].model_copy(update={"right": True}))})
        for q in both
    ]
    assert rules(fair_bank(*one_short)) == []


def test_the_right_options_stand_evenly_over_the_places() -> None:
    first = [fair_question(100 + n) for n in range(12)]
    assert rules(fair_bank(*first)) == [
        "The right options don't stand evenly over the places: A 17, B 5, C 5, D 5 (chi-square 13.5)."
    ]
    assert rules(fair_bank(*first[:8])) == []


def test_chi_square_is_pearsons() -> None:
    # Worked example: a die thrown 60 times, expected 10 each (squares 25, 4, 4, 1, 0, 16 over 10).
    assert chi_square(Counter({0: 5, 1: 8, 2: 12, 3: 11, 4: 10, 5: 14}), 6) == pytest.approx(5.0)
    assert chi_square(Counter(), 4) == 0
    # The critical value leaves 5 % above it: at three degrees of freedom the distribution has a closed form.
    above = erfc(sqrt(CRITICAL / 2)) + sqrt(2 * CRITICAL / pi) * exp(-CRITICAL / 2)
    assert above == pytest.approx(0.05, abs=1e-4)


def test_not_too_many_questions_ask_for_exam_material() -> None:
    exam = [fair_question(100 + n, n % 4).model_copy(update={"clock": "exam"}) for n in range(11)]
    assert rules(fair_bank(*exam)) == ["11 of 31 questions ask for exam material."]


def test_every_topic_has_enough_questions() -> None:
    bank = fair_bank()
    thin = Topic(id="thin", name="Thin", description="Too little")
    assert rules(replace(bank, topics={**bank.topics, "thin": thin})) == [
        f"The topic has 0 questions; at least {MIN_PER_TOPIC} are needed."
    ]


def test_there_are_no_more_topics_than_subcommands() -> None:
    many = {f"t{n}": Topic(id=f"t{n}", name="T", description="D", everything=True) for n in range(26)}
    assert rules(replace(fair_bank(), topics=many)) == ["There are 26 topics; Discord allows 25 subcommands."]


def test_every_misconception_is_used() -> None:
    bank = fair_bank()
    idle = bank.misconceptions[BELIEFS[0]].model_copy(update={"id": "idle"})
    places = {**bank.places, ("misconception", "idle"): ("misconceptions.yaml", 9)}
    faults = bank_faults(replace(bank, misconceptions={**bank.misconceptions, "idle": idle}, places=places), ledger())
    assert [(f.file, f.line, f.item, f.rule) for f in faults] == [
        ("misconceptions.yaml", 9, "idle", "No question uses this misconception.")
    ]
