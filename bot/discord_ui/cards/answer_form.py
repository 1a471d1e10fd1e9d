"""The form in which a question is answered that takes more than one click, and what comes back with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from discord import ui

from bot.discord_ui.forms import field
from quizzes.answer_rows import Given
from quizzes.questions import MAX_TYPED
from quizzes.views import QuestionCard

from .layout import Menu, menu

PLACES = ("First", "Second", "Third", "Fourth", "Fifth")


def answer_form(card: QuestionCard) -> tuple[str, Sequence[ui.Label[Any]]]:
    """Return the title and the fields of the form that answers a question."""
    title = f"Question {card.number} of {card.round.length}"
    if card.answering == "text":
        typed: ui.TextInput[Any] = ui.TextInput(custom_id="text", max_length=MAX_TYPED)
        return title, [field("Your answer", typed, "A name or a figure; capitals don't matter.")]
    if card.answering == "menu":
        return title, [field(f"Choose {card.choose}", _choice(card, "chosen", card.choose))]
    return title, [field(PLACES[place], _choice(card, f"place{place}", 1)) for place in range(card.choose)]


def read_form(card: QuestionCard, fields: Mapping[str, Sequence[str]]) -> Given:
    """Return the answer that came back with the form of a question."""
    if card.answering == "text":
        return Given(typed=fields["text"][0].strip())
    names = ["chosen"] if card.answering == "menu" else [f"place{place}" for place in range(card.choose)]
    return Given(tuple(int(value) for name in names for value in fields[name]))


def _choice(card: QuestionCard, custom_id: str, count: int) -> Menu:
    options = [(str(position), f"{option.letter}  {option.text}") for position, option in enumerate(card.options)]
    return menu(None, custom_id, options, choose=count)
