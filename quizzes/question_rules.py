"""Rules of one question that compare fields or look into the knowledge; each yields (rule, remedy)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping

from knowledge.facts import Fact

from .questions import MAX_STEM, OPTIONS, Kind, Option, Question

Wording = tuple[str, str]

VERDICTS = ("True, because ", "False, because ")  # openings of the options of kind `because`
MIN_MULTIPLE, MIN_STEPS, MAX_STEPS = 4, 3, 5  # a form on Discord holds five fields

_LUMPED = re.compile(
    r"\b(all|none|any|both|neither) of (the |these |those )?(above|below|other|them|these|options)", re.IGNORECASE
)
_BOTH_LETTERS = re.compile(r"\b[Bb]oth [A-F] and [A-F]\b")
_CHOOSE = {2: "choose two", 3: "choose three"}


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
    yield from _form_faults(question)
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


def _form_faults(question: Question) -> Iterator[Wording]:
    """Yield what keeps a question from having the form of its kind."""
    if question.kind == "stage" and question.scenario is None:
        yield "`kind` is stage, but it belongs to no scenario.", "Write it as a stage in the folder `scenarios`."
    if question.kind != "stage" and len(question.stem) > MAX_STEM:
        yield f"`stem` has {len(question.stem)} characters; the limit is {MAX_STEM}.", "Shorten it."
    if question.kind != "typed" and any(option.wordings for option in question.options):
        yield "`wordings` is for typed answers only.", "Remove it."
    if question.twin and question.kind != "single":
        yield f"`twin` is given, but `kind` is {question.kind}.", "Twins are single choices."
    yield from _KIND_FAULTS[question.kind](question, sum(option.right for option in question.options))


def _single_faults(question: Question, right: int) -> Iterator[Wording]:
    if len(question.options) != OPTIONS:
        yield f"It has {len(question.options)} options; this kind has {OPTIONS}.", f"Write {OPTIONS} options."
    if right != 1:
        remedy = f"Mark one of the {OPTIONS} with `right: true`."
        yield f"It has {right} right options; exactly one must be.", remedy


def _because_faults(question: Question, right: int) -> Iterator[Wording]:
    yield from _single_faults(question, right)
    for option in question.options:
        if not option.text.startswith(VERDICTS):
            yield f"The option “{option.text}” gives no verdict.", "Begin it with “True, because” or “False, because”."
    openings = {option.text.partition(",")[0] for option in question.options}
    if len(openings) == 1:
        yield "All options give the same verdict, which gives it away.", "Write two of each."


def _multiple_faults(question: Question, right: int) -> Iterator[Wording]:
    count = len(question.options)
    if count < MIN_MULTIPLE:
        yield f"It has {count} options; at least {MIN_MULTIPLE} are needed.", "Add wrong ones."
    if right not in _CHOOSE or right >= count - 1:
        yield f"{right} of {count} options are right.", "Two or three must be right, and at least two wrong."
    elif _CHOOSE[right] not in question.stem.casefold():
        yield "The stem does not say how many to choose.", f"End it with “({_CHOOSE[right].capitalize()}.)”."


def _ordering_faults(question: Question, right: int) -> Iterator[Wording]:
    count = len(question.options)
    if not MIN_STEPS <= count <= MAX_STEPS:
        yield f"It has {count} steps; {MIN_STEPS} to {MAX_STEPS} can be put in order.", "Merge or split steps."
    if right:
        yield "A step is marked `right`, but in ordering the place decides.", "Remove `right`."


def _typed_faults(_: Question, right: int) -> Iterator[Wording]:
    if right != 1:
        yield f"It expects {right} right answers; exactly one must be.", "Mark one option with `right: true`."


_KIND_FAULTS: Mapping[Kind, Callable[[Question, int], Iterator[Wording]]] = {
    "single": _single_faults,
    "stage": _single_faults,
    "because": _because_faults,
    "multiple": _multiple_faults,
    "ordering": _ordering_faults,
    "typed": _typed_faults,
}


def _option_faults(question: Question) -> Iterator[Wording]:
    texts = [text for option in question.options for text in (option.text, *option.wordings)]
    counts = Counter(" ".join(text.casefold().split()) for text in texts)
    for text, count in counts.items():
        if count > 1:
            yield f"The option “{text}” stands {count} times.", "Word each option differently."
    for option in question.options:
        if _LUMPED.search(option.text) or _BOTH_LETTERS.search(option.text):
            yield f"The option “{option.text}” speaks of other options.", "Say what it means; options are shuffled."


def _misconception_faults(question: Question, known: Collection[str]) -> Iterator[Wording]:
    for position, option in enumerate(question.options, start=1):
        field = f"`options[{position}].misconception`"
        wrong = _is_wrong(question, position, option)
        if not wrong and option.misconception:
            first = question.kind == "ordering"
            rule = "that step comes first" if first else "that option is right"
            yield f"{field} is given, but {rule}.", "Remove it, or mark another option as right."
        if wrong and not option.misconception:
            yield f"{field} is missing; every wrong option names one.", "Name the belief of whoever takes it."
        if option.misconception and option.misconception not in known:
            yield f"{field} is `{option.misconception}`, which does not exist.", "Correct it, or add the misconception."


def _is_wrong(question: Question, position: int, option: Option) -> bool:
    """Whether taking an option shows a belief; in ordering, putting a step before the one that it follows does."""
    return position > 1 if question.kind == "ordering" else not option.right


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
    asked = (
        question.stem if question.kind == "stage" else question.stem[: len(opening)]
    )  # a stage's stem opens otherwise
    if question.clock == "exam" and opening not in asked:
        yield "The stem does not say that it asks for exam material.", f"Start it with “{opening}, ”."
    if question.clock == "today" and "today" not in question.stem.casefold():
        yield "The stem does not say that it asks for Azure today.", "Write “On Azure today, …”."
