from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

from knowledge.loader import Knowledge
from knowledge.matcher import Matcher

Pack = Callable[[Mapping[str, list[str]], str], Matcher]

PAIRS = yaml.safe_load((Path(__file__).parent / "minimal_pairs.yaml").read_text(encoding="utf-8"))

ENTITIES = """
- id: level
  rule: differs
  values: {level-2: [level 2], level-3: [level 3]}
- id: edition
  rule: differs
  values: {140-2: [], 140-3: []}
- id: curve
  rule: differs
  values: {p-256: [p256], p-256k: [p256k]}
- id: service
  rule: differs
  values: {vault: [], premium: [], pool: []}
  within: {premium: vault}
- id: other-cloud
  rule: mentions
  values: {aws: [aws kms]}
"""


def sides() -> list[tuple[str, list[str], list[str]]]:
    found = []
    for pair in PAIRS:
        ((one, own),), ((two, other),) = pair["a"].items(), pair["b"].items()
        found += [(one, own, other), (two, other, own)]
    return found


def test_there_are_enough_minimal_pairs_and_their_entries_exist(shipped: Knowledge) -> None:
    named = {name for _, own, _ in sides() for name in own}

    assert len(PAIRS) >= 140
    assert named <= shipped.entries.keys(), named - shipped.entries.keys()


@pytest.mark.parametrize(("question", "own", "other"), sides())
def test_a_question_never_gets_the_answer_of_its_twin(
    matcher: Matcher, question: str, own: list[str], other: list[str]
) -> None:
    answered = matcher.ask(question).entry

    assert answered is None or answered.id not in set(other) - set(own)


def test_most_sides_of_minimal_pairs_are_answered_right(matcher: Matcher) -> None:
    answers = [(matcher.ask(question).entry, own) for question, own, _ in sides() if own]
    right = sum(entry is not None and entry.id in own for entry, own in answers)

    assert right >= 0.9 * len(answers)


@pytest.mark.parametrize(
    ("question", "forbidden"),
    [
        ("is it validated to 140-2 level 2", "level-three"),
        ("is it validated to 140-3 level 2", "level-three"),
        ("sign with p-256k", "curve-p256"),
        ("sign with p-256", "curve-p256k"),
        ("rotate a key in aws kms", "rotate-vault"),
        ("rotate a key in the pool", "rotate-vault"),
        ("move a key from the pool to the vault", "vault-to-pool"),
    ],
)
def test_an_entry_about_another_value_is_never_the_answer(pack: Pack, question: str, forbidden: str) -> None:
    matcher = pack(
        {
            "level-three": ["is it validated to 140-3 level 3", "140-3 level 3 validated", "validated level 3"],
            "curve-p256": ["sign with p-256", "p256 signature", "p-256 keys"],
            "curve-p256k": ["sign with p-256k", "p256k signature", "p-256k keys"],
            "rotate-vault": ["rotate a key in the vault", "vault key rotation", "how often to rotate vault keys"],
            "vault-to-pool": ["move a key from the vault to the pool", "from vault to pool", "vault keys to the pool"],
        },
        ENTITIES,
    )
    answered = matcher.ask(question).entry

    assert answered is None or answered.id != forbidden


def test_a_value_within_another_does_not_exclude_it(pack: Pack) -> None:
    matcher = pack(
        {
            "rotate-vault": ["rotate a key in the vault", "vault key rotation", "how often to rotate vault keys"],
            "bake": ["bake a loaf of bread", "bread flour", "oven heat for bread"],
        },
        ENTITIES,
    )

    assert matcher.suggest("rotate a key in premium", 1)[0].id == "rotate-vault"
