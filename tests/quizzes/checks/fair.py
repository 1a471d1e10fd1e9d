"""A bank that breaks no rule, to which each test adds what breaks one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from knowledge.facts import Fact
from knowledge.loader import Knowledge
from quizzes.bank import Bank
from quizzes.bank_rules import bank_faults
from quizzes.checks.balance import MIN_PER_TOPIC
from quizzes.questions import Option, Question
from tests.quizzes.game import BELIEFS, question, small_bank

EVEN = 2 * MIN_PER_TOPIC  # questions: five with the right option at each place


def fair_bank(*others: Question) -> Bank:
    """Return a bank that breaks no rule, with other questions added."""
    questions = [fair_question(n, n % 4) for n in range(10, 10 + EVEN)] + list(others)
    bank = small_bank(*questions)
    topics = {name: topic for name, topic in bank.topics.items() if name in ("hsm", "mixed")}
    places = {("question", q.id): ("questions/hsm.yaml", 1) for q in questions}
    places |= {("misconception", name): ("misconceptions.yaml", 1) for name in BELIEFS}
    return replace(bank, topics=topics, places=places)


def fair_question(number: int, place: int = 0) -> Question:
    """Return a question whose options are equally long, with the right one at `place`."""
    first, *others = question(number).options
    even = first.model_copy(update={"text": f"{first.text}r"})
    return placed(question(number).model_copy(update={"options": (even, *others)}), place)


def placed(asked: Question, place: int) -> Question:
    """Return a question with its options turned so that the first stands at `place`."""
    return asked.model_copy(update={"options": asked.options[-place:] + asked.options[:-place]})


def with_options(number: int, *texts: str, **fields: Any) -> Question:
    """Return a question with these options, the first of them right, and with fields changed."""
    options = [Option(text=texts[0], reason="So.", right=True)]
    options += [Option(text=t, reason="No.", misconception=b) for t, b in zip(texts[1:], BELIEFS, strict=False)]
    return question(number).model_copy(update={"options": tuple(options), **fields})


def fact(name: str, *, verdict: str = "agrees", **fields: Any) -> Fact:
    """Return a fact; `exam` and `docs` say nothing unless given."""
    given = {"exam": None, "docs": None, "note": None, **fields}
    return Fact.model_validate(
        {
            "id": name, "topic": "basics", "subjects": ["managed-hsm"], "ask": "What?", "verdict": verdict,
            "sources": [{"title": "Page"}], **given,
        }
    )  # fmt: skip


def ledger(*facts: Fact, folder: Path = Path("memory")) -> Knowledge:
    """Return a knowledge of these facts and nothing else."""
    found: Mapping[str, Fact] = {one.id: one for one in facts}
    return Knowledge(folder, {}, found, {})


def rules(bank: Bank, *facts: Fact) -> list[str]:
    """Return what is wrong with a bank on these facts."""
    return [fault.rule for fault in bank_faults(bank, ledger(*facts))]
