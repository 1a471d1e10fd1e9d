"""Questions without a fitting answer are put together when they ask the same."""

from __future__ import annotations

import datetime as dt
import random
import time

import pytest

from knowledge import likeness
from knowledge.likeness import Asked, Gap, grouped
from knowledge.loader import load_knowledge
from knowledge.matcher import Matcher

NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load_knowledge())


def asked(*questions: str) -> list[Asked]:
    """The questions, each a minute after the one before."""
    return [Asked(question, NOON + dt.timedelta(minutes=number)) for number, question in enumerate(questions)]


def wordings(gaps: list[Gap]) -> list[set[str]]:
    return [set(gap.wordings) for gap in gaps]


def test_the_same_question_in_other_words_order_and_spelling_is_one_gap(matcher: Matcher) -> None:
    same = [
        "Can I use Thales Luna with a managed HSM?",
        "use thales luna with mhsm",
        "please: Managed HSM with Thales Luna, possible??",
        "manged hsm thales luna",
    ]
    (gap,) = grouped(asked(*same), matcher)
    assert gap.times == 4
    assert set(gap.wordings) == set(same)
    assert gap.newest == NOON + dt.timedelta(minutes=3)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("quantum safe keys in premium", "quantum safe keys in standard"),
        ("quantum roadmap for 140-2 level 2", "quantum roadmap for 140-3 level 3"),
        ("bluetooth token with p-256", "bluetooth token with p-256k"),
        ("bluetooth token for 30 users", "bluetooth token for 300 users"),
        ("price of thales luna", "price of a yubikey"),
    ],
)
def test_what_asks_for_something_else_is_another_gap(matcher: Matcher, one: str, other: str) -> None:
    assert len(grouped(asked(one, other), matcher)) == 2


def test_the_largest_gap_comes_first_and_of_equal_ones_the_newest(matcher: Matcher) -> None:
    questions = ["old violin strings", "new guitar lesson", "blue piano stool", "blue piano stool"]
    first, second, third = grouped(asked(*questions), matcher)
    assert (first.wordings, first.times) == (("blue piano stool",), 2)
    assert second.wordings == ("new guitar lesson",)
    assert third.wordings == ("old violin strings",)


def test_the_first_wording_is_the_one_that_is_likest_to_all_others(matcher: Matcher) -> None:
    between = "thales luna hsm network cable"
    sides = ["thales luna hsm network cable colour", "thales luna hsm network", "thales luna hsm cable"]
    (gap,) = grouped(asked(*sides, between), matcher)
    assert gap.wordings[0] == between
    assert set(gap.wordings) == {between, *sides}


def test_a_gap_names_the_entries_that_were_not_what_was_meant(matcher: Matcher) -> None:
    shown = ["fips-premium", None, "fips-standard", "fips-premium"]
    questions = [Asked("is my bluetooth token certified", NOON, wrong_entry=entry) for entry in shown]
    (gap,) = grouped(questions, matcher)
    assert gap.wrong == (("fips-premium", 2), ("fips-standard", 1))


def test_the_result_does_not_depend_on_the_order_of_the_questions(matcher: Matcher) -> None:
    rng = random.Random(75)
    words = ["bluetooth", "token", "cable", "piano", "luna", "thales", "premium", "fips", "level", "roadmap"]
    questions = asked(*(" ".join(rng.choices(words, k=rng.randint(1, 6))) for _ in range(300)))
    expected = grouped(questions, matcher)
    assert any(len(gap.wordings) > 2 for gap in expected)
    assert sum(gap.times for gap in expected) == 300
    for _ in range(3):
        rng.shuffle(questions)
        assert grouped(questions, matcher) == expected


def test_a_long_rare_question_does_not_swallow_a_short_common_one(matcher: Matcher) -> None:
    alike = ["managed hsm roles", "which roles are there in managed hsm"]
    other = ["managed hsm roles bluetooth", "managed hsm roles yubikey"]
    assert wordings(grouped(asked(*alike, *other), matcher)) == [set(alike), {other[1]}, {other[0]}]


def test_looking_only_at_groups_that_share_a_rare_term_changes_nothing(
    matcher: Matcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = random.Random(75)
    phrasings = [text for entry in load_knowledge().entries.values() for text in entry.phrasings]
    questions = asked(*rng.sample(phrasings, 1000))
    filtered = grouped(questions, matcher)
    monkeypatch.setattr(likeness, "LEAST_SHARED", 1e-9)  # then every shared term counts as rare
    assert grouped(questions, matcher) == filtered


def test_texts_without_words_and_in_other_scripts_are_grouped_too(matcher: Matcher) -> None:
    questions = ["🙂", "🙂", "??", "", "ключи в хранилище", "在 密钥", "the of and", "\u202e"]
    gaps = grouped(asked(*questions), matcher)
    assert sum(gap.times for gap in gaps) == len(questions)
    assert gaps[0].wordings == ("🙂",)
    assert grouped([], matcher) == []


def test_five_thousand_different_questions_are_grouped_within_two_seconds(matcher: Matcher) -> None:
    phrasings = [text for entry in load_knowledge().entries.values() for text in entry.phrasings]
    rng = random.Random(75)
    words = [
        first + last for first in ("moon", "river", "piano", "cheese", "yellow") for last in "abcdefghijklmnopqrst"
    ]
    unknown = [" ".join(rng.choices(words, k=6)) for _ in range(2000)]
    questions = asked(*rng.sample(phrasings, min(3000, len(phrasings))), *unknown)
    started = time.process_time()  # of this process only: other tests may run beside it
    gaps = grouped(questions, matcher)
    assert time.process_time() - started < 2
    assert sum(gap.times for gap in gaps) == len(questions)
