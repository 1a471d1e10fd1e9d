"""`tutor schema`: what editors check by is what the loaders demand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.cli import schema
from tests.bot.cli.conftest import Tutor


def test_the_schemas_beside_the_data_are_those_of_the_models() -> None:
    assert {path: path.read_text(encoding="utf-8") for path in schema.SCHEMAS} == {
        path: schema.schema_text(model) for path, model in schema.SCHEMAS.items()
    }


def test_they_are_written_where_they_are_missing(tutor: Tutor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, model = next(iter(schema.SCHEMAS.items()))
    copy = tmp_path / "schema" / path.name
    monkeypatch.setattr(schema, "SCHEMAS", {copy: model})
    assert tutor("schema").out == f"schema/{path.name}\n"
    assert copy.read_text(encoding="utf-8") == path.read_text(encoding="utf-8")


def test_they_demand_what_an_entry_must_have() -> None:
    path = next(path for path in schema.SCHEMAS if path.name == "entries.schema.json")
    described: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    assert described["type"] == "array"
    (entry,) = [part for name, part in described["$defs"].items() if name == "Entry"]
    assert {"id", "title", "answer", "phrasings"} <= set(entry["required"])
    assert entry["additionalProperties"] is False
