"""Topics beyond the knowledge keep apart from the entries, and their file's faults are all found."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.beyond import BEYOND_FILE, Beyond, read_beyond
from knowledge.errors import Fault
from knowledge.loader import Knowledge, load_knowledge, read_knowledge

ENTRIES = "- {id: tea, title: Tea, answer: Hot., phrasings: [what is tea, Black  Tea]}\n"
COFFEE = "- {id: coffee, title: Coffee, phrasings: [what is coffee, coffee beans, grind it]}\n"


def read(folder: Path, text: str) -> tuple[dict[str, Beyond], list[Fault]]:
    (folder / "drinks.yaml").write_text(ENTRIES, encoding="utf-8")
    (folder / BEYOND_FILE).write_text(text, encoding="utf-8")
    faults: list[Fault] = []
    return dict(read_knowledge(folder, faults).beyond), faults


def test_a_topic_is_read_with_its_phrasings_and_the_entries_near_it(tmp_path: Path) -> None:
    topics, faults = read(tmp_path, COFFEE.replace("}", ", nearest: [tea]}"))

    assert faults == []
    assert topics["coffee"].phrasings == ("what is coffee", "coffee beans", "grind it")
    assert topics["coffee"].nearest == ("tea",)


def test_topics_are_not_taken_for_entries_where_both_lie_in_one_folder(tmp_path: Path) -> None:
    read(tmp_path, COFFEE)

    assert list(load_knowledge(tmp_path).entries) == ["tea"]


def test_a_folder_without_the_file_has_no_topics(tmp_path: Path) -> None:
    faults: list[Fault] = []

    assert read_beyond(tmp_path, {}, faults) == {}
    assert faults == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (COFFEE.replace("id: coffee", "id: tea"), "Its id is that of an entry."),
        (COFFEE + COFFEE, "The id is used already, in beyond.yaml:1."),
        (COFFEE.replace("}", ", nearest: [cocoa]}"), "`nearest` names `cocoa`, which is no entry."),
        (COFFEE.replace("}", ", nearest: [tea, tea, tea, tea]}"), "`nearest` has 4 elements; at most 3 fit."),
        (COFFEE.replace("grind it", "BLACK tea"), "Its phrasing “BLACK tea” belongs to `tea` too."),
        (COFFEE.replace("grind it", "Coffee  beans"), "Its phrasing “Coffee  beans” stands twice."),
        (COFFEE + COFFEE.replace("id: coffee", "id: mocha"), "Its phrasing “grind it” belongs to `coffee` too."),
        (COFFEE.replace(", grind it", ""), "`phrasings` has 2 elements; at least 3 are needed."),
        (COFFEE.replace("grind it", "x" * 201), "`phrasings[3]` has 201 characters; the limit is 200."),
        (COFFEE.replace("title: Coffee", f"title: {'x' * 61}"), "`title` has 61 characters; the limit is 60."),
        (COFFEE.replace("id: coffee", "id: Café"), "`id` is 'Café'."),
        (COFFEE.replace("title: Coffee", "answer: Hot"), "`title` is missing."),
        ("", "The file is empty."),
        ("{coffee: hot}", "The file is not a list of items."),
    ],
)
def test_what_is_wrong_with_a_topic_is_named(tmp_path: Path, text: str, rule: str) -> None:
    _, faults = read(tmp_path, text)

    assert rule in [fault.rule for fault in faults]
    assert all(fault.file == BEYOND_FILE and fault.remedy for fault in faults)


def test_every_fault_is_told_at_once_with_the_line_of_its_topic(tmp_path: Path) -> None:
    second = "- {id: milk, title: Milk, nearest: [cow, goat], phrasings: [what is tea, milk, oat]}\n"

    topics, faults = read(tmp_path, COFFEE + second)

    assert list(topics) == ["coffee", "milk"]
    assert [(fault.line, fault.item) for fault in faults] == [(2, "milk")] * 3


def test_the_shipped_topics_are_sound_and_each_is_asked_about_in_many_ways(shipped: Knowledge) -> None:
    faults: list[Fault] = []

    topics = read_beyond(shipped.folder, shipped.entries, faults)

    assert faults == []
    assert topics
    assert {name for name, topic in topics.items() if not 10 <= len(topic.phrasings) <= 14} == set()
    assert len({topic.title.casefold() for topic in topics.values()}) == len(topics)


def test_no_shipped_topic_has_the_title_of_an_entry(shipped: Knowledge) -> None:
    topics = read_beyond(shipped.folder, shipped.entries, [])

    assert [topic.title for topic in topics.values() if shipped.entry_titled(topic.title)] == []
