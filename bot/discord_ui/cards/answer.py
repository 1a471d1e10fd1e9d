"""Cards of the answering side: an answer, choices, and "I don't know"."""

from __future__ import annotations

from discord import ui

from bot.answers import Answer, Clock, source_line
from bot.discord_ui.custom_ids import DETAILS, ENTRY, QUIZ_ME, SHARE
from bot.plain_text import UNKNOWN, UNSURE
from knowledge.entries import Entry

from .layout import RULE, Button, button, layout, plain

BRIEF_SOURCES = 2  # on the brief card, which fits a phone; the details show all
BRIEF_RELATED = 2


def answer_card(answer: Answer, *, quizzable: bool, shareable: bool, details: bool = False) -> ui.LayoutView:
    """Return an entry's answer with both clocks, its sources and where to go on.

    Args:
        answer: what to show.
        quizzable: whether the bank has a question on it.
        shareable: whether a button offers to show it to the whole channel.
        details: whether to show all that is known; without, it fits a phone, and a button offers the rest.
    """
    entry = answer.entry
    blocks: list[object] = [f"### {plain(entry.title)}\n{plain(entry.answer)}"]
    if answer.clocks:
        blocks += [RULE, "\n".join(_clock_line(clock) for clock in answer.clocks)]
    if details and entry.detail:
        blocks += [RULE, plain(entry.detail)]
    sources = answer.sources if details else answer.sources[:BRIEF_SOURCES]
    if sources:
        pages = " · ".join(f"[{plain(source_line(page))}]({page.url})" for page in sources)
        blocks += [RULE, f"-# Source: {pages}"]
    more = not details and (entry.detail or len(answer.sources) > BRIEF_SOURCES)
    actions = [button("Details", DETAILS(entry.id))] if more else []
    if quizzable:
        actions.append(button("Quiz me on this", QUIZ_ME(entry.id)))
    if shareable:
        actions.append(button("Share", SHARE(entry.id)))
    related = answer.related if details else answer.related[:BRIEF_RELATED]
    return layout(*blocks, rows=[actions, *([entry_button(other)] for other in related)])


def choices_card(entries: list[Entry]) -> ui.LayoutView:
    """Return up to three entries to choose from."""
    return layout(UNSURE, rows=[[entry_button(e)] for e in entries])


def unknown_card(nearest: list[Entry], starters: list[Entry]) -> ui.LayoutView:
    """Say that there is no checked answer, and offer what is nearest, or what people begin with if nothing is near."""
    text = UNKNOWN
    if nearest:
        text += " The nearest topics that I know:"
    elif starters:
        text += " I know Azure Managed HSM and Key Vault; people often begin with:"
    return layout(text, rows=[[entry_button(entry)] for entry in nearest or starters])


def entry_button(entry: Entry) -> Button:
    """Return a button that opens an entry privately."""
    return button(entry.title, ENTRY(entry.id))


def _clock_line(clock: Clock) -> str:
    origin = f" ({plain(clock.origin)})" if clock.origin else ""
    return f"**{clock.label}:** {plain(clock.text)}{origin}"
