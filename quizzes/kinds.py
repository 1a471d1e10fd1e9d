"""What sets the kinds of question apart when they are answered: what an answer is, and what it is worth.

An answer to any kind is a row of indexes of the bank's options: the one taken, the ones taken, the steps in the
learner's order. A typed text becomes the index of the expected text that it equals, or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from .errors import UnfitAnswer
from .listing import listed
from .questions import LETTERS, Kind, Question

Answering = Literal["button", "menu", "order", "text"]
Same = Callable[[str, str], bool]  # whether two typed texts mean the same (knowledge.wording)

ANSWERING: Mapping[Kind, Answering] = {
    "single": "button",
    "because": "button",
    "stage": "button",
    "multiple": "menu",
    "ordering": "order",
    "typed": "text",
}
BY_BUTTON = frozenset(kind for kind, how in ANSWERING.items() if how == "button")


@dataclass(frozen=True, slots=True)
class Grade:
    """What an answer is worth.

    Attributes:
        right: whether all of it is right.
        credit: how much of it is right, 0-1: of the options to be chosen those taken, of the neighbouring steps those
            in the right order. Only `right` earns points; the credit is shown.
        misconception: id of the belief behind the first thing wrong; None if nothing is, or no belief is known.
    """

    right: bool
    credit: float
    misconception: str | None


def answering(question: Question) -> Answering:
    """Return how a question of this kind is answered."""
    return ANSWERING[question.kind]


def to_choose(question: Question) -> int:
    """Return how many options an answer consists of; 0 for a typed one."""
    return 0 if question.kind == "typed" else len(question.rights)


def grade(question: Question, chosen: Sequence[int]) -> Grade:
    """Return what an answer is worth.

    Args:
        question: the question.
        chosen: indexes of the bank's options; for ordering in the learner's order, for a typed answer that is none of
            the expected ones empty.

    Raises:
        UnfitAnswer: if it has not the form that the question asks for: too many options, one twice, one not there.
    """
    _check(question, chosen)
    if question.kind == "ordering":
        return _graded_order(question, chosen)
    rights = set(question.rights)
    taken = set(chosen)
    wrong = next((index for index in chosen if index not in rights), None)
    belief = None if wrong is None else question.options[wrong].misconception
    return Grade(taken == rights, len(taken & rights) / len(rights), belief)


def _check(question: Question, chosen: Sequence[int]) -> None:
    """Raise UnfitAnswer if an answer has not the form that the question asks for."""
    most = 1 if question.kind == "typed" else to_choose(question)
    fewest = 0 if question.kind == "typed" else most
    known = all(0 <= index < len(question.options) for index in chosen)
    if not known or not fewest <= len(chosen) <= most or len(set(chosen)) < len(chosen):
        raise UnfitAnswer(most)


def _graded_order(question: Question, chosen: Sequence[int]) -> Grade:
    place = {index: at for at, index in enumerate(chosen)}
    inverted = [later for earlier, later in pairwise(range(len(chosen))) if place[later] < place[earlier]]
    belief = question.options[inverted[0]].misconception if inverted else None
    return Grade(not inverted, (len(chosen) - 1 - len(inverted)) / (len(chosen) - 1), belief)


def recognise(question: Question, typed: str, same: Same) -> tuple[int, ...]:
    """Return the index of the expected answer that a typed text equals; empty if it equals none."""
    for index, option in enumerate(question.options):
        if any(same(typed, wording) for wording in (option.text, *option.wordings)):
            return (index,)
    return ()


def shown(question: Question, chosen: Sequence[int], order: Sequence[int]) -> str:
    """Return an answer as a learner gave it: "B  Managed HSM", "A and C", "B, A, D, C".

    Args:
        question: the question.
        chosen: indexes of the bank's options.
        order: indexes of the bank's options as shown; empty for typed answers, which are shown by their text.
    """
    if answering(question) == "text":
        return question.options[chosen[0]].text if chosen else ""
    letters = [LETTERS[order.index(index)] for index in chosen]
    if question.kind == "ordering":
        return ", ".join(letters)
    if len(letters) > 1:
        return listed(sorted(letters))
    return f"{letters[0]}  {question.options[chosen[0]].text}"
