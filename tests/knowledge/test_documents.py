"""A file that is one mapping is read with the line of each of its parts."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from knowledge.documents import Document, read_mapping
from knowledge.errors import Fault


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid")

    size: int


class Whole(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    parts: list[Part] = []


def read(tmp_path: Path, text: str) -> tuple[Document[Whole] | None, list[str]]:
    path = tmp_path / "whole.yaml"
    path.write_text(text, encoding="utf-8")
    faults: list[Fault] = []
    return read_mapping(Whole, path, "whole.yaml", faults), [f"{fault.line} {fault.item}" for fault in faults]


def test_each_part_knows_its_line(tmp_path: Path) -> None:
    document, faults = read(tmp_path, "name: x\n\nparts:\n  - size: 1\n  - size: 2\n")
    assert faults == []
    assert document is not None
    assert document.value.parts[1].size == 2
    assert document.line("name") == 1
    assert document.line("parts", 0, "size") == 4
    assert document.line("parts", 1) == 5
    assert document.line("parts", 7) == 3
    assert document.line("nonsense") == 1


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("name: x\nparts:\n  - size: 1\n  - size: many\n", ["4 parts"]),
        ("name: x\nparts:\n  - {size: 1, sise: 2}\n", ["3 parts"]),
        ("parts: []\n", ["1 name"]),
        ("- a list\n", ["1 "]),
        ("name: x\nname: y\n", ["2 "]),
        ("", ["0 "]),
        ("name: [\n", ["2 "]),
        ("name: !!timestamp 2026-99-99\n", ["1 "]),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, text: str, faults: list[str]) -> None:
    document, found = read(tmp_path, text)
    assert document is None
    assert found == faults
