"""A small ledger, files of data made on the spot, and what is made of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from knowledge.errors import Fault
from knowledge.facts import Fact
from knowledge.loader import Knowledge
from quizzes.generated.files import generated_questions
from quizzes.questions import Question

Item = dict[str, Any]


def fact(name: str, docs: str, values: Item | None = None, exam: str | None = None, verdict: str = "docs-only") -> Fact:
    return Fact.model_validate(
        {
            "id": name, "topic": "limits", "subjects": ["vault"], "ask": f"What of the {name}?", "exam": exam,
            "docs": docs, "verdict": verdict, "note": None, "values": values or {}, "sources": [{"title": "Page"}],
        }
    )  # fmt: skip


def known(*facts: Fact, folder: Path = Path("memory")) -> Knowledge:
    return Knowledge(folder, {}, {item.id: item for item in facts}, {})


def folder_of(root: Path, **files: list[Item]) -> Path:
    (root / "generated").mkdir(exist_ok=True)
    for name, items in files.items():
        (root / "generated" / f"{name}.yaml").write_text(yaml.safe_dump(items, sort_keys=False), encoding="utf-8")
    return root


def make(knowledge: Knowledge, folder: Path) -> tuple[list[Question], list[Fault]]:
    faults: list[Fault] = []
    return [question for question, _ in generated_questions(knowledge, folder, faults)], faults


def one(knowledge: Knowledge, folder: Path) -> Question:
    questions, faults = make(knowledge, folder)
    assert faults == []
    assert len(questions) == 1
    return questions[0]


def rules(knowledge: Knowledge, folder: Path) -> list[str]:
    questions, faults = make(knowledge, folder)
    assert questions == []
    return [fault.rule for fault in faults]


def right(question: Question) -> str:
    return question.options[question.rights[0]].text
