"""Names are spelt as the vocabulary says, and the ledger uses its words only."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import Fault
from knowledge.loader import SHIPPED, Knowledge, load_knowledge
from knowledge.vocabulary import Name, Spelling, Vocabulary, read_vocabulary, vocabulary_faults


@pytest.fixture(scope="module")
def shipped() -> Spelling:
    return Spelling(read_vocabulary(SHIPPED, []).names)


@pytest.mark.parametrize(
    ("text", "slips"),
    [
        ("Use a Key vault.", [("Key vault", "Key Vault")]),
        ("KeyVault and Key-Vault", [("KeyVault", "Key Vault"), ("Key-Vault", "Key Vault")]),
        ("a ManagedHSM", [("ManagedHSM", "Managed HSM")]),
        ("Managed-HSM pools", [("Managed-HSM", "Managed HSM")]),
        ("Sign in with Azure AD", [("Azure AD", "Entra ID")]),
        ("Microsoft EntraID", [("EntraID", "Entra ID")]),
        ("the Crypto officer", [("Crypto officer", "Crypto Officer")]),
        ("CRYPTO USERS", [("CRYPTO USER", "Crypto User")]),
        ("Powershell", [("Powershell", "PowerShell")]),
        ("azure", [("azure", "Azure")]),
        ("Azure Sentinel", [("Azure Sentinel", "Microsoft Sentinel")]),
        ("Fips 140-3", [("Fips", "FIPS")]),
    ],
)
def test_a_misspelt_name_is_found(shipped: Spelling, text: str, slips: list[tuple[str, str]]) -> None:
    assert shipped.slips(text) == slips


@pytest.mark.parametrize(
    "text",
    [
        "Key Vaults hold keys; a key vault does, too. Under Key vaults in the portal.",
        "A managed HSM (Managed HSM) has HSMs.",
        "az keyvault create --hsm-name x --protection hsm",
        "https://learn.microsoft.com/azure/key-vault/managed-hsm/overview",
        "contoso.vault.azure.net and Microsoft.KeyVault/managedHSMs",
        "Entra ID, formerly Azure AD",
        "Crypto Officers and Policy Administrator",
        "",
        "漢字 é \N{ZERO WIDTH SPACE}",
    ],
)
def test_right_names_commands_and_addresses_are_left_alone(shipped: Spelling, text: str) -> None:
    assert shipped.slips(text) == []


def test_a_long_text_is_read_quickly(shipped: Spelling) -> None:
    assert shipped.slips("key - " * 50_000) == []


def test_the_shipped_knowledge_is_spelt_right() -> None:
    faults: list[Fault] = []
    knowledge = load_knowledge()
    assert list(vocabulary_faults(knowledge, read_vocabulary(knowledge.folder, faults))) == []
    assert faults == []


def test_a_misspelt_name_in_an_entry_and_unknown_words_of_the_ledger_are_named() -> None:
    shipped = load_knowledge()
    entry = next(iter(shipped.entries.values())).model_copy(update={"detail": "See Key vault."})
    fact = next(iter(shipped.facts.values()))
    knowledge = Knowledge(Path("memory"), {entry.id: entry}, {fact.id: fact}, {entry.id: ("entries/a.yaml", 7)})
    words = Vocabulary(
        topics={"other": "other.yaml"}, subjects={"other": "Other"}, chapter_sections=("Other",),
        names=(Name(name="Key Vault"),),
    )  # fmt: skip
    found = list(vocabulary_faults(knowledge, words))
    assert [fault.rule for fault in found[:2]] == [
        f"`topic` is {fact.topic}, which the vocabulary does not know.",
        f"`subjects` names {fact.subjects[0]}, which the vocabulary does not know.",
    ]
    assert any("A source names the section" in fault.rule for fault in found)
    assert str(found[-1]) == (
        f"entries/a.yaml:7: {entry.id}: It says “Key vault”; the name is Key Vault. Remedy: Write Key Vault."
    )


def test_a_folder_without_a_vocabulary_demands_nothing(tmp_path: Path) -> None:
    assert read_vocabulary(tmp_path, []) == Vocabulary()
    knowledge = load_knowledge()
    assert list(vocabulary_faults(knowledge, Vocabulary())) == []


def test_a_vocabulary_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "vocabulary.yaml").write_text("names: [{nam: x}]\n", encoding="utf-8")
    faults: list[Fault] = []
    assert read_vocabulary(tmp_path, faults) == Vocabulary()
    assert [fault.file for fault in faults] == ["vocabulary.yaml"] * 2
