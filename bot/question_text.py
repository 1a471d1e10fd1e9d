"""A question as plain text: as a learner sees it, then its reveal, then what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.facts import Fact
from knowledge.loader import Knowledge
from quizzes.bank import Bank
from quizzes.kinds import answering, shown
from quizzes.questions import LETTERS, Question

from .answers import source_line

RULE = "-" * 60  # between what is seen before and after the answer
CLOCKS = {"exam": "Answer as exam material has it.", "today": "Answer for Azure today.", "both": None}


def question_text(question: Question, bank: Bank, knowledge: Knowledge) -> str:
    """Return all there is to a question. Options keep the order of the file; steps are put in that of the alphabet."""
    order = _order(question)
    parts = [
        _head(question, bank),
        _asked(question, order),
        RULE,
        _right(question, order),
        "\n".join(_reveal(question, bank, order)),
        question.explanation,
        question.other_clock,
        "\n\n".join(_fact(knowledge.facts[name]) for name in question.facts),
    ]
    return "\n\n".join(part for part in parts if part)


def _order(question: Question) -> list[int]:
    """Return the indexes of the options as they are shown here; a learner gets them shuffled anew in each round."""
    indexes = list(range(len(question.options)))
    if question.kind == "ordering":
        indexes.sort(key=lambda index: question.options[index].text)
    return indexes


def _head(question: Question, bank: Bank) -> str:
    file, line = bank.places["question", question.id]
    said = [question.kind, question.difficulty, ", ".join(question.topics), f"{file}:{line}"]
    if question.scenario:
        said.append("part {1} of {2} of {0}".format(*question.scenario))
    if question.twin:
        said.append(f"twin of {question.twin}; only both together count")
    return f"{question.id}\n{' · '.join(said)}"


def _asked(question: Question, order: Sequence[int]) -> str:
    lines = [CLOCKS[question.clock], question.stem]
    if answering(question) == "text":
        lines.append("(Type the answer.)")
    else:
        lines += ["", *(f"  {_letter(order, index)}  {question.options[index].text}" for index in order)]
    if question.kind == "ordering":
        lines.append("(Put the steps in order.)")
    return "\n".join(line for line in lines if line is not None)


def _right(question: Question, order: Sequence[int]) -> str:
    return f"Right: {shown(question, question.rights, order)}"


def _reveal(question: Question, bank: Bank, order: Sequence[int]) -> Iterator[str]:
    typed, steps = answering(question) == "text", question.kind == "ordering"
    for index in range(len(question.options)) if steps else order:
        option = question.options[index]
        if typed:
            name = "Right" if option.right else "Often"
        else:
            name = _letter(order, index) + (", right" if option.right else "")
        others = f" (also: {', '.join(option.wordings)})" if option.wordings else ""
        yield f"  {name}  {option.text}{others}: {option.reason}"
        if option.misconception:
            belief = bank.misconceptions[option.misconception].name
            yield f"     {'Put earlier' if steps else 'Taken'} by those who believe: {belief} ({option.misconception})"


def _fact(fact: Fact) -> str:
    said = [f"Fact {fact.id} ({fact.verdict}): {fact.ask}"]
    said += [f"  Exam material: {fact.exam}"] if fact.exam else []
    said += [f"  Documentation: {fact.docs}"] if fact.docs else []
    said += [f"  Note: {fact.note}"] if fact.note else []
    said += [f"  Source: {source_line(page)} {page.url}" for page in fact.pages]
    return "\n".join(said + [f"  Source: {s.title}, {s.section}" for s in fact.sources if s.section])


def _letter(order: Sequence[int], index: int) -> str:
    return LETTERS[order.index(index)]
