"""Questions and misconceptions write the subject's names as its vocabulary does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from knowledge.errors import Fault
from quizzes.bank import Bank
from quizzes.bank_rules import bank_faults
from tests.quizzes.game import BELIEFS

from .fair import fair_bank, ledger, with_options


def faults(tmp_path: Path, bank: Bank) -> list[Fault]:
    (tmp_path / "vocabulary.yaml").write_text("names: [{name: Key Vault, also: [key vault]}]\n", encoding="utf-8")
    return bank_faults(bank, ledger(folder=tmp_path))


def test_a_misspelt_name_is_found_wherever_a_learner_reads_it(tmp_path: Path) -> None:
    texts = {"stem": "stem", "explanation": "explanation", "other_clock": "other clock"}
    for field in texts:
        bad = with_options(100, "Right", "Fault", "Wrong", "Other", **{field: "It says Keyvault where one reads it."})
        assert [f.rule for f in faults(tmp_path, fair_bank(bad))] == ["It says “Keyvault”; the name is Key Vault."]
    bad = with_options(100, "Keyvaults", "Key Vault", "Any vault", "One vault")
    assert [f.item for f in faults(tmp_path, fair_bank(bad))] == ["question-100"]
    assert faults(tmp_path, fair_bank(with_options(100, "key vaults", "my vaults", "any vault", "one vault"))) == []


def test_a_misspelt_name_in_a_misconception_is_found(tmp_path: Path) -> None:
    bank = fair_bank()
    belief = bank.misconceptions[BELIEFS[0]].model_copy(update={"truth": "A Key vault is shared."})
    (only,) = faults(tmp_path, replace(bank, misconceptions={**bank.misconceptions, belief.id: belief}))
    assert (only.file, only.item) == ("misconceptions.yaml", BELIEFS[0])
