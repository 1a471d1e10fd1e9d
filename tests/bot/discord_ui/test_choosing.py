"""Comparisons and the decision dialogue: private, shareable, and in place of the last card."""

from __future__ import annotations

import random
from itertools import permutations
from typing import Any

import discord
import pytest
from discord import app_commands

from bot.discord_ui.cards.layout import button, layout
from bot.discord_ui.commands import all_commands
from bot.discord_ui.custom_ids import ADVISE, COMPARE, NONE
from bot.discord_ui.handlers.showing import Setting, advised_card, answered_card, compared_card
from bot.discord_ui.limits import MAX_CHOICES
from bot.tutor import Content, Tutor, build_tutor
from knowledge.chat.advice import AdviceStep
from knowledge.chat.chat import Chat
from knowledge.chat.comparison import Cell, Comparison, Row
from knowledge.chat.replies import Answered, Compared, Reply, Turn
from quizzes.database import Database
from tests.bot.world import FakeClock, Scene, components_of

TWO = {"first": "premium", "second": "managed-hsm"}
EVERYWHERE = Setting(shareable=True, below="Type `/ask` to be answered where only you see it.")


@pytest.fixture
def tutor(content: Content) -> Tutor:
    return build_tutor(content, Database("sqlite://"), FakeClock(), random.Random(1))


async def compare(scene: Scene, **options: str) -> Any:
    return (await scene.ana.slash(scene.channel, "compare", **options)).response


async def ask(scene: Scene, question: str) -> Any:
    return (await scene.ana.slash(scene.channel, "ask", question=question)).response


def menu_of(message: Any) -> str:
    return str(
        next(item["custom_id"] for row in every(message) for item in row.get("components", ()) if item["type"] == 3)
    )


def every(message: Any) -> list[Any]:
    return [item for part in components_of(message) for item in [part, *part.get("components", ())]]


async def test_compare_sets_services_side_by_side_privately(scene: Scene) -> None:
    card = await compare(scene, **TWO)
    assert card.ephemeral
    text = scene.text(card)
    comparison = scene.tutor.chat.compare(["premium", "managed-hsm"])
    assert text.startswith(" · ".join(name for _, name in comparison.subjects))
    for row in comparison.rows:
        assert row.name in text
        for cell in row.cells:
            assert cell.today in text
            assert not cell.exam or f"Exam material: {cell.exam}" in text
    assert "Source:" in text


async def test_compare_takes_three_and_one_aspect(scene: Scene) -> None:
    text = scene.text(await compare(scene, first="standard", second="premium", third="managed-hsm", aspect="fips"))
    (row,) = scene.tutor.chat.compare(["standard", "premium", "managed-hsm"], "fips").rows
    assert all(cell.today in text for cell in row.cells)
    assert len(row.cells) == 3


async def test_the_same_service_twice_is_said_plainly(scene: Scene) -> None:
    reply = await compare(scene, first="premium", second="premium")
    assert reply.ephemeral
    assert reply.content == "Choose different services to compare."


async def test_the_menu_shows_another_aspect_in_the_same_message(scene: Scene) -> None:
    card = await compare(scene, **TWO)
    text = scene.text(card)
    shown = await scene.ana.select(card, ["price"], custom_id=menu_of(card))
    assert shown.response is not None
    assert shown.response.id == card.id
    (row,) = scene.tutor.chat.compare(["premium", "managed-hsm"], "price").rows
    assert all(cell.today in scene.text(card) for cell in row.cells)
    assert scene.text(card) != text
    await scene.ana.select(card, [NONE], custom_id=menu_of(card))
    assert scene.text(card) == text


async def test_a_shared_comparison_is_the_same_and_its_menu_answers_others_privately(scene: Scene) -> None:
    card = await compare(scene, **TWO, aspect="fips")
    shared = (await scene.click(scene.ana, card, "sharecompare")).response
    assert shared is not None
    assert not shared.ephemeral
    assert scene.text(shared) == scene.text(card).replace("[Share]\n", "")
    other = (await scene.bo.select(scene.last, ["price"], custom_id=menu_of(scene.last))).response
    assert other is not None
    assert other.ephemeral
    assert other.id != scene.last.id


