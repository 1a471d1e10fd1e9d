"""The real client answers in a simulated Discord."""

from __future__ import annotations

from tests.bot.world import Scene


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


async def test_an_ambiguous_question_offers_choices_and_a_click_opens_one(scene: Scene) -> None:
    reply = (await scene.ana.slash(scene.channel, "ask", question="rotate")).response
    assert reply is not None
    assert "which of these you mean" in scene.text(reply)
    opened = (await scene.click(scene.ana, reply, "entry")).response
    assert opened is not None
    assert opened.ephemeral
    assert "Source:" in scene.text(opened)


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


async def test_nobody_is_pinged_and_no_markup_breaks_out_of_hostile_questions(scene: Scene) -> None:
    for question in ("@everyone <@1> # big **bold** ```", "' OR 1=1 --", "\u202e" * 50, "🙂" * 100, "x" * 300):
        reply = (await scene.ana.slash(scene.channel, "ask", question=question)).response
        assert reply is not None
        assert "@everyone" not in scene.text(reply)


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
