"""Verdicts: the rules by which replies are judged, side by side with the same rules written down independently."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from knowledge.evaluation.labelled import LabelledQuestion
from knowledge.evaluation.verdicts import Cited, Given, verdict
from tests.knowledge.evaluation.conftest import labelled

FACTS: tuple[list[str], ...] = ([], ["a"], ["b"], ["x"], ["x", "a"], ["x", "y", "z", "a"], ["w", "x", "y", "z", "a"])
CHOICES: tuple[list[list[str]], ...] = (
    [],
    [["x"], ["a"]],
    [["x"], ["y"]],
    [["x"], ["y"], ["z"], ["a"]],
    [["w", "x", "y", "z", "a"]],
    [["x"], ["y"], ["b"]],
)
REPLIES: list[dict[str, Any]] = [
    {"outcome": outcome, "entry": "e", "facts": facts, "choices": [{"entry": "c", "facts": held} for held in choices]}
    for outcome, facts, choices in product(("answer", "choices", "unknown"), FACTS, CHOICES)
]
LABELS: list[dict[str, Any]] = [
    {"scope": scope, "best": best, "ok": ok}
    for scope, best, ok in product(("in", "near", "out"), ("a", "q"), ([], ["b"], ["q", "x"]))
] + [{"scope": scope, "best": None, "ok": []} for scope in ("near", "out")]


def expected(label: dict[str, Any], reply: dict[str, Any]) -> str:
    """The rules in plain steps, for replies that cite facts."""

    def hit(cited: list[str]) -> bool:
        return len(cited) <= 4 and bool({label["best"], *label["ok"]} & set(cited))

    if label["scope"] != "in":
        if reply["outcome"] == "answer":
            return "wrong"
        return "half" if reply["outcome"] == "choices" and label["scope"] == "out" else "right"
    if reply["outcome"] == "answer":
        return "right" if hit(reply["facts"]) else "wrong"
    offered = reply["outcome"] == "choices" and any(hit(choice["facts"]) for choice in reply["choices"][:3])
    return "helped" if offered else "missed"


def test_each_combination_of_label_and_reply_gets_the_verdict_of_the_rules() -> None:
    seen = set()
    for label, reply in product(LABELS, REPLIES):
        if reply["outcome"] == "choices" and not reply["choices"]:
            continue  # choices without any are not a reply that the tutor gives
        question = LabelledQuestion.model_validate({"q": "?", **label})
        found = verdict(question, Given.from_json(reply))
        assert found == expected(label, reply), (label, reply)
        seen.add(found)
    assert seen == {"right", "helped", "missed", "half", "wrong"}


@pytest.mark.parametrize(("answered", "found"), [("tea", "right"), ("coffee", "wrong")])
def test_without_facts_the_entry_itself_is_what_counts(answered: str, found: str) -> None:
    reply = {"outcome": "answer", "entry": answered, "facts": [], "choices": []}
    assert verdict(labelled(), Given.from_json(reply)) == found


def test_an_entry_with_facts_does_not_count_by_its_own_id() -> None:
    assert not Cited("tea", ["milk"]).answers({"tea"})
    assert Cited("tea", ["milk"]).answers({"milk"})


def test_an_answer_put_together_without_an_entry_counts_by_its_facts() -> None:
    reply = {"outcome": "answer", "entry": None, "facts": ["tea"], "choices": []}
    assert verdict(labelled(), Given.from_json(reply)) == "right"
    assert verdict(labelled(), Given.from_json(reply | {"facts": []})) == "wrong"
