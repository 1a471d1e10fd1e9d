"""Figures: what is counted as what, and out of how many."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.evaluation.figures import Times, figures, tallies
from knowledge.evaluation.measures import upper_bound
from tests.knowledge.evaluation.conftest import labelled, trial

NEAR: dict[str, Any] = {"scope": "near", "best": None}
OUT: dict[str, Any] = {"scope": "out", "best": None}
TRIALS = [
    trial(labelled(style="chat"), "tea", confidence=0.9),
    trial(labelled(style="real"), "coffee", confidence=0.6),
    trial(labelled(style="real"), choices=["coffee", "tea"], confidence=0.4),
    trial(labelled(style="real"), ranked=["tea"], confidence=0.3),
    trial(labelled(**NEAR, style="real"), "tea", confidence=0.5),
    trial(labelled(**NEAR, style="real"), choices=["tea"], confidence=0.2),
    trial(labelled(**OUT, style="chat"), choices=["tea"], confidence=0.1),
    trial(labelled(**OUT, style="chat"), confidence=0.0),
]


def test_the_shares_are_of_the_questions_of_their_scope() -> None:
    found = figures(TRIALS)
    assert (found.questions, found.right_in, found.right_or_helped_in) == (8, 0.25, 0.5)
    assert (found.declined_near, found.declined_out) == (0.5, 0.5)


def test_wrong_is_a_share_of_all_with_choices_out_of_scope_as_half() -> None:
    found = figures(TRIALS)
    assert found.wrong_of_all == 2.5 / 8
    assert found.wrong_upper == upper_bound(2.5, 8)


def test_refusal_is_measured_by_the_confidence_alone() -> None:
    found = figures(TRIALS)
    assert found.area_near == 6 / 8
    assert found.area_out == 1.0


def test_reliability_asks_whether_the_best_entry_was_right_answered_or_not() -> None:
    right = {round(held.low, 1): held.right for held in figures(TRIALS).reliability}
    assert right == {0.0: 0, 0.1: 0, 0.2: 0, 0.3: 1, 0.4: 0, 0.5: 0, 0.6: 0, 0.9: 1}


def test_what_a_rule_decided_says_nothing_about_reliability() -> None:
    assert figures([trial(labelled(**OUT), by_rule=True, confidence=0.0)]).reliability == []


def test_verdicts_are_counted_by_scope_and_style_and_for_the_scope_as_a_whole() -> None:
    counted = {(t.scope, t.style): {name: n for name, n in t.counts.items() if n} for t in tallies(TRIALS)}
    assert list(counted) == [
        ("in", "chat"),
        ("in", "real"),
        ("in", "all"),
        ("near", "real"),
        ("near", "all"),
        ("out", "chat"),
        ("out", "all"),
    ]
    assert counted["in", "all"] == {"right": 1, "helped": 1, "missed": 1, "wrong": 1}
    assert counted["out", "all"] == {"half": 1, "right": 1}
    assert counted["in", "chat"] == {"right": 1}


def test_a_scope_without_questions_makes_no_row_and_no_error() -> None:
    assert [tally.scope for tally in tallies(TRIALS[:1])] == ["in", "in"]
    only_in = figures(TRIALS[:4])
    assert (only_in.area_near, only_in.area_out, only_in.declined_out) == (None, None, 0)


def test_times_name_the_middle_the_tail_and_the_longest() -> None:
    times = Times.of([n / 1000 for n in range(1, 101)])
    assert (times.median, times.p95, times.longest) == pytest.approx((0.05, 0.095, 0.1))
