"""Daily questions: posted once for each local date, on time or late and said so, whatever happens to the clock."""

from __future__ import annotations

import asyncio
import datetime as dt
import zoneinfo

import pytest

from quizzes.database import Database
from quizzes.errors import ChannelLost, DoneForToday, NotRunning, ScheduleNotFound
from quizzes.schedules import calendar
from quizzes.tables import ScheduleRow
from tests.quizzes.game import CHANNEL, GUILD, HOST, Killed

from .planned import BERLIN, MONDAY, NINE, PlannedGame, berlin

DAY = dt.timedelta(days=1)


def days(count: int, first: dt.date = MONDAY) -> list[dt.date]:
    return [first + number * DAY for number in range(count)]


async def test_it_is_posted_once_on_each_local_date(game: PlannedGame) -> None:
    game.add_daily()
    await game.through(berlin(MONDAY + 4 * DAY, 8))
    assert game.days == days(4)
    assert not any(post.late for post in game.shown.dailies)
    assert [post.due_at for post in game.shown.dailies] == [berlin(day, 9) for day in days(4)]


async def test_weekdays_and_skipped_dates_are_left_out(game: PlannedGame) -> None:
    schedule_id = game.add_daily(weekdays=frozenset({1, 2, 3}))
    game.schedules.skip(schedule_id, GUILD, {MONDAY + DAY}, game.now)
    await game.through(berlin(MONDAY + 8 * DAY, 8), dt.timedelta(hours=1))
    assert game.days == [MONDAY, MONDAY + 2 * DAY, MONDAY + 7 * DAY]


async def test_a_post_that_comes_within_the_grace_says_that_it_is_late(game: PlannedGame) -> None:
    game.add_daily()
    await game.at(berlin(MONDAY, 13))
    assert [(post.day, post.late) for post in game.shown.dailies] == [(MONDAY, True)]


async def test_after_the_grace_the_date_is_left_out_with_a_record(game: PlannedGame) -> None:
    schedule_id = game.add_daily()
    await game.at(berlin(MONDAY, 16))
    assert game.days == []
    assert game.left_out() == [MONDAY]
    assert game.view(schedule_id).failure == "too-late"
    await game.through(berlin(MONDAY + DAY, 10))
    assert game.days == [MONDAY + DAY]


async def test_after_days_away_only_the_newest_is_posted_and_the_others_are_recorded(game: PlannedGame) -> None:
    game.add_daily()
    await game.at(berlin(MONDAY, 9))
    game.restart()
    await game.at(berlin(MONDAY + 5 * DAY, 11))
    assert game.days == [MONDAY, MONDAY + 5 * DAY]
    assert game.shown.dailies[-1].late
    assert game.left_out() == days(4, MONDAY + DAY)
    await game.through(berlin(MONDAY + 7 * DAY, 8))
    assert game.days == [MONDAY, MONDAY + 5 * DAY, MONDAY + 6 * DAY]


async def test_a_process_killed_after_the_post_left_does_not_post_again(game: PlannedGame) -> None:
    game.add_daily()
    game.shown.crash_after = "daily"
    with pytest.raises(Killed):
        await game.at(berlin(MONDAY, 9))
    game.restart()
    await game.at(berlin(MONDAY, 9, 1))
    assert game.days == [MONDAY]
    card = game.daily_questions.open_in(GUILD, HOST)[0].card
    assert card.message_id == game.shown.messages[card.key]


async def test_two_dispatchers_at_once_post_it_once(game: PlannedGame) -> None:
    for channel in range(6):
        game.add_daily(at=dt.time(9, channel))
    both = game.dispatcher, game.another_dispatcher()
    game.now = berlin(MONDAY, 9, 30)
    worked = await asyncio.gather(*(dispatcher.run_due(game.now) for dispatcher in both))
    assert sum(worked) == 6
    assert len(game.shown.dailies) == len(game.shown.messages) == 6


async def test_a_schedule_that_is_paused_posts_again_when_it_is_resumed(game: PlannedGame) -> None:
    schedule_id = game.add_daily()
    assert game.schedules.pause(schedule_id, GUILD, None, game.now).dates == ()
    await game.through(berlin(MONDAY + 2 * DAY, 12), dt.timedelta(hours=1))
    assert game.days == []
    game.schedules.resume(schedule_id, GUILD, game.now)
    await game.through(berlin(MONDAY + 4 * DAY, 8), dt.timedelta(hours=1))
    assert game.days == [MONDAY + 3 * DAY]


async def test_a_pause_until_a_date_ends_by_itself(game: PlannedGame) -> None:
    schedule_id = game.add_daily()
    preview = game.schedules.pause(schedule_id, GUILD, MONDAY + 3 * DAY, game.now)
    assert [date.day for date in preview.dates] == days(5, MONDAY + 3 * DAY)
    await game.through(berlin(MONDAY + 4 * DAY, 8), dt.timedelta(hours=1))
    assert game.days == [MONDAY + 3 * DAY]


