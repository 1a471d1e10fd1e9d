"""What a short question takes from the one before it, and what a correction takes back."""

from __future__ import annotations

import pytest

from knowledge.matcher import Matcher
from knowledge.matching.follow_up import completions, is_correction, is_follow_up, leaning
from knowledge.matching.lexicon import Lexicon


@pytest.fixture(scope="module")
def lexicon(matcher: Matcher) -> Lexicon:
    return matcher._engine.lexicon


def completed(matcher: Matcher, before: str, question: str) -> list[str]:
    return completions(matcher.read(question), matcher.read(before), matcher._engine.lexicon)


@pytest.mark.parametrize(
    "question",
    [
        "and for mhsm?",
        "for premium",
        "what about standard",
        "ok and the vault",
        "thanks and for secrets?",
        "can it be turned off",
        "is that also for mhsm",
        "who holds them",
        "premium?",
        "in a managed hsm too?",
        "so all keys gone??",
        "same for secrets",
    ],
)
def test_a_question_that_points_back_is_a_follow_up(matcher: Matcher, lexicon: Lexicon, question: str) -> None:
    assert is_follow_up(matcher.read(question).terms, lexicon)


@pytest.mark.parametrize(
    "question",
    [
        "",
        "thanks",
        "what is managed hsm",
        "is there a limit on key size",
        "are there access policies in a managed hsm",
        "how do i rotate a key",
        "which role lets a storage account use a key in a managed hsm and who assigns it to its identity",
    ],
)
def test_a_complete_question_is_none(matcher: Matcher, lexicon: Lexicon, question: str) -> None:
    assert not is_follow_up(matcher.read(question).terms, lexicon)


@pytest.mark.parametrize(
    ("question", "correction"),
    [
        ("no, i meant standard", True),
        ("not the vault, the hsm", True),
        ("i was asking about secrets not keys", True),
        ("sorry, premium", True),
        ("no premium", True),
        ("i meant the security domain", True),
        ("premium instead of standard", True),
        ("and for premium", False),
        ("no access policies for developers in a managed hsm", False),
        ("can i ask about premium", False),
        ("sorry, what is premium", False),
        ("premium is not supported by the sql server", False),
        ("no", False),
        ("", False),
    ],
)
def test_corrections_are_told_from_questions(
    matcher: Matcher, lexicon: Lexicon, question: str, correction: bool
) -> None:
    assert is_correction(matcher.read(question).terms, lexicon) == correction


@pytest.mark.parametrize(
    ("before", "question", "meant"),
    [
        ("what fips level does premium have", "and for mhsm?", "what fips level does mhsm have"),
        (
            "can a vault be moved to another region",
            "and a managed hsm?",
            "can a managed hsm be moved to another region",
        ),
        ("what fips level does premium have", "no, i meant standard", "what fips level does standard have"),
        ("is premium single tenant", "premium not standard", "is premium single tenant"),
        ("is standard single tenant", "premium not standard", "is premium single tenant"),
        ("is standard single tenant", "not standard but premium", "is premium single tenant"),
        ("is standard single tenant", "premium instead of standard", "is premium single tenant"),
        ("is standard single tenant", "no not that, premium", "is premium single tenant"),
        ("can premium or standard do aes", "not standard", "can premium or do aes"),
        ("can premium do aes", "not standard", "can premium do aes"),
        ("soft delete retention", "for secrets", "soft delete retention secrets"),
        ("how is managed hsm billed", "not managed hsm but premium, sorry", "how is premium billed"),
    ],
)
def test_what_is_named_takes_the_place_of_what_it_replaces(
    matcher: Matcher, before: str, question: str, meant: str
) -> None:
    assert completed(matcher, before, question)[0] == meant


def test_a_follow_up_that_asks_something_itself_may_keep_only_what_it_is_about(matcher: Matcher) -> None:
    found = completed(matcher, "can i rotate keys in premium", "and what does an export cost")
    assert len(found) == 3
    assert "rotate" in found[0]
    assert "rotate" not in found[1]
    assert "premium" in found[1]
    assert "premium" not in found[2]


def test_a_follow_up_that_only_names_something_has_one_meaning(matcher: Matcher) -> None:
    assert len(completed(matcher, "can i rotate keys in premium", "and mhsm?")) == 1
    assert len(completed(matcher, "what is the sla of mhsm", "and in an ordinary vault?")) == 1


@pytest.mark.parametrize(
    ("before", "question", "meant"),
    [
        ("how does replication work in mhsm", "which regions", "which regions mhsm"),
        ("is premium validated", "price?", "price premium"),
        ("how does replication work", "which regions", None),
        ("how does replication work in mhsm", "which regions for premium", None),
        ("does mhsm do aes", "price of premium", None),
        ("how does replication work in mhsm", "", None),
        ("how does mhsm work", "who gets to decide on the dates of the yearly office party", None),
    ],
)
def test_a_short_question_may_lean_on_what_was_spoken_of(
    matcher: Matcher, lexicon: Lexicon, before: str, question: str, meant: str | None
) -> None:
    assert leaning(matcher.read(question), matcher.read(before), lexicon) == meant


def test_a_short_question_on_something_else_leans_on_nothing(matcher: Matcher) -> None:
    for question in ("pizza?", "weather tomorrow", "who won", "lottery numbers"):
        assert matcher.ask(question, "how does replication work in mhsm").meant == question


def test_a_pack_without_entities_still_has_follow_ups(matcher: Matcher) -> None:
    reading, before = matcher.read("and milk?"), matcher.read("when is tea")
    assert is_follow_up(reading.terms, Lexicon())
    assert completions(reading, before, Lexicon())[0] == "when is tea milk"
