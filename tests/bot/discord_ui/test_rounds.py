"""A group plays rounds with the real client in a simulated Discord."""

from __future__ import annotations

from dataclasses import replace

import discord
import pytest
from discord import ui

from bot.discord_ui.cards.rounds import question_card
from quizzes.questions import Clock
from quizzes.timing import EXTENSION
from tests.bot.world import Scene


async def start(scene: Scene, questions: int = 2, topic: str = "hsm") -> None:
    """Open a lobby and begin at once."""
    await scene.ana.slash(scene.channel, f"quiz {topic}", questions=questions)
    await scene.click(scene.ana, scene.last, "begin")


async def answer(scene: Scene, who: object, number: int, *, right: bool) -> object:
    position = await scene.right_position(1, number)
    chosen = position if right else (position + 1) % 4
    return await scene.click(who, scene.last, "answer", chosen)  # type: ignore[arg-type]  # any of the learners


@pytest.mark.parametrize("topic", ["hsm", "vault", "choosing", "roles", "lifecycle", "traps", "mixed"])
async def test_each_topic_starts_with_a_question_that_can_be_answered(scene: Scene, topic: str) -> None:
    await start(scene, topic=topic)
    assert "Question 1 of 2" in scene.text(scene.last)
    card = scene.tutor.rounds.open_card(scene.channel.id)
    assert card is not None
    assert ("[A] [B] [C] [D]" if card.answering == "button" else "[Answer]") in scene.text(scene.last)


async def test_the_lobby_says_who_and_by_which_rules(scene: Scene) -> None:
    result = await scene.ana.slash(scene.channel, "quiz hsm", questions=1)
    assert result.response is not None
    assert "1 question. ana is the host." in scene.text(result.response)
    assert "you can change it until the reveal" in scene.text(result.response)


async def test_a_lobby_counts_who_joins_and_begins_by_itself(scene: Scene) -> None:
    await scene.ana.slash(scene.channel, "quiz hsm", questions=1)
    lobby = scene.last
    for who in (scene.bo, scene.bo, scene.chris):
        told = (await scene.click(who, lobby, "join")).response
        assert told is not None
        assert told.ephemeral
        assert told.content.startswith("You are in.")
    await scene.due(3)
    assert "2 have joined" in scene.text(scene.last)
    await scene.due(28)
    assert "It has begun · 2 have joined" in scene.text(scene.channel.history()[0])
    assert "[Join]" not in scene.text(scene.channel.history()[0])
    assert "Question 1 of 1" in scene.text(scene.last)


async def test_only_the_host_or_a_manager_begins_or_calls_off(scene: Scene) -> None:
    await scene.ana.slash(scene.channel, "quiz hsm", questions=1)
    lobby = scene.last
    for name in ("begin", "stop"):
        refused = (await scene.click(scene.bo, lobby, name)).response
        assert refused is not None
        assert refused.content.startswith("Only the host")
    await scene.click(scene.ana, lobby, "stop")
    assert "Called off." in scene.text(scene.last)
    assert scene.tutor.rounds.playing_in(scene.channel.id) is None
    await scene.due(60)
    assert scene.last.id == lobby.id


async def test_a_deleted_lobby_does_not_keep_the_round_from_beginning(scene: Scene) -> None:
    await scene.ana.slash(scene.channel, "quiz hsm", questions=1)
    moderator = scene.guild.add_member(
        scene.env.create_user("mod"),
        roles=[scene.guild.create_role("mods", permissions=discord.Permissions(manage_messages=True))],
    )
    await moderator.delete(scene.last)
    await scene.due(31)
    assert "Question 1 of 1" in scene.text(scene.last)


async def test_the_host_gives_more_time_and_nobody_else(scene: Scene) -> None:
    await start(scene)
    before = scene.tutor.rounds.card(1, 1).closes_at
    assert before is not None
    refused = (await scene.click(scene.bo, scene.last, "extend")).response
    assert refused is not None
    assert refused.content.startswith("Only the host")
    await scene.click(scene.ana, scene.last, "extend")
    assert scene.tutor.rounds.card(1, 1).closes_at == before + EXTENSION
    scene.clock.moment = before
    await scene.due()
    assert "Question 1 of 2" in scene.text(scene.last)
    await scene.due(31)
    assert ", right" in scene.text(scene.last)


