"""`tutor schema`: the JSON Schemas of the data files, made from the models that load them."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, TypeAdapter

from knowledge.beyond import Beyond
from knowledge.chat.advising import AdviceFile
from knowledge.chat.comparison_file import ComparisonFile
from knowledge.chat.small_talk import TalkFile
from knowledge.content_files import Identified
from knowledge.entries import Entry
from knowledge.facts import Fact
from knowledge.loader import SHIPPED as SHIPPED_KNOWLEDGE
from knowledge.sections import Section
from knowledge.vocabulary import Vocabulary
from quizzes.bank import SHIPPED as SHIPPED_QUIZZES
from quizzes.checks.demands import Demands
from quizzes.generated.contrasts import Contrast
from quizzes.generated.figures import Figure
from quizzes.generated.matrices import Matrix
from quizzes.questions import Misconception, Question, Scenario

SCHEMAS: Mapping[Path, type[BaseModel]] = {
    SHIPPED_KNOWLEDGE / "schema" / "facts.schema.json": Fact,
    SHIPPED_KNOWLEDGE / "schema" / "entries.schema.json": Entry,
    SHIPPED_KNOWLEDGE / "schema" / "beyond.schema.json": Beyond,
    SHIPPED_KNOWLEDGE / "schema" / "sections.schema.json": Section,
    SHIPPED_KNOWLEDGE / "schema" / "small_talk.schema.json": TalkFile,
    SHIPPED_KNOWLEDGE / "schema" / "comparison.schema.json": ComparisonFile,
    SHIPPED_KNOWLEDGE / "schema" / "advice.schema.json": AdviceFile,
    SHIPPED_QUIZZES / "schema" / "questions.schema.json": Question,
    SHIPPED_QUIZZES / "schema" / "scenarios.schema.json": Scenario,
    SHIPPED_QUIZZES / "schema" / "figures.schema.json": Figure,
    SHIPPED_QUIZZES / "schema" / "matrices.schema.json": Matrix,
    SHIPPED_QUIZZES / "schema" / "contrasts.schema.json": Contrast,
    SHIPPED_QUIZZES / "schema" / "demands.schema.json": Demands,
    SHIPPED_KNOWLEDGE / "schema" / "vocabulary.schema.json": Vocabulary,
    SHIPPED_QUIZZES / "schema" / "misconceptions.schema.json": Misconception,
}


def add_arguments(_: argparse.ArgumentParser) -> None:
    """Add nothing."""


def run(_: argparse.Namespace, __: Mapping[str, str]) -> int:
    """Write each schema beside the data it describes, and return 0."""
    for path, model in SCHEMAS.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(schema_text(model), encoding="utf-8")
        print(f"{path.parent.name}/{path.name}")
    return 0


def schema_text(model: type[BaseModel]) -> str:
    """Return the schema of a file: of a list, where the model is one item with an id, else of the model itself."""
    items = TypeAdapter(list[model])  # type: ignore[valid-type]  # a list of the model passed in
    schema = items.json_schema() if issubclass(model, Identified) else model.model_json_schema()
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=2) + "\n"
