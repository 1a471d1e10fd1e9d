"""No message can exceed Discord's limits: each limit holds at n and refuses n+1, and all content fits."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from discord import ui

from bot.answers import answer_for
from bot.discord_ui.cards.answer import Offers, answer_card
from bot.discord_ui.cards.layout import button, layout, menu
from bot.discord_ui.cards.results import own_result_card, result_card
from bot.discord_ui.cards.rounds import question_card, reveal_card
from bot.discord_ui.custom_ids import ENTRY
from bot.discord_ui.limits import LimitExceeded, check_components, check_content, shortened
from knowledge.loader import Knowledge, load_knowledge
from quizzes.bank import Bank, load_bank
from quizzes.kinds import answering, shown, to_choose
from quizzes.questions import LETTERS, MAX_OPTION, MAX_TYPED, Question
from quizzes.views import (
    Missed,
    OptionReveal,
    OptionView,
    OwnAnswer,
    OwnResult,
    QuestionCard,
    Reveal,
    RoundResult,
    RoundView,
    Standing,
)

LONG_ID = 10**18
NOW = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)


def text(length: int) -> dict[str, Any]:
    return {"type": 10, "content": "x" * length}


def buttons(count: int, **fields: Any) -> dict[str, Any]:
    return {"type": 1, "components": [{"type": 2, "label": "a", "custom_id": str(i), **fields} for i in range(count)]}


def options(count: int, **fields: str) -> dict[str, Any]:
    return menu_of(options=[{"label": "a", "value": str(i), **fields} for i in range(count)])


def menu_of(**fields: Any) -> dict[str, Any]:
    shown = {"type": 3, "custom_id": "menu", "options": [{"label": "a", "value": "a"}], **fields}
    return {"type": 1, "components": [shown]}


@pytest.mark.parametrize(
    ("fits", "exceeds", "limit"),
    [
        ([text(4000)], [text(4001)], "characters of text"),
        ([text(1)] * 40, [text(1)] * 41, "components"),
        ([buttons(5)], [buttons(6)], "buttons in a row"),
        ([buttons(1, label="x" * 80)], [buttons(1, label="x" * 81)], "characters of a label"),
        ([buttons(1, custom_id="x" * 100)], [buttons(1, custom_id="x" * 101)], "characters of a custom id"),
        ([{"type": 10, "content": "漢" * 3333}], [{"type": 10, "content": "漢" * 3334}], "bytes of text"),
        ([buttons(1)], [buttons(2, custom_id="same")], "share a custom id"),
        ([text(1)], [text(0)], "empty"),
        ([buttons(1)], [buttons(0)], "no buttons"),
        ([options(25)], [options(26)], "options of a menu"),
        ([options(1)], [options(0)], "no options"),
        ([options(1, label="x" * 100)], [options(1, label="x" * 101)], "characters of an option"),
        ([options(1, value="x" * 100)], [options(1, value="x" * 101)], "characters of an option"),
        ([options(2)], [options(2, value="same")], "share a value"),
        ([menu_of(placeholder="x" * 150)], [menu_of(placeholder="x" * 151)], "characters of a placeholder"),
        ([menu_of(custom_id="x" * 100)], [menu_of(custom_id="x" * 101)], "characters of a custom id"),
    ],
)
def test_each_limit_holds_at_n_and_refuses_one_more(fits: Any, exceeds: Any, limit: str) -> None:
    check_components(fits)
    with pytest.raises(LimitExceeded, match=limit):
        check_components(exceeds)


def test_components_inside_containers_and_accessories_count_too() -> None:
    nested = [
        {"type": 17, "components": [{"type": 9, "components": [text(3999)], "accessory": buttons(1)["components"][0]}]}
    ]
    check_components(nested)
    with pytest.raises(LimitExceeded):
        check_components([*nested, text(2)])


def test_plain_messages_have_their_limit() -> None:
    assert check_content("x" * 2000)
    with pytest.raises(LimitExceeded):
        check_content("x" * 2001)
    with pytest.raises(LimitExceeded):
        check_content(" ")


def test_a_long_label_is_cut_with_an_ellipsis() -> None:
    assert shortened("x" * 80, 80) == "x" * 80
    assert shortened("x" * 81, 80) == "x" * 79 + "…"
    assert len(button("x" * 200, ENTRY("e")).label or "") == 80


def test_no_card_leaves_unchecked() -> None:
    with pytest.raises(LimitExceeded):
        layout("x" * 4001)
    with pytest.raises(LimitExceeded):
        layout(*["x"] * 41)
    with pytest.raises(LimitExceeded):
        layout("x" * 3998, below="y")


def test_a_menu_of_more_than_discord_takes_shows_the_first_and_cuts_long_names() -> None:
    shown = menu("Choose", "id", [(str(number), "x" * 200) for number in range(30)])
    assert [option.value for option in shown.options] == [str(number) for number in range(25)]
    assert {option.label for option in shown.options} == {"x" * 99 + "…"}
    layout("x", rows=[[shown]])


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def bank(knowledge: Knowledge) -> Bank:
    return load_bank(knowledge)


def test_every_entry_of_ours_fits_its_card(knowledge: Knowledge) -> None:
    everything = Offers(quiz=True, share=True, reject=True, advice=True)
    for entry in knowledge.entries.values():
        for details in (False, True):
            answer_card(answer_for(entry, knowledge), everything, details=details)


def views_of(question: Question, bank: Bank) -> tuple[QuestionCard, Reveal]:
    round_view = RoundView(LONG_ID, LONG_ID, LONG_ID, LONG_ID, bank.topics["mixed"], "T" * 75, 20, "group", "playing")
    options = tuple(OptionView(LETTERS[i], option.text) for i, option in enumerate(question.options))
    card = QuestionCard(
        round_view,
        20,
        question.id,
        question.stem,
        question.clock,
        question.difficulty,
        answering(question),
        to_choose(question),
        question.scenario[1:] if question.scenario else None,
        () if question.kind == "typed" else options,
        NOW,
        99999,
        LONG_ID,
        "k",
    )
    beliefs = [bank.misconceptions[o.misconception].name if o.misconception else None for o in question.options]
    revealed = tuple(
        OptionReveal(LETTERS[i], o.text, o.right, o.reason, beliefs[i], 99999) for i, o in enumerate(question.options)
    )
    right = shown(question, question.rights, range(len(options)))
    own = OwnAnswer("W" * MAX_TYPED, False, 0.5)
    longest = max((m.name for m in bank.misconceptions.values()), key=len)
    reveal = Reveal(
        card, revealed, right, 99999, 99999, 9999, question.explanation, question.other_clock, longest, "x", NOW, False,
        own,
    )  # fmt: skip
    return card, reveal


def test_every_question_of_ours_fits_its_cards(knowledge: Knowledge, bank: Bank) -> None:
    widest = max(knowledge.entries.values(), key=lambda entry: len(entry.title))
    for question in bank.questions.values():
        card, reveal = views_of(question, bank)
        question_card(card)
        reveal_card(reveal, widest)


def test_results_of_the_largest_round_fit(knowledge: Knowledge, bank: Bank) -> None:
    question = max(bank.questions.values(), key=lambda q: len(q.stem))
    card, _ = views_of(question, bank)
    standings = tuple(Standing(1, LONG_ID + i, 20, 20) for i in range(500))
    names = sorted((m.name for m in bank.misconceptions.values()), key=len)[-3:]
    result_card(RoundResult(card.round, 20, standings, (20, question.stem), tuple((name, 9999) for name in names), "k"))
    own = OwnAnswer("W" * MAX_TYPED, False, 0.5)
    missed = Missed(20, question.stem, own, "W" * MAX_OPTION, names[-1], next(iter(knowledge.entries)))
    own_result_card(OwnResult(card.round, 0, 9, 20, 20, (missed,) * 20), knowledge.entries)


def test_a_round_of_the_usual_length_is_reviewed_whole(bank: Bank) -> None:
    card, _ = views_of(next(iter(bank.questions.values())), bank)
    missed = [Missed(n, "Which?", OwnAnswer("A", False, 0.0), "B", None, None) for n in range(1, 7)]
    cards = (own_result_card(OwnResult(card.round, 0, 0, n, n, tuple(missed[:n])), {}) for n in (5, 6))
    five, six = ([item.content for item in card.walk_children() if isinstance(item, ui.TextDisplay)] for card in cards)
    assert any(text.startswith("**5.** Which?") for text in five)
    assert not any(text.endswith(" more") for text in five)
    assert "-# and 1 more" in six
