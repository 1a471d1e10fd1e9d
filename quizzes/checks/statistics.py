"""What a bank consists of, counted: for whoever writes its next questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import permutations

from quizzes.bank import Bank
from quizzes.pair_rules import gives_away
from quizzes.questions import LETTERS, OPTIONS

from .balance import chi_square, chosen_from, right_positions, right_stands_out
from .form import lix


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts over a bank.

    Attributes:
        topics: questions by topic, in the order in which topics are offered; one that stands for all is left out.
        kinds: questions by kind.
        clocks: questions by the clock that they ask for.
        difficulties: questions by how hard they are meant to be.
        misconceptions: wrong options by the belief that they stand for; one without any has 0.
        facts: questions by the fact that they cite.
        positions: single choices by the letter at which the right option stands in the files.
        chi_square: how uneven those are, at three degrees of freedom.
        chosen_from: questions whose options are read and chosen from.
        standing_out: how many of those have a right option that is the "longest", the "shortest".
        readability: median and highest LIX of stem and explanation; 0 for an empty bank.
        telling_pairs: ids of a question whose stem holds the right answer of another, and of that other one.
    """

    topics: Mapping[str, int]
    kinds: Counter[str]
    clocks: Counter[str]
    difficulties: Counter[str]
    misconceptions: Mapping[str, int]
    facts: Counter[str]
    positions: Mapping[str, int]
    chi_square: float
    chosen_from: int
    standing_out: Mapping[str, int]
    readability: tuple[float, float]
    telling_pairs: tuple[tuple[str, str], ...]


def bank_statistics(bank: Bank) -> Statistics:
    """Count over a bank without faults."""
    questions = list(bank.questions.values())
    beliefs = Counter(o.misconception for question in questions for o in question.options)
    positions = right_positions(questions)
    chosen = chosen_from(questions)
    standing_out = Counter(map(right_stands_out, chosen))
    indexes = sorted(lix(f"{question.stem} {question.explanation}") for question in questions) or [0.0]
    return Statistics(
        topics={topic.id: len(bank.of_topic(topic.id)) for topic in bank.topics.values() if not topic.everything},
        kinds=Counter(question.kind for question in questions),
        clocks=Counter(question.clock for question in questions),
        difficulties=Counter(question.difficulty for question in questions),
        misconceptions={name: beliefs[name] for name in bank.misconceptions},
        facts=Counter(name for question in questions for name in question.facts),
        positions={LETTERS[place]: positions[place] for place in range(OPTIONS)},
        chi_square=chi_square(positions, OPTIONS),
        chosen_from=len(chosen),
        standing_out={which: standing_out[which] for which in ("longest", "shortest")},
        readability=(indexes[len(indexes) // 2], indexes[-1]),
        telling_pairs=tuple((a.id, b.id) for a, b in permutations(questions, 2) if gives_away(a, b)),
    )
