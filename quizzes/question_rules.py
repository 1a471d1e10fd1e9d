"""Rules of one question that compare fields or look into the knowledge; each yields (rule, remedy)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from knowledge.facts import Fact

from .questions import OPTIONS, Question

Wording = tuple[str, str]

_LUMPED = re.compile(
    r"\b(all|none|any|both|neither) of (the |these |those )?(above|below|other|them|these|options)", re.IGNORECASE
)
_BOTH_LETTERS = re.compile(r"\b[Bb]oth [A-D] and [A-D]\b")


def question_faults(
    question: Question, facts: Mapping[str, Fact], misconceptions: Collection[str], topics: Collection[str]
) -> Iterator[Wording]:
    """Yield everything that is wrong with `question`.

    Args:
        question: what to check.
        facts: the knowledge's facts by id.
        misconceptions: ids of the known misconceptions.
        topics: ids that a question may name.
    """
    yield from _option_faults(question)
    yield from _misconception_faults(question, misconceptions)
    yield from fact_faults(question.facts, facts)
    yield from _clock_faults(question, [facts[name] for name in question.facts if name in facts])
    for topic in question.topics:
        if topic not in topics:
            yield (
                f"`topics` names `{topic}`, which is no topic.",
                f"Use of {', '.join(topics)}, or add it to topics.yaml.",
            )
    if len(set(question.topics)) < len(question.topics):
        yield "`topics` names a topic twice.", "Remove one of the two."


def fact_faults(cited: Collection[str], facts: Mapping[str, Fact]) -> Iterator[Wording]:
    """Yield what is wrong with the facts that an item cites."""
    for name in cited:
        if name not in facts:
            yield f"It cites the fact `{name}`, which does not exist.", "Correct the id, or add the fact."
    if len(set(cited)) < len(cited):
        yield "It cites a fact twice.", "Remove one of the two."


def _option_faults(question: Question) -> Iterator[Wording]:
    right = sum(option.right for option in question.options)
    if right != 1:
        yield f"It has {right} right options; exactly one must be.", f"Mark one of the {OPTIONS} with `right: true`."
    counts = Counter(" ".join(option.text.casefold().split()) for option in question.options)
    for text, count in counts.items():
        if count > 1:
            yield f"The option “{text}” stands {count} times.", "Word each option differently."
    for option in question.options:
        if _LUMPED.search(option.text) or _BOTH_LETTERS.search(option.text):
            yield f"The option “{option.text}” speaks of other options.", "Say what it means; options are shuffled."


def _misconception_faults(question: Question, known: Collection[str]) -> Iterator[Wording]:
    for position, option in enumerate(question.options, start=1):
        field = f"`options[{position}].misconception`"
        if option.right and option.misconception:
            yield f"{field} is given, but that option is right.", "Remove it, or mark another option as right."
        if not option.right and not option.misconception:
            yield f"{field} is missing; every wrong option names one.", "Name the belief of whoever takes it."
        if option.misconception and option.misconception not in known:
            yield f"{field} is `{option.misconception}`, which does not exist.", "Correct it, or add the misconception."


def _clock_faults(question: Question, cited: list[Fact]) -> Iterator[Wording]:
    disagreeing = [fact.id for fact in cited if fact.disagrees]
    if question.clock == "both":
        if disagreeing:
            rule = f"`clock` is both, but exam material and documentation differ on {', '.join(disagreeing)}."
            yield rule, "Use clock `exam` or `today`, and add `other_clock`."
        if question.other_clock:
            yield "`other_clock` is given, but `clock` is both.", "Remove it, or use clock `exam` or `today`."
        return
    if cited and not disagreeing:
        rule = f"`clock` is {question.clock}, but no cited fact differs between exam material and documentation."
        yield rule, "Use clock `both`, or cite the fact that differs."
    if not question.other_clock:
        yield f"`other_clock` is missing; clock {question.clock} needs it.", "Say what the other clock holds."
    opening = "According to the AZ-500 chapter"
    if question.clock == "exam" and not question.stem.startswith(opening):
        yield "The stem does not say that it asks for exam material.", f"Start it with “{opening}, ”."
    if question.clock == "today" and "today" not in question.stem.casefold():
        yield "The stem does not say that it asks for Azure today.", "Write “On Azure today, …”."