async def test_a_removed_schedule_posts_no_more_but_closes_its_open_question(game: PlannedGame) -> None:
    schedule_id = game.add_daily()
    await game.at(berlin(MONDAY, 9))
    game.schedules.remove(schedule_id, GUILD, game.now)
    await game.through(berlin(MONDAY + 2 * DAY, 10), dt.timedelta(hours=1))
    assert game.days == [MONDAY]
    assert len(game.shown.closed) == 1
    with pytest.raises(ScheduleNotFound):
        game.view(schedule_id)


async def test_run_now_posts_todays_question_early_and_not_again_at_its_time(game: PlannedGame) -> None:
    schedule_id = game.add_daily()
    game.schedules.run_now(schedule_id, GUILD, game.now)
    await game.at(game.now)
    assert game.days == [MONDAY]
    with pytest.raises(DoneForToday):
        game.schedules.run_now(schedule_id, GUILD, game.now)
    await game.through(berlin(MONDAY + DAY, 10))
    assert game.days == [MONDAY, MONDAY + DAY]


async def test_run_now_tries_again_what_was_left_out_or_could_not_be_shown(game: PlannedGame) -> None:
    schedule_id = game.add_daily()
    await game.at(berlin(MONDAY, 16))  # too late: left out
    game.schedules.run_now(schedule_id, GUILD, game.now)
    await game.at(game.now)
    game.shown.failing["daily"] = [ChannelLost("gone")]
    await game.at(berlin(MONDAY + DAY, 16))
    await game.at(berlin(MONDAY + 2 * DAY, 9))
    game.schedules.resume(schedule_id, GUILD, game.now)
    game.schedules.run_now(schedule_id, GUILD, game.now)
    await game.at(game.now)
    assert game.days == [MONDAY, MONDAY + 2 * DAY]
    assert not any(post.late for post in game.shown.dailies)
    with pytest.raises(DoneForToday):
        game.schedules.run_now(schedule_id, GUILD, game.now)


async def test_run_now_of_a_paused_schedule_is_refused(game: PlannedGame) -> None:
    schedule_id = game.add_daily()
    game.schedules.pause(schedule_id, GUILD, None, game.now)
    with pytest.raises(NotRunning):
        game.schedules.run_now(schedule_id, GUILD, game.now)


def change_time(game: PlannedGame, schedule_id: int, at: dt.time) -> None:
    with game.database.transaction() as session:
        row = session.get(ScheduleRow, schedule_id)
        assert row is not None
        row.at = at
    game.schedules.plan_all_anew(game.now)


async def test_a_later_time_after_todays_post_does_not_post_twice(game: PlannedGame) -> None:
    schedule_id = game.add_daily()
    await game.at(berlin(MONDAY, 9))
    change_time(game, schedule_id, dt.time(11))
    await game.through(berlin(MONDAY + DAY, 12))
    assert game.days == [MONDAY, MONDAY + DAY]
    assert game.shown.dailies[-1].due_at == berlin(MONDAY + DAY, 11)


async def test_a_change_of_something_else_while_a_post_is_due_does_not_lose_it(game: PlannedGame) -> None:
    schedule_id = game.add_daily()
    game.now = berlin(MONDAY, 9)  # due, and not claimed yet
    game.schedules.skip(schedule_id, GUILD, {MONDAY + 10 * DAY}, game.now)
    await game.at(berlin(MONDAY, 9))
    assert game.days == [MONDAY]


@pytest.mark.parametrize(
    ("zone", "at", "day", "expected"),
    [
        (BERLIN, dt.time(2, 30), dt.date(2027, 3, 28), dt.datetime(2027, 3, 28, 1, 30, tzinfo=dt.UTC)),  # no 2:30
        (BERLIN, dt.time(2, 30), dt.date(2026, 10, 25), dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)),  # two 2:30
        ("America/Sao_Paulo", dt.time(0), dt.date(2018, 11, 4), dt.datetime(2018, 11, 4, 3, tzinfo=dt.UTC)),
    ],
)
async def test_a_day_with_a_gap_or_a_fold_has_one_post(
    game: PlannedGame, zone: str, at: dt.time, day: dt.date, expected: dt.datetime
) -> None:
    game.now = dt.datetime.combine(day - DAY, dt.time(12), tzinfo=dt.UTC)
    game.add_daily(at, zone)
    await game.through(game.now + 2 * DAY, dt.timedelta(minutes=15))
    assert game.days == [day, day + DAY]
    assert game.shown.dailies[0].due_at == expected


