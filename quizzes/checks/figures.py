"""Whether the figures of a right answer stand in the facts that it rests on.

Figures are what a wrong key most easily hides in: numbers, FIPS editions and levels, curves, versions. A right answer
may hold only such as its facts hold for the clock that is asked for; what a learner would have to work out can't be
checked so, and is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from knowledge.errors import Fault
from knowledge.facts import Fact
from quizzes.bank import Bank
from quizzes.questions import Question

_NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=2
    )
}  # "one" is left out: it mostly is no number
_SPELT = re.compile(rf"\b({'|'.join(_NUMBER_WORDS)})\b")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_SHORTENED = re.compile(r"(?<![\w.-])(\d+)k\b")  # 10k, but not the curve P-256K
_VALIDATION = re.compile(r"\b(140-\d)\s+level\s+(\d)")  # edition and level belong together
_LEVEL = re.compile(r"\blevel\s+(\d)")
_FIGURE = re.compile(r"\b140-\d|\bp-\d+k?\b|\d+(?:\.\d+)*%?")
_PLAIN = re.compile(r"\d+(\.\d+)*%?")


def figure_faults(bank: Bank, facts: Mapping[str, Fact]) -> Iterator[Fault]:
    """Yield a fault for each right answer with a figure that none of its facts holds.

    Args:
        bank: the questions; those that cite facts which don't exist are left to the loader's rules.
        facts: the ledger by id.
    """
    for question in bank.questions.values():
        cited = [facts[name] for name in question.facts if name in facts]
        if len(cited) == len(question.facts):
            yield from (
                Fault(*bank.places["question", question.id], question.id, *wording)
                for wording in _wordings(question, cited)
            )


def _wordings(question: Question, cited: list[Fact]) -> Iterator[tuple[str, str]]:
    held = set[str]().union(*(figures(text) for fact in cited for text in _evidence(fact, question.clock)))
    given = {figure for figure in figures(question.stem) if _PLAIN.fullmatch(figure)}
    for text in _right_texts(question):
        # A number of the situation may come back in an answer, but where it is typed it is what is asked for.
        for figure in sorted(figures(text) - held - (set() if question.kind == "typed" else given)):
            rule = f"The right answer “{text}” says {figure}, which no cited fact says {_BY[question.clock]}."
            yield rule, "Correct the figure, or cite the fact that holds it."
        for figure in sorted(figures(text) & _swapped(question, cited[0])):
            rule = f"The right answer “{text}” says {figure}, which its main fact gives for the other clock."
            yield rule, "Mark the option that holds by the clock that the stem names."
    clocks = {"exam": cited[0].exam, "today": _today(cited[0]), "both": cited[0].exam or _today(cited[0])}
    if not clocks[question.clock]:
        rule = f"Its main fact `{cited[0].id}` says nothing {_BY[question.clock]}."
        yield rule, "Put the fact first that answers it, or ask by the other clock."


_BY = {"exam": "about exam material", "today": "about Azure today", "both": "on either clock"}


def _swapped(question: Question, main: Fact) -> set[str]:
    """Return the figures that a fact with values for each clock gives for the one that is not asked for."""
    by_exam, by_today = (
        set[str]().union(*(figures(str(value)) for name, value in main.values.items() if name.startswith(clock)))
        for clock in ("exam", "today")
    )
    if question.clock == "both" or not (by_exam and by_today):
        return set()
    return by_exam - by_today if question.clock == "today" else by_today - by_exam


def _right_texts(question: Question) -> Iterable[str]:
    """Return what a learner may choose or type and is right; all steps where they are to be put in order."""
    rights = [question.options[index] for index in question.rights]
    return [text for option in rights for text in (option.text, *option.wordings)]


def _today(fact: Fact) -> str | None:
    """Return what holds today: what documentation says, or what is to be made of its silence."""
    return fact.docs or fact.note


def _evidence(fact: Fact, clock: str) -> Iterator[str]:
    """Yield what a fact says by a clock; figures for machines count for both unless their name tells the clock."""
    if clock != "today":
        yield fact.exam or ""
    if clock != "exam":
        yield _today(fact) or ""
    for name, value in fact.values.items():
        exam_only = name.startswith("exam")
        if (clock == "exam" and (exam_only or not fact.disagrees)) or (clock != "exam" and not exam_only):
            yield str(value)


def figures(text: str) -> set[str]:
    """Return the figures of a text, written alike: "140-3 level 3", "p-256", "5000" for "5,000", "3" for "three"."""
    plain = _SHORTENED.sub(r"\g<1>000", _THOUSANDS.sub("", text.casefold()))
    said = _SPELT.sub(lambda found: _NUMBER_WORDS[found[1]], plain)
    found = {f"{edition} level {level}" for edition, level in _VALIDATION.findall(said)}
    found |= {f"level {level}" for level in _LEVEL.findall(said)}
    return found | set(_FIGURE.findall(_LEVEL.sub(" ", said)))
