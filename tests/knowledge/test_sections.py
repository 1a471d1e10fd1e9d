"""Sections part the chapter's facts among themselves, and their file's faults are all found."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.curation import curation_faults
from knowledge.errors import Fault
from knowledge.loader import Knowledge, load_knowledge, read_knowledge
from knowledge.sections import SECTIONS_FILE, Section
from quizzes.bank import load_bank
from tests.knowledge.test_loader import ENTRY, FACT, pack

FACTS = "".join(FACT.format(id=name, exam="Same.", verdict="agrees") for name in ("leaf", "water", "milk"))
TEA = "- {id: tea, name: Tea, facts: [leaf, water]}\n"
LATTE = "- {id: latte, name: Latte, facts: [milk]}\n"


def read(folder: Path, text: str) -> tuple[dict[str, Section], list[Fault]]:
    pack(folder, ENTRY.format(id="one", more=", facts: [leaf]"), FACTS)
    (folder / SECTIONS_FILE).write_text(text, encoding="utf-8")
    faults: list[Fault] = []
    return dict(read_knowledge(folder, faults).sections), faults


def test_sections_are_read_in_the_order_of_the_file(tmp_path: Path) -> None:
    sections, faults = read(tmp_path, LATTE + TEA)

    assert faults == []
    assert list(sections) == ["latte", "tea"]
    assert sections["tea"].facts == ("leaf", "water")


def test_a_folder_without_the_file_has_no_sections(tmp_path: Path) -> None:
    assert load_knowledge(pack(tmp_path, ENTRY.format(id="one", more=""))).sections == {}


def test_sections_are_not_taken_for_entries_where_both_lie_in_one_folder(tmp_path: Path) -> None:
    (tmp_path / "drinks.yaml").write_text("- {id: tea, title: Tea, answer: Hot., phrasings: [what is tea]}\n")
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "drinks.yaml").write_text(FACTS, encoding="utf-8")
    (tmp_path / SECTIONS_FILE).write_text(TEA, encoding="utf-8")
    faults: list[Fault] = []

    knowledge = read_knowledge(tmp_path, faults)

    assert list(knowledge.entries) == ["tea"]
    assert list(knowledge.sections) == ["tea"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (TEA + TEA, "The id is used already, in sections.yaml:1."),
        (TEA.replace("leaf", "sugar"), "`facts` names `sugar`, which is no fact."),
        (TEA + LATTE.replace("milk", "milk, water"), "Its fact `water` belongs to `tea` too."),
        (TEA.replace("water", "leaf"), "Its fact `leaf` stands twice."),
        (TEA + LATTE.replace("Latte", "TEA"), "Its name is that of `tea` too."),
        (TEA.replace("name: Tea", f"name: {'x' * 33}"), "`name` has 33 characters; the limit is 32."),
        (TEA.replace("name: Tea, ", ""), "`name` is missing."),
        ("", "The file is empty."),
    ],
)
def test_what_is_wrong_with_a_section_is_named(tmp_path: Path, text: str, rule: str) -> None:
    _, faults = read(tmp_path, text)

    assert rule in [fault.rule for fault in faults]
    assert all(fault.file == SECTIONS_FILE and fault.remedy for fault in faults)


def test_a_fact_of_the_chapter_without_a_section_is_not_fit_to_ship(tmp_path: Path) -> None:
    read(tmp_path, TEA)
    (tmp_path / "coverage.md").write_text("| Claim | `leaf` |\n| Claim | `milk` |\n", encoding="utf-8")

    found = [fault for fault in curation_faults(load_knowledge(tmp_path)) if fault.file == "coverage.md"]

    assert [(fault.line, fault.item, fault.rule) for fault in found] == [(2, "milk", "No section teaches this fact.")]


def test_each_shipped_section_has_questions_enough_to_be_learned(shipped: Knowledge) -> None:
    bank = load_bank(shipped)
    main = [question.facts[0] for question in bank.questions.values()]

    few = {s.id for s in shipped.sections.values() if sum(fact in s.facts for fact in main) < 5}

    assert 8 <= len(shipped.sections) <= 15
    assert few == set()
