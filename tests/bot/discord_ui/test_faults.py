"""What Discord does to a round in its middle: it goes on where it can; else its channel is free and the host told once.

Each test ends in open_scene's check that nothing was raised that nobody foresaw.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import discord
import pytest
import simcord
from simcord.backend.models import Overwrite
from simcord.enums import ChannelType, OverwriteType

from tests.bot.world import Scene

NO_ACCESS: dict[str, Any] = {"status": 403, "code": 50001, "message": "Missing Access"}


@pytest.fixture(autouse=True)
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """No task of the client may die of an error that nobody caught."""
    with caplog.at_level(logging.INFO):
        yield caplog
    assert "incident" not in caplog.text
    assert "Ignoring exception" not in caplog.text
    assert "never retrieved" not in caplog.text


async def open_lobby(scene: Scene, channel: Any = None, questions: int = 2) -> None:
    await scene.ana.slash(channel or scene.channel, "quiz hsm", questions=questions)


async def begin(scene: Scene, channel: Any = None) -> Any:
    """Start a round, let Bo answer its first question rightly, and return the question's message."""
    where = channel or scene.channel
    await open_lobby(scene, where)
    await scene.click(scene.ana, where.last_message, "begin")
    message = where.last_message
    await scene.click(scene.bo, message, "answer", await scene.right_position(1, 1))
    return message


def told(scene: Scene, who: simcord.MemberActor) -> list[str]:
    """What stands in somebody's direct messages."""
    backend = scene.env.backend
    return [
        scene.text(message)
        for channel_id, messages in backend.messages.items()
        if (channel := backend.channels.get(channel_id))
        and channel.guild_id is None
        and who.id in channel.recipient_ids
        for message in messages.values()
    ]


async def check_settled(scene: Scene, channel: Any = None, why: str = "can't post in") -> None:
    """The round is over, its answer counts, its channel is free for the next one, and its host has one message."""
    where = channel or scene.channel
    assert scene.tutor.rounds.playing_in(where.id) is None
    assert scene.tutor.rounds.result(1).round.state == "settled"
    assert scene.tutor.scores.score_of(scene.bo.id, None, scene.clock()).points == 1
    scene.env.backend.faults.clear()
    for _ in range(3):
        await scene.due(300)
    (message,) = told(scene, scene.ana)
    assert why in message
    assert "what was answered counts" in message.lower()
    assert told(scene, scene.bo) == []


@pytest.mark.parametrize("fault", [NO_ACCESS, {"status": 404, "code": 10003, "message": "Unknown Channel"}])
@pytest.mark.parametrize("seconds", [121, 3], ids=["at the reveal", "at the count"])
async def test_a_refused_edit_settles_the_round(scene: Scene, fault: dict[str, Any], seconds: int) -> None:
    await begin(scene)
    scene.env.inject_error("PATCH", f"/channels/{scene.channel.id}/messages/*", times=None, **fault)
    await scene.due(seconds)
    await check_settled(scene)


async def test_a_refused_post_settles_the_round(scene: Scene) -> None:
    await begin(scene)
    await scene.due(121)
    scene.env.inject_error("POST", f"/channels/{scene.channel.id}/messages", times=None, **NO_ACCESS)
    await scene.due(46)
    await check_settled(scene)


async def test_a_permission_that_was_taken_away_settles_the_round(scene: Scene) -> None:
    await begin(scene)
    denied = Overwrite(
        scene.guild.default_role.id, OverwriteType.ROLE, deny=discord.Permissions(send_messages=True).value
    )
    own_role = next(role for role in scene.guild.roles.values() if role._role.managed)
    denied_too = Overwrite(own_role.id, OverwriteType.ROLE, deny=discord.Permissions(send_messages=True).value)
    for overwrite in (denied, denied_too):
        scene.env.backend.set_overwrite(scene.channel.id, overwrite)
    await scene.env.settle()
    await scene.due(121)
    await scene.due(46)
    await check_settled(scene)


async def test_who_takes_no_direct_messages_goes_without_one(scene: Scene, log: pytest.LogCaptureFixture) -> None:
    await begin(scene)
    scene.env.inject_error("PATCH", f"/channels/{scene.channel.id}/messages/*", times=None, **NO_ACCESS)
    scene.env.inject_error("POST", "/users/@me/channels", status=403, code=50007)
    await scene.due(121)
    assert scene.tutor.rounds.playing_in(scene.channel.id) is None
    assert "could not be told" in log.text
    assert told(scene, scene.ana) == []


