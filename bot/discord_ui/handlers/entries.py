"""Handlers of the answering side: show an entry, share it, play on it."""

from __future__ import annotations

from dataclasses import replace

from discord import ui

from bot.answers import answer_for
from bot.discord_ui.base_client import Interaction
from bot.discord_ui.cards.answer import answer_card, choices_card, unknown_card
from bot.error_messages import EntryGone
from bot.tutor import Tutor
from knowledge.entries import Entry
from knowledge.matcher import Decision

from .rounds import new_round, start_private

STARTERS = 3  # entries offered to someone whose question is about something else
QUIZ_ME_LENGTH = 3  # questions of a round "on this"


async def answer_question(interaction: Interaction, question: str) -> None:
    """Answer a question, or an entry's title as autocomplete gives it, privately."""
    tutor = interaction.client.tutor
    entry = tutor.knowledge.entry_titled(question)
    view = entry_card(tutor, entry) if entry else decision_card(tutor, tutor.matcher.ask(question))
    await interaction.response.send_message(view=view, ephemeral=True)


async def show_entry(interaction: Interaction, entry: str) -> None:
    """Show one entry privately."""
    tutor = interaction.client.tutor
    await interaction.response.send_message(view=entry_card(tutor, _entry(tutor, entry)), ephemeral=True)


async def show_details(interaction: Interaction, entry: str) -> None:
    """Show one entry privately with all that is known on it."""
    tutor = interaction.client.tutor
    view = entry_card(tutor, _entry(tutor, entry), details=True)
    await interaction.response.send_message(view=view, ephemeral=True)


async def share_entry(interaction: Interaction, entry: str) -> None:
    """Show one entry to the whole channel."""
    tutor = interaction.client.tutor
    await interaction.response.send_message(view=entry_card(tutor, _entry(tutor, entry), shareable=False))


async def quiz_on_entry(interaction: Interaction, entry: str) -> None:
    """Start a short private round on what an entry says."""
    chosen = _entry(interaction.client.tutor, entry)
    new = new_round(interaction, "mixed", QUIZ_ME_LENGTH)
    await start_private(interaction, replace(new, about=chosen.facts, title=chosen.title))


def decision_card(tutor: Tutor, decision: Decision) -> ui.LayoutView:
    """Return the card for what the matcher decided."""
    if decision.entry:
        return entry_card(tutor, decision.entry)
    entries = [match.entry for match in decision.choices]
    if decision.outcome == "choices":
        return choices_card(entries)
    return unknown_card(entries, list(tutor.matcher.suggest("", limit=STARTERS)))


def entry_card(tutor: Tutor, entry: Entry, *, shareable: bool = True, details: bool = False) -> ui.LayoutView:
    """Return the card of an entry."""
    quizzable = bool(tutor.bank.about(entry.facts))
    answer = answer_for(entry, tutor.knowledge)
    return answer_card(answer, quizzable=quizzable, shareable=shareable, details=details)


def _entry(tutor: Tutor, name: str) -> Entry:
    entry = tutor.knowledge.entries.get(name)
    if entry is None:  # the button stands on a message from before the entry was renamed
        raise EntryGone(name)
    return entry
