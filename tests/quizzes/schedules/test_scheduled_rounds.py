"""Rounds that a schedule opens: their lobby is announced, they begin on time, and are called off if too few come."""

from __future__ import annotations

import datetime as dt

from quizzes import due
from quizzes.errors import ChannelLost
from tests.quizzes.game import ANA, BO, CHANNEL, GUILD, HOST

from .planned import MONDAY, PlannedGame, berlin

DAY = dt.timedelta(days=1)
SECOND = dt.timedelta(seconds=1)


async def test_its_lobby_opens_and_it_begins_by_itself(game: PlannedGame) -> None:
    game.add_round()
    await game.at(berlin(MONDAY, 9))
    assert game.shown.seen == ["lobby: 0 lobby"]
    assert game.shown.lobbies[0].scheduled
    game.steering.join(game.shown.lobbies[0].round.id, ANA, game.now)
    await game.through(game.now + dt.timedelta(minutes=5), SECOND)
    assert game.shown.seen[-3:] == ["ask 2", "reveal 2", "finish"]
    assert game.view(1).next_at == berlin(MONDAY + DAY, 9)


async def test_it_is_announced_ahead_and_begins_at_its_time(game: PlannedGame) -> None:
    game.add_round(announce_minutes=15)
    await game.at(berlin(MONDAY, 8, 44))
    assert game.shown.lobbies == []
    await game.at(berlin(MONDAY, 8, 45))
    assert [lobby.starts_at for lobby in game.shown.lobbies] == [berlin(MONDAY, 9)]
    await game.at(berlin(MONDAY, 8, 59))
    assert "ask 1" not in game.shown.seen
    await game.at(berlin(MONDAY, 9))
    assert "ask 1" in game.shown.seen


async def test_a_change_between_announcement_and_start_does_not_open_a_second_lobby(game: PlannedGame) -> None:
    schedule_id = game.add_round(announce_minutes=15)
    await game.at(berlin(MONDAY, 8, 50))
    game.schedules.skip(schedule_id, GUILD, {MONDAY + 9 * DAY}, game.now)
    await game.at(berlin(MONDAY, 8, 51))
    assert len(game.shown.messages) == 1


async def test_one_that_is_set_up_after_its_announcement_was_due_is_announced_at_once(game: PlannedGame) -> None:
    game.now = berlin(MONDAY, 8, 55)
    game.add_round(announce_minutes=15)
    await game.at(game.now)
    assert [lobby.starts_at for lobby in game.shown.lobbies] == [berlin(MONDAY, 9)]


async def test_without_its_quorum_it_is_called_off_and_the_next_one_comes(game: PlannedGame) -> None:
    game.add_round(announce_minutes=5, quorum=2)
    await game.at(berlin(MONDAY, 8, 55))
    game.steering.join(game.shown.lobbies[0].round.id, ANA, game.now)
    await game.through(berlin(MONDAY, 9, 1), SECOND * 10)
    assert game.shown.seen[-1] == "lobby: 1 called_off"
    assert "ask 1" not in game.shown.seen
    assert game.rounds.playing_in(CHANNEL) is None
    await game.at(berlin(MONDAY + DAY, 8, 55))
    for learner in (ANA, BO):
        game.steering.join(game.shown.lobbies[-1].round.id, learner, game.now)
    await game.at(berlin(MONDAY + DAY, 9))
    assert "ask 1" in game.shown.seen


async def test_it_waits_until_the_channels_round_is_over(game: PlannedGame) -> None:
    game.add_round()
    await game.at(berlin(MONDAY, 8, 59))
    game.start(length=1)
    await game.through(berlin(MONDAY, 9), SECOND)
    assert game.shown.lobbies == []
    await game.through(berlin(MONDAY, 9, 3), SECOND)
    assert len(game.shown.lobbies) > 0
    assert "finish" in game.shown.seen


async def test_a_channel_that_stays_busy_is_given_up_with_a_record(game: PlannedGame) -> None:
    schedule_id = game.add_round()
    await game.at(berlin(MONDAY, 8, 59))
    view = game.start(length=1)
    with game.rounds.transaction() as progress:  # a question that somebody extends again and again
        due.put_off(progress.session, due.of_round(view.id), "ask", 1, berlin(MONDAY, 12))
    await game.through(berlin(MONDAY, 9, 12), SECOND * 15)
    assert game.shown.lobbies == []
    assert game.left_out() == [MONDAY]
    assert game.view(schedule_id).failure == "round-running"
    game.steering.stop(view.id, HOST, game.now)
    await game.at(berlin(MONDAY + DAY, 9))
    assert len(game.shown.lobbies) == 1


async def test_one_that_nobody_could_open_in_time_is_left_out_as_too_late(game: PlannedGame) -> None:
    schedule_id = game.add_round(announce_minutes=5)
    await game.at(berlin(MONDAY, 9, 11))
    assert (game.shown.seen, game.view(schedule_id).failure) == ([], "too-late")


async def test_one_that_is_opened_late_leaves_time_to_join(game: PlannedGame) -> None:
    game.add_round(announce_minutes=5)
    await game.at(berlin(MONDAY, 9, 4))
    assert [lobby.starts_at for lobby in game.shown.lobbies] == [berlin(MONDAY, 9, 4) + 30 * SECOND]


async def test_a_lost_channel_ends_the_round_and_stops_the_schedule_and_tells_the_host_once(game: PlannedGame) -> None:
    schedule_id = game.add_round()
    game.shown.failing["lobby"] = [ChannelLost("gone") for _ in range(3)]
    await game.through(berlin(MONDAY + 2 * DAY, 10), dt.timedelta(hours=1))
    assert game.shown.told == [(HOST, CHANNEL, "gone")]
    assert game.view(schedule_id).state == "broken"
    assert game.rounds.playing_in(CHANNEL) is None


async def test_run_now_opens_the_lobby_at_once(game: PlannedGame) -> None:
    schedule_id = game.add_round()
    game.schedules.run_now(schedule_id, GUILD, game.now)
    await game.at(game.now)
    assert [lobby.starts_at for lobby in game.shown.lobbies] == [game.now + 30 * SECOND]
    await game.at(berlin(MONDAY, 9))
    assert len(game.shown.messages) == 1 + ("ask 1" in game.shown.seen)
