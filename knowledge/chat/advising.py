"""The decision dialogue, read from `advice.yaml`: questions with choices that lead to one recommendation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from knowledge.content_files import Identified
from knowledge.errors import NoSuchStep
from knowledge.facts import Identifier, Text
from knowledge.matching.normalise import clean, words

from .advice import AdviceStep, Choice, Recommendation

ADVICE_FILE = "advice.yaml"
CHOICE_LIMIT = 80  # characters: a button's label
REASON_LIMIT = 500
FIRST_CHOICE = 1  # a path names each choice by its place, counted from 1


class ChoiceItem(BaseModel):
    """One way to answer: what it demands of a service, and the question or end that it leads to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Annotated[Text, StringConstraints(max_length=CHOICE_LIMIT)]
    demands: tuple[Identifier, ...] = ()
    to: Identifier


class QuestionItem(Identified):
    """One question of the dialogue."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Identifier
    question: Annotated[Text, StringConstraints(max_length=300)]
    choices: Annotated[tuple[ChoiceItem, ...], Field(min_length=2, max_length=4)]


class EndItem(Identified):
    """One end of the dialogue.

    Attributes:
        id: name of the end.
        subject: the service recommended; None if none fits what was demanded.
        beside: further services that are needed with it.
        name: the recommendation, or what is missing, as a heading.
        text: why.
        exam: what exam material would say; exactly where one of the facts disagrees.
        facts: what it rests on.
        entry: what to read on; None if there is nothing.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Identifier
    subject: Identifier | None
    beside: tuple[Identifier, ...] = ()
    name: Annotated[Text, StringConstraints(max_length=CHOICE_LIMIT)]
    text: Annotated[Text, StringConstraints(max_length=REASON_LIMIT)]
    exam: Annotated[Text, StringConstraints(max_length=REASON_LIMIT)] | None = None
    facts: Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=6)]
    entry: Identifier | None = None


class DemandItem(Identified):
    """Something that may be demanded of a service, the services that meet it, and the facts that say so."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Identifier
    met_by: tuple[Identifier, ...]
    facts: Annotated[tuple[Identifier, ...], Field(min_length=1)]


class AdviceFile(BaseModel):
    """The content of `advice.yaml`.

    Attributes:
        opened_by: entries beside which the dialogue is offered.
        asked_by: the ways to ask for it and for nothing else.
        fillers: words that may stand beside those.
        subjects: the services that can be recommended.
        demands: what choices may demand.
        questions: the first one opens the dialogue.
        ends: where it ends.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    opened_by: tuple[Identifier, ...] = ()
    asked_by: Annotated[tuple[Text, ...], Field(min_length=1)]
    fillers: tuple[Text, ...] = ()
    subjects: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    demands: tuple[DemandItem, ...] = ()
    questions: Annotated[tuple[QuestionItem, ...], Field(min_length=1)]
    ends: Annotated[tuple[EndItem, ...], Field(min_length=1)]


class Advisor:
    """Leads through the dialogue; immutable.

    Args:
        file: the dialogue, without faults; None for knowledge without one.
    """

    def __init__(self, file: AdviceFile | None) -> None:
        self._questions = {item.id: item for item in (file.questions if file else ())}
        self._ends = {item.id: item for item in (file.ends if file else ())}
        self._first = file.questions[0].id if file else ""

    @property
    def silent(self) -> bool:
        """Whether there is no dialogue."""
        return not self._questions

    def step(self, path: str) -> AdviceStep:
        """Return the state of the dialogue after the choices of `path`; an empty path opens it.

        Raises:
            NoSuchStep: if the dialogue has no such state.
        """
        at, given = self._first, list[tuple[str, str]]()
        for place in path:
            question = self._questions.get(at)
            choices = (
                {str(number): one for number, one in enumerate(question.choices, FIRST_CHOICE)} if question else {}
            )
            if question is None or place not in choices:
                raise NoSuchStep
            given.append((question.question, choices[place].text))
            at = choices[place].to
        if at in self._ends:
            return AdviceStep(path, tuple(given), None, (), _recommendation(self._ends[at]))
        if at not in self._questions:  # no dialogue at all
            raise NoSuchStep
        question = self._questions[at]
        offered = [Choice(one.text, f"{path}{number}") for number, one in enumerate(question.choices, FIRST_CHOICE)]
        return AdviceStep(path, tuple(given), question.question, tuple(offered), None)

    def taken(self, path: str, text: str) -> str | None:
        """Return the path with the choice that `text` takes, by its number or its first words; None if no single one.

        Raises:
            NoSuchStep: if the dialogue has no state `path`.
        """
        said = list(words(clean(text)))
        fitting = [
            choice.path
            for number, choice in enumerate(self.step(path).choices, FIRST_CHOICE)
            if said in ([str(number)], list(words(clean(choice.text)))[: len(said)])
        ]
        return fitting[0] if said and len(fitting) == 1 else None

    def ends(self, path: str = "") -> Iterator[AdviceStep]:
        """Yield the end of every path that begins with `path`."""
        step = self.step(path)
        if step.recommendation:
            yield step
        for choice in step.choices:
            yield from self.ends(choice.path)


def _recommendation(end: EndItem) -> Recommendation:
    return Recommendation(end.subject, end.name, end.text, end.facts, end.entry, end.exam)