async def test_a_comparison_in_plain_words_is_a_table_or_a_button_under_the_answer(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    comparison = scene.tutor.chat.compare(["standard", "premium"], "fips")
    monkeypatch.setattr(Chat, "reply", lambda *_: Reply(Compared(comparison), Turn("x"), 1.0))
    text = scene.text((await scene.ana.slash(scene.channel, "ask", question="standard vs premium")).response)
    assert text.startswith("Key Vault Standard · Key Vault Premium")
    entry = scene.tutor.knowledge.entries["fips-premium"]
    answered = Answered(entry, comparison=comparison)
    monkeypatch.setattr(Chat, "reply", lambda *_: Reply(answered, Turn("x", entry.id), 1.0))
    card = (await scene.ana.slash(scene.channel, "ask", question="standard vs premium")).response
    assert scene.text(card).startswith(entry.title)
    table = (await scene.click(scene.ana, card, "compare")).response
    assert scene.text(table) == text


async def test_what_no_fact_carries_is_set_apart_from_what_facts_say(tutor: Tutor) -> None:
    cells = (Cell("a", "Holds *keys*.", None, ("fips-premium",)), Cell("b", "no checked fact", None, ()))
    comparison = Comparison((("a", "A"), ("b", "B")), (Row("r", "R", cells),))
    text = str(compared_card(tutor, comparison, Setting()).to_components())  # type: ignore[no-untyped-call]
    assert r"**A:** Holds \\*keys\\*." in text
    assert "**B:** *no checked fact*" in text


def test_every_comparison_of_ours_fits_its_card(tutor: Tutor) -> None:
    ids = [name for name, _ in tutor.chat.subjects]
    for subjects in [*permutations(ids, 2), *permutations(ids, 3)]:
        compared_card(tutor, tutor.chat.compare(subjects), EVERYWHERE)
    for aspect, _ in tutor.chat.aspects:
        compared_card(tutor, tutor.chat.compare(ids[:3], aspect), EVERYWHERE)


def test_all_aspects_at_once_are_cut_to_what_fits_a_message(tutor: Tutor) -> None:
    subjects = ["standard", "premium", "managed-hsm"]
    rows = [row for aspect, _ in tutor.chat.aspects for row in tutor.chat.compare(subjects, aspect).rows]
    whole = Comparison(tutor.chat.compare(subjects).subjects, tuple(rows))
    text = str(compared_card(tutor, whole, EVERYWHERE).to_components())  # type: ignore[no-untyped-call]
    assert f"**{rows[0].name}**" in text
    assert f"**{rows[-1].name}**" not in text


def test_discord_has_room_for_all_that_can_be_compared(tutor: Tutor) -> None:
    assert 2 <= len(tutor.chat.subjects) <= MAX_CHOICES
    assert 2 <= len(tutor.chat.aspects) < MAX_CHOICES, "the menu of the card has one more option"
    (command,) = [command for command in all_commands(tutor) if command.name == "compare"]
    tree = app_commands.CommandTree(discord.Client(intents=discord.Intents.none()))
    offered = {option["name"]: option["choices"] for option in command.to_dict(tree)["options"]}
    assert {choice["value"] for choice in offered["first"]} == {name for name, _ in tutor.chat.subjects}
    assert {choice["value"] for choice in offered["aspect"]} == {name for name, _ in tutor.chat.aspects}


async def test_the_dialogue_goes_on_in_one_private_message_to_a_recommendation(scene: Scene) -> None:
    card = await ask(scene, "help me choose")
    start = scene.text(card)
    assert card.ephemeral
    step = scene.tutor.chat.advise()
    while step.recommendation is None:
        assert str(step.question) in scene.text(card)
        assert all(f"[{choice.text}]" in scene.text(card) for choice in step.choices)
        step = scene.tutor.chat.advise(step.choices[0].path)
        reply = (await scene.ana.click(card, custom_id=ADVISE(f"{NONE}{step.path}"))).response
        assert reply is not None
        assert reply.id == card.id
    text = scene.text(card)
    assert step.recommendation.name in text.splitlines()[0]
    assert step.recommendation.text in text
    assert all(f"{question} {choice}" in text for question, choice in step.given)
    assert "Source:" in text
    await scene.ana.click(card, label="Start again")
    assert scene.text(card) == start


async def test_back_takes_one_choice_back(scene: Scene) -> None:
    card = await ask(scene, "help me choose")
    first = scene.tutor.chat.advise().choices[0]
    second = scene.tutor.chat.advise(first.path).choices[0]
    await scene.ana.click(card, custom_id=ADVISE(f"{NONE}{first.path}"))
    text = scene.text(card)
    assert "[Back]" not in text, "one choice back is the start"
    await scene.ana.click(card, custom_id=ADVISE(f"{NONE}{second.path}"))
    assert scene.text(card) != text
    await scene.ana.click(card, label="Back")
    assert scene.text(card) == text


async def test_help_me_choose_opens_privately_beside_the_answer_which_stays(scene: Scene) -> None:
    assert scene.client.user is not None
    await scene.ana.send(scene.channel, f"{scene.client.user.mention} choose-premium")
    posted = scene.last
    opened = (await scene.click(scene.bo, posted, "choose")).response
    assert opened is not None
    assert opened.ephemeral
    assert opened.id != posted.id
    assert "Which service fits?" in scene.text(opened)


async def test_a_choice_under_a_public_question_goes_on_privately(scene: Scene) -> None:
    assert scene.client.user is not None
    await scene.ana.send(scene.channel, f"{scene.client.user.mention} help me choose")
    posted = scene.last
    reply = (await scene.click(scene.bo, posted, "advise")).response
    assert reply is not None
    assert reply.ephemeral
    assert reply.id != posted.id


async def test_a_state_that_the_dialogue_no_longer_has_is_said_plainly(scene: Scene) -> None:
    channel = scene.client.get_partial_messageable(scene.channel.id, guild_id=scene.guild.id)
    await channel.send(view=layout("old", rows=[[button("x", ADVISE(f"{NONE}999999"))]]))
    reply = (await scene.click(scene.ana, scene.last, "advise")).response
    assert reply is not None
    assert reply.ephemeral
    assert reply.content.startswith("These questions have changed since.")


async def test_a_comparison_with_what_there_no_longer_is_is_said_plainly(scene: Scene) -> None:
    channel = scene.client.get_partial_messageable(scene.channel.id, guild_id=scene.guild.id)
    await channel.send(view=layout("old", rows=[[button("x", COMPARE("premium.gone", NONE))]]))
    reply = (await scene.click(scene.ana, scene.last, "compare")).response
    assert reply is not None
    assert reply.content == "I can't compare “gone”. Choose from the list."


def test_every_step_of_the_dialogue_fits_its_card(tutor: Tutor) -> None:
    ends = 0
    open_ = [tutor.chat.advise()]
    while open_:
        step: AdviceStep = open_.pop()
        advised_card(tutor, step, EVERYWHERE)
        ends += step.recommendation is not None
        open_ += [tutor.chat.advise(choice.path) for choice in step.choices]
    assert ends > 5


def test_any_two_answers_of_ours_fit_one_card(tutor: Tutor) -> None:
    def size(name: str) -> int:
        entry = tutor.knowledge.entries[name]
        clocks = len(entry.two_clock.exam + entry.two_clock.today) if entry.two_clock else 0
        return len(entry.title + entry.answer) + clocks

    longest = sorted(tutor.knowledge.entries, key=size)[-12:]
    for one, other in permutations(longest, 2):
        entries = tutor.knowledge.entries
        answered_card(tutor, Answered(entries[one], also=entries[other]), EVERYWHERE)


async def test_a_typed_choice_goes_on_from_what_was_clicked(scene: Scene) -> None:
    card = await ask(scene, "help me choose")
    first = scene.tutor.chat.advise().choices[1]
    await scene.click(scene.ana, card, "advise", 1)
    step = scene.tutor.chat.advise(first.path)
    assert step.question is not None
    typed = await ask(scene, "1")
    after = scene.tutor.chat.advise(step.choices[0].path)
    assert (after.question or (after.recommendation and after.recommendation.name) or "?") in scene.text(typed)
