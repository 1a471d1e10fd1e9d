"""What we demand of the bank we ship, beyond what the loader needs: fair, true, balanced, complete."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.errors import Fault
from knowledge.loader import Knowledge
from knowledge.vocabulary import Spelling, read_vocabulary, spelling_faults

from .bank import Bank
from .checks.balance import balance_faults
from .checks.coverage import coverage_faults
from .checks.figures import figure_faults
from .checks.form import form_faults, shown_texts
from .kinds import BY_BUTTON
from .questions import Question


def bank_faults(bank: Bank, knowledge: Knowledge) -> list[Fault]:
    """Return what keeps the bank from being fit to ship; empty if nothing does.

    Questions that have not the form of their kind are left out: the loader has named them, and no rule here fits them.
    """
    questions = [question for question in bank.questions.values() if _has_form(question)]
    return [
        *balance_faults(bank, questions),
        *coverage_faults(bank, knowledge),
        *figure_faults(bank, knowledge.facts),
        *_misspelt(bank, knowledge),
        *(Fault(*bank.places["question", q.id], q.id, *wording) for q in questions for wording in form_faults(q)),
    ]


def _misspelt(bank: Bank, knowledge: Knowledge) -> Iterator[Fault]:
    spelling = Spelling(read_vocabulary(knowledge.folder, []).names)  # whoever checks the knowledge names its faults
    for question in bank.questions.values():
        yield from spelling_faults(spelling, bank.places["question", question.id], question.id, shown_texts(question))
    for belief in bank.misconceptions.values():
        texts = (belief.name, belief.tempting, belief.truth)
        yield from spelling_faults(spelling, bank.places["misconception", belief.id], belief.id, texts)


def _has_form(question: Question) -> bool:
    if question.kind in BY_BUTTON or question.kind == "typed":
        return len(question.rights) == 1
    return question.kind == "ordering" or 0 < len(question.rights) < len(question.options)
