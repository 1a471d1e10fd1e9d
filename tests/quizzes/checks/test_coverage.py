"""A bank that lacks what its folder demands is named: too few questions, facts and rows that nobody asks about."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.errors import Fault
from knowledge.facts import Fact
from knowledge.loader import SHIPPED as KNOWLEDGE
from knowledge.loader import load_knowledge
from quizzes.bank import SHIPPED, load_bank
from quizzes.bank_rules import bank_faults
from quizzes.checks.coverage import coverage_faults, thin_rows
from quizzes.checks.demands import Demands, read_demands
from quizzes.questions import Question
from tests.quizzes.game import question

from .fair import fact, fair_bank, ledger

MAP = """# Map
## Introduction
| Claim | Entries |
|---|---|
| Not demanded | `taught` |
## Traps: wrong answers
| Claim | Entries |
|---|---|
| Pool can be moved | `fact-10`, `moved` |
| Just a dearer tier | `dearer` |
"""


def about(number: int, *facts: str, **fields: Any) -> Question:
    return question(number).model_copy(update={"facts": facts, **fields})


def faults(tmp_path: Path, demands: object, *asked: Question, facts: tuple[Fact, ...] = ()) -> list[Fault]:
    (tmp_path / "demands.yaml").write_text(yaml.safe_dump(demands), encoding="utf-8")
    (tmp_path / "coverage.md").write_text(MAP, encoding="utf-8")
    bank = replace(fair_bank(*asked), folder=tmp_path)
    return list(coverage_faults(bank, ledger(*facts, folder=tmp_path)))


def rules(found: list[Fault]) -> list[tuple[str, str]]:
    return [(fault.item, fault.rule) for fault in found]


def test_a_folder_without_demands_has_no_duties(tmp_path: Path) -> None:
    bank = replace(fair_bank(), folder=tmp_path)
    assert list(coverage_faults(bank, ledger(fact("taught", exam="So.")))) == []


def test_demands_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    (only,) = faults(tmp_path, {"question": 3})
    assert (only.file, only.line) == ("demands.yaml", 1)
    assert only.rule == "`question` is not a field."


def test_too_few_questions_and_a_missing_kind_are_named(tmp_path: Path) -> None:
    found = faults(tmp_path, {"kinds": ["single", "typed"], "questions": 21})
    assert [(fault.line, fault.rule) for fault in found] == [
        (4, "There are 20 questions; at least 21 are needed."),
        (1, "No question is of the kind typed."),
    ]
    assert faults(tmp_path, {"questions": 20}) == []


def test_more_misconceptions_than_are_wanted_are_named(tmp_path: Path) -> None:
    held = len(fair_bank().misconceptions)
    (only,) = faults(tmp_path, {"questions": 20, "misconceptions": held - 1})
    assert (only.file, only.line) == ("demands.yaml", 1)
    assert only.rule == f"There are {held} misconceptions; at most {held - 1} are wanted."
    assert faults(tmp_path, {"misconceptions": held}) == []
    assert faults(tmp_path, {"misconceptions": None}) == []


def test_every_fact_that_is_taught_is_asked_about_and_those_that_practice_needs(tmp_path: Path) -> None:
    facts = (
        fact("asked", exam="So."),
        fact("taught", verdict="wrong", exam="So."),
        fact("beside", verdict="docs-only", docs="So."),
        fact("quorum", verdict="docs-only", docs="So."),
    )
    demands = {"taught_facts": True, "practical_facts": {"recovery": ["quorum"]}}
    assert rules(faults(tmp_path, demands, about(100, "asked"), facts=facts)) == [
        ("taught", "No question asks about this fact."),
        ("quorum", "No question asks about this fact."),
    ]
    assert faults(tmp_path, demands, about(100, "asked", "taught", "quorum"), facts=facts) == []


def test_each_row_of_the_chapter_is_asked_about_in_several_situations(tmp_path: Path) -> None:
    demands = {"row_sections": ["Traps"], "questions_per_row": 2}
    scenario = [about(101, "dearer", scenario=("one", n, 2), kind="stage") for n in (1, 2)]
    twins = [about(103, "moved", twin="question-104"), about(104, "moved", twin="question-103")]
    assert rules(faults(tmp_path, demands, *scenario[:1], *twins)) == [
        ("Traps: wrong answers", "1 questions ask about “Just a dearer tier”; at least 2 are needed.")
    ]
    both = [q.model_copy(update={"id": f"stage-{n}"}) for n, q in enumerate(scenario)]
    assert len(faults(tmp_path, demands, *both, *twins)) == 1, "two stages of one scenario are one situation"
    assert faults(tmp_path, demands, *scenario[:1], about(105, "dearer"), *twins) == []
    without_ten = [about(110 + n, "other") for n in range(2)]
    bank = [*without_ten, *twins]
    thin = thin_rows(Demands.model_validate(demands), bank, ledger(folder=tmp_path))
    assert [(row.claim, asking) for row, asking in thin] == [("Pool can be moved", 1), ("Just a dearer tier", 0)]


def test_what_is_unclear_in_exam_material_is_not_asked_by_its_clock(tmp_path: Path) -> None:
    demands = {"not_by_exam_clock": [{"fact": "unclear", "reason": "It says both."}]}
    unclear = fact("unclear", verdict="wrong", exam="Both.", docs="One.")
    assert faults(tmp_path, demands, about(100, "unclear", clock="today"), facts=(unclear,)) == []
    (only,) = faults(tmp_path, demands, about(100, "fact-1", "unclear", clock="exam"), facts=(unclear,))
    assert (only.file, only.item) == ("questions/hsm.yaml", "question-100")
    assert only.rule == "It asks for exam material on `unclear`, which is unclear there: It says both."


@pytest.mark.parametrize(
    ("demands", "item", "rule"),
    [
        ({"practical_facts": {"roles": ["no-fact"]}}, "no-fact", "There is no such fact."),
        ({"practical_facts": {"a": ["quorum"], "b": ["quorum"]}}, "quorum", "It stands 2 times in `practical_facts`."),
        ({"not_by_exam_clock": [{"fact": "no-fact", "reason": "So."}]}, "no-fact", "There is no such fact."),
        ({"row_sections": ["Mistakes"]}, "Mistakes", "No heading of coverage.md begins so."),
    ],
)
def test_demands_that_name_nothing_are_named(tmp_path: Path, demands: object, item: str, rule: str) -> None:
    quorum = fact("quorum", verdict="docs-only", docs="So.")
    assert (item, rule) in rules(faults(tmp_path, demands, about(100, "quorum"), facts=(quorum,)))


def test_the_shipped_bank_has_demands_and_meets_them() -> None:
    document = read_demands(SHIPPED, [])
    assert document is not None
    demands = document.value
    assert demands.questions >= 240
    assert demands.taught_facts
    assert demands.questions_per_row >= 3
    assert len(demands.row_sections) == 3
    knowledge = load_knowledge(KNOWLEDGE)
    assert [str(fault) for fault in bank_faults(load_bank(knowledge), knowledge)] == []
