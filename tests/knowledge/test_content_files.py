"""Broken files are named with their place, what is wrong and what to do, and never with a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.content_files import parse_items
from knowledge.entries import Entry
from knowledge.errors import Fault

GOOD = "- id: one\n  title: One\n  answer: It is one.\n  phrasings: [what is one]\n"


def faults_of(tmp_path: Path, content: str | bytes) -> list[Fault]:
    path = tmp_path / "entries.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    faults: list[Fault] = []
    list(parse_items(Entry, path, "entries.yaml", faults))
    return faults


def test_a_good_file_has_no_faults(tmp_path: Path) -> None:
    assert faults_of(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("content", "rule", "remedy"),
    [
        ("", "The file is empty.", "Add at least one item"),
        ("# only a comment\n", "The file is empty.", "Add at least one item"),
        ("[]", "The file is an empty list.", "Add at least one item"),
        ("id: one\n", "The file is not a list of items.", "Start each item with `- id: …`."),
        (b"\xff\xfe\x00bad", "The file is not UTF-8: byte 1 can't be read.", "Save it as UTF-8"),
        ("- id: one\n\ttitle: One\n", "The line is indented with a tab.", "Indent with spaces"),
        ("- id: one\n  title: a: b\n", "The file is not valid YAML", "quotes"),
        ("- id: one\x00\n", "The file is not valid YAML", "Remove the characters"),
        ("- id: one\n  id: two\n", "the field `id` stands twice in one item.", "Correct it"),
        ("- {id: one, title: {{name}}}\n", "a field's name is not plain text", "needs quotes"),
        ("- id: !!bool foo\n", "A value can't be read", "Put it in quotes."),
        ("- just text\n", "The item is not a mapping.", "Write it as lines"),
        (GOOD.replace("It is one.", "yes"), "`answer` must be text, but YAML reads yes", "Put it in quotes."),
        (GOOD.replace("It is one.", "7"), "`answer` must be text, but it is a number.", "Put it in quotes."),
        (GOOD.replace("It is one.", ""), "`answer` is empty.", "Write the text after the colon"),
        (GOOD.replace("It is one.", "x" * 1001), "`answer` has 1001 characters; the limit is 1000.", "Shorten it."),
        (
            GOOD.replace("title: One", "title: " + "x" * 76),
            "`title` has 76 characters; the limit is 75.",
            "Shorten it.",
        ),
        (GOOD.replace("  title: One\n", ""), "`title` is missing.", "Add `title`."),
        (GOOD.replace("id: one", "id: One Two"), "`id` is 'One Two'.", "small letters"),
        (GOOD.replace("[what is one]", "[]"), "`phrasings` has 0 elements; at least 1", "Add some."),
        (GOOD.replace("[what is one]", "what is one"), "`phrasings` is not a list.", "[one, two]"),
        (GOOD.replace("[what is one]", "[no]"), "`phrasings[1]` must be text", "Put it in quotes."),
        (GOOD + "  facts: [a, b, c, d, e]\n", "`facts` has 5 elements; at most 4 fit.", "Remove some."),
        (GOOD + "  colour: red\n", "`colour` is not a field.", "`id`, `title`"),
        (GOOD + "  two_clock: {exam: a, todya: b}\n", "`two_clock.todya` is not a field.", "`exam`, `today`"),
    ],
)
def test_each_kind_of_fault_is_said_in_plain_words(tmp_path: Path, content: str, rule: str, remedy: str) -> None:
    faults = faults_of(tmp_path, content)
    assert any(rule in fault.rule and remedy in fault.remedy for fault in faults), faults


def test_a_file_at_the_size_limit_is_read_and_one_byte_more_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.content_files.MAX_FILE_BYTES", len(GOOD))
    assert faults_of(tmp_path, GOOD) == []
    (fault,) = faults_of(tmp_path, GOOD + "\n")
    assert "at most" in fault.rule


def test_all_faults_of_all_items_are_reported_with_their_lines(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, "- id: one\n- id: two\n  title: Two\n  answer: yes\n  phrasings: [x]\n")
    assert {(fault.line, fault.item) for fault in faults} == {(1, "one"), (2, "two")}
    assert sum(fault.item == "one" for fault in faults) == 3


def test_a_fault_reads_as_place_item_rule_remedy() -> None:
    fault = Fault("entries/basics.yaml", 12, "key-vault-what", "`answer` is missing.", "Add `answer`.")
    assert str(fault) == "entries/basics.yaml:12: key-vault-what: `answer` is missing. Remedy: Add `answer`."


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert faults_of(tmp_path, b"\xef\xbb\xbf" + GOOD.encode()) == []


def test_the_yaml_bomb_of_aliases_and_foreign_tags_are_refused(tmp_path: Path) -> None:
    assert faults_of(tmp_path, "- !!python/object/apply:os.system ['true']\n")