async def test_a_round_is_played_to_its_standings(scene: Scene) -> None:
    await start(scene)
    for number in (1, 2):
        await answer(scene, scene.ana, number, right=True)
        await answer(scene, scene.bo, number, right=number == 1)
        await answer(scene, scene.chris, number, right=False)
        await scene.due(121)
        assert f"· {3 - number} of 3 right" in scene.text(scene.last)
        await scene.due(46)
    text = scene.text(scene.last)
    assert "1st  ana  2 of 2" in text
    assert "2nd  bo  1 of 2" in text
    assert "3rd  chris  0 of 2" in text
    assert "Most missed: question 2," in text
    assert "What cost most:" in text


async def test_an_answer_is_confirmed_privately_without_a_hint(scene: Scene) -> None:
    await start(scene)
    reply = (await answer(scene, scene.bo, 1, right=True)).response  # type: ignore[attr-defined]  # a click's result
    assert reply.ephemeral
    assert reply.content.startswith("Saved: ")
    assert "You can change it until the reveal" in reply.content
    assert "right" not in reply.content.lower()


async def test_the_card_counts_who_has_answered_and_names_nobody(scene: Scene) -> None:
    await start(scene)
    await answer(scene, scene.bo, 1, right=True)
    await scene.due(3)
    assert "1 has answered" in scene.text(scene.last)
    await answer(scene, scene.chris, 1, right=True)
    await scene.due(3)
    assert "2 have answered" in scene.text(scene.last)
    assert "bo" not in scene.text(scene.last).split()


async def test_an_answer_may_be_changed_until_the_reveal(scene: Scene) -> None:
    await start(scene)
    await answer(scene, scene.bo, 1, right=False)
    again = (await answer(scene, scene.bo, 1, right=True)).response  # type: ignore[attr-defined]  # a click's result
    assert again.ephemeral
    assert again.content.startswith("Changed to ")
    await scene.click(scene.ana, scene.last, "reveal")
    assert "· 1 of 1 right" in scene.text(scene.last)


async def test_an_answer_after_the_close_is_refused(scene: Scene) -> None:
    await start(scene)
    scene.clock.advance(121)
    late = (await answer(scene, scene.bo, 1, right=True)).response  # type: ignore[attr-defined]  # a click's result
    assert late.content == "Question 1 is closed. Your answer was not stored."


async def test_the_reveal_explains_every_option_and_links_the_entry(scene: Scene) -> None:
    await start(scene)
    await answer(scene, scene.bo, 1, right=False)
    await scene.click(scene.ana, scene.last, "reveal")
    text = scene.text(scene.last)
    question = scene.tutor.bank.questions[scene.tutor.rounds.card(1, 1).question_id]
    for option in question.options:
        assert option.reason in text
    assert "What misled people:" in text
    entry = (await scene.click(scene.bo, scene.last, "entry")).response
    assert entry is not None
    assert entry.ephemeral


async def test_letters_do_not_move_at_the_reveal(scene: Scene) -> None:
    await start(scene)
    before = [option.text for option in scene.tutor.rounds.card(1, 1).options]
    await scene.click(scene.ana, scene.last, "reveal")
    assert [option.text for option in scene.tutor.rounds.reveal(1, 1).options] == before


async def test_only_the_host_or_a_manager_steers_the_round(scene: Scene) -> None:
    await start(scene)
    for name in ("reveal", "stop"):
        refused = (await scene.click(scene.bo, scene.last, name)).response
        assert refused is not None
        assert refused.ephemeral
        assert refused.content.startswith("Only the host")
    manager = scene.guild.add_member(
        scene.env.create_user("mod"),
        roles=[scene.guild.create_role("mods", permissions=discord.Permissions(manage_messages=True))],
    )
    await scene.click(manager, scene.last, "reveal")
    assert ", right" in scene.text(scene.last)


async def test_next_skips_the_wait_and_stop_shows_the_result(scene: Scene) -> None:
    await start(scene, questions=3)
    await scene.click(scene.ana, scene.last, "reveal")
    await scene.click(scene.ana, scene.last, "next")
    assert "Question 2 of 3" in scene.text(scene.last)
    await answer(scene, scene.bo, 2, right=True)
    await scene.click(scene.ana, scene.last, "stop")
    assert "The round was stopped." in scene.text(scene.last)
    assert "bo  1 of 2" in scene.text(scene.last)
    await start(scene)
    assert "Question 1 of 2" in scene.text(scene.last)


async def test_a_channel_has_one_round_at_a_time(scene: Scene) -> None:
    await start(scene)
    second = (await scene.bo.slash(scene.channel, "quiz vault")).response
    assert second is not None
    assert second.ephemeral
    assert second.content.startswith("A round is being played in this channel.")


