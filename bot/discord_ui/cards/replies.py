"""The brief cards of a conversation: choices, "I don't know", a courtesy."""

from __future__ import annotations

from collections.abc import Sequence

from discord import ui

from bot.plain_text import BEYOND, UNKNOWN, UNSURE
from knowledge.entries import Entry

from .answer import entry_button
from .layout import layout, plain

REWORD = "ask again in other words; it helps to name the service or tier."


def choices_card(entries: Sequence[Entry], *, below: str | None = None) -> ui.LayoutView:
    """Return up to three entries to choose from."""
    return layout(UNSURE, rows=[[entry_button(entry)] for entry in entries], below=below)


def unknown_card(
    nearest: Sequence[Entry], starters: Sequence[Entry], beyond: str | None, *, below: str | None = None
) -> ui.LayoutView:
    """Say that there is no checked answer, and offer what is nearest, or what people begin with if nothing is near.

    Args:
        nearest: entries near to the question.
        starters: entries that newcomers want.
        beyond: name of the topic that is not covered; None if it is not one that we know.
        below: small print under the card.
    """
    text = plain(BEYOND.format(beyond)) if beyond else UNKNOWN
    if nearest:
        text += " The nearest topics that I know:"
    elif starters:
        text += " I know Azure Managed HSM and Key Vault; people often begin with:"
    return layout(text, rows=[[entry_button(entry)] for entry in nearest or starters], below=below)


def said_card(text: str) -> ui.LayoutView:
    """Return a courtesy."""
    return layout(plain(text))


def rejected_card(others: Sequence[Entry]) -> ui.LayoutView:
    """Offer what may have been meant instead of an answer."""
    if not others:
        return layout(f"Sorry. Please {REWORD}")
    return layout("Sorry. Is it one of these?", rows=[[entry_button(e)] for e in others], below=f"If not, {REWORD}")
