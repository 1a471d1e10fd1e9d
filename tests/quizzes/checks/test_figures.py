"""A right answer holds no figure that its facts don't hold for the clock that is asked for."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.facts import Fact
from quizzes.checks.figures import figures
from quizzes.questions import Option, Question

from .fair import fact, fair_bank, rules, with_options

FIPS = fact(
    "fips", verdict="outdated", exam="FIPS 140-2 Level 2.", docs="New keys 140-3 Level 3; old ones 140-2 Level 2.",
    values={"exam_level": "FIPS 140-2 Level 2", "days": 90},
)  # fmt: skip
CURVES = fact("curves", exam="P-256 and P-384.", docs="P-256, P-256K, P-384; at most 5,000 keys, three nodes.")
LIMIT = fact("limit", verdict="wrong", exam="At most 25.", docs="No limit is stated.", values={"exam_figure": 25})


def found(right: str, about: Fact, clock: str = "today", **fields: Any) -> list[str]:
    asked = with_options(100, right, "Wrong", "Wronger", "Wrongest", facts=(about.id,), clock=clock, **fields)
    return rules(fair_bank(asked), about)


@pytest.mark.parametrize(
    ("right", "about", "clock"),
    [
        ("FIPS 140-3 Level 3", FIPS, "today"),
        ("FIPS 140-2 Level 2", FIPS, "exam"),
        ("90 days", FIPS, "today"),
        ("P-256K", CURVES, "today"),
        ("5000 keys", CURVES, "both"),
        ("3 nodes", CURVES, "today"),
        ("Three nodes", CURVES, "today"),
        ("No figure", CURVES, "today"),
    ],
)
def test_a_figure_of_the_fact_is_well(right: str, about: Fact, clock: str) -> None:
    assert found(right, about, clock) == []


@pytest.mark.parametrize(
    ("right", "about", "clock", "rule"),
    [
        ("30 days", FIPS, "today", "The right answer “30 days” says 30, which no cited fact says about Azure today."),
        ("90 days", FIPS, "exam", "The right answer “90 days” says 90, which no cited fact says about exam material."),
        ("FIPS 140-3", FIPS, "exam", "The right answer “FIPS 140-3” says 140-3, which no cited fact says about exam"),
        ("140-3 Level 2", FIPS, "today", "The right answer “140-3 Level 2” says 140-3 level 2, which no cited fact"),
        ("P-256K", CURVES, "exam", "The right answer “P-256K” says p-256k, which no cited fact says about exam"),
        (
            "25 vaults",
            LIMIT,
            "today",
            "The right answer “25 vaults” says 25, which no cited fact says about Azure today.",
        ),
        ("P-521", CURVES, "both", "The right answer “P-521” says p-521, which no cited fact says on either clock."),
        ("Five nodes", CURVES, "today", "The right answer “Five nodes” says 5, which no cited fact says about Azure"),
        ("50,000 keys", CURVES, "today", "The right answer “50,000 keys” says 50000, which no cited fact says"),
    ],
)
def test_another_figure_is_named(right: str, about: Fact, clock: str, rule: str) -> None:
    (only,) = found(right, about, clock)
    assert only.startswith(rule)


def test_the_figure_of_the_other_clock_is_named_even_where_the_text_speaks_of_it() -> None:
    both = FIPS.model_copy(update={"values": {"exam_level": "FIPS 140-2 Level 2", "today_level": "FIPS 140-3 Level 3"}})
    assert found("FIPS 140-3 Level 3", both) == found("FIPS 140-2 Level 2", both, "exam") == []
    assert found("FIPS 140-2 Level 2", both) == [
        f"The right answer “FIPS 140-2 Level 2” says {figure}, which its main fact gives for the other clock."
        for figure in ("140-2", "140-2 level 2", "level 2")
    ]


def test_a_number_of_the_situation_may_come_back_but_a_level_may_not() -> None:
    stem = "Three of five officers lose their devices. Which holds on a hardware of Level 4?"
    assert found("Two of five are left", CURVES, stem=stem) == [
        "The right answer “Two of five are left” says 2, which no cited fact says about Azure today."
    ]
    assert found("All five are needed", CURVES, stem=stem) == []
    (level,) = found("Level 4", CURVES, stem=stem)
    assert "says level 4" in level


def test_a_typed_figure_and_its_wordings_stand_in_the_facts_even_if_the_stem_names_them() -> None:
    options = (Option(text="90", reason="So.", right=True, wordings=("ninety", "91 days")),)
    asked = with_options(100, "x").model_copy(
        update={"kind": "typed", "options": options, "facts": ("fips",), "clock": "today", "stem": "After 91 days?"}
    )
    assert rules(fair_bank(asked), FIPS) == [
        "The right answer “91 days” says 91, which no cited fact says about Azure today."
    ]


def test_the_main_fact_speaks_on_the_clock_that_is_asked_for() -> None:
    silent = fact("silent", verdict="docs-only", docs="It is so.")
    assert found("So", silent, "exam") == ["Its main fact `silent` says nothing about exam material."]
    taught = fact("taught", verdict="unsupported", exam="It is so.")
    assert found("So", taught, "today") == ["Its main fact `taught` says nothing about Azure today."]
    unconfirmed = fact("taught", verdict="unsupported", exam="It is 15.", note="No source confirms it; 3 are likelier.")
    assert found("3", unconfirmed, "today") == []


def test_a_question_on_facts_that_are_not_there_is_left_to_the_loader() -> None:
    asked: Question = with_options(100, "30 days", "Wrong", "Wronger", "Wrongest")
    assert rules(fair_bank(asked)) == []


def test_figures_are_read_alike_however_they_are_written() -> None:
    assert figures("Twelve HSMs, 10,000 keys, 99.99 % and 2026-02-01, one by one") == {
        "12", "10000", "99.99", "2026", "02", "01",
    }  # fmt: skip
    assert figures("FIPS 140-3 Level 3, P-256K") == {"140-3 level 3", "level 3", "140-3", "p-256k"}
    assert figures("10k keys at level two") == {"10000", "level 2"}
    assert figures("") == set()