async def test_a_deleted_channel_ends_the_round_at_once(scene: Scene) -> None:
    await begin(scene)
    scene.env.backend.delete_channel(scene.channel.id)
    await scene.env.settle()
    await check_settled(scene, why="The channel was deleted.")


async def test_a_deleted_channel_calls_its_lobby_off(scene: Scene) -> None:
    await open_lobby(scene)
    scene.env.backend.delete_channel(scene.channel.id)
    await scene.env.settle()
    assert scene.tutor.rounds.playing_in(scene.channel.id) is None
    assert scene.tutor.rounds.result(1).round.state == "called_off"
    await scene.due(31)
    assert len(told(scene, scene.ana)) == 1


@pytest.mark.parametrize("asleep", [False, True])
async def test_a_deleted_thread_ends_the_round_at_once(scene: Scene, asleep: bool) -> None:
    thread = await open_thread(scene)
    await begin(scene, thread)
    if asleep:  # discord.py forgets a thread that is archived
        scene.env.backend.edit_channel(thread.id, {}, thread_metadata={"archived": True})
        await scene.env.settle()
    scene.env.backend.delete_channel(thread.id)
    await scene.env.settle()
    await check_settled(scene, thread, "The channel was deleted.")


async def test_an_archived_thread_is_reopened(scene: Scene) -> None:
    thread = await open_thread(scene)
    message = await begin(scene, thread)
    scene.env.backend.edit_channel(thread.id, {}, thread_metadata={"archived": True})
    scene.env.inject_error("PATCH", f"/channels/{thread.id}/messages/*", status=400, code=50083)
    await scene.due(121)
    assert ", right" in scene.text(thread.last_message)
    assert thread.last_message.id == message.id
    assert not is_archived(scene, thread)
    assert told(scene, scene.ana) == []


@pytest.mark.parametrize("code", [50083, 160005])
async def test_a_locked_thread_settles_the_round(scene: Scene, code: int) -> None:
    thread = await open_thread(scene)
    await begin(scene, thread)
    scene.env.backend.edit_channel(thread.id, {}, thread_metadata={"archived": True, "locked": True})
    scene.env.inject_error("PATCH", f"/channels/{thread.id}/messages/*", status=400, code=code)
    await scene.due(121)
    await check_settled(scene, thread)
    assert is_archived(scene, thread), "what a moderator closed stays closed"


async def test_a_kicked_bot_ends_all_rounds_of_the_server_and_tells_each_host_once(scene: Scene) -> None:
    await begin(scene)
    await open_lobby(scene, scene.guild.create_text_channel("second"))
    scene.env.backend.remove_guild(scene.guild.id)
    await scene.env.settle()
    assert scene.tutor.rounds.result(2).round.state == "called_off"
    await check_settled(scene, why="I am no longer in Study group")


async def test_a_server_that_is_only_away_for_a_while_loses_nothing(scene: Scene) -> None:
    await begin(scene)
    scene.env.backend.emit("GUILD_DELETE", {"id": str(scene.guild.id), "unavailable": True})
    await scene.env.settle()
    assert scene.tutor.rounds.playing_in(scene.channel.id) is not None
    await scene.due(121)
    assert ", right" in scene.text(scene.last)


