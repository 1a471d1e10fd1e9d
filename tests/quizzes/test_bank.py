"""The shipped bank is whole, and each way of breaking a file gives its fault, all of them at once."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.errors import ContentError, Fault
from knowledge.facts import Fact
from knowledge.loader import Knowledge, load_knowledge
from quizzes.bank import Bank, load_bank, read_bank
from quizzes.bank_rules import bank_faults
from quizzes.errors import NoQuestions
from quizzes.picking import History, pick_questions
from quizzes.questions import Question

from .game import BELIEFS, question, small_bank, small_knowledge

Item = dict[str, Any]
TOPICS = [
    {"id": "hsm", "name": "Managed HSM", "description": "On Managed HSM"},
    {"id": "mixed", "name": "Mixed", "description": "On everything", "everything": True},
]


def fact(name: str, verdict: str) -> Fact:
    return Fact.model_validate(
        {
            "id": name, "topic": "basics", "subjects": ["managed-hsm"], "ask": "What?", "exam": "Exam.",
            "docs": "Docs.", "verdict": verdict, "note": None, "sources": [{"title": "Page"}],
        }
    )  # fmt: skip


KNOWLEDGE = Knowledge(Path("memory"), {}, {"agreed": fact("agreed", "agrees"), "old": fact("old", "outdated")}, {})


def written(number: int = 1) -> Item:
    """Return a question as a curator writes it, without a fault."""
    item = question(number).model_dump(mode="json", exclude_none=True)
    stem = f"Which of these is what holds for the {['one', 'two', 'three', 'four', 'five'][number]} of them?"
    return item | {"facts": ["agreed"], "stem": stem}


def beliefs() -> list[Item]:
    return [{"id": b, "name": b, "tempting": "So.", "truth": "No.", "facts": ["agreed"]} for b in BELIEFS]


def write(folder: Path, questions: object, misconceptions: object = None, topics: object = None) -> Path:
    (folder / "questions").mkdir()
    files = {
        "questions/hsm.yaml": questions,
        "misconceptions.yaml": misconceptions or beliefs(),
        "topics.yaml": topics or TOPICS,
    }
    for name, items in files.items():
        (folder / name).write_text(items if isinstance(items, str) else yaml.safe_dump(items), encoding="utf-8")
    return folder


def faults_of(folder: Path) -> list[Fault]:
    faults: list[Fault] = []
    read_bank(KNOWLEDGE, folder, faults)
    return faults


@pytest.fixture(scope="module")
def shipped() -> Bank:
    return load_bank(load_knowledge())


def test_the_shipped_bank_has_no_fault(shipped: Bank) -> None:
    assert [str(fault) for fault in bank_faults(shipped, load_knowledge())] == []
    assert len(shipped.questions) >= 72
    assert list(shipped.topics) == ["hsm", "vault", "choosing", "roles", "lifecycle", "traps", "mixed"]
    assert shipped.of_topic("mixed") == tuple(shipped.questions.values())


def test_a_question_without_a_fault_has_none(tmp_path: Path) -> None:
    assert faults_of(write(tmp_path, [written()])) == []


def change(*path: str | int, to: object) -> Callable[[Item], None]:
    def changed(item: Item) -> None:
        place: Any = item
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = to

    return changed


def without(*path: str | int) -> Callable[[Item], None]:
    def removed(item: Item) -> None:
        place: Any = item
        for step in path[:-1]:
            place = place[step]
        del place[path[-1]]

    return removed


@pytest.mark.parametrize(
    ("breaking", "rule"),
    [
        (change("facts", to=["unheard-of"]), "It cites the fact `unheard-of`, which does not exist."),
        (change("facts", to=["agreed", "agreed"]), "It cites a fact twice."),
        (change("facts", to=[]), "`facts` has 0 elements; at least 1 are needed."),
        (change("facts", to=["old"]), "`clock` is both, but exam material and documentation differ on old."),
        (change("other_clock", to="Exam material: no."), "`other_clock` is given, but `clock` is both."),
        (change("topics", to=["weather"]), "`topics` names `weather`, which is no topic."),
        (change("topics", to=["mixed"]), "`topics` names `mixed`, which is no topic."),
        (change("topics", to=["hsm", "hsm"]), "`topics` names a topic twice."),
        (change("options", 1, "right", to=True), "It has 2 right options; exactly one must be."),
        (change("options", 0, "right", to=False), "It has 0 right options; exactly one must be."),
        (change("options", 1, "text", to="RIGHT  1"), "The option “right 1” stands 2 times."),
        (change("options", 1, "text", to="All of the above"), "The option “All of the above” speaks of other options."),
        (change("options", 1, "text", to="Both A and B"), "The option “Both A and B” speaks of other options."),
        (change("options", 1, "text", to=True), "must be text, but YAML reads yes, true or on without quotes"),
        (change("options", 1, "text", to="x" * 81), "`options[2].text` has 81 characters; the limit is 80."),
        (change("options", 1, "misconception", to="new"), "`options[2].misconception` is `new`, which does not exist."),
        (without("options", 1, "misconception"), "`options[2].misconception` is missing; every wrong option names"),
        (change("options", 0, "misconception", to=BELIEFS[0]), "`options[1].misconception` is given, but that"),
        (without("options", 1, "reason"), "`options[2].reason` is missing."),
        (without("options", 3), "It has 3 options; this kind has 4."),
        (change("stem", to="Why?"), "`stem` has 4 characters; at least 40 are needed."),
        (change("stem", to="x" * 301), "`stem` has 301 characters; the limit is 300."),
        (without("explanation"), "`explanation` is missing."),
        (change("difficulty", to="brutal"), "`difficulty` is 'brutal'."),
        (change("hint", to="C"), "`hint` is not a field."),
        (change("clock", to="exam"), "`clock` is exam, but no cited fact differs"),
    ],
)  # fmt: skip
def test_each_broken_rule_is_named(tmp_path: Path, breaking: Callable[[Item], None], rule: str) -> None:
    item = deepcopy(written())
    breaking(item)
    assert rule in "\n".join(f"{fault.item}: {fault.rule}" for fault in faults_of(write(tmp_path, [item])))


UNSAID = "The stem does not say that it asks for"


@pytest.mark.parametrize(
    ("clock", "stem", "rules"),
    [
        ("exam", "According to the AZ-500 chapter, which of these four is right?", []),
        ("today", "On Azure today, which of these four options is the right one?", []),
        ("exam", "Which of these four options is the right one on the paper?", [UNSAID]),
        ("today", "Which of these four options is the right one on the cloud?", [UNSAID]),
    ],
)  # fmt: skip
def test_a_question_on_one_clock_says_which(tmp_path: Path, clock: str, stem: str, rules: list[str]) -> None:
    item = written() | {"facts": ["old"], "clock": clock, "stem": stem, "other_clock": "The other says no."}
    assert [fault.rule[:38] for fault in faults_of(write(tmp_path, [item]))] == rules


def test_a_question_on_one_clock_tells_the_other(tmp_path: Path) -> None:
    stem = "On Azure today, which of these four options is the right one?"
    item = written() | {"facts": ["old"], "clock": "today", "stem": stem}
    assert [f.rule for f in faults_of(write(tmp_path, [item]))] == ["`other_clock` is missing; clock today needs it."]


def test_ids_and_stems_are_unique(tmp_path: Path) -> None:
    again = written(2) | {"id": "question-1"}
    like = written() | {"id": "like", "stem": written()["stem"].replace("holds for", "holds, for").upper()}
    rules = [fault.rule for fault in faults_of(write(tmp_path, [written(), again, like]))]
    assert rules == [
        "The id is used already, in questions/hsm.yaml:1.",
        "The stem asks nearly the same as `question-1` in questions/hsm.yaml:1.",
    ]


def test_another_figure_makes_another_question(tmp_path: Path) -> None:
    stem = "Which of these services is validated to FIPS 140-{} at Level 3 for every key?"
    items = [written() | {"stem": stem.format(2)}, written(2) | {"stem": stem.format(3)}]
    assert faults_of(write(tmp_path, items)) == []


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("- id: a\n\tkind: single\n", "The line is indented with a tab."),
        ("", "The file is empty."),
        ("[]", "The file is an empty list."),
        ("id: a", "The file is not a list of items."),
        ("- just text", "The item is not a mapping."),
        ("- {id: a, id: b}", "The field `id` stands twice in one item."),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: str, rule: str) -> None:
    found = " ".join(fault.rule for fault in faults_of(write(tmp_path, content)))
    assert rule.casefold() in found.casefold()


def test_missing_files_are_named(tmp_path: Path) -> None:
    assert sorted((fault.file, fault.rule) for fault in faults_of(tmp_path)) == [
        ("misconceptions.yaml", "The file is missing."),
        ("questions", "The folder holds no questions."),
        ("topics.yaml", "The file is missing."),
    ]


def test_all_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    wrong = beliefs()
    wrong[0]["facts"] = ["unheard-of"]
    items = [written() | {"topics": ["weather"]}, written(2) | {"difficulty": "brutal"}]
    with pytest.raises(ContentError) as caught:
        load_bank(
            KNOWLEDGE, write(tmp_path, items, wrong, [*TOPICS, {"id": "x", "name": "X", "description": "y" * 101}])
        )
    assert [fault.file for fault in caught.value.faults] == [
        "misconceptions.yaml",
        "questions/hsm.yaml",
        "questions/hsm.yaml",
        "topics.yaml",
    ]


def test_a_round_takes_unseen_questions_first(shipped: Bank) -> None:
    every = {q.id for q in shipped.of_topic("roles")}
    seen = set(sorted(every)[:-3])
    history = History(dict.fromkeys(seen, 1))
    picked = [q.id for q in shipped.pick("roles", 5, random.Random(1), history)]
    assert len(set(picked)) == 5
    assert every - seen <= set(picked)


@pytest.mark.parametrize("seed", range(20))
def test_like_questions_are_kept_apart_and_difficulties_mixed(shipped: Bank, seed: int) -> None:
    picked = shipped.pick("mixed", 10, random.Random(seed))
    # Stages of one scenario stay together, like as they may be, and all of them are as hard as the first.
    blocks = [(one, other) for one, other in pairwise(picked) if not _of_one_scenario(one, other)]
    assert not any(one.misconceptions & other.misconceptions for one, other in blocks)
    counts = Counter(q.difficulty for q in picked)
    longest = max(Counter(q.scenario[0] for q in picked if q.scenario).values(), default=2)
    assert max(counts.values()) - min(counts.values()) <= longest


def _of_one_scenario(one: Question, other: Question) -> bool:
    return bool(one.scenario and other.scenario and one.scenario[0] == other.scenario[0])


def test_the_same_seed_gives_the_same_round(shipped: Bank) -> None:
    one, same, other = (shipped.pick("mixed", 10, random.Random(seed)) for seed in (1, 1, 2))
    assert one == same != other


def test_nothing_is_picked_from_nothing() -> None:
    with pytest.raises(NoQuestions):
        small_bank().pick("roles", 5, random.Random(1))
    assert pick_questions([], 5, random.Random(1)) == ()


def test_questions_about_a_fact_come_with_those_mainly_about_it_first(shipped: Bank) -> None:
    name = Counter(name for q in shipped.questions.values() for name in q.facts).most_common(1)[0][0]
    found = shipped.about([name])
    assert all(name in q.facts for q in found)
    mainly = [q.facts[0] == name for q in found]
    assert mainly == sorted(mainly, reverse=True)
    assert shipped.about([]) == ()


def test_the_small_bank_of_the_tests_explains_its_first_fact() -> None:
    entry = small_knowledge().entry_about(["fact-1"])
    assert entry is not None
    assert entry.id == "entry-1"
