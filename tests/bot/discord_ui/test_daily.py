"""A daily question is posted, answered privately, recapped and found again."""

from __future__ import annotations

import asyncio
import datetime as dt

import discord
import simcord

from quizzes import due
from quizzes.answer_rows import Given
from quizzes.answering import Submission
from quizzes.schedules.calendar import Plan
from quizzes.schedules.schedule_views import NewSchedule
from tests.bot.world import START, Scene

HOURS = 3600
EVERY_DAY = frozenset(range(1, 8))


def plan_daily(scene: Scene, channel: int | None = None) -> int:
    """Plan a daily question for 15 hours after the start, on a topic whose questions have letters first."""
    at = (START + dt.timedelta(hours=15)).time()
    plan = Plan("UTC", at, EVERY_DAY)
    new = NewSchedule(scene.guild.id, channel or scene.channel.id, scene.ana.id, "daily", "hsm", plan)
    return scene.tutor.schedules.add(new, scene.clock()).schedule.id


def shown(scene: Scene, result: simcord.InteractionResult) -> str:
    """What a click or command answered with privately."""
    reply = result.response or result.followups[0]
    assert reply.ephemeral
    return scene.text(reply)


async def answer(scene: Scene, who: simcord.MemberActor, *, right: bool) -> simcord.InteractionResult:
    position = await scene.right_position(1, 1)
    return await scene.click(who, scene.last, "daily", position if right else (position + 1) % 4)


async def posted(scene: Scene) -> None:
    plan_daily(scene)
    await scene.due(15 * HOURS)
    assert "Question of the day · Tue 24 Nov" in scene.text(scene.last)
    assert "[A] [B] [C] [D]" in scene.text(scene.last)


async def test_a_learner_sees_their_own_result_at_once_and_nobody_elses(scene: Scene) -> None:
    await posted(scene)
    assert shown(scene, await answer(scene, scene.bo, right=True)).startswith("Right: ")
    wrong = shown(scene, await answer(scene, scene.chris, right=False))
    assert wrong.startswith("Not ")
    assert "(1)" not in wrong, "no counts before the close"
    assert "Late" not in scene.text(scene.last)


async def test_a_second_press_shows_the_first_answer_again(scene: Scene) -> None:
    await posted(scene)
    await answer(scene, scene.bo, right=True)
    assert shown(scene, await answer(scene, scene.bo, right=False)).startswith("Right: ")
    assert scene.tutor.scores.score_of(scene.bo.id, scene.guild.id, scene.clock()).points == 1


async def test_two_presses_at_once_store_one_answer(scene: Scene) -> None:
    await posted(scene)
    handed = [scene.tutor.answers.hand_in(submission) for submission in presses(scene)]
    outcomes = await asyncio.gather(*handed, return_exceptions=True)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["AlreadyAnswered", "Receipt"]


def presses(scene: Scene) -> list[Submission]:
    return [Submission(1, 1, Given((place,)), scene.bo.id, scene.clock()) for place in (0, 1)]


async def test_the_count_follows_and_the_next_post_recaps(scene: Scene) -> None:
    await posted(scene)
    first = scene.last.id
    await answer(scene, scene.bo, right=True)
    await answer(scene, scene.chris, right=False)
    await scene.due(21)
    assert "2 have answered" in scene.text(scene.last)
    await scene.due(24 * HOURS - 21)
    assert "Question of the day · Wed 25 Nov" in scene.text(scene.last)
    assert "1 of 2 right" in scene.text(scene.last)
    before = next(message for message in scene.channel.history() if message.id == first)
    assert ", right (1)" in scene.text(before)
    assert "[A]" not in scene.text(before)


async def test_who_answers_after_the_close_sees_the_solution_and_scores_nothing(scene: Scene) -> None:
    await posted(scene)
    late = scene.last
    scene.clock.advance(24 * HOURS)
    seen = shown(scene, await scene.click(scene.bo, late, "daily"))
    assert seen.startswith("This question has closed, so nothing was stored.")
    assert ", right" in seen
    assert scene.tutor.scores.score_of(scene.bo.id, scene.guild.id, scene.clock()).points == 0
    scene.clock.advance(-24 * HOURS)
    assert "Question of the day" in shown(scene, await scene.bo.slash(scene.channel, "daily"))


