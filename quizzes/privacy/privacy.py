"""What a learner may do with what is stored about them: see how much it is, get a copy, end it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlmodel import Session, col

from quizzes import due
from quizzes.bank import Bank
from quizzes.database import Database
from quizzes.tables import AnswerRow, LearnerRow, MemberRow, Table

from .inventory import KINDS, LIMITS, NOT_STORED, Kind, kind_of
from .owned import NOBODY, hosted, owned

COLUMNS = (
    "answered_at",
    "question_id",
    "question",
    "chosen",
    "typed",
    "right",
    "credit",
    "misconception",
    "first_try",
    "seconds",
    "server_id",
)


@dataclass(frozen=True, slots=True)
class Stored:
    """How many rows of a kind are a learner's, or name them."""

    kind: Kind
    rows: int


class Privacy:
    """The use cases of `/privacy`, one transaction each."""

    def __init__(self, database: Database, bank: Bank) -> None:
        self._database = database
        self._bank = bank

    def summary(self, learner_id: int) -> tuple[Stored, ...]:
        """Return how much of each kind that can be about a learner is stored about this one."""
        with self._database.transaction() as session:
            rows = dict.fromkeys((kind.name for kind in KINDS if kind.about_you), 0)
            for conditions in (owned(learner_id), hosted(learner_id)):
                for table, mine in conditions.items():
                    count = select(func.count()).select_from(table).where(mine)
                    rows[kind_of(_name(table)).name] += session.execute(count).scalar_one()
        return tuple(Stored(kind, rows[kind.name]) for kind in KINDS if kind.about_you)

    def export(self, learner_id: int, now: dt.datetime) -> dict[str, bytes]:
        """Return a learner's own data as files by name: all of it as JSON, and the answers as a table (CSV).

        Args:
            learner_id: the learner.
            now: the present moment, which stands in the file.
        """
        with self._database.transaction() as session:
            rows: dict[str, list[dict[str, Any]]] = {}
            for conditions in (owned(learner_id), hosted(learner_id)):
                for table, mine in conditions.items():
                    found = session.execute(select(table).where(mine)).scalars().all()
                    rows.setdefault(_name(table), []).extend(row.model_dump(mode="json") for row in found)
            answers = session.execute(
                select(AnswerRow).where(col(AnswerRow.learner_id) == learner_id).order_by(col(AnswerRow.answered_at))
            )
            table_of_answers = _csv([self._line(answer) for answer in answers.scalars()])
        content = {
            "learner_id": learner_id,
            "made_at": now.isoformat(),
            "about": {kind.name: _described(kind) for kind in KINDS if kind.about_you},
            "not_stored": NOT_STORED,
            "limits": LIMITS,
            "rows": rows,
        }
        text = json.dumps(content, ensure_ascii=False, indent=1)
        return {"my-data.json": text.encode(), "my-answers.csv": table_of_answers.encode()}

    def delete(self, learner_id: int) -> int:
        """Delete all that is stored about a learner, in all servers, at once; return how many rows that were.

        Rounds and schedules of a group stay, without the name of their host.
        """
        with self._database.transaction() as session:
            return forget(session, learner_id)

    def opt_out(self, learner_id: int, now: dt.datetime) -> int:
        """Take a learner off all boards and stop their reminders; return from how many boards they were taken."""
        with self._database.transaction() as session:
            listed = (col(MemberRow.learner_id) == learner_id, col(MemberRow.on_board))
            off = update(MemberRow).where(*listed).values(on_board=False, alias=None, alias_key=None, asked_at=now)
            boards = _affected(session, off)
            settings = update(LearnerRow).where(col(LearnerRow.learner_id) == learner_id)
            session.execute(settings.values(remind_at=None, changed_at=now))
            due.cancel(session, due.of_learner(learner_id), now, ["remind", "snooze"])
            return boards

    def _line(self, answer: AnswerRow) -> tuple[object, ...]:
        question = self._bank.questions.get(answer.question_id)
        return (
            answer.answered_at.isoformat(),
            answer.question_id,
            question.stem if question else "",
            answer.chosen,
            answer.typed or "",
            answer.right,
            answer.credit,
            answer.misconception or "",
            answer.first_try,
            "" if answer.seconds is None else round(answer.seconds, 1),
            answer.guild_id or "",
        )


def forget(session: Session, learner_id: int) -> int:
    """Delete a learner's rows and their name on what is a group's; return how many rows were deleted."""
    deleted = sum(_affected(session, delete(table).where(mine)) for table, mine in owned(learner_id).items())
    for table, named in hosted(learner_id).items():
        session.execute(update(table).where(named).values(host_id=NOBODY))
    return deleted


def _affected(session: Session, statement: Any) -> int:
    return int(session.execute(statement.execution_options(synchronize_session=False)).rowcount)  # type: ignore[attr-defined]  # of what was changed


def _described(kind: Kind) -> Mapping[str, str]:
    return {"what": kind.what, "why": kind.why, "how_long": kind.how_long}


def _csv(lines: Sequence[tuple[object, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(value) for value in line] for line in lines)
    return text.getvalue()


def _harmless(value: object) -> object:
    """Return a value that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def _name(table: type[Table]) -> str:
    model: Any = table
    return str(model.__tablename__)
