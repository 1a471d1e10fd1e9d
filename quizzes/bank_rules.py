"""What we demand of the bank we ship, beyond what the loader needs: fair, balanced, and every part in use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.errors import Fault

from .bank import Bank
from .kinds import BY_BUTTON, answering
from .questions import Question

MAX_LONGEST_RIGHT = 0.35  # share of questions whose right option is the longest; one in four would be chance
MAX_EXAM_CLOCK = 1 / 3  # share of questions that ask for exam material
MIN_PER_TOPIC = 10  # questions; a round of the usual five then differs from the last one
MAX_LENGTH_RATIO = 1.6  # longest option to shortest, in characters, where they are phrases
MIN_PHRASE_WORDS = 4  # shorter options are names and figures, whose lengths nobody chose
MAX_SUBCOMMANDS = 25  # Discord's limit for the topics of /quiz

ABSOLUTE = frozenset({"always", "never", "only", "all", "cannot", "every", "none"})

_BANK = "questions"  # the place of a fault that is no single question's


def bank_faults(bank: Bank) -> list[Fault]:
    """Return what keeps the bank from being fit to ship; empty if nothing does.

    Questions that have not the form of their kind are left out: the loader has named them, and no rule here fits them.
    """
    questions = [q for q in bank.questions.values() if q.kind not in BY_BUTTON or len(q.rights) == 1]
    return [
        *_shares(questions),
        *_topics(bank),
        *_idle_misconceptions(bank),
        *(Fault(*bank.places["question", q.id], q.id, *wording) for q in questions for wording in _question(q)),
    ]


def _shares(questions: list[Question]) -> Iterator[Fault]:
    lettered = [question for question in questions if question.kind in BY_BUTTON]
    longest = sum(_right_is_longest(question) for question in lettered)
    if longest > MAX_LONGEST_RIGHT * len(lettered):
        rule = f"In {longest} of {len(lettered)} questions the right option is the longest, which gives it away."
        yield Fault(_BANK, 0, "", rule, f"Even out the options; at most {MAX_LONGEST_RIGHT:.0%} are fair.")
    exam = sum(question.clock == "exam" for question in questions)
    if exam > MAX_EXAM_CLOCK * len(questions):
        rule = f"{exam} of {len(questions)} questions ask for exam material."
        yield Fault(_BANK, 0, "", rule, f"Ask for Azure today instead; at most {MAX_EXAM_CLOCK:.0%} may ask for it.")


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


def _question(question: Question) -> Iterator[tuple[str, str]]:
    if answering(question) in ("order", "text"):
        return  # the steps are all right, and what may be typed is not shown
    texts = [option.text for option in question.options]
    lengths = [len(text) for text in texts]
    phrases = all(len(text.split()) >= MIN_PHRASE_WORDS for text in texts)
    if phrases and max(lengths) > MAX_LENGTH_RATIO * min(lengths):
        rule = f"The options have {min(lengths)} to {max(lengths)} characters, so one stands out."
        yield rule, f"Even them out: the longest at most {MAX_LENGTH_RATIO} times the shortest."
    fair = _words(question.stem).union(*(_words(question.options[index].text) for index in question.rights))
    for option in question.options:
        for word in sorted((_words(option.text) & ABSOLUTE) - fair):
            yield (
                f"“{word}” stands in wrong options only, which gives them away.",
                "Soften it, or use it in the right one.",
            )


def _right_is_longest(question: Question) -> bool:
    wrong = max(len(option.text) for option in question.options if not option.right)
    return len(question.options[question.rights[0]].text) > wrong


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.casefold()))