async def test_who_missed_the_post_finds_the_question(scene: Scene) -> None:
    await posted(scene)
    found = await scene.bo.slash(scene.channel, "daily")
    assert "[A] [B] [C] [D]" in shown(scene, found)
    position = await scene.right_position(1, 1)
    assert found.response is not None
    assert shown(scene, await scene.click(scene.bo, found.response, "daily", position)).startswith("Right: ")
    assert shown(scene, await scene.bo.slash(scene.channel, "daily")).startswith("Right: ")


async def test_without_an_open_question_it_says_when_the_next_one_comes(scene: Scene) -> None:
    assert "no daily question yet" in shown(scene, await scene.bo.slash(scene.channel, "daily"))
    number = plan_daily(scene)
    assert "The next one comes" in shown(scene, await scene.bo.slash(scene.channel, "daily"))
    scene.tutor.schedules.pause(number, scene.guild.id, None, scene.clock())
    assert "none is planned at the moment" in shown(scene, await scene.bo.slash(scene.channel, "daily"))


async def test_a_question_survives_a_restart(scene: Scene) -> None:
    await posted(scene)
    await scene.env.restart_bot()
    assert shown(scene, await answer(scene, scene.bo, right=True)).startswith("Right: ")


async def test_the_start_plans_dates_anew_and_a_server_that_is_left_gets_nothing_more(scene: Scene) -> None:
    number = plan_daily(scene)
    with scene.tutor.database.transaction() as session:  # as an older process would have left it
        due.drop(session, due.of_schedule(number), "occur", scene.clock())
    await scene.env.restart_bot()
    await scene.due(15 * HOURS)
    assert "Question of the day" in scene.text(scene.last)
    await scene.client.on_guild_remove(scene.client.guilds[0])
    assert scene.tutor.schedules.of_server(scene.guild.id) == []
    await scene.due(24 * HOURS)
    assert len(scene.channel.history()) == 1


async def test_a_late_post_says_so(scene: Scene) -> None:
    plan_daily(scene)
    await scene.due(16 * HOURS)
    assert "Late: it was due" in scene.text(scene.last)


async def test_a_lost_channel_stops_the_schedule_and_tells_the_host_once(scene: Scene) -> None:
    number = plan_daily(scene)
    scene.env.inject_error("POST", f"/channels/{scene.channel.id}/messages", status=403, code=50001)
    await scene.due(15 * HOURS)
    view = scene.tutor.schedules.of_server(scene.guild.id)[0]
    assert (view.id, view.state, view.failure) == (number, "broken", "channel-lost")
    told = [message for message in told_host(scene) if "can't post in" in message]
    assert len(told) == 1
    await scene.due(48 * HOURS)
    assert len(told_host(scene)) == 1
    assert scene.channel.last_message is None


async def test_discord_failing_ten_times_delays_the_post(scene: Scene) -> None:
    plan_daily(scene)
    scene.env.inject_error("POST", f"/channels/{scene.channel.id}/messages", status=500, times=10)
    for _ in range(40):
        await scene.due(15 * HOURS if scene.clock.moment == START else 30)
        if scene.channel.last_message:
            break
    assert "Question of the day" in scene.text(scene.last)
    assert len(scene.channel.history()) == 1


async def test_a_deleted_post_is_closed_in_silence(scene: Scene) -> None:
    await posted(scene)
    moderator = scene.guild.add_member(
        scene.env.create_user("mod"),
        roles=[scene.guild.create_role("mods", permissions=discord.Permissions(manage_messages=True))],
    )
    await moderator.delete(scene.last)
    await scene.due(24 * HOURS)
    assert len(scene.channel.history()) == 1
    assert scene.tutor.rounds.result(1).round.state == "finished"


def told_host(scene: Scene) -> list[str]:
    """Return what stands in the direct messages of the host."""
    backend = scene.env.backend
    texts = []
    for channel_id, messages in backend.messages.items():
        if channel_id != scene.channel.id:
            texts += [str(message.components) for message in messages.values()]
    return texts
