"""Mentions and direct messages are answered in the channel, without a privileged intent and without pinging anyone."""

from __future__ import annotations

import logging
from typing import Any

import discord
import pytest
from simcord.backend.models.message import AllowedMentions
from simcord.enums import MessageType

from bot.discord_ui.handlers.messages import PRIVATELY
from knowledge.chat.chat import Chat
from tests.bot.world import Scene

QUESTION = "what fips level does key vault premium have"


def me(scene: Scene) -> str:
    assert scene.client.user is not None
    return scene.client.user.mention


async def answers(scene: Scene, *texts: str, **how: Any) -> list[Any]:
    """What the tutor posted after each text that Ana writes in the channel; None for nothing."""
    posted = []
    for text in texts:
        said = await scene.ana.send(scene.channel, text, **how)
        posted.append(scene.last if scene.last.id != said.id else None)
    return posted


async def test_a_mention_is_answered_below_the_message_with_a_hint_that_ask_is_private(scene: Scene) -> None:
    said = await scene.ana.send(scene.channel, f"{me(scene)} {QUESTION}?")
    assert scene.last.reference.message_id == said.id
    text = scene.text(scene.last)
    assert text.startswith("FIPS level of Key Vault Premium")
    assert text.endswith(PRIVATELY.replace("`", ""))
    assert "[Share]" not in text


async def test_no_privileged_intent_is_asked_for_and_other_messages_stay_unread(scene: Scene) -> None:
    intents = scene.client.intents
    assert not {name for name, wanted in intents if wanted} & {"message_content", "members", "presences"}
    heard: list[str] = []

    async def listen(message: discord.Message) -> None:
        heard.append(message.content)

    scene.client.on_message = listen  # type: ignore[method-assign]  # looks at what Discord delivers
    for text in ("between us", f"{me(scene)} to the tutor"):
        await scene.ana.send(scene.channel, text)
    await scene.ana.send_dm("in private")
    assert heard == ["", f"{me(scene)} to the tutor", "in private"]


async def test_an_answer_to_a_mention_pings_nobody(scene: Scene) -> None:
    hostile = f"{me(scene)} {scene.bo.mention} @everyone @here <@&{scene.guild.id}> {QUESTION}"
    await scene.ana.send(scene.channel, hostile)
    assert scene.text(scene.last).startswith("FIPS level of Key Vault Premium")
    assert scene.last.mentions == []
    assert not scene.last.mention_everyone
    assert scene.last.role_mentions == []


@pytest.mark.parametrize("text", ["premium fips level?", "@everyone premium fips level?", "@Tutor premium fips level?"])
async def test_who_does_not_mention_the_tutor_is_left_alone(scene: Scene, text: str) -> None:
    assert await answers(scene, text, f"{scene.bo.mention} {text}") == [None, None]


async def test_a_mention_without_words_is_told_what_to_type(scene: Scene) -> None:
    for text in (me(scene), f" {me(scene)} {scene.bo.mention} @everyone <:hsm:123456789012345678> "):
        (posted,) = await answers(scene, text)
        assert "/ask" in scene.text(posted)
        assert "/quiz" in scene.text(posted)


async def test_bots_webhooks_and_edits_are_ignored(scene: Scene) -> None:
    bot = scene.guild.add_member(scene.env.create_user("other-bot", bot=True))
    said = await bot.send(scene.channel, f"{me(scene)} {QUESTION}")
    assert scene.last.id == said.id
    hook = scene.guild.create_webhook(scene.channel, "hook")
    await hook.send(f"{me(scene)} {QUESTION}")
    assert scene.last.webhook_id == hook.id
    said = await scene.ana.send(scene.channel, "nothing")
    await scene.ana.edit(said, f"{me(scene)} {QUESTION}")
    assert scene.last.id == said.id


async def test_the_tutor_never_answers_itself(scene: Scene) -> None:
    channel = scene.client.get_partial_messageable(scene.channel.id, guild_id=scene.guild.id)
    said = await channel.send(f"{me(scene)} {QUESTION}")
    assert scene.last.id == said.id


async def test_a_follow_up_may_reply_to_the_answer_and_leans_on_the_question_before(scene: Scene) -> None:
    (first,) = await answers(scene, f"{me(scene)} {QUESTION}")
    (second,) = await answers(scene, "and for standard?", reply_to=first)
    assert second is not None
    assert scene.text(second).startswith("FIPS level of Key Vault Standard")


