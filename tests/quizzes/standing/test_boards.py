"""Boards: those who joined, by first-try points, since midnight in the server's zone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from quizzes.database import Database
from quizzes.errors import NoQuestions
from quizzes.standing.boards import IMPROVED_TRIES, PAGE, Boards
from quizzes.standing.members import Members
from quizzes.standing.standing_views import Board
from quizzes.standing.windows import When, window_of
from quizzes.tables import ServerRow
from tests.quizzes.game import ANA, BO, CHRIS, GUILD, START, small_bank

from .past import Past

DINA = CHRIS + 1


@pytest.fixture
def members(database: Database) -> Members:
    return Members(database)


@pytest.fixture
def listed(members: Members) -> Members:
    for learner in (ANA, BO, CHRIS, DINA):
        members.join_board(GUILD, learner, START)
    return members


def board(database: Database, viewer: int = ANA, **what: Any) -> Board:
    return Boards(database, small_bank()).board(GUILD, viewer, START, **what)


def places(found: Board) -> list[tuple[int, int, int]]:
    return [(place.place, place.learner_id, place.points) for place in found.places]


def answers(past: Past, learner: int, right: int, wrong: int = 0, **more: Any) -> None:
    for number in range(right + wrong):
        past.answer(f"question-{number + 1}", learner=learner, right=number < right, **more)


@pytest.mark.usefixtures("listed")
def test_the_same_points_share_a_place(database: Database, past: Past) -> None:
    for learner, points in ((ANA, 2), (BO, 3), (CHRIS, 2), (DINA, 1)):
        answers(past, learner, points)
    assert places(board(database)) == [(1, BO, 3), (2, ANA, 2), (2, CHRIS, 2), (4, DINA, 1)]


def test_nobody_is_listed_who_did_not_join_yet_sees_the_place_they_would_have(
    database: Database, past: Past, members: Members
) -> None:
    for learner, points in ((ANA, 2), (BO, 3), (CHRIS, 1)):
        answers(past, learner, points)
    members.join_board(GUILD, BO, START)
    members.join_board(GUILD, CHRIS, START)
    found = board(database)
    assert places(found) == [(1, BO, 3), (2, CHRIS, 1)]
    assert found.own
    assert (found.own.place, found.own.points, found.listed) == (2, 2, False)
    members.leave_board(GUILD, BO, START)
    assert places(board(database)) == [(1, CHRIS, 1)]


def test_who_has_points_is_asked_once(database: Database, past: Past, members: Members) -> None:
    assert not board(database).invites
    answers(past, ANA, 1)
    assert board(database).invites
    members.note_asked(GUILD, ANA, START)
    assert not board(database).invites
    assert not board(database).listed


@pytest.mark.usefixtures("listed")
def test_repeated_answers_and_other_servers_earn_nothing(database: Database, past: Past) -> None:
    answers(past, ANA, 1)
    answers(past, ANA, 3, first_try=False)
    answers(past, ANA, 3, guild=GUILD + 1)
    answers(past, BO, 2)
    assert places(board(database, when="all")) == [(1, BO, 2), (2, ANA, 1)]


@pytest.mark.usefixtures("listed")
def test_each_stretch_of_time_counts_what_lies_in_it(database: Database, past: Past) -> None:
    for days in (0, -3, -25, -60, -400):  # Monday 23 November; the 20th; 29 October; 24 September; a year back
        past.answer("question-1", days=days)
    windows: tuple[When, ...] = ("week", "month", "season", "all")
    assert [places(board(database, when=when))[0][2] for when in windows] == [1, 2, 3, 5]


@pytest.mark.usefixtures("listed")
def test_a_week_begins_in_the_servers_zone(database: Database, past: Past) -> None:
    past.answer("question-1", days=-0.4)  # Sunday 23:24 UTC: Monday already in Berlin
    assert places(board(database)) == []
    with database.transaction() as session:
        session.add(ServerRow(guild_id=GUILD, zone="Europe/Berlin", changed_at=START))
    assert places(board(database)) == [(1, ANA, 1)]


@pytest.mark.usefixtures("listed")
def test_a_board_can_be_about_one_topic(database: Database, past: Past) -> None:
    past.answer("question-1")
    past.answer("question-4")
    past.answer("question-1", learner=BO)
    assert places(board(database, topic="vault")) == [(1, ANA, 1)]
    assert places(board(database, topic="mixed")) == [(1, ANA, 2), (2, BO, 1)]
    with pytest.raises(NoQuestions):
        board(database, topic="no-such-topic")


@pytest.mark.usefixtures("listed")
def test_most_improved_is_whose_share_of_right_first_tries_grew_most(database: Database, past: Past) -> None:
    half = IMPROVED_TRIES // 2
    for learner, then, now in ((ANA, half, IMPROVED_TRIES), (BO, 0, half - 1), (CHRIS, 1, IMPROVED_TRIES)):
        answers(past, learner, then, IMPROVED_TRIES - then, days=-5)
        answers(past, learner, now, IMPROVED_TRIES - now)
    answers(past, DINA, IMPROVED_TRIES)
    best = board(database).improved
    assert best
    assert (best.learner_id, best.before, best.now, best.first_tries) == (CHRIS, 0.1, 1.0, IMPROVED_TRIES)
    assert board(database, when="all").improved is None


def test_a_board_has_pages_and_the_own_place_is_on_each(database: Database, past: Past, listed: Members) -> None:
    for number in range(PAGE + 2):
        listed.join_board(GUILD, ANA + 100 + number, START)
        answers(past, ANA + 100 + number, 2)
    answers(past, ANA, 1)
    first, last = board(database), board(database, page=9)
    assert (len(first.places), first.page, first.pages, first.total) == (PAGE, 1, 2, PAGE + 3)
    assert (len(last.places), last.page) == (3, 2)
    assert first.own
    assert first.own.place == PAGE + 3


@pytest.mark.usefixtures("listed")
def test_the_host_is_given_all_places_of_those_who_joined(database: Database, past: Past, members: Members) -> None:
    answers(past, ANA, 2)
    answers(past, BO, 1)
    members.set_alias(GUILD, BO, "Quiet One", START)
    answers(past, ANA + 50, 4)
    found = Boards(database, small_bank()).standings(GUILD, START)
    assert [(place.place, place.learner_id, place.alias) for place in found] == [(1, ANA, None), (2, BO, "Quiet One")]


@pytest.mark.parametrize(
    ("when", "begins", "before"),
    [("week", (2026, 11, 22, 23), (2026, 11, 15, 23)), ("month", (2026, 10, 31, 23), (2026, 9, 30, 22)),
     ("season", (2026, 9, 30, 22), (2026, 6, 30, 22))],
)  # fmt: skip
def test_stretches_of_time_begin_at_local_midnight(
    when: When, begins: tuple[int, int, int, int], before: tuple[int, int, int, int]
) -> None:
    window = window_of(when, START, "Europe/Berlin")
    assert window.begins_at == dt.datetime(*begins, tzinfo=dt.UTC)
    assert window.before == dt.datetime(*before, tzinfo=dt.UTC)
