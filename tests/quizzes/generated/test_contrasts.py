"""Questions on the table of comparisons name one service, of which alone the cell is said."""

from __future__ import annotations

from pathlib import Path

import yaml

from .samples import Item, fact, folder_of, known, one, right, rules

COOK = fact("cook", "The cook prepares meals.")


def comparison(folder: Path, alike: bool = False) -> Path:
    subjects = ("one", "two", "three", "four")
    table = {
        "markers": ["vs"],
        "subjects": [{"id": s, "name": s.title(), "words": [s]} for s in subjects],
        "telling": ["size"],
        "aspects": [
            {
                "id": "size",
                "name": "Size",
                "words": ["size"],
                "cells": {s: {"today": "Same." if alike else f"It has {s} part.", "facts": ["cook"]} for s in subjects},
            }
        ],
    }
    (folder / "comparison.yaml").write_text(yaml.safe_dump(table, sort_keys=False), encoding="utf-8")
    return folder


CONTRAST: Item = {
    "id": "size.two",
    "stems": ["a slide in this test says “{cell}” Which is it?", "somebody here says of one “{cell}” Which is meant?"],
    "reason": "So it is.",
    "others": {name: {"misconception": "mixed", "reason": "No."} for name in ("one", "three", "four")},
    "explanation": "The second.",
    "difficulty": "easy",
    "topics": ["hsm"],
}


def test_a_cell_of_the_comparison_is_to_be_given_its_service(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, contrasts=[CONTRAST])
    question = one(known(COOK, folder=comparison(tmp_path)), folder)
    assert (question.id, right(question)) == ("gen-size-two", "Two")
    assert "“It has two part.”" in question.stem
    assert {o.text for o in question.options} == {"One", "Two", "Three", "Four"}


def test_services_of_which_the_same_is_said_are_not_told_apart(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, contrasts=[CONTRAST])
    found = rules(known(COOK, folder=comparison(tmp_path, alike=True)), folder)
    assert found == ["The table says the same of `one` as of `two`, so both would be right."]


def test_a_missing_cell_or_table_is_named(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, contrasts=[CONTRAST | {"id": "colour.two"}])
    assert rules(known(COOK, folder=comparison(tmp_path)), folder) == [
        "The table of comparisons has no cell `colour.two` (any more)."
    ]
    assert rules(known(COOK, folder=tmp_path / "nowhere"), folder) == [
        "Questions on comparisons need a sound comparison.yaml in nowhere."
    ]


def test_what_exam_material_says_of_a_service_is_the_other_clock(tmp_path: Path) -> None:
    old = fact("cook", "The cook prepares meals.", exam="Serves.", verdict="outdated")
    table = comparison(tmp_path) / "comparison.yaml"
    said = yaml.safe_load(table.read_text(encoding="utf-8"))
    for name, entry in said["aspects"][0]["cells"].items():
        entry["exam"] = f"It had {name} part."
    table.write_text(yaml.safe_dump(said, sort_keys=False), encoding="utf-8")
    question = one(known(old, folder=tmp_path), folder_of(tmp_path, contrasts=[CONTRAST]))
    assert question.clock == "today"
    assert question.other_clock == "Exam material on Two: It had two part."
