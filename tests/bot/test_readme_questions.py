"""The questions that the README shows are what it says: the good one is well, the bad one has each fault named."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from bot.cli.question import KINDS
from knowledge.errors import Fault
from knowledge.loader import load_knowledge
from quizzes.bank import SHIPPED, read_bank
from quizzes.bank_rules import bank_faults

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
BLOCKS = {block.split("\n")[0]: block for block in (part.split("```")[0] for part in README.split("```yaml\n")[1:])}


def rules(tmp_path: Path, name: str) -> list[str]:
    """Return what is wrong with the question of the README whose id is `name`."""
    (tmp_path / "questions").mkdir()
    for file in ("misconceptions.yaml", "topics.yaml"):
        shutil.copyfile(SHIPPED / file, tmp_path / file)
    (tmp_path / "questions" / "readme.yaml").write_text(BLOCKS[f"- id: {name}"], encoding="utf-8")
    knowledge, faults = load_knowledge(), list[Fault]()
    bank = replace(read_bank(knowledge, tmp_path, faults), topics={})
    return [fault.rule for fault in (*faults, *bank_faults(bank, knowledge)) if fault.item == name]


def test_the_good_question_of_the_readme_has_no_fault(tmp_path: Path) -> None:
    assert rules(tmp_path, "bank-own-recovery-keys") == []


def test_the_bad_question_of_the_readme_has_each_fault_that_is_named_and_no_other(tmp_path: Path) -> None:
    assert sorted(rules(tmp_path, "best-service")) == [
        "It says “Key vault”; the name is Key Vault.",
        "Some options begin with a capital and others don't.",
        "The option “Any of the above” speaks of other options.",
        "The right answer “An HSM with 4 partitions of its own” says 4, which no cited fact says on either clock.",
        "“always” stands in wrong options only, which gives them away.",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_the_readme_explains_each_kind(kind: str) -> None:
    assert f"| `{kind}` |" in README or f"| {kind} |" in README


def test_the_blocks_of_the_readme_are_yaml() -> None:
    assert all(yaml.safe_load(block) for block in BLOCKS.values())
