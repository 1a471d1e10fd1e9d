"""What is shipped is whole, the same in every process, and moves with the facts."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import yaml

from knowledge.errors import Fault
from knowledge.loader import SHIPPED as SHIPPED_KNOWLEDGE
from knowledge.loader import load_knowledge
from quizzes.bank import SHIPPED, read_bank
from quizzes.generated.figures import Figure, figure_question
from quizzes.questions import Question

from .samples import folder_of, known, make, right


def test_a_folder_without_such_data_makes_nothing(tmp_path: Path) -> None:
    assert make(known(), tmp_path) == ([], [])


def test_an_id_taken_by_a_written_question_is_named(tmp_path: Path) -> None:
    knowledge = load_knowledge()
    folder = tmp_path / "bank"
    (folder / "questions").mkdir(parents=True)
    (folder / "generated").mkdir()
    for name in ("misconceptions.yaml", "topics.yaml", "questions/hsm.yaml", "generated/figures.yaml"):
        text = (SHIPPED / name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace("id: hsm-what-it-stores", "id: gen-secret-size-max-kb"), "utf-8")
    faults: list[Fault] = []
    read_bank(knowledge, folder, faults)
    assert [fault.rule[:68] for fault in faults] == [
        "The question made here is called `gen-secret-size-max-kb`, as one in"
    ]


def shipped_questions() -> list[Question]:
    questions, faults = make(load_knowledge(), SHIPPED)
    assert faults == []
    return questions


def test_the_shipped_data_make_some_fifty_questions_of_all_sorts() -> None:
    questions = shipped_questions()
    assert len(questions) >= 50
    assert Counter(q.kind for q in questions).keys() == {"single", "typed"}
    assert {q.clock for q in questions} == {"both", "today"}
    assert max(Counter(q.rights[0] for q in questions if q.kind == "single").values()) <= len(questions) / 2


def test_questions_on_one_table_are_not_all_worded_alike() -> None:
    openings = Counter(q.stem.split()[0] for q in shipped_questions() if "-roles-" in q.id)
    assert openings.keys() >= {"Which", "Someone"}


def test_ids_wordings_and_places_are_the_same_in_every_process_and_order(tmp_path: Path) -> None:
    for name in ("figures", "matrices", "contrasts"):
        items = yaml.safe_load((SHIPPED / "generated" / f"{name}.yaml").read_text(encoding="utf-8"))
        folder_of(tmp_path, **{name: items[::-1]})
    backwards, faults = make(load_knowledge(), tmp_path)
    assert faults == []
    assert {q.id: q for q in backwards} == {q.id: q for q in shipped_questions()}
    code = (
        "from knowledge.loader import load_knowledge; from quizzes.bank import SHIPPED;"
        "from quizzes.generated.files import generated_questions as g;"
        "print([q.version for q, _ in g(load_knowledge(), SHIPPED, [])])"
    )
    env = {"PYTHONHASHSEED": "7", "PATH": ""}
    told = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env
    )
    assert told.stdout.strip() == str([q.version for q in shipped_questions()])


def test_each_way_to_ask_is_grammatical_at_its_ends() -> None:
    for question in shipped_questions():
        assert question.stem[0].isupper()
        assert question.stem.endswith(("?", "."))
        assert not re.search(r"[{}]|\ba [aeio]\w+|  |\b1 \w+s\b", question.stem), question.stem
        for text in (question.explanation, *(o.text for o in question.options), *(o.reason for o in question.options)):
            assert not re.search(r"[{}]|  ", text), text


def test_every_value_that_a_shipped_figure_asks_for_moves_its_key() -> None:
    facts = load_knowledge().facts
    for item in yaml.safe_load((SHIPPED / "generated" / "figures.yaml").read_text(encoding="utf-8")):
        name, _, value = item["id"].partition(".")
        fact = facts[name]
        moved = fact.model_copy(update={"values": fact.values | {value: "moved"}, "docs": f"{fact.docs} Moved."})
        before = figure_question(Figure.model_validate(item), facts)
        after = figure_question(Figure.model_validate(item), dict(facts) | {name: moved})
        assert right(after).startswith("moved")
        assert right(before) != right(after)
        assert before.id == after.id


def test_a_ledger_that_says_another_figure_gets_another_key(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED_KNOWLEDGE, tmp_path / "knowledge")
    ledger = tmp_path / "knowledge" / "facts" / "limits-and-quotas.yaml"
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text.replace("25 KB", "30 KB").replace("max_kb: 25", "max_kb: 30"), encoding="utf-8")
    questions, faults = make(load_knowledge(tmp_path / "knowledge"), SHIPPED)
    assert faults == []
    assert right({q.id: q for q in questions}["gen-secret-size-max-kb"]) == "30 KB"

    ledger.write_text(text.replace("max_kb: 25, ", ""), encoding="utf-8")
    _, faults = make(load_knowledge(tmp_path / "knowledge"), SHIPPED)
    told = [str(fault) for fault in faults if fault.item == "secret-size.max_kb"]
    assert len(told) == 1
    assert "secret-size.max_kb: The fact `secret-size` has no value `max_kb` (any more). Remedy: Restore" in told[0]
