"""Compound questions: two answers where two things are asked, one where an "and" belongs to one question."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.loader import Knowledge
from knowledge.matcher import ANSWER_FROM, Matcher
from knowledge.matching.compound import LONGEST, MOST_CUTS, Cut, cuts

Pack = Callable[[Mapping[str, list[str]], str], Matcher]

QUESTIONS: Mapping[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "compound_questions.yaml").read_text(encoding="utf-8")
)
BOTH_RIGHT = 0.8  # floor, of the questions that ask two things
ONE_RIGHT = 0.9  # floor, of the questions that ask one, of those that are answered
FOLD = 7  # one phrasing of so many is held out
MOST_SPLIT = 0.002  # ceiling, of held-out phrasings: nearly all ask one thing


def test_most_questions_that_ask_two_things_get_both_answers(matcher: Matcher) -> None:
    right = 0
    for item in QUESTIONS["both"]:
        decision = matcher.ask(item["q"], item.get("after"))
        if decision.entry and decision.also:
            right += decision.entry.id in item["first"] and decision.also.id in item["second"]
    assert len(QUESTIONS["both"]) == 40
    assert right >= BOTH_RIGHT * len(QUESTIONS["both"])


def test_a_question_that_asks_one_thing_gets_no_second_answer(matcher: Matcher) -> None:
    decisions = [(matcher.ask(item["q"]), item["entries"]) for item in QUESTIONS["one"]]
    assert len(decisions) == 40
    assert [decision.meant for decision, _ in decisions if decision.also] == []
    answers = [decision.entry.id in entries for decision, entries in decisions if decision.entry]
    assert sum(answers) >= ONE_RIGHT * len(answers)


def test_phrasings_that_ask_one_thing_are_hardly_ever_cut(shipped: Knowledge) -> None:
    held = {entry.id: entry.phrasings[::FOLD] for entry in shipped.entries.values() if len(entry.phrasings) >= FOLD}
    thinned = {
        name: entry.model_copy(update={"phrasings": tuple(t for t in entry.phrasings if t not in held.get(name, ()))})
        for name, entry in shipped.entries.items()
    }
    matcher = Matcher(replace(shipped, entries=thinned))
    texts = [text for texts in held.values() for text in texts]
    split = [text for text in texts if cuts(text) and matcher.ask(text).also]
    assert len(texts) > 200
    assert len(split) <= max(1, MOST_SPLIT * len(texts)), split


def test_the_answers_to_the_parts_are_as_certain_as_any_answer_and_say_different_things(matcher: Matcher) -> None:
    for item in QUESTIONS["both"]:
        decision = matcher.ask(item["q"], item.get("after"))
        if decision.also:
            assert decision.entry
            assert decision.outcome == "answer"
            assert decision.confidence >= ANSWER_FROM
            assert not set(decision.entry.facts) <= set(decision.also.facts)
            assert not set(decision.also.facts) <= set(decision.entry.facts)


def test_the_second_part_takes_the_service_from_the_first(matcher: Matcher) -> None:
    premium = matcher.ask("what fips level does premium have and how is it billed?")
    managed = matcher.ask("what fips level does managed hsm have and how is it billed?")
    assert managed.also
    assert managed.also.id == "mhsm-pricing"
    assert premium.also is None or premium.also.id != "mhsm-pricing"


def test_the_second_part_is_not_read_as_the_first_once_more(matcher: Matcher) -> None:
    decision = matcher.ask("whats the sla of managed hsm n what does it cost")
    assert decision.entry
    assert decision.also
    assert (decision.entry.id, decision.also.id) == ("mhsm-sla", "mhsm-pricing")


def test_an_answer_that_holds_the_other_is_given_alone(matcher: Matcher, shipped: Knowledge) -> None:
    wider, narrower = (shipped.entries[name] for name in ("vault-failover-operations", "vault-geo-replication"))
    assert set(wider.facts) > set(narrower.facts)
    decision = matcher.ask("is key vault replicated to another region and what still works during a failover")
    assert decision.entry in (wider, narrower)
    assert decision.also is None


def test_what_was_meant_can_be_asked_again(matcher: Matcher) -> None:
    decision = matcher.ask("what is the fips level of managed hsm and how is it billed?")
    again = matcher.ask(decision.meant)
    assert decision.also
    assert (again.entry, again.also) == (decision.entry, decision.also)


def test_a_part_that_nothing_answers_gets_no_second_answer(matcher: Matcher) -> None:
    decision = matcher.ask("what is the fips level of managed hsm and who won the football game last night?")
    assert decision.also is None


def test_a_pack_without_facts_gets_two_answers_as_well(pack: Pack) -> None:
    phrasings = {
        "tea": ["when is tea served", "tea time", "at what hour is tea served"],
        "parking": ["where can I park my car", "parking lot place", "where is the parking lot"],
        "wifi": ["what is the wifi password", "wireless network login", "how do I join the wifi"],
    }
    decision = pack(phrasings, "").ask("when is tea served and where is the parking lot?")
    assert decision.entry
    assert decision.also
    assert (decision.entry.id, decision.also.id) == ("tea", "parking")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("What is a vault? What is an HSM?", [Cut("What is a vault?", "What is an HSM?")]),
        ("premium fips level and does it do aes", [Cut("premium fips level", "does it do aes")]),
        ("what is it; how much is it", [Cut("what is it;", "how much is it")]),
        (
            "can I export keys and import them elsewhere",
            [Cut("can I export keys", "can i import them elsewhere", elided=True)],
        ),
        ("soft delete and purge protection", []),
        ("difference between a key and what a secret is", []),
        ("i lost the key and what now", []),
        ("can the same person be administrator and crypto user", []),
        ("We use premium. What is its level?", []),
        ("What is a vault? Thanks!", []),
        ("", []),
        ("and", []),
        ("? and ?", []),
        ("🔑 and 🔒 and what", []),
    ],
)
def test_a_question_is_cut_only_where_both_sides_ask(text: str, parts: list[Cut]) -> None:
    assert cuts(text) == parts


@pytest.mark.parametrize("text", ["what is it and " * 16, "is it ok? " * 24, "and what " * 27, "\n" * 249, "? " * 124])
def test_the_work_on_hostile_questions_is_bounded(matcher: Matcher, text: str) -> None:
    assert len(text) <= LONGEST
    assert len(cuts(text)) <= MOST_CUTS
    assert cuts(text * 100) == []
    started = time.perf_counter()
    matcher.ask(text)
    assert time.perf_counter() - started < 0.5
