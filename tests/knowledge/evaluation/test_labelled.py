"""Labelled questions: what a line may say, and what is wrong with one, told by line."""

from __future__ import annotations

import pytest

from knowledge.errors import Fault
from knowledge.evaluation.labelled import read_labelled, unknown_labels
from knowledge.loader import Knowledge
from tests.knowledge.evaluation.conftest import labelled


def faults_of(*items: object) -> list[str]:
    faults: list[Fault] = []
    read_labelled(enumerate(items, start=1), "questions.jsonl", faults)
    return [str(fault) for fault in faults]


def test_a_line_needs_no_more_than_a_question_and_its_scope() -> None:
    faults: list[Fault] = []
    (question,) = read_labelled([(1, {"q": "weather?", "scope": "out"})], "f", faults)
    assert not faults
    assert (question.after, question.style, question.accepted) == (None, "-", frozenset())


def test_best_and_ok_are_accepted_alike_and_only_in_scope() -> None:
    assert labelled(best="tea", ok=["coffee"]).accepted == {"tea", "coffee"}
    assert labelled(scope="near", best="tea", ok=["coffee"]).accepted == frozenset()


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ({"scope": "in", "best": "tea"}, "`q` is missing"),
        ({"q": "tea?", "scope": "inside", "best": "tea"}, "`scope` is 'inside'"),
        ({"q": "tea?", "scope": "in"}, "`best` names nothing"),
        ({"q": "tea?", "scope": "in", "best": ""}, "`best` names nothing"),
        ({"q": 4, "scope": "out"}, "`q` must be text"),
        ({"q": "tea?", "scope": "out", "beste": "tea"}, "`beste` is not a field"),
        ({"q": "tea?", "scope": "in", "best": "tea", "ok": "coffee"}, "`ok` is not a list"),
        (["tea?"], "is not a mapping"),
        (None, "is not a mapping"),
    ],
)
def test_a_faulty_line_is_named_with_what_is_wrong(item: object, said: str) -> None:
    (fault,) = faults_of({"q": "fine", "scope": "out"}, item)
    assert fault.startswith("questions.jsonl:2: ")
    assert said in fault


def test_all_faulty_lines_are_named_at_once() -> None:
    assert len(faults_of({}, {"q": "tea?"})) == 3


def test_a_file_without_a_question_is_a_fault() -> None:
    assert "holds no question" in faults_of()[0]


def test_labels_that_nothing_could_answer_are_found(house: Knowledge, shipped: Knowledge) -> None:
    questions = [labelled(best="tea"), labelled(best="cocoa", ok=["cake"]), labelled(scope="out", best="beer")]
    assert unknown_labels(questions, house) == ["cake", "cocoa"]
    fact = next(iter(shipped.facts))
    assert unknown_labels([labelled(best=fact)], shipped) == []
