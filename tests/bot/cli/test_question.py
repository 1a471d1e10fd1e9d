"""`tutor question`: any question as a learner sees it, and a template of each kind that loads once filled in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.cli.question import KINDS
from bot.question_text import question_text
from bot.tutor import Content
from knowledge.errors import Fault
from knowledge.loader import load_knowledge
from quizzes.bank import SHIPPED, read_bank
from tests.bot.cli.conftest import Tutor


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch, content: Content) -> Content:
    """Let the command use the content as it was loaded once for all tests."""
    monkeypatch.setattr("bot.cli.question.load_knowledge", lambda: content.knowledge)
    monkeypatch.setattr("bot.cli.question.load_bank", lambda *_: content.bank)
    return content


def test_a_question_is_shown_as_a_learner_sees_it_then_its_reveal_then_its_facts(tutor: Tutor, loaded: Content) -> None:
    out = tutor("question", "show", "choose-recovery-keys").out
    asked, revealed = out.split("-" * 60)
    question = loaded.bank.questions["choose-recovery-keys"]
    assert f"  C  {question.options[2].text}\n" in asked
    assert not any(option.reason in asked for option in question.options)
    assert question.explanation not in asked
    right = "ABCD"[question.rights[0]]
    assert f"Right: {right}  {question.options[question.rights[0]].text}" in revealed
    for option in question.options:
        assert option.reason in revealed
        assert option.misconception is None or loaded.bank.misconceptions[option.misconception].name in revealed
    for name in question.facts:
        fact = loaded.knowledge.facts[name]
        assert f"Fact {name} ({fact.verdict}): {fact.ask}" in revealed
        assert all(page.url in revealed for page in fact.pages if page.url)


def test_every_question_of_the_bank_can_be_shown(content: Content) -> None:
    for question in content.bank.questions.values():
        asked, revealed = question_text(question, content.bank, content.knowledge).split("-" * 60)
        assert question.stem in asked
        assert all(option.reason in revealed for option in question.options)
        if question.kind == "typed":
            assert not any(f"  {option.text}\n" in asked for option in question.options)
        if question.kind == "ordering":
            places = [asked.index(f"  {option.text}\n") for option in sorted(question.options, key=lambda o: o.text)]
            assert places == sorted(places), "in the alphabet's order, not in the right one"
        assert (question.other_clock or "") in revealed


def test_a_scenario_is_shown_stage_by_stage(tutor: Tutor, loaded: Content) -> None:
    stages = [q for q in loaded.bank.questions.values() if q.scenario and q.scenario[0] == "case-bank-card-data"]
    out = tutor("question", "show", "case-bank-card-data").out
    assert len(stages) > 1
    assert [out.index(stage.id) for stage in stages] == sorted(out.index(stage.id) for stage in stages)
    assert f"part 2 of {len(stages)} of case-bank-card-data" in out


@pytest.mark.parametrize("name", ["choose-recovery-kyes", "", "漢字", "x" * 10_000])
def test_an_unknown_id_is_answered_with_the_nearest(tutor: Tutor, loaded: Content, name: str) -> None:
    result = tutor("question", "show", name)
    assert result.code == 2
    assert "Nearest: " in result.err
    assert name != "choose-recovery-kyes" or "choose-recovery-keys" in result.err
    assert all(near.strip(" .\n") in loaded.bank.questions for near in result.err.split("Nearest: ")[1].split(","))


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_loads_once_its_belief_and_fact_are_filled_in(tutor: Tutor, tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "quizzes"
    (folder / "questions").mkdir(parents=True)
    for name in ("misconceptions.yaml", "topics.yaml"):
        shutil.copyfile(SHIPPED / name, folder / name)
    written = tutor("question", "new", kind, "--id", "my-own").out
    assert "question-id" not in written
    filled = written.replace("belief-id", "premium-means-dedicated").replace("[fact-id]", "[mhsm-single-tenant]")
    (folder / "scenarios").mkdir()
    place = "scenarios" if kind == "scenario" else "questions"
    (folder / place / "mine.yaml").write_text(filled, encoding="utf-8")
    if kind == "scenario":
        shutil.copyfile(SHIPPED / "questions" / "hsm.yaml", folder / "questions" / "hsm.yaml")
    faults: list[Fault] = []
    bank = read_bank(load_knowledge(), folder, faults)
    assert [str(fault) for fault in faults] == []
    made = [q for q in bank.questions.values() if q.id.startswith("my-own")]
    assert {q.kind for q in made} == {{"twins": "single", "scenario": "stage"}.get(kind, kind)}
    assert len(made) == (2 if kind in ("twins", "scenario") else 1)


def test_a_template_comes_with_a_placeholder_unless_an_id_is_given(tutor: Tutor) -> None:
    assert tutor("question", "new", "typed").out.startswith("- id: question-id ")


@pytest.mark.parametrize("name", ["Bad Id", "a--", "x" * 65, "übung"])
def test_an_id_that_cannot_be_one_is_refused(tutor: Tutor, name: str) -> None:
    result = tutor("question", "new", "typed", "--id", name)
    assert (result.code, result.out) == (2, "")
    assert "can't be an id" in result.err


def test_a_kind_that_is_none_and_a_missing_action_are_usage_errors(tutor: Tutor) -> None:
    assert "invalid choice: 'essay'" in tutor("question", "new", "essay").err
    assert tutor("question").code == 2
