"""Whatever fails, the learner reads one plain private sentence, and the log has the rest."""

from __future__ import annotations

import logging

import pytest
from discord import ui

from bot.discord_ui.cards.layout import button, layout
from bot.discord_ui.custom_ids import ANSWER, ENTRY, SHOW_MINE
from bot.error_messages import OLD_BUTTON
from quizzes.errors import DatabaseUnreachable
from tests.bot.world import Scene


async def test_an_unforeseen_error_in_a_command_gets_an_incident_code_that_the_log_has(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("bot.discord_ui.handlers.asking.card_for", broken)
    with caplog.at_level(logging.ERROR):
        reply = (await scene.ana.slash(scene.channel, "ask", question="anything")).response
    assert reply is not None
    assert reply.ephemeral
    assert "Something went wrong on our side" in reply.content
    assert "secret" not in reply.content
    code = reply.content.rstrip(".").split()[-1]
    assert code in caplog.text
    assert "secret detail" in caplog.text
    assert len(scene.env.errors) == 1  # seen and expected
    scene.env._errors.clear()


async def test_an_unforeseen_error_behind_a_button_is_caught_too(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    reply = (await scene.ana.slash(scene.channel, "ask", question="fips-premium")).response

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bot.discord_ui.handlers.entries.answered_card", broken)
    clicked = (await scene.click(scene.ana, reply, "entry")).response
    assert clicked is not None
    assert clicked.ephemeral
    assert "Incident" in clicked.content
    assert "ZeroDivisionError" in caplog.text


async def test_a_database_that_is_away_is_said_plainly(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise DatabaseUnreachable("sqlite:///x", "disk full")

    monkeypatch.setattr(scene.tutor.database, "transaction", away)
    reply = (await scene.ana.slash(scene.channel, "quiz hsm")).response
    assert reply is not None
    assert reply.content == "I can't reach my database, so nothing was stored. Please try again in a minute."


async def test_a_button_of_an_earlier_version_is_answered(scene: Scene) -> None:
    view = ui.View(timeout=None)
    view.add_item(ui.Button(label="Old", custom_id="t0:answer:1:1:1"))
    view.stop()
    channel = scene.client.get_partial_messageable(scene.channel.id, guild_id=scene.guild.id)
    await channel.send("old", view=view)
    reply = (await scene.ana.click(scene.last, label="Old")).response
    assert reply is not None
    assert reply.ephemeral
    assert reply.content == OLD_BUTTON


async def test_a_button_for_a_round_that_is_gone_says_so(scene: Scene) -> None:
    channel = scene.client.get_partial_messageable(scene.channel.id, guild_id=scene.guild.id)
    rows = [[button("x", ANSWER(99, 1, 0)), button("y", SHOW_MINE(99)), button("z", ENTRY("gone-entry"))]]
    await channel.send(view=layout("old", rows=rows))
    for name, sentence in (
        ("answer", "I no longer know this round."),
        ("mine", "I no longer know this round."),
        ("entry", "This topic was renamed"),
    ):
        reply = (await scene.click(scene.ana, scene.last, name)).response
        assert reply is not None
        assert reply.ephemeral
        assert reply.content.startswith(sentence)


async def test_a_hostile_custom_id_never_reaches_a_handler(scene: Scene) -> None:
    view = ui.View(timeout=None)
    view.add_item(ui.Button(label="Evil", custom_id="t1:answer:1:1:99999999999999999999"))
    view.stop()
    channel = scene.client.get_partial_messageable(scene.channel.id, guild_id=scene.guild.id)
    await channel.send("evil", view=view)
    reply = (await scene.ana.click(scene.last, label="Evil")).response
    assert reply is not None
    assert reply.content == OLD_BUTTON
