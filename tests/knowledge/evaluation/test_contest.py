"""The contest: everything that is chosen is chosen in favour of the ready-made ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from knowledge.beyond import Beyond
from knowledge.evaluation import contest
from knowledge.evaluation.baselines import Documents, Scorer
from knowledge.evaluation.contest import baseline_standings, tutor_standings
from knowledge.loader import Knowledge
from tests.knowledge.evaluation.conftest import labelled, trial

QUESTIONS = [
    labelled("tea?", best="tea"),
    labelled("coffee?", best="coffee"),
    labelled("books?", best="library"),
    labelled("beer?", scope="near"),
    labelled("cup?", scope="out"),
]
GOOD: Mapping[str, list[float]] = {
    "tea?": [9, 1, 0],
    "coffee?": [7, 8, 0],
    "books?": [0, 6, 5],
    "beer?": [7, 0, 0],
    "cup?": [1, 0, 0],
}


def with_ways(monkeypatch: pytest.MonkeyPatch, **variants: Scorer) -> None:
    def build(documents: Documents) -> Mapping[str, Scorer] | None:
        assert documents.texts
        return variants

    monkeypatch.setattr(contest, "BASELINES", {"way": build})


def test_a_way_answers_at_the_threshold_that_is_best_for_it(monkeypatch: pytest.MonkeyPatch, house: Knowledge) -> None:
    with_ways(monkeypatch, only=GOOD.__getitem__)
    standing = baseline_standings(QUESTIONS, house, lambda _: None)["way"]
    assert standing
    assert standing.top1 == pytest.approx(2 / 3)
    assert standing.top3 == 1
    assert standing.wrong == 0
    assert standing.right == pytest.approx(2 / 3)  # from 8 up; from 7 up the beer would be wrong
    assert standing.area_near == pytest.approx(2 / 3)
    assert standing.area_out == 1


def test_equal_scores_are_answered_together_or_not_at_all(monkeypatch: pytest.MonkeyPatch, house: Knowledge) -> None:
    with_ways(monkeypatch, only=lambda question: [7, 0, 0] if question in ("tea?", "beer?", "cup?") else [0, 8, 0])
    standing = baseline_standings(QUESTIONS, house, lambda _: None)["way"]
    assert standing
    assert (standing.right, standing.wrong) == (0, 0)


def test_a_way_is_shown_in_its_best_variant(monkeypatch: pytest.MonkeyPatch, house: Knowledge) -> None:
    with_ways(monkeypatch, worse=lambda _: [0.0, 1, 0], better=GOOD.__getitem__)
    standing = baseline_standings(QUESTIONS, house, lambda _: None)["way"]
    assert standing
    assert standing.variant == "better"


def test_a_way_that_is_not_installed_has_no_standing(monkeypatch: pytest.MonkeyPatch, house: Knowledge) -> None:
    monkeypatch.setattr(contest, "BASELINES", {"way": lambda _: None})
    assert baseline_standings(QUESTIONS, house, lambda _: None) == {"way": None}


def test_a_follow_up_is_asked_with_what_was_asked_before(monkeypatch: pytest.MonkeyPatch, house: Knowledge) -> None:
    heard: list[str] = []

    def score(question: str) -> list[float]:
        heard.append(question)
        return [1.0, 0, 0]

    with_ways(monkeypatch, only=score)
    baseline_standings([labelled("and coffee?", after="when is tea?")], house, lambda _: None)
    assert heard == ["when is tea? and coffee?"]


def test_the_tutor_stands_with_its_own_threshold_and_with_one_chosen_as_generously() -> None:
    trials = [
        trial(QUESTIONS[0], "tea", confidence=0.9),
        trial(QUESTIONS[1], choices=["coffee", "tea"], confidence=0.4),
        trial(QUESTIONS[3], "tea", confidence=0.6),
        trial(QUESTIONS[4], choices=["tea"], confidence=0.3),
    ]
    shipped, generous = tutor_standings(trials)
    assert (shipped.top1, shipped.right, shipped.wrong) == (1, 0.5, 1.5 / 4)
    assert (generous.top1, generous.right, generous.wrong) == (1, 0.5, 0)


def test_questions_of_one_scope_alone_have_no_area_and_no_error(
    monkeypatch: pytest.MonkeyPatch, house: Knowledge
) -> None:
    with_ways(monkeypatch, only=GOOD.__getitem__)
    standing = baseline_standings(QUESTIONS[4:], house, lambda _: None)["way"]
    assert standing
    assert (standing.top1, standing.area_near, standing.area_out) == (0, None, None)


def test_each_way_is_announced_before_it_is_tried(monkeypatch: pytest.MonkeyPatch, house: Knowledge) -> None:
    told: list[str] = []
    monkeypatch.setattr(contest, "BASELINES", {"first": lambda _: None, "second": lambda _: None})
    baseline_standings(QUESTIONS, house, told.append)
    assert told == ["first", "second"]


@pytest.fixture
def with_topic(house: Knowledge) -> Knowledge:
    topic = Beyond(id="beer", title="Beer", phrasings=("is there beer", "beer on tap", "where is the bar"))
    return replace(house, beyond={"beer": topic})


def test_a_topic_that_scores_above_all_entries_makes_a_way_decline(
    monkeypatch: pytest.MonkeyPatch, with_topic: Knowledge
) -> None:
    topics = {"beer?": 9.0, "cup?": 0.5}
    scores = {**GOOD, "beer?": [8.5, 0, 0]}
    with_ways(monkeypatch, only=lambda question: [*scores[question], topics.get(question, 0.0)])
    standing = baseline_standings(QUESTIONS, with_topic, lambda _: None)["way"]
    assert standing
    assert (standing.variant, standing.wrong, standing.area_near) == ("only, heeding topics", 0, 1)


def test_topics_are_not_heeded_where_that_would_cost_a_way(
    monkeypatch: pytest.MonkeyPatch, with_topic: Knowledge
) -> None:
    with_ways(monkeypatch, only=lambda question: [*GOOD[question], 100.0 if question == "tea?" else 0.0])
    standing = baseline_standings(QUESTIONS, with_topic, lambda _: None)["way"]
    assert standing
    assert standing.variant == "only"
    assert standing.right == pytest.approx(2 / 3)


def test_a_topic_is_never_counted_as_an_entry(monkeypatch: pytest.MonkeyPatch, with_topic: Knowledge) -> None:
    with_ways(monkeypatch, only=lambda question: [*GOOD[question], 100.0])
    standing = baseline_standings(QUESTIONS, with_topic, lambda _: None)["way"]
    assert standing
    assert standing.top3 == 1
