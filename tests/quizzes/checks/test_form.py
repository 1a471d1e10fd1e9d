"""Nothing in how a question is worded tells its right option, and it is read without effort."""

from __future__ import annotations

from typing import Any

import pytest

from quizzes.checks.form import lix
from tests.quizzes.game import question

from .fair import fair_bank, rules, with_options


def test_absolute_words_do_not_give_wrong_options_away() -> None:
    telling = with_options(100, "In some", "Always", "In few", "In most")
    assert rules(fair_bank(telling)) == ["“always” stands in wrong options only, which gives them away."]
    assert rules(fair_bank(with_options(100, "Always one", "Always two", "Never ten", "In most"))) == [
        "“never” stands in wrong options only, which gives them away."
    ]


def test_phrases_are_of_like_length() -> None:
    uneven = with_options(100, "one two three four", "a b c d", "one two three four", "one two three fours")
    assert rules(fair_bank(uneven)) == ["The options have 7 to 19 characters, so one stands out."]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("A vault", "a pool", "An HSM", "A disk"), ["Some options begin with a capital and others don't."]),
        (("A vault", "A pool.", "An HSM", "A disk"), ["Some options end with a full stop and others don't."]),
        (("10 days", "A week", "90 days", "A year"), []),
        (("RSA-HSM", "az keyvault", "oct-HSM", "EC-HSM"), []),
        (("ein", "eins", "élan", "ein"), []),
        (("Ж", "Б", "Д", "漢"), []),
    ],
)
def test_options_begin_and_end_alike(texts: tuple[str, ...], found: list[str]) -> None:
    found_now = [rule for rule in rules(fair_bank(with_options(100, *texts))) if rule.startswith("Some")]
    assert found_now == found


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"explanation": "word " * 35 + "."}, "A sentence has 35 words; at most 34 are read at once."),
        (
            {"explanation": f"{'Comprehensive cryptographic authorisation ' * 4}."},
            "Stem and explanation are hard to read (LIX ",
        ),
        ({"other_clock": "x" * 2900}, "characters; at most 3000 fit into a message on Discord."),
    ],
)
def test_what_is_hard_to_read_is_named(fields: dict[str, Any], rule: str) -> None:
    stem = "Considering organisational responsibilities, which characteristics distinguish infrastructures nowadays?"
    found = rules(fair_bank(question(100).model_copy(update={"stem": stem, **fields})))
    assert any(rule in one for one in found), found
    assert rules(fair_bank(question(100))) == []


def test_an_option_is_no_paragraph() -> None:
    text = "a b c d e f g h i j k l m n o p q"
    assert rules(fair_bank(with_options(100, text, text + " r", text + " s", text + " t"))) == [
        f"The option “{text}{more}” has {words} words; at most 16 fit."
        for more, words in (("", 17), (" r", 18), (" s", 18), (" t", 18))
    ]


def test_the_readability_index_is_words_a_sentence_and_long_words_in_a_hundred() -> None:
    # Ten words in two sentences, two of them longer than six letters: 10 / 2 + 100 * 2 / 10.
    assert lix("A vault protects the keys. It is a managed one.") == pytest.approx(25)
    assert lix("") == 0
    assert lix("?! 漢") == pytest.approx(1)
