"""Whatever order answers, corrections and deletions come in, standings are what plain Python makes of the rest."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete
from sqlmodel import col, select

from quizzes.database import Database
from quizzes.standing.boards import Boards
from quizzes.standing.members import Members
from quizzes.standing.regrading import Regrading
from quizzes.standing.scores import Scores
from quizzes.standing.windows import When, window_of
from quizzes.tables import AnswerRow, MemberRow, RegradedAnswerRow, RegradeRow, RoundRow
from tests.quizzes.game import ANA, BO, CHRIS, GUILD, START, question, small_bank, small_knowledge

from .past import Past
from .test_regrading import corrected

FIRST = question(1).model_copy(update={"twin": "question-2"})
SECOND = question(2).model_copy(update={"twin": "question-1"})
PLAIN, VAULT = question(3), question(4, "vault")
VERSIONS = {q.id: (q, corrected(q)) for q in (FIRST, SECOND, PLAIN, VAULT)}
LEARNERS = (ANA, BO, CHRIS)
WINDOWS: tuple[When, ...] = ("week", "season", "all")

answers = st.tuples(
    st.just("answer"), st.sampled_from(LEARNERS), st.sampled_from(sorted(VERSIONS)), st.integers(0, 3),
    st.sampled_from([GUILD, GUILD + 1, None]), st.sampled_from([0.1, -3.0, -100.0]), st.booleans(),
)  # fmt: skip
regrades = st.tuples(st.just("regrade"), st.sampled_from(sorted(VERSIONS)), st.integers(0, 1))
deletions = st.tuples(st.just("delete"), st.sampled_from(LEARNERS))
joins = st.tuples(st.just("join"), st.sampled_from(LEARNERS))


class Model:
    """The same in plain Python: a list of answers, worth what the last correction says."""

    def __init__(self) -> None:
        self.answers: list[dict[str, Any]] = []
        self.listed: set[int] = set()

    def right(self, learner: int, guild: int | None, since: dt.datetime | None, topic: str) -> Counter[str]:
        found: Counter[str] = Counter()
        for answer in self.answers:
            mine = answer["learner"] == learner and answer["first_try"] and guild in (None, answer["guild"])
            late = since is None or answer["at"] >= since
            if mine and late and answer["right"] and (not topic or topic in VERSIONS[answer["question"]][0].topics):
                found[answer["question"]] += 1
        return found

    def points(self, learner: int, guild: int | None, since: dt.datetime | None = None, topic: str = "") -> int:
        found = self.right(learner, guild, since, topic)
        twins = {name: versions[0].twin for name, versions in VERSIONS.items()}
        return sum(times for name, times in found.items() if twins[name] is None or found[twins[name] or ""])

    def ranking(self, since: dt.datetime | None, topic: str) -> list[tuple[int, int, int]]:
        points = {learner: self.points(learner, GUILD, since, topic) for learner in sorted(self.listed)}
        order = sorted((learner for learner in points if points[learner]), key=lambda one: (-points[one], one))
        return [(1 + sum(p > points[one] for p in points.values()), one, points[one]) for one in order]


def apply(step: tuple[Any, ...], database: Database, model: Model) -> None:
    match step:
        case ("answer", learner, name, option, guild, days, first_try):
            asked = VERSIONS[name][0]
            right = asked.options[option].right
            Past(database).answer(
                name, days=days, right=right, guild=guild, learner=learner, asked=asked, chosen=str(option),
                misconception=asked.options[option].misconception, first_try=first_try,
            )  # fmt: skip
            at = START + dt.timedelta(days=days)
            model.answers.append(
                {"learner": learner, "question": name, "option": option, "guild": guild, "at": at, "right": right,
                 "first_try": first_try}
            )  # fmt: skip
        case ("regrade", name, version):
            # Each regrade is to a version of its own, as a curator's corrections are.
            now = VERSIONS[name][version].model_copy(update={"explanation": f"Because of {len(model.answers)}."})
            Regrading(database, small_bank(now)).regrade(name, "It was wrong.", START)
            rights = {option.text for option in now.options if option.right}
            for answer in model.answers:
                if answer["question"] == name:
                    answer["right"] = VERSIONS[name][0].options[answer["option"]].text in rights
        case ("delete", learner):
            with database.transaction() as session:
                for table in (RegradedAnswerRow, AnswerRow, MemberRow):
                    session.execute(delete(table).where(col(table.learner_id) == learner))
            model.answers = [answer for answer in model.answers if answer["learner"] != learner]
            model.listed.discard(learner)
        case ("join", learner):
            Members(database).join_board(GUILD, learner, START)
            model.listed.add(learner)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.one_of(answers, answers, answers, regrades, deletions, joins), max_size=25))
def test_standings_are_what_a_recomputation_from_scratch_gives(
    database: Database, steps: list[tuple[Any, ...]]
) -> None:
    with database.transaction() as session:
        for table in (RoundRow, RegradeRow, MemberRow):  # the last example's; answers go with their rounds
            session.execute(delete(table))
        assert not session.exec(select(AnswerRow)).all()
        assert not session.exec(select(RegradedAnswerRow)).all()
    model = Model()
    for step in steps:
        apply(step, database, model)
    bank = small_bank(FIRST, SECOND, PLAIN, VAULT)
    scores, boards = Scores(database, bank, small_knowledge()), Boards(database, bank)
    for learner in LEARNERS:
        for guild in (GUILD, None):
            found = scores.score_of(learner, guild, START)
            assert found.points == model.points(learner, guild)
            assert found.first_right == model.right(learner, guild, None, "").total()
    for when in WINDOWS:
        for topic in ("", "hsm"):
            board = boards.board(GUILD, ANA, START, when=when, topic=topic)
            since = window_of(when, START, "UTC").begins_at
            assert [(p.place, p.learner_id, p.points) for p in board.places] == model.ranking(since, topic)
            own = model.points(ANA, GUILD, since, topic)
            assert (board.own.points if board.own else 0) == own