def change_rules(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    moved = zoneinfo.ZoneInfo(zone)
    monkeypatch.setattr(calendar, "ZoneInfo", lambda _: moved)


async def test_dates_planned_by_old_zone_rules_come_at_the_time_of_the_new_ones(
    game: PlannedGame, monkeypatch: pytest.MonkeyPatch
) -> None:
    schedule_id = game.add_daily()
    change_rules(monkeypatch, "Europe/Helsinki")  # an hour ahead: nine comes earlier
    assert game.schedules.plan_all_anew(game.now) == 1
    assert game.view(schedule_id).next_at == berlin(MONDAY, 8)
    await game.through(berlin(MONDAY + DAY, 7, 50))
    assert [post.due_at for post in game.shown.dailies] == [berlin(MONDAY, 8)]


async def test_a_date_that_new_zone_rules_put_into_the_past_is_caught_up_with(
    game: PlannedGame, monkeypatch: pytest.MonkeyPatch
) -> None:
    game.add_daily()
    game.now = berlin(MONDAY, 8, 30)
    change_rules(monkeypatch, "Europe/Helsinki")
    game.schedules.plan_all_anew(game.now)
    await game.at(game.now)
    assert [(post.day, post.late) for post in game.shown.dailies] == [(MONDAY, True)]


async def test_rules_that_put_a_date_off_post_it_once(game: PlannedGame, monkeypatch: pytest.MonkeyPatch) -> None:
    game.add_daily()
    await game.at(berlin(MONDAY, 9))
    change_rules(monkeypatch, "Europe/London")
    game.schedules.plan_all_anew(game.now)
    await game.through(berlin(MONDAY + DAY, 10, 30))
    assert game.days == [MONDAY, MONDAY + DAY]


async def test_a_clock_set_back_posts_nothing_twice(game: PlannedGame) -> None:
    game.add_daily()
    await game.through(berlin(MONDAY + DAY, 9, 10))
    game.now = berlin(MONDAY, 7)
    await game.through(berlin(MONDAY + 2 * DAY, 10), dt.timedelta(hours=1))
    assert game.days == days(3)


async def test_a_clock_set_forward_and_back_again_posts_nothing_twice(game: PlannedGame) -> None:
    game.add_daily()
    await game.at(berlin(MONDAY, 9))
    await game.at(berlin(MONDAY + 3 * DAY, 9))
    await game.through(berlin(MONDAY + DAY, 8))
    await game.through(berlin(MONDAY + 5 * DAY, 8), dt.timedelta(hours=1))
    assert game.days == [MONDAY, MONDAY + 3 * DAY, MONDAY + 4 * DAY]


async def test_a_lease_from_a_clock_far_ahead_does_not_hold_up_the_post(game: PlannedGame) -> None:
    game.add_daily()
    await game.at(berlin(MONDAY, 9))
    game.shown.failing["daily"] = [RuntimeError("away")]
    await game.at(berlin(MONDAY + DAY, 9))  # fails, and is held for its pause
    await game.at(berlin(MONDAY + DAY, 9) + dt.timedelta(seconds=3))
    assert game.days == days(2)


async def test_a_lost_channel_stops_the_schedule_and_its_host_is_told_once(game: PlannedGame) -> None:
    schedule_id = game.add_daily()
    game.shown.failing["daily"] = [ChannelLost("gone")] * 3
    await game.through(berlin(MONDAY + 3 * DAY, 8), dt.timedelta(hours=1))
    assert game.shown.told == [(HOST, CHANNEL, "gone")]
    assert (game.view(schedule_id).state, game.view(schedule_id).failure) == ("broken", "channel-lost")
    assert game.view(schedule_id).last_at is None, "nobody has seen anything"
    game.shown.failing.clear()
    game.schedules.resume(schedule_id, GUILD, game.now)
    await game.through(berlin(MONDAY + 4 * DAY, 8), dt.timedelta(hours=1))
    assert game.days == [MONDAY + 3 * DAY]
    assert game.view(schedule_id).failure is None
    assert game.view(schedule_id).last_at == berlin(MONDAY + 3 * DAY, 9)


async def test_what_fails_for_too_long_is_given_up_with_a_record_and_the_next_date_comes(game: PlannedGame) -> None:
    schedule_id = game.add_daily()
    game.shown.failing["daily"] = [RuntimeError("500") for _ in range(400)]
    await game.through(berlin(MONDAY, 16), dt.timedelta(minutes=10))
    assert (game.view(schedule_id).state, game.view(schedule_id).failure) == ("active", "discord-failed")
    game.shown.failing.clear()
    await game.through(berlin(MONDAY + DAY, 10))
    assert game.days == [MONDAY + DAY]


async def test_a_reveal_that_always_fails_does_not_hold_up_the_next_question(game: PlannedGame) -> None:
    game.add_daily()
    await game.at(berlin(MONDAY, 9))
    game.shown.failing["reveal_daily"] = [RuntimeError("400") for _ in range(1000)]
    await game.through(berlin(MONDAY + DAY, 8, 59), dt.timedelta(hours=1))
    await game.through(berlin(MONDAY + DAY, 9, 2), dt.timedelta(seconds=1))
    assert game.days == days(2)
    assert not game.shown.dailies[-1].late


def test_the_preview_shows_the_next_dates_with_their_instants(database: Database) -> None:
    game = PlannedGame(database)
    game.now = dt.datetime(2027, 3, 26, 12, tzinfo=dt.UTC)
    preview = game.schedules.preview(game.add_daily(NINE), GUILD)
    assert [date.at.hour for date in preview.dates] == [8, 7, 7, 7, 7]  # summer time begins on the 28th