async def test_a_long_limit_is_waited_for_as_long_as_discord_says(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = await begin(scene)
    await scene.due(3)
    edit = scene.client.http.edit_message
    tries: list[float] = []

    async def limited(*args: Any, **kwargs: Any) -> Any:
        tries.append((scene.clock() - started).total_seconds())
        if len(tries) == 1:
            raise discord.RateLimited(200.0)
        return await edit(*args, **kwargs)

    monkeypatch.setattr(scene.client.http, "edit_message", limited)
    started = scene.clock()
    await scene.due(118)
    for _ in range(40):
        await scene.due(10)
        if len(tries) > 1:
            break
    assert tries == [118, 318]
    assert ", right" in scene.text(scene.last)
    assert scene.last.id == message.id, "the reveal stands for its whole time before the round goes on"
    assert told(scene, scene.ana) == []


@pytest.mark.parametrize("status", [500, 429])
async def test_ten_failures_in_a_row_delay_a_round_and_lose_nothing(scene: Scene, status: int) -> None:
    await begin(scene)
    scene.env.inject_error("*", f"/channels/{scene.channel.id}/messages*", status=status, times=10)
    for _ in range(60):
        await scene.due(15)
        if "Result ·" in scene.text(scene.last):
            break
    assert "bo  1 of 2" in scene.text(scene.last)
    assert [scene.text(message).count("Result ·") for message in scene.channel.history()].count(1) == 1
    assert len(scene.channel.history()) == 4, "the lobby, two questions and the result, each once"
    assert told(scene, scene.ana) == []


async def test_a_discord_that_never_answers_ends_the_round_and_the_host_is_told(scene: Scene) -> None:
    await begin(scene)
    scene.env.inject_error("*", f"/channels/{scene.channel.id}/messages*", status=500, times=None)
    for _ in range(16):
        await scene.due(60)
    await check_settled(scene, why="Discord took none of my messages for more than ten minutes.")


async def test_a_reply_that_got_lost_still_opens_its_lobby(scene: Scene) -> None:
    scene.env.inject_error("POST", "/interactions/*", status=404, code=10062)
    await open_lobby(scene)
    assert scene.channel.last_message is None
    assert "10062" in str(scene.env._errors)  # seen, logged and expected
    scene.env._errors.clear()
    await scene.due(3)
    assert "[Join]" in scene.text(scene.last)
    await scene.click(scene.bo, scene.last, "join")
    await scene.due(28)
    assert "It has begun · 1 has joined" in scene.text(scene.channel.history()[0])
    assert "Question 1 of 2" in scene.text(scene.last)


async def test_a_lobby_whose_message_was_never_noted_is_not_posted_twice(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scene.tutor.rounds, "lobby_posted", lambda *_: None)  # as if killed just before
    await open_lobby(scene)
    await scene.due(3)
    await scene.due(28)
    assert len(scene.channel.history()) == 2
    assert "It has begun" in scene.text(scene.channel.history()[0])


@pytest.mark.parametrize("fault", [{"status": 404, "code": 10062}, {"status": 400, "code": 40060}])
async def test_an_answer_counts_although_its_confirmation_got_lost(scene: Scene, fault: dict[str, Any]) -> None:
    await open_lobby(scene)
    await scene.click(scene.ana, scene.last, "begin")
    scene.env.inject_error("POST", "/interactions/*", **fault)
    await scene.click(scene.bo, scene.last, "answer", await scene.right_position(1, 1))
    scene.env.inject_error("POST", "/interactions/*", **fault)
    await scene.click(scene.ana, scene.last, "reveal")
    await scene.due(1)
    assert "· 1 of 1 right" in scene.text(scene.last)


async def test_a_deleted_question_comes_back_at_the_next_answer_and_is_revealed_there(scene: Scene) -> None:
    message = await begin(scene)
    await scene.due(3)
    await scene.client.http.delete_message(scene.channel.id, message.id)
    card = scene.tutor.rounds.card(1, 1)
    await scene.env.settle()
    assert card.message_id == message.id
    scene.tutor.steering.extend(1, 1, scene.ana.id, scene.clock())
    await scene.due(1)
    assert "Question 1 of 2" in scene.text(scene.last)
    assert scene.last.id != message.id
    await scene.due(151)
    assert ", right" in scene.text(scene.last)


@pytest.mark.parametrize("posted", ["Question 2 of 2", "Result ·"])
async def test_what_was_posted_just_before_a_crash_is_not_posted_again(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, posted: str
) -> None:
    await begin(scene)
    send = scene.client.http.send_message

    async def send_and_die(*args: Any, **kwargs: Any) -> Any:
        await send(*args, **kwargs)
        raise ConnectionResetError

    for _ in range(2):
        await scene.due(121)
        if posted == "Result ·" and scene.text(scene.last).count("Question 1"):
            await scene.due(46)
            continue
        break
    monkeypatch.setattr(scene.client.http, "send_message", send_and_die)
    await scene.due(46)
    monkeypatch.undo()
    assert posted in scene.text(scene.last)
    messages = len(scene.channel.history())
    await scene.due(31)
    assert len(scene.channel.history()) == messages


async def open_thread(scene: Scene) -> Any:
    scene.env.backend.create_thread(scene.channel.id, "quiz", scene.ana.id, type=ChannelType.PUBLIC_THREAD)
    await scene.env.settle()
    (thread,) = scene.channel.threads
    return thread


def is_archived(scene: Scene, thread: Any) -> bool:
    metadata = scene.env.backend.channels[thread.id].thread_metadata
    assert metadata is not None
    return metadata.archived
