"""Whether a bank holds what its `demands.yaml` asks for: enough questions, all that is taught, nothing unclear."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.documents import Document
from knowledge.errors import Fault
from knowledge.loader import Knowledge
from quizzes.bank import Bank
from quizzes.questions import Question

from .demands import DEMANDS_FILE, Demands, read_demands

CHAPTER_MAP = "coverage.md"  # of the knowledge: sections of the chapter, their claims, the facts behind them

_ID = re.compile(r"`([a-z0-9-]+)`")


@dataclass(frozen=True, slots=True)
class Row:
    """A claim of the exam material.

    Attributes:
        section: heading under which it stands.
        claim: what it says, in a few words.
        facts: ids of the facts that treat it.
    """

    section: str
    claim: str
    facts: frozenset[str]


def coverage_faults(bank: Bank, knowledge: Knowledge) -> Iterator[Fault]:
    """Yield what the bank lacks of what its folder demands; nothing if it demands nothing."""
    faults: list[Fault] = []
    document = read_demands(bank.folder, faults)
    yield from faults
    if document is None:
        return
    demands, questions = document.value, list(bank.questions.values())
    yield from _unknown_facts(document, knowledge)
    yield from _amounts(document, bank)
    yield from _exam_clock(demands, bank)
    for name in uncovered_facts(demands, questions, knowledge):
        remedy = "Ask about it, or cite it in the question that already does."
        yield Fault(DEMANDS_FILE, 0, name, "No question asks about this fact.", remedy)
    for row, asking in thin_rows(demands, questions, knowledge):
        rule = f"{asking} questions ask about “{row.claim}”; at least {demands.questions_per_row} are needed."
        remedy = f"Ask about one of {', '.join(sorted(row.facts))} in another situation."
        yield Fault(DEMANDS_FILE, document.line("row_sections"), row.section, rule, remedy)


def uncovered_facts(demands: Demands, questions: Iterable[Question], knowledge: Knowledge) -> list[str]:
    """Return the ids of facts that have to be asked about and are not, in the ledger's order."""
    asked = {name for question in questions for name in question.facts}
    wanted = {name for names in demands.practical_facts.values() for name in names}
    if demands.taught_facts:
        wanted |= {fact.id for fact in knowledge.facts.values() if fact.verdict != "docs-only"}
    return [name for name in knowledge.facts if name in wanted - asked]


def thin_rows(demands: Demands, questions: Iterable[Question], knowledge: Knowledge) -> list[tuple[Row, int]]:
    """Return the rows of the chapter about which too few questions ask, with how many do.

    Of twins, and of the stages of one scenario, one counts: they are one situation.
    """
    situations: defaultdict[str, set[str]] = defaultdict(set)
    for question in questions:
        for name in question.facts:
            situations[name].add(_situation(question))
    counted = [(row, len(set[str]().union(*(situations[name] for name in row.facts)))) for row in _rows(knowledge)]
    return [
        (row, asking)
        for row, asking in counted
        if row.section.startswith(demands.row_sections) and asking < demands.questions_per_row
    ]


def _situation(question: Question) -> str:
    if question.scenario:
        return question.scenario[0]
    return min(question.id, question.twin or question.id)


def _rows(knowledge: Knowledge) -> list[Row]:
    path = knowledge.folder / CHAPTER_MAP
    return _parsed_rows(path) if path.is_file() else []


def _parsed_rows(path: Path) -> list[Row]:
    rows, section = [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            section = line.removeprefix("## ").strip()
        elif line.startswith("|") and (names := _ID.findall(line)):
            rows.append(Row(section, line.split("|")[1].strip(), frozenset(names)))
    return rows


def _unknown_facts(document: Document[Demands], knowledge: Knowledge) -> Iterator[Fault]:
    """Yield a fault for each id in the demands that no fact has, and each section that the map does not have."""
    named: Mapping[str, Collection[str]] = {
        "practical_facts": [name for names in document.value.practical_facts.values() for name in names],
        "not_by_exam_clock": [unscored.fact for unscored in document.value.not_by_exam_clock],
    }
    for field, names in named.items():
        for name, count in Counter(names).items():
            if name not in knowledge.facts:
                yield Fault(DEMANDS_FILE, document.line(field), name, "There is no such fact.", "Correct the id.")
            if count > 1:
                rule = f"It stands {count} times in `{field}`."
                yield Fault(DEMANDS_FILE, document.line(field), name, rule, "Keep one.")
    sections = {row.section for row in _rows(knowledge)}
    for at, beginning in enumerate(document.value.row_sections):
        if not any(section.startswith(beginning) for section in sections):
            line = document.line("row_sections", at)
            yield Fault(DEMANDS_FILE, line, beginning, f"No heading of {CHAPTER_MAP} begins so.", "Correct it.")


def _amounts(document: Document[Demands], bank: Bank) -> Iterator[Fault]:
    demands, questions, held = document.value, bank.questions.values(), len(bank.misconceptions)
    if len(questions) < demands.questions:
        rule = f"There are {len(questions)} questions; at least {demands.questions} are needed."
        yield Fault(DEMANDS_FILE, document.line("questions"), "", rule, "Write what is missing.")
    if demands.misconceptions is not None and held > demands.misconceptions:
        rule = f"There are {held} misconceptions; at most {demands.misconceptions} are wanted."
        remedy = "Merge the nearest: `tutor check --stats` tells how often each is used."
        yield Fault(DEMANDS_FILE, document.line("misconceptions"), "", rule, remedy)
    for kind in demands.kinds:
        if not any(question.kind == kind for question in questions):
            rule = f"No question is of the kind {kind}."
            yield Fault(DEMANDS_FILE, document.line("kinds"), "", rule, "Write one: `tutor question new` begins it.")


def _exam_clock(demands: Demands, bank: Bank) -> Iterator[Fault]:
    """What the exam material leaves unclear has no right answer by its clock."""
    unscored = {unscored.fact: unscored.reason for unscored in demands.not_by_exam_clock}
    for question in bank.questions.values():
        for name in question.facts if question.clock == "exam" else ():
            if name in unscored:
                rule = f"It asks for exam material on `{name}`, which is unclear there: {unscored[name]}"
                remedy = "Ask for Azure today, or don't rest on this fact."
                yield Fault(*bank.places["question", question.id], question.id, rule, remedy)
