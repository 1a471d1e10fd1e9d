"""Learners have settings of their own, which nobody else sees."""

from __future__ import annotations

import pytest

from quizzes.learners import LearnerSettings
from tests.bot.world import Scene


async def test_without_any_all_is_as_usual(scene: Scene) -> None:
    reply = (await scene.bo.slash(scene.channel, "settings")).response
    assert reply is not None
    assert reply.ephemeral
    assert "Time for a question: the usual time" in scene.text(reply)
    assert "Time zone: the server's" in scene.text(reply)


async def test_what_is_set_stays_set(scene: Scene) -> None:
    await scene.bo.slash(scene.channel, "settings", time=200)
    reply = (await scene.bo.slash(scene.channel, "settings", zone="asia/tokyo")).response
    assert reply is not None
    assert "twice as much" in scene.text(reply)
    assert "Asia/Tokyo" in scene.text(reply)
    assert scene.tutor.learners.settings_of(scene.bo.id) == LearnerSettings(200, "Asia/Tokyo")
    assert scene.tutor.learners.settings_of(scene.ana.id) == LearnerSettings()


async def test_a_round_leaves_the_longest_time_that_anybody_in_it_needs(scene: Scene) -> None:
    await scene.bo.slash(scene.channel, "settings", time=200)
    times = []
    for joins in (False, True):
        await scene.ana.slash(scene.channel, "quiz hsm", questions=1)
        if joins:
            await scene.click(scene.bo, scene.last, "join")
        await scene.click(scene.ana, scene.last, "begin")
        card = scene.tutor.rounds.open_card(scene.channel.id)
        assert card is not None
        assert card.closes_at is not None
        usual = scene.tutor.bank.questions[card.question_id]
        times.append(((card.closes_at - scene.clock()).total_seconds(), usual))
        await scene.click(scene.ana, scene.last, "stop")
    from quizzes.timing import time_to_answer  # noqa: PLC0415 (used here only)

    assert times[0][0] == time_to_answer(times[0][1]).total_seconds()
    assert times[1][0] == 2 * time_to_answer(times[1][1]).total_seconds()


def test_only_the_offered_times_can_be_set(scene: Scene) -> None:
    with pytest.raises(ValueError, match="90"):
        scene.tutor.learners.set_time(scene.bo.id, 90, scene.clock())
