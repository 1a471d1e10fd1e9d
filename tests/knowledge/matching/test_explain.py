"""Explanations: made of the very numbers that decided, so that they add up and never tell another story."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import pytest

from knowledge.loader import Knowledge
from knowledge.matcher import ANSWER_FROM, CHOICES_FROM, Matcher
from knowledge.matching.evidence import FEATURES
from knowledge.matching.explain import MOST_CANDIDATES, Explanation, Thought
from knowledge.matching.judgement import QUALITIES, REPEATED
from tests.knowledge.test_matcher import HOSTILE

Pack = Callable[[Mapping[str, list[str]], str], Matcher]

QUESTIONS = [
    ("premuim fips level", None),
    ("what fips level does premium have and does it support aes", None),
    ("and for premium?", "fips level of standard"),
    ("rotate key", None),
    ("hsm", None),
    ("aws kms premium", None),
    ("who won the game last night", None),
    ("We use storage accounts. The key was deleted yesterday. What happens to the storage account now?", None),
    ("is it 140-2 level 2 or 140-3 level 3 for managed hsm", None),
]


def thoughts_on(matcher: Matcher, question: str, after: str | None) -> list[Thought]:
    return list(matcher.explain(question, after).thoughts)


def entries(thought: Thought) -> list[str]:
    return [place.entry for place in thought.candidates if place.share is not None]


@pytest.mark.parametrize(("question", "after"), QUESTIONS)
def test_contributions_add_up_to_the_scores_shown(matcher: Matcher, question: str, after: str | None) -> None:
    for thought in thoughts_on(matcher, question, after):
        for contender in thought.contenders:
            assert tuple(part.name for part in contender.parts) == FEATURES
            for part in contender.parts:
                assert part.contribution == part.value * part.coefficient
            total = math.fsum(part.contribution for part in contender.parts)
            assert math.isclose(total, contender.place.score, abs_tol=1e-9)
        assert [contender.place for contender in thought.contenders] == list(thought.candidates[:2])


@pytest.mark.parametrize(("question", "after"), QUESTIONS)
def test_what_the_words_add_sums_to_the_likelihood(matcher: Matcher, question: str, after: str | None) -> None:
    for thought in thoughts_on(matcher, question, after):
        for at, contender in enumerate(thought.contenders):
            [likelihood] = [part.value for part in contender.parts if part.name == "likelihood"]
            assert math.isclose(math.fsum(word.gains[at] for word in thought.words), 10 * likelihood, abs_tol=1e-9)


@pytest.mark.parametrize(("question", "after"), QUESTIONS)
def test_qualities_add_up_to_the_chance_shown(matcher: Matcher, question: str, after: str | None) -> None:
    for thought in thoughts_on(matcher, question, after):
        sizes = [abs(part.contribution) for part in thought.certainty]
        assert {part.name for part in thought.certainty} == set(QUALITIES)
        assert sizes == sorted(sizes, reverse=True)
        logit = thought.constant + math.fsum(part.contribution for part in thought.certainty)
        chance = 1 / (1 + math.exp(-logit))
        wanted = max(chance, REPEATED) if thought.repeats else chance
        assert math.isclose(thought.verdict.confidence, wanted, rel_tol=1e-9)


@pytest.mark.parametrize(("question", "after"), QUESTIONS)
def test_the_explanation_tells_of_the_decision_that_is_made(matcher: Matcher, question: str, after: str | None) -> None:
    decision = matcher.ask(question, after)
    explanation = matcher.explain(question, after)
    assert (explanation.question, explanation.after) == (question, after)
    first, *rest = explanation.thoughts
    assert [first.verdict.outcome, *(other.verdict.outcome for other in rest)] == [decision.outcome] * (len(rest) + 1)
    assert decision.confidence == min(thought.verdict.confidence for thought in explanation.thoughts)
    answers = [entry.id for entry in (decision.entry, decision.also) if entry]
    if answers:
        assert [entries(thought)[0] for thought in explanation.thoughts] == answers
    if decision.outcome == "choices":
        choices = [match.entry.id for match in decision.choices]
        assert entries(first)[: len(choices)] == choices[: len(entries(first))]


def test_a_question_that_asks_two_things_is_explained_in_two_parts(matcher: Matcher) -> None:
    first, second = thoughts_on(matcher, "what fips level does premium have and does it support aes", None)
    assert "aes" not in [word.term for word in first.words]
    assert {"aes", "premium"} <= {word.term for word in second.words}


def test_it_says_how_the_words_were_read(matcher: Matcher) -> None:
    explanation = matcher.explain("premuim fips lvl of my frobnicator")
    words = {word.typed: word for word in explanation.thoughts[0].words}
    assert ("premuim", "premium") in explanation.mended
    assert words["lvl"].term == "level"
    assert ("vault", 0.6) in words["premium"].near
    assert not words["frobnicator"].known
    assert set(words["frobnicator"].gains) == {0.0}
    assert words["fips"].weight > words["of"].weight


def test_it_says_what_the_lead_would_be_without_each_word(matcher: Matcher) -> None:
    [shorter] = thoughts_on(matcher, "premium fips level", None)
    [longer] = thoughts_on(matcher, "premium fips level keys", None)
    assert entries(longer)[:2] == entries(shorter)[:2]
    first, second = (place.score for place in shorter.candidates[:2])
    words = {word.term: word for word in longer.words}
    assert words["key"].without is not None
    assert math.isclose(words["key"].without, first - second)
    assert all(word.without is None for word in thoughts_on(matcher, "🔑 frobnicator", None)[0].words)


def test_a_follow_up_is_explained_as_it_was_completed(matcher: Matcher) -> None:
    [thought] = thoughts_on(matcher, "and for premium?", "fips level of standard")
    assert thought.meant == matcher.ask("and for premium?", "fips level of standard").meant
    assert {"premium", "fips"} <= {word.term for word in thought.words}


def test_entries_on_another_service_are_named_with_what_forbids_them(matcher: Matcher) -> None:
    [thought] = thoughts_on(matcher, "premium fips level", None)
    clashes = {one.entry: one.clashes for one in thought.ruled_out}
    [clash] = clashes["fips-managed-hsm"]
    assert (clash.kind, clash.asked, clash.about) == ("service", ("premium",), ("mhsm",))


def test_entries_that_do_not_mention_another_cloud_are_ruled_out_before_ranking(matcher: Matcher) -> None:
    [thought] = thoughts_on(matcher, "aws kms premium", None)
    assert thought.ruled_out
    assert all(one.clashes[0].kind == "other-cloud" and not one.clashes[0].about for one in thought.ruled_out)
    assert not {one.entry for one in thought.ruled_out} & {place.entry for place in thought.candidates}


def test_a_wrong_direction_is_named(matcher: Matcher) -> None:
    [thought] = thoughts_on(matcher, "copy a key from managed hsm to a vault", None)
    kinds = {clash.kind for one in thought.ruled_out for clash in one.clashes}
    assert "direction" in kinds


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("premium fips level", f"reaches the {ANSWER_FROM} that it takes to answer."),
        ("rotate key", f"reaches the {CHOICES_FROM} that it takes to offer choices."),
        ("hsm", "It is a keyword or two that much of the knowledge is about, so there are choices instead."),
        ("who won the game last night", f"is below the {ANSWER_FROM} that it takes to answer."),
        ("who won the game last night", f"is below the {CHOICES_FROM} that it takes to offer choices."),
        ("who won the game last night", "hardly speaks of the subject"),
        ("buy a thales luna hsm with python", "Every entry that shares a word with the question is ruled out."),
        ("🔑", "No entry shares a word with the question."),
    ],
)
def test_the_steps_to_the_outcome_are_told(matcher: Matcher, question: str, said: str) -> None:
    [thought] = thoughts_on(matcher, question, None)
    assert said in " ".join(thought.reasons)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_questions_are_explained_orderly(matcher: Matcher, name: str) -> None:
    explanation = matcher.explain(HOSTILE[name], after=HOSTILE[name])
    assert isinstance(explanation, Explanation)
    assert all(len(thought.candidates) <= MOST_CANDIDATES for thought in explanation.thoughts)
    decision = matcher.ask(HOSTILE[name], after=HOSTILE[name])
    assert explanation.thoughts[0].verdict.outcome == decision.outcome


def test_a_tie_is_named(pack: Pack) -> None:
    twins = pack({"tea": ["when is it served", "tea"], "coffee": ["when is it served", "coffee"]}, "")
    [thought] = twins.explain("when is it served").thoughts
    assert twins.ask("when is it served").outcome == "choices"
    assert "The two likeliest entries are equally likely, so neither is the answer." in thought.reasons


def test_a_topic_that_no_entry_covers_is_named(matcher: Matcher, shipped: Knowledge) -> None:
    topics = {topic.phrasings[0]: topic for topic in shipped.beyond.values()}
    declined = {text: topic for text, topic in topics.items() if matcher.ask(text).beyond == topic.title}
    assert len(declined) > len(topics) / 2
    for text, topic in list(declined.items())[:10]:
        [thought] = thoughts_on(matcher, text, None)
        assert f"The likeliest is a topic that no entry covers: {topic.title}." in thought.reasons
        assert thought.candidates[0].entry == topic.id
        assert thought.candidates[0].share is None
        assert not any("to offer choices" in reason for reason in thought.reasons)


def test_the_same_question_gets_the_same_explanation(matcher: Matcher) -> None:
    assert matcher.explain("premuim fips level") == matcher.explain("premuim fips level")


def test_a_pack_explains_with_its_own_calibration(pack: Pack) -> None:
    small = pack({"tea": ["when is tea", "tea time"], "coffee": ["when is coffee", "coffee time"]}, "")
    [thought] = small.explain("tea tiem").thoughts
    assert thought.candidates[0].entry == "tea"
    assert thought.verdict.confidence == small.ask("tea tiem").confidence
    single = pack({"tea": ["when is tea", "tea time"]}, "")
    [lonely] = single.explain("when is tea served").thoughts
    assert len(lonely.contenders) == 1
