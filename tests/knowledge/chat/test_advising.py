"""The decision dialogue: every path ends, soon, in one recommendation that what was demanded allows."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.chat.advice_rules import MOST_QUESTIONS, paths, read_advice
from knowledge.chat.advising import AdviceFile, Advisor
from knowledge.chat.chat import Chat
from knowledge.errors import Fault, NoSuchStep
from knowledge.loader import Knowledge, load_knowledge

from .conftest import ChatOn, Folder

DIALOGUE = """asked_by: [what to drink]
opened_by: [tea]
subjects: [tea, milk]
demands:
  - {id: hot, met_by: [tea], facts: [tea]}
  - {id: white, met_by: [milk], facts: [milk]}
questions:
  - id: first
    question: Hot?
    choices:
      - {text: 'Yes', demands: [hot], to: second}
      - {text: 'No', to: milk-end}
  - id: second
    question: White too?
    choices:
      - {text: 'Yes', demands: [white], to: none-end}
      - {text: 'No', to: tea-end}
ends:
  - {id: tea-end, subject: tea, name: Tea, text: It is hot., facts: [tea], entry: tea}
  - {id: milk-end, subject: milk, name: Milk, text: It is cold., exam: Much., facts: [milk]}
  - {id: none-end, subject: null, name: 'Missing: hot and white', text: None is both., facts: [tea]}
