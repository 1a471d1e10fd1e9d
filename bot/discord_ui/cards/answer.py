"""Cards of the answering side: an answer, choices, and "I don't know"."""

from __future__ import annotations

from discord import ui

from bot.answers import Answer, source_line
from bot.discord_ui.custom_ids import ENTRY, QUIZ_ME, SHARE
from knowledge.entries import Entry

from .layout import RULE, Button, button, layout, plain


def answer_card(answer: Answer, *, quizzable: bool, shareable: bool) -> ui.LayoutView:
    """Return an entry's answer with both clocks, its sources and where to go on.

    Args:
        answer: what to show.
        quizzable: whether the bank has a question on it.
        shareable: whether a button offers to show it to the whole channel.
    """
    entry = answer.entry
    clocks = [
        f"**{c.label}:** {plain(c.text)}" + (f"\n-# {plain(c.origin)}" if c.origin else "") for c in answer.clocks
    ]
    blocks: list[object] = [f"### {plain(entry.title)}\n{plain(entry.answer)}", entry.detail and plain(entry.detail)]
    if clocks:
        blocks += [RULE, "\n".join(clocks)]
    if answer.sources:
        pages = " · ".join(f"[{plain(source_line(page))}]({page.url})" for page in answer.sources)
        blocks += [RULE, f"-# Source: {pages}"]
    actions = [button("Quiz me on this", QUIZ_ME(entry.id))] if quizzable else []
    if shareable:
        actions.append(button("Share in the channel", SHARE(entry.id)))
    return layout(*blocks, rows=[[entry_button(other) for other in answer.related], actions])


def choices_card(entries: list[Entry]) -> ui.LayoutView:
    """Return up to three entries to choose from."""
    return layout("I'm not sure which of these you mean:", rows=[[entry_button(e)] for e in entries])


def unknown_card(nearest: list[Entry]) -> ui.LayoutView:
    """Say that there is no checked answer, and offer what is nearest."""
    text = "I don't have a checked answer to that."
    if nearest:
        text += " The nearest topics that I know:"
    return layout(text, rows=[[entry_button(entry)] for entry in nearest])


def entry_button(entry: Entry) -> Button:
    """Return a button that opens an entry privately."""
    return button(entry.title, ENTRY(entry.id))
