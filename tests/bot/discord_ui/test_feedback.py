"""Votes and "not what I meant": stored, changeable, private, and no obstacle when the database is away."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversations import KEPT_FOR
from bot.discord_ui.commands.ask import MENU_NAME
from knowledge.chat.chat import Chat
from knowledge.chat.replies import Reply, Turn, Unknown
from quizzes.errors import DatabaseUnreachable
from quizzes.feedback import Feedback, Votes
from tests.bot.world import Scene

QUESTION = "what fips level does key vault premium have"
ENTRY = "fips-premium"


async def ask(scene: Scene, question: str = QUESTION) -> Any:
    return (await scene.ana.slash(scene.channel, "ask", question=question)).response


def votes(scene: Scene, entry: str = ENTRY) -> Votes | None:
    return next(iter(scene.tutor.feedback.votes(entry)), None)


def kept(scene: Scene) -> list[tuple[str, str | None]]:
    return [(asked.question, asked.wrong_entry) for asked in scene.tutor.feedback.gaps(scene.clock(), scene.guild.id)]


async def test_a_vote_counts_once_for_each_learner_and_can_be_changed(scene: Scene) -> None:
    card = await ask(scene)
    for name in ("helpful", "helpful", "unhelpful"):
        await scene.click(scene.ana, card, name)
    assert votes(scene) == Votes(ENTRY, helpful=0, unhelpful=1, mismatches=0)


async def test_a_vote_is_confirmed_privately_in_words_and_the_card_stays_as_it_is(scene: Scene) -> None:
    assert scene.client.user is not None
    await scene.ana.send(scene.channel, f"{scene.client.user.mention} {QUESTION}")
    card, before = scene.last, scene.text(scene.last)
    reply = (await scene.click(scene.bo, card, "helpful")).response
    assert reply is not None
    assert reply.ephemeral
    assert "this answer helped you" in reply.content
    reply = (await scene.click(scene.chris, card, "unhelpful")).response
    assert reply is not None
    assert "did not help you" in reply.content
    assert (scene.last.id, scene.text(scene.last)) == (card.id, before)
    assert votes(scene) == Votes(ENTRY, helpful=1, unhelpful=1, mismatches=0)


async def test_the_buttons_say_in_words_what_their_emoji_say(scene: Scene) -> None:
    assert "[Helpful] [Not helpful] [Not what I meant]" in scene.text(await ask(scene))


async def test_a_vote_that_could_not_be_stored_is_not_confirmed(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    card = await ask(scene)
    monkeypatch.setattr(Feedback, "record_vote", away)
    reply = (await scene.click(scene.ana, card, "helpful")).response
    assert reply is not None
    assert reply.content == "I can't reach my database, so nothing was stored. Please try again in a minute."


async def test_not_what_i_meant_offers_the_next_entries_but_not_the_one_it_was(scene: Scene) -> None:
    card = await ask(scene)
    offered = (await scene.click(scene.ana, card, "notmeant")).response
    assert offered is not None
    assert offered.ephemeral
    text = scene.text(offered)
    assert text.startswith("Sorry. Is it one of these?")
    assert text.count("[") == 3
    assert "FIPS level of Key Vault Premium" not in text
    opened = (await scene.click(scene.ana, offered, "entry")).response
    assert "[Not what I meant]" not in scene.text(opened), "the learner chose this one by its title"


async def test_the_pair_is_counted_once_however_often_it_is_clicked(scene: Scene) -> None:
    scene.tutor.servers.keep_questions(scene.guild.id, scene.clock())
    card = await ask(scene)
    for _ in range(3):
        await scene.click(scene.ana, card, "notmeant")
    assert votes(scene) == Votes(ENTRY, helpful=0, unhelpful=0, mismatches=1)
    assert kept(scene) == [(QUESTION, ENTRY)]


async def test_of_a_follow_up_the_whole_question_is_kept(scene: Scene) -> None:
    scene.tutor.servers.keep_questions(scene.guild.id, scene.clock())
    await ask(scene)
    card = await ask(scene, "and for standard?")
    await scene.click(scene.ana, card, "notmeant")
    ((question, entry),) = kept(scene)
    assert "fips" in question
    assert "standard" in question
    assert entry == "fips-standard"


async def test_without_the_question_the_pair_is_counted_without_text_and_rewording_is_asked_for(scene: Scene) -> None:
    scene.tutor.servers.keep_questions(scene.guild.id, scene.clock())
    card = await ask(scene)
    scene.clock.advance(KEPT_FOR.total_seconds())
    reply = (await scene.click(scene.ana, card, "notmeant")).response
    assert scene.text(reply).startswith("Sorry. Please ask again in other words")
    assert votes(scene) == Votes(ENTRY, helpful=0, unhelpful=0, mismatches=1)
    assert kept(scene) == []


async def test_nothing_is_kept_of_what_was_asked_where_the_server_has_not_allowed_it(scene: Scene) -> None:
    await ask(scene, "who won the game last night")
    await scene.click(scene.ana, await ask(scene), "notmeant")
    assert kept(scene) == []


async def test_an_unanswered_question_is_recorded_where_the_server_allows_it(scene: Scene) -> None:
    scene.tutor.servers.keep_questions(scene.guild.id, scene.clock())
    await ask(scene, "who won the game last night")
    await ask(scene)
    await ask(scene, "thanks")
    assert kept(scene) == [("who won the game last night", None)]


async def test_of_an_unanswered_follow_up_the_whole_question_is_kept(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.tutor.servers.keep_questions(scene.guild.id, scene.clock())
    monkeypatch.setattr(Chat, "reply", lambda *_: Reply(Unknown(), Turn("price of premium in francs"), 0.0))
    await ask(scene, "and in francs?")
    assert kept(scene) == [("price of premium in francs", None)]


async def test_a_text_without_words_is_no_gap(scene: Scene) -> None:
    scene.tutor.servers.keep_questions(scene.guild.id, scene.clock())
    await ask(scene, "<@1>")
    assert kept(scene) == []


async def test_what_somebody_else_wrote_is_not_kept_as_a_gap(scene: Scene) -> None:
    scene.tutor.servers.keep_questions(scene.guild.id, scene.clock())
    written = await scene.bo.send(scene.channel, "my landlord raised the rent")
    await scene.ana.context_menu(scene.channel, MENU_NAME, written)
    assert kept(scene) == []
    await scene.bo.context_menu(scene.channel, MENU_NAME, written)
    assert kept(scene) == [("my landlord raised the rent", None)]


async def test_an_answer_does_not_depend_on_the_database(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Feedback, "record_unknown", away)
    monkeypatch.setattr(Feedback, "record_mismatch", away)
    result = await scene.ana.slash(scene.channel, "ask", question="who won the game last night")
    assert scene.text(result.response).startswith("I don't have a checked answer")
    assert not result.followups
    result = await scene.click(scene.ana, await ask(scene), "notmeant")
    assert scene.text(result.response).startswith("Sorry.")
    assert not result.followups


def away(*_: object) -> None:
    raise DatabaseUnreachable("sqlite:///x", "disk full")
