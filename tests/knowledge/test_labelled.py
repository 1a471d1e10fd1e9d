"""The labelled questions are well-formed, and independent of the phrasings that the matcher knows."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from knowledge.beyond import read_beyond
from knowledge.loader import Knowledge

FILE = Path(__file__).with_name("labelled.jsonl")
FIELDS = {"q", "scope", "best", "ok", "style", "topic"}


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def bare(text: str) -> str:
    """Return a text without case, punctuation and spacing, as which two questions count as the same."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def test_each_line_has_the_fields_of_a_labelled_question(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        assert row.keys() - {"after"} == FIELDS, row
        assert row["q"].strip(), row
        assert row["topic"].strip(), row
        assert row["style"] in {"real", "chat"}, row
        assert row.get("after", "-").strip(), row


def test_each_scope_has_its_share_of_the_questions(rows: list[dict[str, Any]]) -> None:
    assert Counter(row["scope"] for row in rows) == {"in": 260, "near": 100, "out": 60}
    assert sum("after" in row for row in rows) == 20


def test_only_questions_in_scope_have_facts_that_answer_them_and_follow_another(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        within = row["scope"] == "in"
        assert (row["best"] is not None) == within, row
        assert within or (not row["ok"] and "after" not in row), row


def test_each_label_names_a_fact_and_the_question_has_its_topic(rows: list[dict[str, Any]], shipped: Knowledge) -> None:
    for row in (row for row in rows if row["scope"] == "in"):
        assert {row["best"], *row["ok"]} <= shipped.facts.keys(), row
        assert len({row["best"], *row["ok"]}) == 1 + len(row["ok"]), row
        assert row["topic"] == shipped.facts[row["best"]].topic, row


def test_every_topic_of_the_ledger_is_asked_about(rows: list[dict[str, Any]], shipped: Knowledge) -> None:
    asked = {row["topic"] for row in rows if row["scope"] == "in"}
    assert asked == {fact.topic for fact in shipped.facts.values()}


def test_no_question_is_there_twice(rows: list[dict[str, Any]]) -> None:
    counts = Counter((bare(row["q"]), bare(row.get("after", ""))) for row in rows)
    assert [asked for asked, count in counts.items() if count > 1] == []


def test_no_question_is_a_title_a_phrasing_or_the_heading_of_a_fact(
    rows: list[dict[str, Any]], shipped: Knowledge
) -> None:
    """Follow-ups are let off: so few words can't be free, and they are understood through the question before."""
    beyond = read_beyond(shipped.folder, shipped.entries, [])
    known = {bare(text) for entry in shipped.entries.values() for text in (entry.title, *entry.phrasings)}
    known |= {bare(text) for topic in beyond.values() for text in (topic.title, *topic.phrasings)}
    known |= {bare(fact.ask) for fact in shipped.facts.values()}
    assert [row["q"] for row in rows if "after" not in row and bare(row["q"]) in known] == []
