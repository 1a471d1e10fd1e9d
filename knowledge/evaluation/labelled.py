"""Labelled questions: what is asked, and which facts (or entries) would answer it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from knowledge.errors import Fault
from knowledge.fault_wording import plain_words
from knowledge.loader import Knowledge

Scope = Literal["in", "near", "out"]
SCOPES: tuple[Scope, ...] = ("in", "near", "out")


class LabelledQuestion(BaseModel):
    """One question with its label.

    Attributes:
        q: the question as typed.
        after: the question asked before; None if it is not a follow-up.
        scope: "in" (the knowledge answers it), "near" (the subject's, but not covered) or "out" (about something else).
        best: id of the fact that answers it, or, for knowledge without facts, of the entry; None unless in scope.
        ok: ids of others that answer it as fully.
        style: how it is worded ("real" sentences, "chat" shorthand); figures are given for each style.
        topic: what it is about; only for people.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    q: str
    after: str | None = None
    scope: Scope
    best: str | None = None
    ok: tuple[str, ...] = ()
    style: Annotated[str, StringConstraints(min_length=1, max_length=20)] = "-"
    topic: str = Field(default="")

    @model_validator(mode="after")
    def _names_an_answer(self) -> LabelledQuestion:
        if self.scope == "in" and not self.best:
            raise ValueError("It is in scope, but `best` names nothing that answers it. | Name a fact or an entry.")
        return self

    @property
    def accepted(self) -> frozenset[str]:
        """The facts or entries of which any is a right answer; empty unless in scope."""
        return frozenset({self.best, *self.ok} - {None}) if self.scope == "in" else frozenset()  # type: ignore[arg-type]


def read_labelled(items: Iterable[tuple[int, object]], shown: str, faults: list[Fault]) -> list[LabelledQuestion]:
    """Return the labelled questions of a file.

    Args:
        items: the line (from 1) of each, and its JSON value.
        shown: the file's name.
        faults: each fault is added here.
    """
    questions: list[LabelledQuestion] = []
    for line, item in items:
        try:
            questions.append(LabelledQuestion.model_validate(item))
        except ValidationError as error:
            details = error.errors(include_url=False)
            faults.extend(Fault(shown, line, "", *plain_words(detail, LabelledQuestion)) for detail in details)
    if not questions and not faults:
        faults.append(Fault(shown, 0, "", "It holds no question.", 'Write a line such as {"q": "…", "scope": "out"}.'))
    return questions


def unknown_labels(questions: Iterable[LabelledQuestion], knowledge: Knowledge) -> list[str]:
    """Return the ids that labels name but the knowledge lacks, sorted: nothing could answer by them."""
    named = {name for question in questions for name in question.accepted}
    return sorted(named - knowledge.facts.keys() - knowledge.entries.keys())
