"""The key of a question on a figure is what the fact says now; a value that is gone is named in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import Fault
from knowledge.facts import Fact
from knowledge.loader import load_knowledge
from knowledge.wording import Wording
from quizzes.bank import SHIPPED, read_bank
from quizzes.kinds import recognise

from .samples import Item, fact, folder_of, known, one, right, rules


def figure(**changes: object) -> Item:
    item: Item = {
        "id": "wait.days",
        "unit": "days",
        "stems": ["how long does the first thing wait in this small test?", "what is the waiting time of the thing?"],
        "reason": "It is {right}.",
        "neighbours": [
            {"value": "pause.days", "misconception": "mixed", "reason": "{text} is the pause."},
            {"value": "stop.days", "misconception": "mixed", "reason": "It is not {stop.days}."},
            {"text": "11", "misconception": "mixed", "reason": "No fact says {text}."},
        ],
        "explanation": "It waits {right}, and pauses {pause.days}.",
        "difficulty": "easy",
        "topics": ["hsm"],
    }
    return item | changes


WAIT = fact("wait", "It waits seven days.", {"days": 7})
PAUSE = fact("pause", "The pause is 1,500 days.", {"days": 1500})
STOP = fact("stop", "It stops for a day.", {"days": 1})
FIGURES = (WAIT, PAUSE, STOP)


def test_the_key_is_the_figure_of_the_fact_and_the_wrong_options_those_of_others(tmp_path: Path) -> None:
    question = one(known(*FIGURES), folder_of(tmp_path, figures=[figure()]))
    assert question.id == "gen-wait-days"
    assert right(question) == "7 days"
    assert {o.text: o.reason for o in question.options} == {
        "7 days": "It is 7 days.",
        "1,500 days": "1,500 days is the pause.",
        "1 day": "It is not 1.",
        "11 days": "No fact says 11 days.",
    }
    assert question.explanation == "It waits 7 days, and pauses 1,500."
    assert question.facts == ("wait", "pause", "stop")


def test_the_key_follows_a_changed_value(tmp_path: Path) -> None:
    changed = fact("wait", "It waits 9 days.", {"days": 9})
    folder = folder_of(tmp_path, figures=[figure()])
    before, after = one(known(*FIGURES), folder), one(known(changed, PAUSE, STOP), folder)
    assert (right(before), right(after)) == ("7 days", "9 days")
    assert before.id == after.id
    assert "9 days" in after.explanation


@pytest.mark.parametrize(
    ("wait", "rule"),
    [
        (fact("wait", "It waits.", {}), "The fact `wait` has no value `days` (any more)."),
        (fact("other", "It waits."), "The fact `wait` does not exist."),
        (fact("wait", "It waits 8 days.", {"days": 7}), "The value `days` of the fact `wait` is 7, but the text of"),
        (fact("wait", "It waits 7.5 days.", {"days": 7}), "The value `days` of the fact `wait` is 7, but the text of"),
        (fact("wait", "It waits 17 days.", {"days": 7}), "The value `days` of the fact `wait` is 7, but the text of"),
        (fact("wait", "It waits.", {"days": {"a": 7}}), "The value `days` of the fact `wait` is {'a': 7}, but"),
    ],
)
def test_a_value_that_is_gone_or_not_what_the_fact_says_is_named(tmp_path: Path, wait: Fact, rule: str) -> None:
    found = rules(known(wait, PAUSE, STOP), folder_of(tmp_path, figures=[figure()]))
    assert [text[: len(rule)] for text in found] == [rule]


@pytest.mark.parametrize(
    ("values", "docs", "shown"),
    [
        ([2048, 3072], "2048 or 3072 bits", "2048 and 3072"),
        (["P-256", "P-384"], "P-384, P-256", "P-256 and P-384"),
        ("2028-07-31", "Until 31 July 2028.", "31 July 2028"),
        (99.99, "99.99 percent.", "99.99"),
        (5000, "5,000 keys", "5,000"),
        ("vault.azure.net", "<name>.vault.azure.net,", "vault.azure.net"),
    ],
)
def test_figures_are_written_as_people_write_them(tmp_path: Path, values: object, docs: str, shown: str) -> None:
    item = figure()
    del item["unit"]
    wait = fact("wait", docs, {"days": values})
    assert right(one(known(wait, PAUSE, STOP), folder_of(tmp_path, figures=[item]))) == shown


def test_what_exam_material_says_counts_where_the_documentation_agrees(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, figures=[figure()])
    wait = fact("wait", "The same.", {"days": 7}, exam="7 days.", verdict="agrees")
    assert right(one(known(wait, PAUSE, STOP), folder)) == "7 days"
    assert rules(known(wait.model_copy(update={"verdict": "outdated"}), PAUSE, STOP), folder)


def test_a_fact_that_differs_makes_a_question_on_today_with_the_other_clock(tmp_path: Path) -> None:
    old = fact("wait", "It waits 7 days.", {"days": 7, "exam_days": 5}, exam="5 days.", verdict="outdated")
    item = figure(other_clock="Exam material: {wait.exam_days} days.")
    question = one(known(old, PAUSE, STOP), folder_of(tmp_path, figures=[item]))
    assert question.clock == "today"
    assert question.stem.startswith("On Azure today, ")
    assert question.other_clock == "Exam material: 5 days."


def test_a_fact_that_agrees_makes_a_question_on_both_clocks(tmp_path: Path) -> None:
    question = one(known(*FIGURES), folder_of(tmp_path, figures=[figure()]))
    assert question.clock == "both"
    assert question.stem[0].isupper()
    assert question.other_clock is None


def test_a_typed_figure_is_known_with_and_without_its_unit_and_as_a_word(tmp_path: Path) -> None:
    question = one(known(*FIGURES), folder_of(tmp_path, figures=[figure(kind="typed")]))
    same = Wording(load_knowledge()).same
    for typed in ("7", "7 days", "seven", "Seven Days"):
        assert recognise(question, typed, same) == question.rights
    assert recognise(question, "8", same) == ()
    assert question.options[recognise(question, "1500", same)[0]].text == "1,500 days"


def test_two_alike_figures_are_named_as_in_a_written_question(tmp_path: Path) -> None:
    same = fact("pause", "The pause is 7 days.", {"days": 7})
    folder = folder_of(tmp_path, figures=[figure()])
    for name in ("misconceptions.yaml", "topics.yaml"):
        (folder / name).write_text((SHIPPED / name).read_text(encoding="utf-8"), encoding="utf-8")
    faults: list[Fault] = []
    read_bank(known(WAIT, same, STOP), folder, faults)
    assert "The option “7 days” stands 2 times." in [fault.rule for fault in faults if fault.item == "gen-wait-days"]


@pytest.mark.parametrize(
    ("item", "rule"),
    [
        (
            figure(neighbours=[*figure()["neighbours"], {"misconception": "mixed", "reason": "No."}]),
            "A neighbour has either `value` or `text`.",
        ),
        (figure(reason="{wait.weeks}"), "The fact `wait` has no value `weeks` (any more)."),
        (figure(reason="x" * 141), "`reason` has 141 characters; the limit is 140."),
        (figure(stems=["how?", "what?"]), "`stem` has"),
        (figure(stems=["only one way to ask"]), "`stems` has 1 elements; at least 2 are needed."),
        (figure(id="wait"), "`id`"),
    ],
)
def test_faulty_data_is_named(tmp_path: Path, item: Item, rule: str) -> None:
    found = rules(known(*FIGURES), folder_of(tmp_path, figures=[item]))
    assert [text[: len(rule)] for text in found] == [rule]
