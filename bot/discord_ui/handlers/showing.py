"""Makes the card for whatever the tutor says: the same for every way to ask."""

from __future__ import annotations

from dataclasses import dataclass

from discord import ui

from bot.answers import answer_for, clock_note, main_pages
from bot.discord_ui.cards.advice import question_card, recommendation_card
from bot.discord_ui.cards.answer import Offers, answer_card, part_card, two_answers_card
from bot.discord_ui.cards.comparison import comparison_card
from bot.discord_ui.cards.replies import choices_card, said_card, unknown_card
from bot.error_messages import EntryGone
from bot.plain_text import main_facts
from bot.tutor import Tutor
from knowledge.chat.advice import AdviceStep
from knowledge.chat.comparison import Comparison
from knowledge.chat.replies import Advised, Answer, Answered, Compared, Offered, Said, Unknown
from knowledge.entries import Entry

STARTERS = 3  # entries offered to someone whose question is about something else


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a card is shown.

    Attributes:
        shareable: whether it is private in a place where others could see it.
        chosen: whether the learner chose by a title, not by a question that we might have got wrong.
        below: small print under the card.
    """

    shareable: bool = False
    chosen: bool = False
    below: str | None = None


def card_for(tutor: Tutor, answer: Answer, setting: Setting) -> ui.LayoutView:
    """Return the card for an answer of any kind."""
    match answer:
        case Answered():
            return answered_card(tutor, answer, setting)
        case Offered():
            return choices_card(answer.choices, below=setting.below)
        case Unknown():
            starters = tutor.matcher.suggest("", limit=STARTERS)
            return unknown_card(answer.nearest, starters, answer.beyond, below=setting.below)
        case Compared():
            return compared_card(tutor, answer.comparison, setting)
        case Advised():
            return advised_card(tutor, answer.step, setting)
        case Said():
            return said_card(answer.text)


def answered_card(tutor: Tutor, answered: Answered, setting: Setting, *, details: bool = False) -> ui.LayoutView:
    """Return the card of an entry, or of two."""
    answer = answer_for(answered.entry, tutor.knowledge)
    if answered.also:
        return two_answers_card([answer, answer_for(answered.also, tutor.knowledge)], below=setting.below)
    offers = Offers(
        quiz=bool(tutor.bank.about(answered.entry.facts)),
        share=setting.shareable,
        reject=not setting.chosen,
        advice=answered.advises,
        comparison=answered.comparison,
    )
    if answered.focus != "whole":
        note = clock_note(answered.entry, tutor.knowledge)
        return part_card(answer, offers, answered.focus, note, below=setting.below)
    return answer_card(answer, offers, details=details, below=setting.below)


def compared_card(tutor: Tutor, comparison: Comparison, setting: Setting) -> ui.LayoutView:
    """Return the card of subjects side by side."""
    pages = main_pages(main_facts(comparison), tutor.knowledge)
    return comparison_card(comparison, pages, tutor.chat.aspects, shareable=setting.shareable, below=setting.below)


def advised_card(tutor: Tutor, step: AdviceStep, setting: Setting) -> ui.LayoutView:
    """Return the card of a step of the decision dialogue."""
    end = step.recommendation
    if end is None:
        return question_card(step, below=setting.below)
    entry = tutor.knowledge.entries.get(end.entry or "")
    return recommendation_card(step, end, main_pages(end.facts, tutor.knowledge), entry)


def entry_named(tutor: Tutor, name: str) -> Entry:
    """Return the entry behind a button.

    Raises:
        EntryGone: if the button stands on a message from before the entry was renamed.
    """
    entry = tutor.knowledge.entries.get(name)
    if entry is None:
        raise EntryGone(name)
    return entry
