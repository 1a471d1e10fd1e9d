"""A small body of knowledge without facts, and trials made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.evaluation.labelled import LabelledQuestion
from knowledge.evaluation.trial import Trial
from knowledge.evaluation.verdicts import Cited, Given
from knowledge.loader import Knowledge, load_knowledge

PHRASINGS = {
    "tea": ["when is tea served", "tea time", "what time do we get tea"],
    "coffee": ["when is coffee served", "coffee time", "what time do we get coffee"],
    "library": ["where is the library", "where do i borrow books", "library building"],
}


@pytest.fixture
def house(tmp_path: Path) -> Knowledge:
    """Three entries, without facts."""
    rows: list[dict[str, Any]] = [
        {"id": name, "title": texts[0].capitalize(), "answer": f"About {name}.", "phrasings": texts}
        for name, texts in PHRASINGS.items()
    ]
    folder = tmp_path / "house"
    folder.mkdir()
    (folder / "entries.yaml").write_text(yaml.safe_dump(rows), encoding="utf-8")
    return load_knowledge(folder)


def labelled(text: str = "tea?", **fields: Any) -> LabelledQuestion:
    """A labelled question, in scope and answered by `tea` unless told otherwise."""
    return LabelledQuestion.model_validate({"q": text, "scope": "in", "best": "tea", **fields})


def trial(
    question: LabelledQuestion,
    answer: str | None = None,
    *,
    choices: Sequence[str] = (),
    ranked: Sequence[str] = (),
    confidence: float = 0.5,
    by_rule: bool = False,
) -> Trial:
    """What became of a question: entries by their ids."""
    first = [answer] if answer else list(choices)
    return Trial(
        question=question,
        given=Given(Cited(answer) if answer else None, [Cited(name) for name in choices]),
        ranked=[Cited(name) for name in [*first, *ranked]],
        confidence=confidence,
        by_rule=by_rule,
        reply_seconds=0.002,
        match_seconds=0.001,
    )
