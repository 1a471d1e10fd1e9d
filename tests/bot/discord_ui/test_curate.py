"""Those who manage a server decide whether questions are kept, and see them; nobody else does."""

from __future__ import annotations

from typing import Any

import discord
import pytest
import simcord
from discord import ui

from bot.discord_ui.cards.curate import PAGE, gaps_card, keeping_card
from knowledge.likeness import Gap
from quizzes.feedback import KEPT_FOR
from tests.bot.world import START, Scene

ONLY_MANAGERS = "Only someone with the permission “Manage Server” can do that."
# Not alike, and none has an answer.
QUESTIONS = ["thales luna", "bluetooth pairing", "piano lesson", "moon river", "yellow cheese", "football violin"]


@pytest.fixture
def curators(scene: Scene) -> simcord.RoleHandle:
    return scene.guild.create_role("curators", permissions=discord.Permissions(manage_guild=True))


@pytest.fixture
def dora(scene: Scene, curators: simcord.RoleHandle) -> simcord.MemberActor:
    """Someone who may manage the server."""
    return scene.guild.add_member(scene.env.create_user("dora"), roles=[curators])


@pytest.fixture
async def open_to_all(scene: Scene) -> None:
    """A server that shows the command to everyone."""
    (command,) = [command for command in await scene.client.tree.fetch_commands() if command.name == "curate"]
    scene.guild.set_command_permissions(command, {scene.guild.default_role: True})


async def said(scene: Scene, who: simcord.MemberActor, command: str, **options: Any) -> str:
    """What someone reads after `/curate …`, which must be private."""
    result = await who.slash(scene.channel, f"curate {command}", **options)
    assert result.response is not None
    assert result.response.ephemeral
    return scene.text(result.response)


def ask_all(scene: Scene, *questions: str) -> None:
    for question in questions:
        scene.tutor.feedback.record_unknown(scene.guild.id, question, scene.clock())
        scene.clock.advance(60)


async def test_it_is_off_until_someone_turns_it_on_and_says_what_is_stored(
    scene: Scene, dora: simcord.MemberActor
) -> None:
    before = await said(scene, dora, "keep")
    assert "are not kept in this server" in before
    for words in ("30 days", "300 characters", "who asked", "5,000", "direct messages", "/curate keep off"):
        assert words in before
    assert not scene.tutor.servers.keeps_questions(scene.guild.id)
    assert "are kept in this server" in await said(scene, dora, "keep", questions="on")
    assert "are kept in this server" in await said(scene, dora, "keep")
    assert scene.tutor.servers.keeps_questions(scene.guild.id)


async def test_turning_it_off_deletes_what_is_kept_and_says_how_much(scene: Scene, dora: simcord.MemberActor) -> None:
    await said(scene, dora, "keep", questions="on")
    ask_all(scene, *QUESTIONS[:2])
    assert "2 kept questions were deleted" in await said(scene, dora, "keep", questions="off")
    assert scene.tutor.feedback.gaps(scene.clock()) == []
    assert "0 kept questions were deleted" in await said(scene, dora, "keep", questions="off")


@pytest.mark.usefixtures("open_to_all")
@pytest.mark.parametrize(("command", "options"), [("gaps", {}), ("keep", {}), ("keep", {"questions": "on"})])
async def test_who_may_not_manage_the_server_is_refused_even_where_the_command_is_shown(
    scene: Scene, command: str, options: dict[str, str]
) -> None:
    assert await said(scene, scene.ana, command, **options) == ONLY_MANAGERS
    assert not scene.tutor.servers.keeps_questions(scene.guild.id)


async def test_discord_shows_the_command_to_those_who_manage_a_server_and_only_there(
    scene: Scene, dora: simcord.MemberActor
) -> None:
    shown = [who.available_commands(scene.channel) for who in (dora, scene.ana)]
    assert [("curate gaps" in commands, "score" in commands) for commands in shown] == [(True, True), (False, True)]
    alone = scene.env.create_user("erin")
    assert "curate gaps" not in alone.available_commands()


async def test_a_question_without_an_answer_becomes_a_gap_and_one_elsewhere_does_not(
    scene: Scene, dora: simcord.MemberActor
) -> None:
    await said(scene, dora, "keep", questions="on")
    await scene.ana.slash(scene.channel, "ask", question="who won the violin contest in Berlin")
    await scene.bo.send_dm("who won the piano contest in Hamburg")
    text = await said(scene, dora, "gaps")
    assert "who won the violin contest in Berlin" in text
    assert "1 question, 1 gap" in text
    assert "piano" not in text


