"""Where the tutor can't be any more, what was going on ends at once; answers stay, and each host is told once."""

from __future__ import annotations

import datetime as dt

import pytest

from quizzes.database import Database
from quizzes.errors import QuestionClosed
from quizzes.lost_places import Affected, LostPlaces
from tests.quizzes.game import ANA, BO, CHANNEL, GUILD, HOST
from tests.quizzes.schedules.planned import MONDAY, PlannedGame, berlin

DAY = dt.timedelta(days=1)


@pytest.fixture
def game(database: Database) -> PlannedGame:
    planned = PlannedGame(database)
    planned.now = berlin(MONDAY, 6)
    return planned


async def test_a_lost_channel_ends_its_round_and_its_answers_count(game: PlannedGame) -> None:
    view = game.start()
    await game.pass_time()
    game.answer(view.id, 1, BO)
    places = LostPlaces(game.rounds)
    assert places.lost_channel(CHANNEL, game.now) == [Affected(HOST, CHANNEL)]
    assert places.lost_channel(CHANNEL, game.now) == [], "what has ended is not told again"
    assert game.rounds.result(view.id).round.state == "settled"
    assert game.scores.score_of(BO, None, game.now).points == 1
    with pytest.raises(QuestionClosed):
        game.answer(view.id, 1, ANA)
    shown = list(game.presenter.seen)
    await game.pass_time(600)
    assert game.presenter.seen == shown
    assert game.presenter.told == []
    assert game.start().state == "playing", "the channel is free"


async def test_a_lost_channel_stops_its_schedules_until_they_are_resumed(game: PlannedGame) -> None:
    schedule_id = game.add_daily()
    assert LostPlaces(game.rounds).lost_channel(CHANNEL, game.now) == [Affected(HOST, CHANNEL)]
    assert (game.view(schedule_id).state, game.view(schedule_id).failure) == ("broken", "channel-lost")
    await game.through(berlin(MONDAY + DAY, 10), dt.timedelta(hours=1))
    assert game.days == []
    game.schedules.resume(schedule_id, GUILD, game.now)
    await game.through(berlin(MONDAY + 2 * DAY, 10), dt.timedelta(hours=1))
    assert game.days == [MONDAY + 2 * DAY]


async def test_a_round_elsewhere_goes_on(game: PlannedGame) -> None:
    view = game.start(channel=CHANNEL + 1)
    assert LostPlaces(game.rounds).lost_channel(CHANNEL, game.now) == []
    assert LostPlaces(game.rounds).lost_server(GUILD + 1, game.now) == []
    assert game.rounds.result(view.id).round.state == "playing"


async def test_a_server_that_the_tutor_left_gets_nothing_more(game: PlannedGame) -> None:
    game.add_daily()
    await game.at(berlin(MONDAY, 9))
    views = [game.start(channel=CHANNEL + place) for place in (1, 2)]
    assert LostPlaces(game.rounds).lost_server(GUILD, game.now) == [Affected(HOST, CHANNEL)], "each host once"
    assert [game.rounds.result(view.id).round.state for view in views] == ["settled", "settled"]
    assert game.schedules.of_server(GUILD) == []
    await game.through(berlin(MONDAY + 2 * DAY, 10), dt.timedelta(hours=1))
    assert (game.days, game.shown.closed) == ([MONDAY], [])
