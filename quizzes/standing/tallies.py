"""Adds up first tries, in the database: what an answer is worth is what its last correction says, or else itself.

Few answers are ever corrected, so the sums are made of the answers themselves and of the changes by corrections: no
answer has to be looked up to see whether there is one. A question that has a twin counts only with the twin right as
well, in the same stretch of time and the same server.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlmodel import Session, col

from quizzes.questions import Question
from quizzes.tables import AnswerRow, MemberRow, RegradedAnswerRow


@dataclass(frozen=True, slots=True)
class Tally:
    """What first tries add up to.

    Attributes:
        points: right ones, a twin only with the other.
        right: right ones, twins or not.
        tries: all of them.
    """

    points: int
    right: int
    tries: int


@dataclass(frozen=True, slots=True)
class Scope:
    """Which first tries are added up.

    Attributes:
        guild_id: those given in this server; None for all, outside servers too.
        learner_id: those of this learner; None for all who are on the server's board.
        since: those given at or after this; None for no bound.
        until: those given before this; None for no bound.
        questions: those to one of these questions; None for any.
    """

    guild_id: int | None
    learner_id: int | None = None
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    questions: Collection[str] | None = None


class Tallies:
    """Adds up first tries in an open session."""

    def __init__(self, session: Session, questions: Mapping[str, Question]) -> None:
        self._session = session
        self._twins = {name: question.twin for name, question in questions.items() if question.twin}

    def by_learner(self, scope: Scope) -> dict[int, Tally]:
        """Return what each learner has reached who tried anything."""
        rows = self._session.execute(self._answers(scope, scope.questions, col(AnswerRow.learner_id)))
        sums = {learner: (int(tries), int(right)) for learner, tries, right in rows}
        changes = self._changes(scope, scope.questions)
        halves = self._halves(scope)
        tallies = {}
        for learner, (tries, right) in sums.items():
            right += sum(changes.get(learner, {}).values())  # noqa: PLW2901 (the corrected number)
            tallies[learner] = Tally(right - halves.get(learner, 0), right, tries)
        return tallies

    def by_question(self, scope: Scope) -> dict[str, tuple[int, int]]:
        """Return a learner's tries and right ones by question; `scope` names the learner."""
        rows = self._session.execute(self._answers(scope, scope.questions, col(AnswerRow.question_id)))
        changes = self._changes(scope, scope.questions).get(scope.learner_id or 0, {})
        return {question: (int(tries), int(right) + changes.get(question, 0)) for question, tries, right in rows}

    def points(self, tried: Mapping[str, tuple[int, int]]) -> int:
        """Return the points for what `by_question` returned."""
        rights = {question: right for question, (_, right) in tried.items()}
        return sum(right for question, right in rights.items() if self._counts(question, rights))

    def _counts(self, question: str, rights: Mapping[str, int]) -> bool:
        twin = self._twins.get(question)
        return twin is None or rights.get(twin, 0) > 0

    def _halves(self, scope: Scope) -> dict[int, int]:
        """Return how many right answers of each learner don't count, as their twin is not right."""
        counted = {name for name in self._twins if scope.questions is None or name in scope.questions}
        looked_at = counted | {self._twins[name] or "" for name in counted}
        if not looked_at:
            return {}
        rights: dict[int, Counter[str]] = {}
        for learner, question, right in self._session.execute(_rights_by_question(scope, looked_at)):
            rights.setdefault(learner, Counter())[question] = int(right)
        for learner, changes in self._changes(scope, looked_at).items():
            rights.setdefault(learner, Counter()).update(changes)
        return {
            learner: sum(right for name, right in found.items() if name in counted and not self._counts(name, found))
            for learner, found in rights.items()
        }

    def _changes(self, scope: Scope, questions: Collection[str] | None) -> dict[int, dict[str, int]]:
        """Return by how many right answers corrections changed what answers add up to, by learner and question."""
        row = RegradedAnswerRow
        statement = select(col(row.learner_id), col(row.question_id), func.sum(row.change)).where(
            col(row.change) != 0, *_within(row, scope, questions)
        )
        if scope.learner_id is not None:
            statement = statement.where(col(row.learner_id) == scope.learner_id)
        changes: dict[int, dict[str, int]] = {}
        for learner, question, change in self._session.execute(
            statement.group_by(col(row.learner_id), col(row.question_id))
        ):
            changes.setdefault(learner, {})[question] = int(change)
        return changes

    def _answers(self, scope: Scope, questions: Collection[str] | None, *keys: Any) -> Any:
        right = func.sum(case((col(AnswerRow.right), 1), else_=0))
        statement = select(*keys, func.count(), right).where(*_within(AnswerRow, scope, questions))
        if scope.learner_id is not None:
            statement = statement.where(col(AnswerRow.learner_id) == scope.learner_id)
        else:
            statement = statement.select_from(MemberRow).join(
                AnswerRow,
                (col(AnswerRow.learner_id) == MemberRow.learner_id) & (col(AnswerRow.guild_id) == MemberRow.guild_id),
            )
            statement = statement.where(col(MemberRow.guild_id) == scope.guild_id, col(MemberRow.on_board))
        return statement.group_by(*keys)


def _rights_by_question(scope: Scope, questions: Collection[str]) -> Any:
    """Return the query for right answers to a few questions, by learner: of all learners, on a board or not.

    Few questions have twins, so their answers are found by the index that begins with the question.
    """
    keys = (col(AnswerRow.learner_id), col(AnswerRow.question_id))
    mine = [] if scope.learner_id is None else [col(AnswerRow.learner_id) == scope.learner_id]
    wanted = [*_within(AnswerRow, scope, None), col(AnswerRow.right), col(AnswerRow.question_id).in_(sorted(questions))]
    return select(*keys, func.count()).where(*wanted, *mine).group_by(*keys)


def _within(row: Any, scope: Scope, questions: Iterable[str] | None) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [row.first_try]
    if scope.guild_id is not None:
        wanted.append(row.guild_id == scope.guild_id)
    if scope.since is not None:
        wanted.append(row.answered_at >= scope.since)
    if scope.until is not None:
        wanted.append(row.answered_at < scope.until)
    if questions is not None:
        # Hidden from the planner, which would else rather look for each question of each learner than read them once.
        wanted.append(row.question_id.concat("").in_(sorted(questions)))
    return wanted