async def test_an_answer_that_was_not_meant_becomes_a_gap_with_its_entry(
    scene: Scene, dora: simcord.MemberActor
) -> None:
    await said(scene, dora, "keep", questions="on")
    reply = (await scene.ana.slash(scene.channel, "ask", question="premium fips level?")).response
    await scene.click(scene.ana, reply, "notmeant")
    text = await said(scene, dora, "gaps")
    assert "premium fips level?" in text
    assert "Not what was meant: FIPS level of Key Vault Premium (1 time)" in text


async def test_alike_questions_are_one_gap_and_the_largest_comes_first(scene: Scene, dora: simcord.MemberActor) -> None:
    await said(scene, dora, "keep", questions="on")
    ask_all(scene, "can I use thales luna", "piano lesson", "use thales luna?")
    text = await said(scene, dora, "gaps")
    assert "3 questions, 2 gaps" in text
    assert text.index("2 times") < text.index("1 time,")
    assert "Also asked as:" in text


async def test_pages_of_five_are_turned_with_buttons(scene: Scene, dora: simcord.MemberActor) -> None:
    await said(scene, dora, "keep", questions="on")
    ask_all(scene, *QUESTIONS)
    first = (await dora.slash(scene.channel, "curate gaps")).response
    assert first is not None
    assert "page 1 of 2" in scene.text(first)
    assert "[Previous]" not in scene.text(first)
    assert all(question in scene.text(first) for question in QUESTIONS[1:])
    await scene.click(dora, first, "gaps")
    assert "page 2 of 2" in scene.text(first)
    assert "[Next]" not in scene.text(first)
    assert QUESTIONS[0] in scene.text(first)
    scene.tutor.servers.stop_keeping_questions(scene.guild.id, scene.clock())
    await scene.click(dora, first, "gaps")
    assert "None are kept in this server" in scene.text(first)


async def test_a_page_can_no_longer_be_turned_once_the_permission_is_gone(
    scene: Scene, dora: simcord.MemberActor, curators: simcord.RoleHandle
) -> None:
    await said(scene, dora, "keep", questions="on")
    ask_all(scene, *QUESTIONS)
    first = (await dora.slash(scene.channel, "curate gaps")).response
    scene.env.backend.edit_role(scene.guild.id, curators.id, {"permissions": 0})
    refused = (await scene.click(dora, first, "gaps")).response
    assert scene.text(refused) == ONLY_MANAGERS
    assert "page 1 of 2" in scene.text(first)


async def test_only_the_servers_own_questions_of_the_last_30_days_are_shown(
    scene: Scene, dora: simcord.MemberActor
) -> None:
    other = scene.env.create_guild("Another group")
    scene.tutor.servers.keep_questions(other.id, scene.clock())
    scene.tutor.feedback.record_unknown(other.id, "elsewhere", scene.clock())
    assert "None are kept in this server" in await said(scene, dora, "gaps")
    await said(scene, dora, "keep", questions="on")
    assert "None yet" in await said(scene, dora, "gaps")
    ask_all(scene, QUESTIONS[0])
    assert QUESTIONS[0] in await said(scene, dora, "gaps")
    scene.clock.advance(KEPT_FOR.total_seconds())
    assert "None yet" in await said(scene, dora, "gaps")


async def test_nothing_is_kept_of_a_server_that_the_bot_has_left(scene: Scene, dora: simcord.MemberActor) -> None:
    await said(scene, dora, "keep", questions="on")
    ask_all(scene, QUESTIONS[0])
    left = scene.client.get_guild(scene.guild.id)
    assert left is not None
    await left.leave()
    await scene.env.settle()
    assert scene.tutor.feedback.gaps(scene.clock()) == []
    assert not scene.tutor.servers.keeps_questions(scene.guild.id)


@pytest.mark.parametrize("sign", ["*", "🙂", "密", "\\", "@everyone "])
def test_the_longest_page_stays_within_discords_limits(sign: str) -> None:
    text = sign * (300 // len(sign))
    gap = Gap((text, *[f"{text}{number}" for number in range(9)]), 5000, START, (("x" * 64, 5000),) * 9)
    gaps_card([gap] * PAGE * 3, 2, {}, keeps=True)  # layout() checks the limits
    keeping_card(keeps=False, deleted=5000)


def test_a_page_that_is_no_more_is_the_last_one() -> None:
    for page in (0, 7):
        card = gaps_card([Gap(("only one",), 1, START, ())], page, {}, keeps=True)
        assert any("only one" in item.content for item in card.walk_children() if isinstance(item, ui.TextDisplay))