"""


@pytest.fixture(scope="module")
def dialogue() -> AdviceFile:
    faults: list[Fault] = []
    file = read_advice(load_knowledge(), faults)
    assert file is not None
    assert faults == []
    return file


def faults_of(folder: Path) -> list[str]:
    faults: list[Fault] = []
    read_advice(load_knowledge(folder), faults)
    return [f"{fault.line} {fault.item}: {fault.rule}" for fault in faults]


def test_every_path_ends_in_one_recommendation_within_five_questions(dialogue: AdviceFile) -> None:
    advisor, walked = Advisor(dialogue), list(paths(dialogue))
    ends = list(advisor.ends())
    assert len(ends) == len(walked) == len({step.path for step in ends})
    assert {path.end for path in walked} == {end.id for end in dialogue.ends}
    for step in ends:
        assert step.recommendation is not None
        assert step.question is None
        assert step.choices == ()
        assert 1 <= len(step.given) == len(step.path) <= MOST_QUESTIONS


def test_every_recommendation_meets_what_was_demanded_and_what_is_missing_is_missing(dialogue: AdviceFile) -> None:
    ends = {end.id: end for end in dialogue.ends}
    offers = {s: {demand.id for demand in dialogue.demands if s in demand.met_by} for s in dialogue.subjects}
    for path in paths(dialogue):
        end = ends[path.end]
        if end.subject:
            assert path.demands <= offers[end.subject].union(*(offers[name] for name in end.beside)), path
        else:
            assert end.name.startswith("Missing: ")
            assert not any(path.demands <= offers[name] for name in dialogue.subjects), path


def test_every_demand_is_carried_by_facts_on_the_services_that_meet_it(
    dialogue: AdviceFile, shipped: Knowledge
) -> None:
    meant = {"standard": "key-vault-standard", "premium": "key-vault-premium"}
    for demand in dialogue.demands:
        subjects = {subject for fact in demand.facts for subject in shipped.facts[fact].subjects}
        for name in demand.met_by:
            assert meant.get(name, name) in subjects, (demand.id, name)


def test_secrets_never_end_at_a_managed_hsm_alone(dialogue: AdviceFile) -> None:
    ends = {end.id: end for end in dialogue.ends}
    kept = [ends[path.end] for path in paths(dialogue) if "secrets" in path.demands]
    assert {end.subject for end in kept} == {"standard", "premium", "managed-hsm", None}
    for end in kept:
        if end.subject == "managed-hsm":
            assert end.beside == ("standard",)
            assert "vault" in end.name
            assert "Secrets and certificates need a vault" in end.text


def test_nobody_is_sent_to_a_service_that_takes_no_new_customers(dialogue: AdviceFile) -> None:
    assert "dedicated-hsm" not in {end.subject for end in dialogue.ends}


def test_a_path_remembers_what_was_chosen_and_offers_what_comes_next(chat: Chat) -> None:
    first = chat.advise("")
    second = chat.advise(first.choices[1].path)
    assert first.given == ()
    assert second.given == ((first.question, first.choices[1].text),)
    assert second.question
    assert [choice.path for choice in second.choices] == ["21", "22", "23", "24"]
    third = chat.advise("23")
    end = chat.advise(third.choices[0].path).recommendation
    assert end is not None
    assert (end.subject, end.entry) == ("managed-hsm", "choose-mhsm")


@pytest.mark.parametrize("path", ["0", "5", "9", "111", "x", "2 ", "²", "22222222", "-1", "\u0661"])
def test_a_path_that_leads_nowhere_is_refused(chat: Chat, path: str) -> None:
    with pytest.raises(NoSuchStep):
        chat.advise(path)


def test_without_a_dialogue_there_is_no_step(chat_on: ChatOn) -> None:
    with pytest.raises(NoSuchStep):
        chat_on().advise("")


def test_a_good_dialogue_has_no_faults_and_is_followed(chat_on: ChatOn) -> None:
    chat = chat_on(advice=DIALOGUE)
    assert chat.reply("What to drink?").turn is not None
    names = [chat.advise(path).recommendation for path in ("2", "11", "12")]
    assert [end.name for end in names if end] == ["Milk", "Missing: hot and white", "Tea"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("to: milk-end", "to: milk-and", "12 first: It leads to `milk-and`, which is no question and no end."),
        ("to: tea-end", "to: first", "7 first: A path comes back to it."),
        ("to: tea-end", "to: milk-end", "19 tea-end: No path leads to it."),
        ("demands: [white]", "demands: [withe]", "16 second: There is no demand `withe`."),
        ("demands: [white], ", "", "21 none-end: By first > second, tea meets all that is demanded."),
        ("'No', to: milk-end", "'No', demands: [hot], to: milk-end", "20 milk-end: By first, `hot` is demanded,"),
        ("id: milk-end, subject: milk", "id: milk-end, subject: beer", "20 milk-end: There is no subject `beer`."),
        ("entry: tea", "entry: tee", "19 tea-end: There is no entry `tee`."),
        ("opened_by: [tea]", "opened_by: [tee]", "2 opened_by: There is no entry `tee`."),
        ("met_by: [tea]", "met_by: [tee]", "5 hot: There is no subject `tee`."),
        (" exam: Much.,", "", "20 milk-end: Exam material and documentation differ on milk."),
        ("text: It is hot., facts: [tea]", "text: It is hot., facts: [tee]", "19 tea-end: It cites the fact `tee`"),
        ("id: second", "id: first", "13 first: The id is used already."),
        ("[what to drink]", "['?!']", "1 asked_by: `?!` holds no word."),
        ("      - {text: 'No', to: milk-end}\n", "", "10 questions: `questions[1].choices` has 1 elements;"),
    ],
)
def test_a_fault_names_its_line_and_its_rule(folder: Folder, old: str, new: str, fault: str) -> None:
    assert old in DIALOGUE
    found = faults_of(folder(advice=DIALOGUE.replace(old, new, 1)))
    assert any(one.startswith(fault) for one in found), found


def test_a_path_of_six_questions_is_too_long(folder: Folder) -> None:
    chain = "".join(
        f"  - {{id: q{n}, question: 'Q{n}?', choices: [{{text: A, to: {f'q{n + 1}' if n < 6 else 'milk-end'}}}, "
        f"{{text: B, to: milk-end}}]}}\n"
        for n in range(1, 7)
    )
    head = "asked_by: [x]\nsubjects: [milk]\nquestions:\n"
    end = "ends:\n  - {id: milk-end, subject: milk, name: Milk, text: It is., exam: Much., facts: [milk]}\n"
    assert [fault.split(": ")[1] for fault in faults_of(folder(advice=head + chain + end))] == [
        "6 questions lead to it (q1 > q2 > q3 > q4 > q5 > q6)."
    ]
