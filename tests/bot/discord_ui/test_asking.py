"""The real client answers in a simulated Discord."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversations import KEPT_FOR
from bot.discord_ui.commands.ask import MAX_QUESTION, MENU_NAME
from bot.discord_ui.handlers.asking import NO_TEXT
from bot.discord_ui.limits import MAX_CONTENT
from bot.plain_text import NO_MORE, NO_SOURCE
from knowledge.chat.chat import Chat
from knowledge.chat.replies import Answer, Answered, Focus, Offered, Reply, Turn, Unknown
from knowledge.entries import Entry
from tests.bot.world import Scene, components_of

LONGEST = 4000  # characters of a message on Discord, by a subscriber


def said(monkeypatch: pytest.MonkeyPatch, answer: Answer) -> None:
    """Let the conversation say `answer` to whatever is asked."""
    monkeypatch.setattr(Chat, "reply", lambda *_: Reply(answer, Turn("as understood"), 1.0))


def entry(scene: Scene, name: str) -> Entry:
    return scene.tutor.knowledge.entries[name]


def first_entries(scene: Scene, count: int) -> tuple[Entry, ...]:
    return tuple(scene.tutor.knowledge.entries.values())[:count]


async def test_a_question_is_answered_privately_with_both_clocks_and_dated_sources(scene: Scene) -> None:
    reply = (await scene.ana.slash(scene.channel, "ask", question="premium fips level?")).response
    assert reply is not None
    assert reply.ephemeral
    text = scene.text(reply)
    assert text.startswith("FIPS level of Key Vault Premium")
    assert "Exam material: FIPS 140-2 Level 2" in text
    assert "Azure today: FIPS 140-3 Level 3" in text
    assert "7 Jul 2026" in text
    assert "Source: About keys" in text


async def test_an_unknown_question_is_declined(scene: Scene) -> None:
    reply = (await scene.ana.slash(scene.channel, "ask", question="who won the game last night")).response
    assert reply is not None
    assert scene.text(reply).startswith("I don't have a checked answer to that.")


async def test_an_ambiguous_question_offers_choices_and_a_click_opens_one(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    said(monkeypatch, Offered(first_entries(scene, 3)))
    reply = (await scene.ana.slash(scene.channel, "ask", question="rotate")).response
    assert reply is not None
    assert scene.text(reply).startswith("I'm not sure which of these you mean:")
    opened = (await scene.click(scene.ana, reply, "entry", index=2)).response
    assert opened is not None
    assert opened.ephemeral
    assert scene.text(opened).startswith(first_entries(scene, 3)[2].title)


async def test_a_topic_that_is_not_covered_is_named_beside_what_is_near(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    said(monkeypatch, Unknown(first_entries(scene, 2), "Prices in *Swiss* francs"))
    reply = (await scene.ana.slash(scene.channel, "ask", question="price in chf")).response
    assert reply is not None
    assert scene.text(reply).startswith("I have no checked answer on: Prices in *Swiss* francs.".replace("*", ""))
    assert r"\\*Swiss\\*" in str(components_of(reply)), "shown as written, not in italics"
    assert "people often begin with" not in scene.text(reply)
    assert all(entry.title in scene.text(reply) for entry in first_entries(scene, 2))


async def test_two_things_asked_are_answered_in_two_blocks_and_a_button_opens_each(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = entry(scene, "fips-premium"), entry(scene, "fips-managed-hsm")
    said(monkeypatch, Answered(one, also=other))
    reply = (await scene.ana.slash(scene.channel, "ask", question="both")).response
    assert reply is not None
    text = scene.text(reply)
    assert text.index(one.answer) < text.index(other.answer)
    assert text.count("Exam material:") == text.count("Azure today:") == 2
    assert text.count("Source:") == 2
    opened = (await scene.click(scene.ana, reply, "entry", index=1)).response
    assert scene.text(opened).startswith(other.title)


@pytest.mark.parametrize(
    ("focus", "shown", "left_out"),
    [
        ("detail", "detail", "answer"),
        ("clocks", "exam", "answer"),
        ("sources", "page", "answer"),
    ],
)
async def test_a_word_on_the_last_answer_shows_that_part_of_it_and_few_buttons(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, focus: Focus, shown: str, left_out: str
) -> None:
    asked = entry(scene, "fips-premium")
    assert asked.detail
    assert asked.two_clock
    pages = scene.tutor.knowledge.pages_of(asked)
    parts = {"detail": asked.detail, "answer": asked.answer, "exam": asked.two_clock.exam, "page": pages[2].title}
    said(monkeypatch, Answered(asked, focus=focus))
    reply = (await scene.ana.slash(scene.channel, "ask", question="why?")).response
    text = scene.text(reply)
    assert text.startswith(asked.title)
    assert parts[shown] in text
    assert parts[left_out] not in text
    assert "[Helpful]" not in text


@pytest.mark.parametrize(
    ("focus", "missing"),
    [("detail", NO_MORE), ("clocks", "Exam material is silent on this"), ("sources", NO_SOURCE)],
)
async def test_a_part_that_there_is_not_is_said_to_be_missing(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, focus: Focus, missing: str
) -> None:
    undisputed = next(fact.id for fact in scene.tutor.knowledge.facts.values() if fact.verdict == "docs-only")
    bare = entry(scene, "fips-premium").model_copy(
        update={"detail": None, "two_clock": None, "facts": () if focus == "sources" else (undisputed,)}
    )
    said(monkeypatch, Answered(bare, focus=focus))
    text = scene.text((await scene.ana.slash(scene.channel, "ask", question="why?")).response)
    assert missing in text
    assert (bare.answer in text) == (focus != "sources")


async def test_a_follow_up_leans_on_the_last_question_until_it_is_forgotten(scene: Scene) -> None:
    await scene.ana.slash(scene.channel, "ask", question="what fips level does key vault premium have")
    reply = (await scene.ana.slash(scene.channel, "ask", question="and for standard?")).response
    assert scene.text(reply).startswith("FIPS level of Key Vault Standard")
    scene.clock.advance(KEPT_FOR.total_seconds())
    reply = (await scene.ana.slash(scene.channel, "ask", question="source?")).response
    assert not scene.text(reply).startswith("FIPS level of Key Vault Standard")


async def test_a_follow_up_leans_on_an_entry_that_a_button_opened(scene: Scene) -> None:
    reply = (await scene.ana.slash(scene.channel, "ask", question="fips-premium")).response
    related = (await scene.click(scene.ana, reply, "entry")).response
    title = scene.text(related).splitlines()[0]
    source = (await scene.ana.slash(scene.channel, "ask", question="source?")).response
    assert scene.text(source).startswith(title)


async def test_a_courtesy_is_returned_and_forgets_nothing(scene: Scene) -> None:
    await scene.ana.slash(scene.channel, "ask", question="fips-premium")
    thanked = (await scene.ana.slash(scene.channel, "ask", question="thanks!")).response
    assert scene.text(thanked) == "You're welcome."
    source = (await scene.ana.slash(scene.channel, "ask", question="source?")).response
    assert scene.text(source).startswith("FIPS level of Key Vault Premium")


async def test_the_menu_of_a_message_answers_its_text_privately_to_whoever_asks(scene: Scene) -> None:
    written = await scene.bo.send(scene.channel, "hey @everyone **what fips level** does key vault premium have?")
    reply = (await scene.ana.context_menu(scene.channel, MENU_NAME, written)).response
    assert reply is not None
    assert reply.ephemeral
    assert scene.text(reply).startswith("FIPS level of Key Vault Premium")
    follow_up = (await scene.ana.slash(scene.channel, "ask", question="and for standard?")).response
    assert scene.text(follow_up).startswith("FIPS level of Key Vault Standard")


@pytest.mark.parametrize("word", ["premium ", "x", "🙂"])
async def test_the_longest_message_there_is_gets_an_orderly_answer(scene: Scene, word: str) -> None:
    written = await scene.bo.send(scene.channel, "long")
    stored = scene.env.backend.messages[scene.channel.id][written.id]
    stored.content = (word * LONGEST)[:LONGEST]  # the simulation knows no subscribers, who may write so much
    reply = (await scene.ana.context_menu(scene.channel, MENU_NAME, written)).response
    assert reply is not None
    assert reply.content == ""
    assert reply.components


async def test_somebody_elses_message_does_not_lean_on_what_the_learner_asked_before(scene: Scene) -> None:
    await scene.ana.slash(scene.channel, "ask", question="fips-premium")
    written = await scene.bo.send(scene.channel, "source?")
    reply = (await scene.ana.context_menu(scene.channel, MENU_NAME, written)).response
    assert "FIPS level of Key Vault Premium" not in scene.text(reply)


@pytest.mark.parametrize("text", ["", "<@1> <:hsm:123456789012345678>", "   "])
async def test_a_message_without_words_is_said_to_have_none(scene: Scene, text: str) -> None:
    written = await scene.bo.send(scene.channel, text, attachments=[("key.txt", b"secret")])
    reply = (await scene.ana.context_menu(scene.channel, MENU_NAME, written)).response
    assert reply is not None
    assert reply.ephemeral
    assert reply.content == NO_TEXT


async def test_a_card_of_the_tutor_itself_has_no_text_to_answer(scene: Scene) -> None:
    await scene.client.welcome(scene.client.get_partial_messageable(scene.channel.id, guild_id=scene.guild.id))
    reply = (await scene.ana.context_menu(scene.channel, MENU_NAME, scene.last)).response
    assert reply is not None
    assert reply.content == NO_TEXT


async def test_autocomplete_offers_entries_and_picking_one_shows_it(scene: Scene) -> None:
    offered = await scene.ana.autocomplete(scene.channel, "ask", "question", "security dom")
    assert 1 <= len(offered) <= 25
    assert offered[0]["name"] == "security dom"
    assert "ecurity domain" in offered[1]["name"]
    reply = (await scene.ana.slash(scene.channel, "ask", question=offered[1]["value"])).response
    assert reply is not None
    assert scene.text(reply).startswith(offered[1]["name"])


async def test_autocomplete_has_a_first_list_before_anything_is_typed(scene: Scene) -> None:
    assert await scene.ana.autocomplete(scene.channel, "ask", "question", "")


async def test_related_topics_open_and_an_answer_can_be_shared(scene: Scene) -> None:
    reply = (await scene.ana.slash(scene.channel, "ask", question="fips-premium")).response
    related = (await scene.click(scene.ana, reply, "entry")).response
    assert related is not None
    assert related.ephemeral
    shared = (await scene.click(scene.ana, reply, "share")).response
    assert shared is not None
    assert not shared.ephemeral
    assert scene.text(shared).startswith("FIPS level of Key Vault Premium")
    assert "[Share]" not in scene.text(shared)


async def test_quiz_me_on_this_starts_a_private_round_on_the_entry(scene: Scene) -> None:
    reply = (await scene.ana.slash(scene.channel, "ask", question="fips-premium")).response
    question = (await scene.click(scene.ana, reply, "quizme")).response
    assert question is not None
    assert question.ephemeral
    card = scene.tutor.rounds.card(1, 1)
    assert "fips-premium" in scene.tutor.bank.questions[card.question_id].facts


HOSTILE = [
    "@everyone @here <@1> <@&2> # big **bold** ||hidden|| [link](https://example.org)",
    "```py\nprint('@everyone')\n```",
    "' OR 1=1; DROP TABLE rounds; --",
    "\u202e" * 50 + "premium",
    "p̷̡̛̤r̸e̶m̴i̵u̷m̸" * 20,
    "🙂" * 150,
    "\x00\x07\x1b[31m premium",
    "ما هو مستوى الأمان",
    "x" * 2000,
    "premium " * 250,
    "\n" * 50 + ".",
]


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_texts_get_an_orderly_answer_by_every_way_to_ask_and_ping_nobody(scene: Scene, text: str) -> None:
    assert scene.client.user is not None
    replies: list[Any] = [(await scene.ana.slash(scene.channel, "ask", question=text[:MAX_QUESTION])).response]
    written = await scene.bo.send(scene.channel, text)
    replies.append((await scene.ana.context_menu(scene.channel, MENU_NAME, written)).response)
    await scene.bo.send(scene.channel, f"{scene.client.user.mention} {text}"[:MAX_CONTENT])
    replies.append(scene.last)
    await scene.bo.send_dm(text)
    replies.append(scene.bo.user.dm_channel.last_message)
    for reply in replies:
        assert reply.content in ("", NO_TEXT)
        shown = str(components_of(reply))
        assert "@everyone" not in shown
        assert "<@" not in shown
        assert "Something went wrong" not in shown
    for posted in replies[2:]:
        assert posted.author == scene.client.user
        assert not posted.mention_everyone
        assert posted.mentions == posted.role_mentions == []


async def test_buttons_still_work_after_a_restart(scene: Scene) -> None:
    reply = (await scene.ana.slash(scene.channel, "ask", question="fips-premium")).response
    await scene.env.restart_bot()
    opened = (await scene.click(scene.ana, reply, "entry")).response
    assert opened is not None
    assert "Source:" in scene.text(opened)


async def test_help_says_what_to_type(scene: Scene) -> None:
    reply = (await scene.ana.slash(scene.channel, "help")).response
    assert reply is not None
    assert reply.ephemeral
    for command in ("/ask", "/quiz", "hsm", "traps", "/score"):
        assert command in scene.text(reply)
