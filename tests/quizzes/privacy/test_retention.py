"""Things are kept for as long as is said, and no longer."""

from __future__ import annotations

import datetime as dt

from sqlmodel import col, select

from quizzes import due
from quizzes.database import Database
from quizzes.learners import Learners
from quizzes.privacy.periods import ACTIONS_KEPT, DEPARTED_KEPT, INACTIVE
from quizzes.privacy.retention import Ended, Retention
from quizzes.servers import Servers
from quizzes.standing.members import Members
from quizzes.tables import AnswerRow, DepartedServerRow, DueActionRow, MemberRow, RoundRow, ScheduleRow, ServerRow
from tests.quizzes.game import ANA, BO, CHANNEL, GUILD, START, Game
from tests.quizzes.standing.past import Past

SECOND = dt.timedelta(seconds=1)
NOTHING = Ended(0, 0, 0)


def learners(database: Database) -> list[int]:
    with database.transaction() as session:
        return sorted(set(session.exec(select(AnswerRow.learner_id))))


def test_done_actions_go_after_thirty_days_and_pending_ones_stay(database: Database) -> None:
    retention = Retention(database)
    with database.transaction() as session:
        due.plan(session, due.of_round(1), "ask", 1, START)
        due.plan(session, due.of_round(1), "ask", 2, START)
        due.cancel(session, due.of_round(1), START, ["ask"])
        due.give_up(session, due.of_round(2), "ask", 1, START, START, "why")
        due.plan(session, due.of_round(3), "ask", 1, START)
    assert retention.enforce(START + ACTIONS_KEPT - SECOND) == NOTHING
    assert retention.enforce(START + ACTIONS_KEPT).actions == 3
    with database.transaction() as session:
        assert session.exec(select(DueActionRow.subject_id)).all() == [3]


def test_a_learner_who_was_away_for_two_years_is_forgotten(database: Database) -> None:
    Past(database).answer("question-1")
    Past(database).answer("question-1", learner=BO, days=1)
    retention = Retention(database)
    assert retention.enforce(START + INACTIVE - SECOND) == NOTHING
    assert retention.enforce(START + INACTIVE).learners == 1
    assert learners(database) == [BO]


def test_any_sign_of_a_learner_keeps_their_answers(database: Database) -> None:
    Past(database).answer("question-1")
    Learners(database).set_zone(ANA, "Europe/Berlin", START + dt.timedelta(days=30))
    assert Retention(database).enforce(START + INACTIVE).learners == 0
    assert learners(database) == [ANA]
    assert Retention(database).enforce(START + INACTIVE + dt.timedelta(days=30)).learners == 1
    assert learners(database) == []


def test_someone_who_only_joined_a_board_is_forgotten_as_well(database: Database) -> None:
    Members(database).join_board(GUILD, ANA, START)
    assert Retention(database).enforce(START + INACTIVE).learners == 1
    with database.transaction() as session:
        assert not session.exec(select(MemberRow)).all()


def departed(game: Game) -> Retention:
    Past(game.database).answer("question-1")
    Past(game.database).answer("question-2", guild=GUILD + 1)
    game.start()
    Servers(game.database).set_zone(GUILD, "Europe/Berlin", START)
    Members(game.database).join_board(GUILD, ANA, START)
    row = ScheduleRow(
        guild_id=GUILD, channel_id=CHANNEL, host_id=ANA, kind="daily", topic="mixed", length=1, zone="UTC",
        at=dt.time(9), weekdays="1234567", state="active", changed_at=START,
    )  # fmt: skip
    with game.database.transaction() as session:
        session.add(row)
        session.flush()
        due.plan(session, due.of_schedule(row.id or 0), "occur", 1, START + dt.timedelta(days=100))
    retention = Retention(game.database)
    retention.left(GUILD, START)
    return retention


def test_thirty_days_after_it_was_left_nothing_names_a_server_and_learners_keep_their_answers(game: Game) -> None:
    retention = departed(game)
    retention.left(GUILD, START + dt.timedelta(days=20))  # told twice, as after a restart
    assert retention.enforce(START + DEPARTED_KEPT - SECOND) == NOTHING
    assert retention.enforce(START + DEPARTED_KEPT).servers == 1
    with game.database.transaction() as session:
        answers = session.exec(select(AnswerRow.guild_id).order_by(col(AnswerRow.id))).all()
        assert list(answers) == [None, GUILD + 1]
        rounds = session.exec(select(RoundRow).where(col(RoundRow.guild_id).is_(None))).all()
        assert {(row.form, row.channel_id, row.state) for row in rounds} == {
            ("solo", 0, "finished"), ("group", 0, "settled"),
        }  # fmt: skip
        assert {row.host_id for row in rounds} == {ANA, 0}, "of a private round the host is the learner"
        for table in (ServerRow, MemberRow, ScheduleRow, DepartedServerRow, DueActionRow):
            assert not session.exec(select(table)).all()
    assert retention.enforce(START + DEPARTED_KEPT) == NOTHING


def test_coming_back_within_thirty_days_stops_the_clock(game: Game) -> None:
    retention = departed(game)
    retention.joined(GUILD)
    assert retention.enforce(START + DEPARTED_KEPT * 2).servers == 0
    with game.database.transaction() as session:
        assert session.exec(select(ScheduleRow)).one().guild_id == GUILD


def test_servers_that_were_left_while_nobody_was_connected_are_found_by_whoever_would_see_them(game: Game) -> None:
    retention = departed(game)
    retention.joined(GUILD)
    retention.reconcile({GUILD + 1}, START, lambda guild_id: guild_id != GUILD)
    assert retention.enforce(START + DEPARTED_KEPT).servers == 0
    retention.reconcile({GUILD + 1}, START, lambda _: True)
    assert retention.enforce(START + DEPARTED_KEPT).servers == 1
    retention.left(GUILD + 1, START)
    retention.reconcile({GUILD + 1}, START, lambda _: True)
    assert retention.enforce(START + DEPARTED_KEPT).servers == 0
