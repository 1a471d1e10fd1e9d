"""What we ship has to be complete, brief, and asked for in many words."""

from __future__ import annotations

from pathlib import Path

from knowledge.curation import MAX_FILE_BYTES, curation_faults, file_size_faults
from knowledge.loader import load_knowledge
from tests.knowledge.test_loader import ENTRY, FACT, pack


def test_the_shipped_knowledge_keeps_every_rule() -> None:
    assert curation_faults(load_knowledge()) == []


def test_an_entry_that_few_words_find_is_not_fit_to_ship(tmp_path: Path) -> None:
    facts = FACT.format(id="known", exam="Same.", verdict="agrees") + FACT.format(
        id="alone", exam="S.", verdict="agrees"
    )
    entries = ENTRY.format(id="one", more=", facts: [known]") + ENTRY.format(id="two", more=", facts: [known]")
    entries = entries.replace("ask two", "ask one").replace("answer: A.", f"answer: {'long ' * 90}")
    knowledge = load_knowledge(pack(tmp_path, entries, facts))
    found = {(fault.item, fault.rule.split(";")[0]) for fault in curation_faults(knowledge)}
    assert ("one", "It has 1 phrasings") in found
    assert ("one", "It names no related entry.") in found
    assert ("one", "`answer` has 449 characters") in found
    assert ("two", "Its phrasing “ask one” belongs to `one` too.") in found
    assert ("alone", "No entry cites this fact, so nobody can ask for it.") in found
    assert ("", "The map of the chapter is missing.") in found


def test_two_entries_with_one_title_cannot_be_told_apart(tmp_path: Path) -> None:
    entries = ENTRY.format(id="one", more="") + ENTRY.format(id="two", more="").replace("T two", "t ONE")
    found = curation_faults(load_knowledge(pack(tmp_path, entries)))
    assert any(fault.item == "two" and fault.rule == "Its title is that of `one` too." for fault in found)


def test_a_coverage_map_that_names_an_unknown_fact_is_a_fault(tmp_path: Path) -> None:
    knowledge = load_knowledge(pack(tmp_path, ENTRY.format(id="one", more="")))
    (tmp_path / "coverage.md").write_text("| Claim | `gone` |\n", encoding="utf-8")
    assert any(fault.item == "gone" and fault.line == 1 for fault in curation_faults(knowledge))


def test_a_file_of_a_megabyte_is_too_large_to_review(tmp_path: Path) -> None:
    (tmp_path / "fits.yaml").write_bytes(b"#" * (MAX_FILE_BYTES - 1))
    (tmp_path / "large.yaml").write_bytes(b"#" * MAX_FILE_BYTES)
    assert [fault.file for fault in file_size_faults(tmp_path)] == ["large.yaml"]
