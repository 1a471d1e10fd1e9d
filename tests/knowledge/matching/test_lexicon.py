from pathlib import Path

import pytest

from knowledge.errors import Fault
from knowledge.loader import SHIPPED
from knowledge.matching.lexicon import Lexicon, read_lexicon

SYNONYMS = """
- id: vault
  forms: [key vault, kv]
- id: mhsm
  forms: [managed hsm]
  near: {hsm: 0.5}
- id: words-of-price
  alike: [cost, fee]
  by: 0.6
"""
ENTITIES = """
- id: level
  rule: differs
  values: {level-2: [level 2], level-3: [level 3, lvl 3]}
"""


def lexicon_of(folder: Path, synonyms: str = "", entities: str = "") -> tuple[Lexicon, list[Fault]]:
    if synonyms:
        (folder / "synonyms.yaml").write_text(synonyms, encoding="utf-8")
    if entities:
        (folder / "entities.yaml").write_text(entities, encoding="utf-8")
    faults: list[Fault] = []
    return read_lexicon(folder, faults), faults


def test_every_form_becomes_its_term_and_the_longest_form_wins(tmp_path: Path) -> None:
    lexicon, faults = lexicon_of(tmp_path, SYNONYMS, ENTITIES)

    assert not faults
    assert lexicon.terms("Key Vaults or KV, LVL 3 keys in a managed HSM") == [
        "vault",
        "or",
        "vault",
        "level-3",
        "key",
        "in",
        "a",
        "mhsm",
    ]


def test_nearness_goes_one_way_for_a_term_and_both_ways_in_a_family(tmp_path: Path) -> None:
    lexicon, _ = lexicon_of(tmp_path, SYNONYMS)

    assert lexicon.near["mhsm"] == {"hsm": 0.5}
    assert "hsm" not in lexicon.near
    assert lexicon.near["cost"] == {"fee": 0.6}
    assert lexicon.near["fee"] == {"cost": 0.6}


def test_a_folder_without_these_files_has_an_empty_lexicon(tmp_path: Path) -> None:
    lexicon, faults = lexicon_of(tmp_path)

    assert not faults
    assert lexicon.terms("Managed HSMs") == ["manag", "hsm"]


@pytest.mark.parametrize(
    ("synonyms", "entities", "rule"),
    [
        (
            "- id: a\n  forms: [one two]\n- id: b\n  forms: [one two]\n",
            "",
            "The form `one two` belongs to `a` already (synonyms.yaml:1).",
        ),
        ("- id: a\n  forms: ['?!']\n", "", "The form `?!` holds no word."),
        ("- id: a\n  near: {one two: 0.5}\n", "", "`one two` is not one word."),
        ("- id: a\n  near: {b: 1.5}\n", "", "`near.b`: Input should be less than 1."),
        (
            "",
            "- id: c\n  rule: differs\n  values: {x: []}\n  within: {x: z}\n",
            "`within` names `z`, which is no value of the class.",
        ),
        (
            "- id: a\n  forms: [x y]\n",
            "- id: c\n  rule: differs\n  values: {x: [x y]}\n",
            "The form `x y` belongs to `a` already (synonyms.yaml:1).",
        ),
        ("", "- id: c\n  rule: equals\n  values: {x: []}\n", "`rule` is 'equals'."),
    ],
)
def test_each_fault_names_its_file_line_and_rule(tmp_path: Path, synonyms: str, entities: str, rule: str) -> None:
    _, faults = lexicon_of(tmp_path, synonyms, entities)

    assert [fault.rule for fault in faults] == [rule]
    assert faults[0].file == ("entities.yaml" if entities else "synonyms.yaml")
    assert faults[0].line >= 1
    assert faults[0].remedy


def test_the_shipped_files_are_without_fault() -> None:
    faults: list[Fault] = []
    lexicon = read_lexicon(SHIPPED, faults)

    assert not faults
    assert lexicon.terms("bring your own key, azure ad, akv prem") == ["byok", "entra-id", "premium"]
