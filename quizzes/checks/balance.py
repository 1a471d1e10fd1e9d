"""Rules for the bank as a whole: nothing about how questions are made tells the right option, no part is idle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from knowledge.errors import Fault
from quizzes.bank import Bank
from quizzes.kinds import BY_BUTTON
from quizzes.questions import LETTERS, OPTIONS, Question

MAX_TELLING_LENGTH = 0.35  # share of questions whose right option is the longest, or shortest; chance is 1 in 4
MAX_EXAM_CLOCK = 1 / 3  # share of questions that ask for exam material
MIN_PER_TOPIC = 10  # questions; a round of the usual five then differs from the last one
MAX_SUBCOMMANDS = 25  # Discord's limit for the topics of /quiz
# Critical value of chi-square at 5 %, three degrees of freedom (NIST/SEMATECH e-Handbook of Statistics, 1.3.6.7.4).
CRITICAL = 7.815
MIN_EXPECTED = 5  # questions a position, below which the chi-square test says nothing

_BANK = "questions"  # the place of a fault that is no single question's


def balance_faults(bank: Bank, questions: Collection[Question]) -> Iterator[Fault]:
    """Yield what is out of balance.

    Args:
        bank: the bank.
        questions: those of it that have the form of their kind.
    """
    yield from _lengths(questions)
    yield from _positions(questions)
    exam = sum(question.clock == "exam" for question in questions)
    if exam > MAX_EXAM_CLOCK * len(questions):
        rule = f"{exam} of {len(questions)} questions ask for exam material."
        yield Fault(_BANK, 0, "", rule, f"Ask for Azure today instead; at most {MAX_EXAM_CLOCK:.0%} may ask for it.")
    yield from _topics(bank)
    yield from _idle_misconceptions(bank)


def right_positions(questions: Collection[Question]) -> Counter[int]:
    """Return how often the right option stands at each place of the files (from 0), of single choices."""
    return Counter(question.rights[0] for question in questions if question.kind in BY_BUTTON)


def chi_square(counts: Counter[int], classes: int) -> float:
    """Return Pearson's chi-square of counts against a uniform distribution over `classes`; 0 without any count."""
    expected = counts.total() / classes
    return sum((counts[place] - expected) ** 2 / expected for place in range(classes)) if expected else 0.0


def right_stands_out(question: Question) -> str | None:
    """Return "longest" or "shortest" if every right option is that beside all wrong ones; None if neither."""
    right = [len(question.options[index].text) for index in question.rights]
    wrong = [len(option.text) for option in question.options if not option.right]
    if min(right) > max(wrong):
        return "longest"
    return "shortest" if max(right) < min(wrong) else None


def chosen_from(questions: Collection[Question]) -> list[Question]:
    """Return the questions whose options are read and chosen from."""
    return [question for question in questions if question.kind in BY_BUTTON or question.kind == "multiple"]


def _lengths(questions: Collection[Question]) -> Iterator[Fault]:
    lettered = chosen_from(questions)
    standing_out = Counter(map(right_stands_out, lettered))
    for which in ("longest", "shortest"):
        if standing_out[which] > MAX_TELLING_LENGTH * len(lettered):
            rule = f"In {standing_out[which]} of {len(lettered)} questions the right option is the {which}"
            remedy = f"Even out the options; at most {MAX_TELLING_LENGTH:.0%} are fair."
            yield Fault(_BANK, 0, "", f"{rule}, which gives it away.", remedy)


def _positions(questions: Collection[Question]) -> Iterator[Fault]:
    counts = right_positions(questions)
    statistic = chi_square(counts, OPTIONS)
    if counts.total() >= MIN_EXPECTED * OPTIONS and statistic > CRITICAL:
        places = ", ".join(f"{LETTERS[place]} {counts[place]}" for place in range(OPTIONS))
        rule = f"The right options don't stand evenly over the places: {places} (chi-square {statistic:.1f})."
        yield Fault(_BANK, 0, "", rule, f"Move some until chi-square is at most {CRITICAL}.")


def _topics(bank: Bank) -> Iterator[Fault]:
    if len(bank.topics) > MAX_SUBCOMMANDS:
        rule = f"There are {len(bank.topics)} topics; Discord allows {MAX_SUBCOMMANDS} subcommands."
        yield Fault("topics.yaml", 0, "", rule, "Merge some.")
    for topic in bank.topics.values():
        count = len(bank.of_topic(topic.id))
        if count < MIN_PER_TOPIC:
            rule = f"The topic has {count} questions; at least {MIN_PER_TOPIC} are needed."
            yield Fault("topics.yaml", 0, topic.id, rule, "Add questions, or name the topic in existing ones.")


def _idle_misconceptions(bank: Bank) -> Iterator[Fault]:
    used = {name for question in bank.questions.values() for name in question.misconceptions}
    for name in bank.misconceptions:
        if name not in used:
            place = bank.places["misconception", name]
            yield Fault(*place, name, "No question uses this misconception.", "Use it in an option, or remove it.")
