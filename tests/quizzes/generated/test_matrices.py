"""What a table asks is carried by quoted facts: a cell that they carry no longer is named."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from .samples import Item, fact, folder_of, known, one, right, rules


def cell(row: str, column: str, holds: bool, quote: str, **more: object) -> Item:
    item: Item = {"row": row, "column": column, "holds": holds, "facts": [row], "quote": quote, "reason": "So."}
    return item | ({} if holds else {"misconception": "mixed"}) | more


def matrix(**changes: object) -> Item:
    item: Item = {
        "id": "jobs",
        "rows": {"cook": {"name": "the cook", "words": ["cook"]}},
        "columns": {
            name: {"name": f"{name} the meal", "words": [name]} for name in ("prepare", "serve", "order", "clear")
        },
        "row_stems": [
            "which of these tasks belongs to {line} here?",
            "what does {line} do in this small test of ours?",
        ],
        "cells": [
            cell("cook", "prepare", True, "prepares meals"),
            cell("cook", "serve", False, "nothing else"),
            cell("cook", "order", False, "nothing else"),
            cell("cook", "clear", False, "nothing else"),
        ],
        "asks": [
            {
                "row": "cook",
                "right": "prepare",
                "explanation": "{line}: {right}.",
                "difficulty": "easy",
                "topics": ["hsm"],
            }
        ],
    }
    return item | changes


CELLS: list[Item] = matrix()["cells"]
COOK = fact("cook", "The cook prepares meals and does nothing else.")


def test_a_line_of_a_table_is_asked_about(tmp_path: Path) -> None:
    question = one(known(COOK), folder_of(tmp_path, matrices=[matrix()]))
    assert question.id == "gen-jobs-cook-prepare"
    assert right(question) == "Prepare the meal"
    assert {o.text for o in question.options} == {f"{v} the meal" for v in ("Prepare", "Serve", "Order", "Clear")}
    assert "the cook" in question.stem
    assert question.explanation == "the cook: prepare the meal."


QUOTED = "The cell `cook` x `prepare`"


@pytest.mark.parametrize(
    ("changes", "docs", "rule"),
    [
        ({}, "The cook does nothing else.", f"{QUOTED} quotes “prepares meals”, which the fact `cook` does not say"),
        ({"cells": [cell("cook", "prepare", True, "meals")] * 2}, "cook prepare meals", f"{QUOTED} stands twice."),
        (
            {"cells": [cell("cook", "fly", True, "meals")]},
            "",
            "The cell `cook` x `fly` names a line that is not there.",
        ),
        ({"cells": [cell("cook", "prepare", True, "x", facts=["gone"])]}, "", f"{QUOTED} cites the fact `gone`, which"),
        (
            {"cells": [cell("cook", "prepare", True, "eat")]},
            "cooks eat",
            f"{QUOTED} rests on the fact `cook`, which does",
        ),
        (
            {"asks": [matrix()["asks"][0] | {"right": "serve"}]},
            COOK.docs,
            "`cook` and `serve` are not said to go together.",
        ),
        ({"cells": matrix()["cells"][:3]}, COOK.docs, "Only 2 lines are said not to go with `cook`; 3 are needed."),
        (
            {"asks": [matrix()["asks"][0] | {"column": "serve"}]},
            COOK.docs,
            "A question asks about a row or about a column.",
        ),
        ({"row_stems": ["who is {who} in this?"] * 2}, COOK.docs, "A text names {who}, which stands for nothing here."),
    ],
)
def test_a_table_that_its_facts_do_not_carry_is_named(
    tmp_path: Path, changes: Mapping[str, object], docs: str, rule: str
) -> None:
    found = rules(known(fact("cook", docs or "x")), folder_of(tmp_path, matrices=[matrix(**changes)]))
    assert [text[: len(rule)] for text in found] == [rule]


def test_a_cell_that_turns_over_takes_the_question_with_it(tmp_path: Path) -> None:
    cells = matrix()["cells"]
    turned = [*cells[:1], cells[1] | {"holds": True, "quote": "serve", "misconception": None}, *cells[2:]]
    found = rules(known(fact("cook", f"{COOK.docs} serve")), folder_of(tmp_path, matrices=[matrix(cells=turned)]))
    assert found == ["Only 2 lines are said not to go with `cook`; 3 are needed."]


def test_a_cell_on_which_exam_material_differs_gives_the_other_clock(tmp_path: Path) -> None:
    old = fact("cook", "The cook prepares meals and does nothing else.", exam="Serves too.", verdict="wrong")
    cells = [item | ({"exam": "Exam material: serves too."} if item["column"] == "serve" else {}) for item in CELLS]
    question = one(known(old), folder_of(tmp_path, matrices=[matrix(cells=cells)]))
    assert question.clock == "today"
    assert question.other_clock == "Exam material: serves too."


def test_a_column_is_asked_about_as_a_row_is(tmp_path: Path) -> None:
    names = ("cook", "waiter", "guest", "owner")
    lines = {name: {"name": f"the {name}", "words": [name]} for name in names}
    cells = [cell(name, "prepare", name == "cook", "prepares meals", facts=["cook"]) for name in names]
    asks = [matrix()["asks"][0] | {"column": "prepare", "right": "cook"}]
    del asks[0]["row"]
    item = matrix(rows=lines, cells=cells, asks=asks, column_stems=["who of these may {line} in this test?"] * 2)
    question = one(known(COOK), folder_of(tmp_path, matrices=[item]))
    assert question.stem == "Who of these may prepare the meal in this test?"
    assert right(question) == "The cook"
    assert question.id == "gen-jobs-prepare-cook"
