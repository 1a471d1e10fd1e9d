from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.loader import Knowledge, load_knowledge
from knowledge.matcher import Matcher


@pytest.fixture(scope="session")
def shipped() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def matcher(shipped: Knowledge) -> Matcher:
    return Matcher(shipped)


@pytest.fixture
def pack(tmp_path: Path) -> Callable[[Mapping[str, list[str]], str], Matcher]:
    """Make a matcher of a small folder: id -> phrasings, and the text of its `entities.yaml`."""

    def make(phrasings: Mapping[str, list[str]], entities: str = "") -> Matcher:
        rows: list[dict[str, Any]] = [
            {"id": name, "title": texts[0], "answer": "An answer.", "phrasings": texts}
            for name, texts in phrasings.items()
        ]
        (tmp_path / "entries.yaml").write_text(yaml.safe_dump(rows), encoding="utf-8")
        if entities:
            (tmp_path / "entities.yaml").write_text(entities, encoding="utf-8")
        return Matcher(load_knowledge(tmp_path))

    return make
