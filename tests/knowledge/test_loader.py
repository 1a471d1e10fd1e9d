"""The shipped knowledge loads whole, and a folder's broken links are all found."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import ContentError
from knowledge.loader import SHIPPED, Knowledge, load_knowledge

ENTRY = "- {{id: {id}, title: T {id}, answer: A., phrasings: [ask {id}]{more}}}\n"
FACT = """- id: {id}
  topic: basics
  subjects: [managed-hsm]
  ask: What?
  exam: {exam}
  docs: Docs.
  verdict: {verdict}
  note: null
  sources: [{{title: Page, url: 'https://example.org/p', dated: 2026-07-07}}, {{title: Chapter, section: Intro}}]
"""


@pytest.fixture(scope="module")
def shipped() -> Knowledge:
    return load_knowledge()


def pack(tmp_path: Path, entries: str, facts: str = "") -> Path:
    (tmp_path / "entries").mkdir()
    (tmp_path / "entries" / "basics.yaml").write_text(entries, encoding="utf-8")
    if facts:
        (tmp_path / "facts").mkdir()
        (tmp_path / "facts" / "basics.yaml").write_text(facts, encoding="utf-8")
    return tmp_path


def rules(tmp_path: Path, entries: str, facts: str = "") -> list[str]:
    with pytest.raises(ContentError) as caught:
        load_knowledge(pack(tmp_path, entries, facts))
    return [f"{fault.item}: {fault.rule}" for fault in caught.value.faults]


def test_all_284_facts_are_there_and_each_can_be_asked_for(shipped: Knowledge) -> None:
    assert len(shipped.facts) == 284
    assert {name for entry in shipped.entries.values() for name in entry.facts} == set(shipped.facts)


def test_an_entry_shows_both_clocks_exactly_where_a_fact_of_it_disagrees(shipped: Knowledge) -> None:
    for entry in shipped.entries.values():
        assert bool(entry.two_clock) == any(fact.disagrees for fact in shipped.facts_of(entry)), entry.id


def test_every_section_of_the_chapter_is_mapped_to_facts_that_entries_cite(shipped: Knowledge) -> None:
    lines = (SHIPPED / "coverage.md").read_text(encoding="utf-8").splitlines()
    claims = [line for line in lines if line.startswith("| ") and not line.startswith(("| Claim", "|---"))]
    assert len(claims) == 241
    for claim in claims:
        names = [part for part in claim.split("`")[1::2] if part]
        assert names, claim
        assert all(shipped.entry_about([name]) for name in names), claim


def test_the_entry_about_a_fact_is_the_one_that_leads_with_it(shipped: Knowledge) -> None:
    entry = shipped.entry_about(["fips-premium"])
    assert entry is not None
    assert entry.facts[0] == "fips-premium"


def test_no_entry_is_about_an_unknown_fact(shipped: Knowledge) -> None:
    assert shipped.entry_about(["no-such-fact"]) is None


def test_an_entry_needs_only_id_title_phrasings_and_answer(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(ENTRY.format(id="one", more=""), encoding="utf-8")
    knowledge = load_knowledge(tmp_path)
    assert knowledge.entries["one"].answer == "A."
    assert knowledge.facts == {}


def test_a_folder_may_be_json(tmp_path: Path) -> None:
    (tmp_path / "pack.json").write_text(
        '[{"id": "a_b", "title": "T", "answer": "A.", "phrasings": ["x"]}]', encoding="utf-8"
    )
    assert list(load_knowledge(tmp_path).entries) == ["a_b"]


def test_an_id_used_twice_names_the_first_place(tmp_path: Path) -> None:
    twice = ENTRY.format(id="one", more="") * 2
    assert rules(tmp_path, twice) == ["one: The id is used already, in entries/basics.yaml:1."]


def test_an_unknown_fact_and_an_unknown_relative_are_both_reported(tmp_path: Path) -> None:
    entries = ENTRY.format(id="one", more=", facts: [nowhere], related: [missing]")
    found = rules(tmp_path, entries, FACT.format(id="known", exam="Same.", verdict="agrees"))
    assert found == [
        "one: It cites the fact `nowhere`, which does not exist.",
        "one: `related` names `missing`, which is no other entry.",
    ]


def test_a_disagreeing_fact_demands_both_clocks(tmp_path: Path) -> None:
    facts = FACT.format(id="known", exam="Old.", verdict="outdated")
    assert rules(tmp_path, ENTRY.format(id="one", more=", facts: [known]"), facts) == [
        "one: Exam material and documentation differ on known."
    ]


def test_agreeing_facts_forbid_both_clocks(tmp_path: Path) -> None:
    facts = FACT.format(id="known", exam="Same.", verdict="agrees")
    entries = ENTRY.format(id="one", more=", facts: [known], two_clock: {exam: a, today: b}")
    assert rules(tmp_path, entries, facts) == [
        "one: It has `two_clock`, but its facts do not differ from exam material."
    ]


@pytest.mark.parametrize("missing", ["nowhere", "."])
def test_a_folder_without_entries_is_refused(tmp_path: Path, missing: str) -> None:
    with pytest.raises(ContentError):
        load_knowledge(tmp_path / missing)


def test_a_relative_named_twice_is_a_fault(tmp_path: Path) -> None:
    entries = ENTRY.format(id="one", more=", related: [two, two]") + ENTRY.format(id="two", more="")
    assert rules(tmp_path, entries) == ["one: It names `two` twice."]
