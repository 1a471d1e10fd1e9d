"""Whatever a learner did: after the deletion no row of any table names them, and the others' rows are as before."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete
from sqlmodel import col, select

from quizzes import due
from quizzes.answer_rows import Given
from quizzes.database import Database
from quizzes.feedback import Feedback
from quizzes.learners import Learners
from quizzes.learning.exam_views import ExamPage
from quizzes.learning.exams import Exams
from quizzes.privacy.privacy import Privacy
from quizzes.round_rows import NewRound
from quizzes.standing.members import Members
from quizzes.tables import ConfidenceRow, RoundRow, ScheduleRow, metadata
from tests.quizzes.game import ANA, BO, CHANNEL, GUILD, START, Game, small_knowledge

LEARNERS = st.sampled_from([ANA, BO])
STEPS = st.tuples(
    st.sampled_from(["host", "group", "solo", "exam", "hand_in", "vote", "settings", "board", "remind", "schedule"]),
    LEARNERS,
)


def rows(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    with database.transaction() as session:
        return {
            table.name: sorted((tuple(row) for row in session.execute(table.select())), key=repr)
            for table in metadata.sorted_tables
        }


def naming(database: Database, learner: int) -> list[str]:
    """Every row of every table that holds a learner's id, in whatever column."""
    return [f"{table}: {row}" for table, found in rows(database).items() for row in found if str(learner) in repr(row)]


class Life:
    """What a learner may do, in a game; each step by its name."""

    def __init__(self, game: Game) -> None:
        self.game = game
        self.exams = Exams(game.database, game.bank, small_knowledge())

    def host(self, learner: int, number: int) -> None:
        new = NewRound(GUILD, CHANNEL + 1000 + number, learner, "hsm", 2)
        self.game.rounds.start_in_channel(new, self.game.now, self.game.rng)

    def group(self, learner: int, number: int) -> None:  # noqa: ARG002
        newest = select(RoundRow.id).where(RoundRow.form == "group").order_by(col(RoundRow.id).desc()).limit(1)
        with self.game.rounds.transaction() as progress:
            round_id = progress.session.exec(newest).one_or_none()
            if round_id is None:
                return
            opened = progress.open_question(round_id, 1, self.game.now)
            if opened is not None and opened.opened_at is None:
                progress.posted(round_id, 1, 1, self.game.now)
        self.game.answer(round_id, 1, learner)

    def solo(self, learner: int, number: int) -> None:  # noqa: ARG002
        card, _ = self.game.start_private(learner)
        self.game.rounds.answer_private(card.round.id, 1, Given((0,)), learner, self.game.now)

    def exam(self, learner: int, number: int) -> int:  # noqa: ARG002
        new = NewRound(GUILD, CHANNEL, learner, "mixed", 4)
        page = self.exams.open(new, 10, self.game.now, self.game.rng)
        assert isinstance(page, ExamPage)
        self.exams.answer(page.card.round.id, 1, Given((1,)), learner, self.game.now)
        return page.card.round.id

    def hand_in(self, learner: int, number: int) -> None:
        self.exams.hand_in(self.exam(learner, number), learner, self.game.now)

    def vote(self, learner: int, number: int) -> None:
        Feedback(self.game.database).record_vote(learner, GUILD, f"entry-{number}", helpful=True, now=self.game.now)

    def settings(self, learner: int, number: int) -> None:  # noqa: ARG002
        Learners(self.game.database).set_zone(learner, "Europe/Berlin", self.game.now)

    def board(self, learner: int, number: int) -> None:
        Members(self.game.database).set_alias(GUILD + 1000 + number, learner, f"Alias {number}", self.game.now)

    def remind(self, learner: int, number: int) -> None:
        with self.game.database.transaction() as session:
            due.plan(session, due.of_learner(learner), "remind", number, self.game.now)

    def schedule(self, learner: int, number: int) -> None:  # noqa: ARG002
        row = ScheduleRow(
            guild_id=GUILD, channel_id=CHANNEL, host_id=learner, kind="daily", topic="mixed", length=1, zone="UTC",
            at=dt.time(9), weekdays="1234567", state="active", changed_at=self.game.now,
        )  # fmt: skip
        with self.game.database.transaction() as session:
            session.add(row)


def apply(game: Game, step: str, learner: int, number: int) -> None:
    getattr(Life(game), step)(learner, number)


def emptied(database: Database) -> None:
    with database.transaction() as session:
        for table in reversed(metadata.sorted_tables):
            session.execute(delete(table))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=15))
def test_after_a_deletion_no_row_of_any_table_names_the_learner(
    database: Database, steps: list[tuple[str, int]]
) -> None:
    emptied(database)
    game = Game(database)
    for number, (step, learner) in enumerate(steps):
        apply(game, step, learner, number)
    others = naming(database, BO)
    Privacy(database, game.bank).delete(ANA)
    assert naming(database, ANA) == []
    assert naming(database, BO) == others
    assert Privacy(database, game.bank).delete(ANA) == 0, "done twice it finds nothing"


def test_rounds_of_a_group_stay_without_their_host_and_private_ones_go(game: Game) -> None:
    apply(game, "host", ANA, 0)
    apply(game, "group", BO, 1)
    apply(game, "solo", ANA, 2)
    Privacy(game.database, game.bank).delete(ANA)
    with game.database.transaction() as session:
        found = session.exec(select(RoundRow)).all()
    assert [(row.form, row.host_id) for row in found] == [("group", 0)]
    assert len(rows(game.database)["ballot"]) == 1


def test_what_was_said_on_how_sure_one_was_goes_with_the_answer(game: Game) -> None:
    apply(game, "solo", ANA, 0)
    with game.database.transaction() as session:
        answer = rows(game.database)["answer"][0]
        session.add(ConfidenceRow(answer_id=answer[0], sure=True, said_at=START))
    Privacy(game.database, game.bank).delete(ANA)
    assert rows(game.database)["confidence"] == []


def test_the_export_holds_every_row_that_names_the_learner_and_none_of_another(game: Game) -> None:
    for number, step in enumerate(["host", "group", "solo", "hand_in", "exam", "vote", "settings", "board", "remind"]):
        apply(game, step, ANA, number)
        if step != "host":
            apply(game, step, BO, 100 + number)
    files = Privacy(game.database, game.bank).export(ANA, START)
    content = json.loads(files["my-data.json"])
    mine = naming(game.database, ANA)
    assert sum(str(ANA) in json.dumps(row) for found in content["rows"].values() for row in found) == len(mine)
    assert str(BO) not in files["my-data.json"].decode()
    lines = list(csv.DictReader(io.StringIO(files["my-answers.csv"].decode())))
    assert len(lines) == len(content["rows"]["answer"]) > 0
    assert all(line["question"].startswith("Which of these") for line in lines)


def test_a_typed_answer_is_no_formula_in_a_spreadsheet(game: Game) -> None:
    apply(game, "solo", ANA, 0)
    with game.database.transaction() as session:
        session.execute(metadata.tables["answer"].update().values(typed="=HYPERLINK(1)"))
    files = Privacy(game.database, game.bank).export(ANA, START)
    assert "'=HYPERLINK(1)" in files["my-answers.csv"].decode()