async def test_a_reply_to_anything_else_of_ours_is_left_alone(scene: Scene) -> None:
    channel = scene.client.get_partial_messageable(scene.channel.id, guild_id=scene.guild.id)
    await channel.send("A question of a round")
    assert await answers(scene, "C, surely", reply_to=scene.last) == [None]


async def test_a_follow_up_of_another_learner_leans_on_nothing(scene: Scene) -> None:
    await answers(scene, f"{me(scene)} {QUESTION}")
    await scene.bo.send(scene.channel, f"{me(scene)} and for standard?")
    assert not scene.text(scene.last).startswith("FIPS level of Key Vault Standard")


async def test_a_direct_message_is_answered_without_a_mention_and_without_the_hint(scene: Scene) -> None:
    said = await scene.ana.send_dm(QUESTION)
    posted = scene.ana.user.dm_channel.last_message
    assert posted is not None
    assert posted.id != said.id
    text = scene.text(posted)
    assert text.startswith("FIPS level of Key Vault Premium")
    assert "[Share]" not in text
    assert "/ask" not in text
    await scene.ana.send_dm("source?")
    assert scene.text(scene.ana.user.dm_channel.last_message).startswith(
        "FIPS level of Key Vault Premium\n- About keys"
    )


async def test_a_direct_message_without_words_is_told_what_to_type(scene: Scene) -> None:
    await scene.ana.send_dm("<@1>")
    assert "/ask" in scene.text(scene.ana.user.dm_channel.last_message)


async def test_what_discord_itself_says_of_a_learner_is_no_question(scene: Scene) -> None:
    channel = scene.ana.user.dm_channel
    pinned = scene.env.backend.create_message(channel.id, scene.ana.id, QUESTION, message_type=MessageType.PINS_ADD)
    await scene.env.settle()
    assert channel.last_message is not None
    assert channel.last_message.id == pinned.id


async def test_a_reply_that_does_not_ping_us_is_left_alone(scene: Scene) -> None:
    (first,) = await answers(scene, f"{me(scene)} {QUESTION}")
    reference = {"channel_id": str(scene.channel.id), "message_id": str(first.id)}
    reply = scene.env.backend.create_message(
        scene.channel.id,
        scene.ana.id,
        "and for standard?",
        reference=scene.env.backend.normalize_message_reference(scene.channel.id, reference),
        allowed_mentions=AllowedMentions(replied_user=False),
    )
    await scene.env.settle()
    assert scene.last.id == reply.id


async def test_buttons_under_a_public_answer_reply_privately(scene: Scene) -> None:
    (posted,) = await answers(scene, f"{me(scene)} {QUESTION}")
    for name in ("details", "helpful", "notmeant", "quizme"):
        reply = (await scene.click(scene.bo, posted, name)).response
        assert reply is not None
        assert reply.ephemeral


async def test_where_the_tutor_may_not_write_nothing_happens_but_a_line_in_the_log(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    tutor = scene.guild.me
    assert tutor is not None
    silenced = discord.PermissionOverwrite(send_messages=False)
    channel = scene.guild.create_text_channel("rules", overwrites={tutor: silenced})
    with caplog.at_level(logging.INFO):
        said = await scene.ana.send(channel, f"{me(scene)} {QUESTION}")
    assert channel.last_message == said
    assert "was not answered" in caplog.text


@pytest.mark.parametrize("code", [160002, 160009])
async def test_where_discord_lets_us_post_but_not_reply_the_answer_is_posted(scene: Scene, code: int) -> None:
    scene.env.inject_error("POST", "/channels/*/messages", status=403, code=code)
    (posted,) = await answers(scene, f"{me(scene)} {QUESTION}")
    assert posted is not None
    assert posted.reference is None
    assert scene.text(posted).startswith("FIPS level of Key Vault Premium")


async def test_an_unforeseen_error_is_answered_with_an_incident_code_that_the_log_has(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(Chat, "reply", broken)
    (posted,) = await answers(scene, f"{me(scene)} {QUESTION}")
    assert posted is not None
    assert "secret" not in posted.content
    assert posted.content.rstrip(".").split()[-1] in caplog.text
    assert "secret detail" in caplog.text
