"""Asking labelled questions: what is kept of each reply."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.ask_json import as_json
from knowledge.chat.chat import Chat
from knowledge.evaluation.labelled import LabelledQuestion
from knowledge.evaluation.trial import RANKED, Trial, tried
from knowledge.loader import Knowledge
from knowledge.matcher import Matcher
from tests.knowledge.evaluation.conftest import labelled


def asked(knowledge: Knowledge, matcher: Matcher, *questions: LabelledQuestion) -> list[Trial]:
    def in_json(reply: Any) -> Mapping[str, Any]:
        return as_json(reply, knowledge)

    return tried(questions, Chat(knowledge, matcher), matcher, ["When is tea served"], in_json)


def test_questions_of_a_folder_without_facts_are_judged_by_entries(house: Knowledge) -> None:
    right, wrong, declined = asked(
        house,
        Matcher(house),
        labelled("tea time"),
        labelled("library building", best="tea"),
        labelled("who won the cup", scope="out"),
    )
    assert (right.verdict, right.ranked[0].entry) == ("right", "tea")
    assert (wrong.verdict, wrong.ranked[0].entry) == ("wrong", "library")
    assert (declined.verdict, declined.given.answer, declined.given.choices) == ("right", None, ())
    assert right.confidence > 0.8 > declined.confidence
    assert not right.by_rule


def test_the_first_entries_count_whether_or_not_one_was_answered(shipped: Knowledge, matcher: Matcher) -> None:
    entry = shipped.entries["activation"]
    (trial,) = asked(shipped, matcher, labelled("activate", best=entry.facts[0]))
    assert len(trial.ranked) == RANKED
    assert trial.right_within(RANKED)


def test_a_follow_up_is_asked_after_the_question_before_it(shipped: Knowledge, matcher: Matcher) -> None:
    follow_up = labelled("and for standard?", after="which fips level does premium have", best="fips-standard")
    alone = follow_up.model_copy(update={"after": None})
    after, without = asked(shipped, matcher, follow_up, alone)
    assert after.ranked[0] != without.ranked[0]
    assert after.given.answer


@pytest.mark.parametrize("courtesy", ["thanks!", "hello"])
def test_a_courtesy_is_not_taken_for_a_certain_answer(shipped: Knowledge, matcher: Matcher, courtesy: str) -> None:
    (trial,) = asked(shipped, matcher, labelled(courtesy, scope="out"))
    assert (trial.verdict, trial.confidence, trial.by_rule) == ("right", 0.0, True)


def test_the_time_of_the_matcher_is_taken_apart_from_the_reply(shipped: Knowledge, matcher: Matcher) -> None:
    (trial,) = asked(shipped, matcher, labelled("how many vaults per subscription"))
    assert 0 < trial.match_seconds < 1
    assert 0 < trial.reply_seconds < 1


def test_no_question_makes_no_trial(house: Knowledge) -> None:
    assert asked(house, Matcher(house)) == []