async def test_show_mine_tells_what_to_review(scene: Scene) -> None:
    await start(scene, questions=1)
    await answer(scene, scene.bo, 1, right=False)
    await scene.due(121)
    await scene.due(46)
    own = (await scene.click(scene.bo, scene.last, "mine")).response
    assert own is not None
    assert own.ephemeral
    assert "0 of 1 right" in scene.text(own)
    assert "The belief behind your answer:" in scene.text(own)
    watched = (await scene.click(scene.chris, scene.last, "mine")).response
    assert watched is not None
    assert "1 not answered" in scene.text(watched)
    assert "You did not answer. Right is" in scene.text(watched)


async def test_the_line_of_small_print_begins_as_a_sentence_does(scene: Scene) -> None:
    await start(scene, topic="traps")
    card = scene.tutor.rounds.open_card(scene.channel.id)
    assert card is not None
    clocks: dict[Clock, str] = {"both": "Closes", "today": "Answer for Azure today · Closes", "exam": "Answer as"}
    for clock, begins in clocks.items():
        items = question_card(replace(card, clock=clock)).walk_children()
        shown = [item.content for item in items if isinstance(item, ui.TextDisplay)]
        assert any(text.startswith(f"-# {begins}") for text in shown)


async def test_a_round_without_answers_ends_without_standings(scene: Scene) -> None:
    await start(scene, questions=1)
    await scene.due(121)
    await scene.due(46)
    assert "Nobody answered" in scene.text(scene.last)


async def test_a_round_goes_on_after_a_restart_in_the_middle(scene: Scene) -> None:
    await start(scene)
    await answer(scene, scene.bo, 1, right=True)
    message = scene.last
    await scene.env.restart_bot()
    clicked = await scene.click(scene.chris, message, "answer")
    assert clicked.response is not None
    assert clicked.response.content.startswith("Saved: ")
    await scene.due(121)
    assert "of 2 right" in scene.text(scene.last)
    await scene.env.restart_bot()
    await scene.due(46)
    assert "Question 2 of 2" in scene.text(scene.last)


async def test_a_round_that_stood_still_too_long_is_settled_and_says_so(scene: Scene) -> None:
    await start(scene)
    await answer(scene, scene.bo, 1, right=True)
    await scene.due(3600)
    assert "The tutor was away for too long" in scene.text(scene.last)
    assert "bo  1 of 1" in scene.text(scene.last)
    assert scene.tutor.rounds.playing_in(scene.channel.id) is None


async def test_a_deleted_question_is_revealed_in_a_new_message(scene: Scene) -> None:
    await start(scene)
    moderator = scene.guild.add_member(
        scene.env.create_user("mod"),
        roles=[scene.guild.create_role("mods", permissions=discord.Permissions(manage_messages=True))],
    )
    await moderator.delete(scene.last)
    await scene.due(121)
    assert ", right" in scene.text(scene.last)


async def test_a_lost_channel_frees_itself_and_keeps_the_answers(scene: Scene) -> None:
    await start(scene)
    await answer(scene, scene.bo, 1, right=True)
    scene.env.inject_error("PATCH", "/channels/*", status=403, code=50001)
    await scene.due(121)
    assert scene.tutor.rounds.playing_in(scene.channel.id) is None
    assert scene.tutor.rounds.result(1).round.state == "settled"
    assert scene.tutor.scores.score_of(scene.bo.id, None, scene.clock()).points == 1


async def test_without_permission_to_post_no_round_begins(scene: Scene) -> None:
    closed = scene.guild.create_text_channel(
        "closed", overwrites={scene.guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    )
    reply = (await scene.ana.slash(closed, "quiz hsm")).response
    assert reply is not None
    assert reply.ephemeral
    assert "I lack “Send Messages”" in reply.content
    assert scene.tutor.rounds.playing_in(closed.id) is None


async def test_the_score_does_not_give_an_open_question_away(scene: Scene) -> None:
    await start(scene)
    await answer(scene, scene.bo, 1, right=False)
    before = (await scene.bo.slash(scene.channel, "score")).response
    assert before is not None
    assert "No answers yet." in scene.text(before)
    await scene.click(scene.ana, scene.last, "reveal")
    after = (await scene.bo.slash(scene.channel, "score")).response
    assert after is not None
    assert "0 of 1 question" in scene.text(after)


async def test_a_tap_after_the_close_tells_who_answered_in_time_that_it_counts(scene: Scene) -> None:
    await start(scene)
    await answer(scene, scene.bo, 1, right=True)
    scene.clock.advance(121)
    again = (await answer(scene, scene.bo, 1, right=False)).response  # type: ignore[attr-defined]  # a click's result
    assert again.content.startswith("Your answer is in: ")
