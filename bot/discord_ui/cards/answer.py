"""The card of an answer: an entry, or two where two things were asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from discord import ui

from bot.answers import Answer, Clock
from bot.discord_ui.custom_ids import (
    COMPARE,
    DETAILS,
    ENTRY,
    HELP_ME_CHOOSE,
    HELPFUL,
    NOT_MEANT,
    QUIZ_ME,
    SHARE,
    UNHELPFUL,
)
from bot.plain_text import NO_MORE, NO_SOURCE
from knowledge.chat.comparison import Comparison
from knowledge.chat.replies import Focus
from knowledge.entries import Entry

from .comparison import ids_of
from .layout import RULE, Button, button, layout, plain
from .sources import BRIEF_SOURCES, linked, sources_block, sources_line

BRIEF_RELATED = 2  # on the brief card, which fits a phone


@dataclass(frozen=True, slots=True)
class Offers:
    """What the buttons under an answer offer.

    Attributes:
        quiz: whether the bank has a question on it.
        share: to show it to the whole channel.
        reject: to say that it is not what was meant: under answers that we chose, not the learner.
        advice: the decision dialogue.
        comparison: a table that the question asks for as well; None for none.
    """

    quiz: bool = False
    share: bool = False
    reject: bool = False
    advice: bool = False
    comparison: Comparison | None = None


def answer_card(answer: Answer, offers: Offers, *, details: bool = False, below: str | None = None) -> ui.LayoutView:
    """Return an entry's answer with both clocks, its sources and where to go on.

    Args:
        answer: what to show.
        offers: what to offer under it.
        details: whether to show all that is known; without, it fits a phone, and a button offers the rest.
        below: small print under the card.
    """
    entry = answer.entry
    sources = answer.sources if details else answer.sources[:BRIEF_SOURCES]
    blocks = [*_blocks(answer, details=details), *sources_block(sources)]
    more = not details and bool(entry.detail or len(answer.sources) > BRIEF_SOURCES)
    first = _first_row(entry, offers, more=more)
    related = answer.related if details else answer.related[:BRIEF_RELATED]
    rows = [first, _onward(offers), *([entry_button(other)] for other in related), _votes(entry, offers)]
    return layout(*blocks, rows=rows, below=below)


def part_card(
    answer: Answer, offers: Offers, focus: Focus, clock_note: str | None, *, below: str | None = None
) -> ui.LayoutView:
    """Return the part of an answer that a word on it asks for ("why?", "source?", "exam?").

    Args:
        answer: the answer, whose own card has the other buttons.
        offers: what to offer under it.
        focus: the part.
        clock_note: how exam material and documentation compare where they don't differ; None if that is not known.
        below: small print under the card.
    """
    sources = [] if focus == "sources" else sources_block(answer.sources[:BRIEF_SOURCES])
    blocks = [*_focused(answer, focus, clock_note), *sources]
    return layout(*blocks, rows=[_first_row(answer.entry, offers, more=True)], below=below)


def two_answers_card(answers: Sequence[Answer], *, below: str | None = None) -> ui.LayoutView:
    """Return the answers to the two parts of a question, each with both clocks; a button opens each by itself."""
    blocks: list[object] = []
    for answer in answers:
        blocks += [RULE if blocks else None, *_blocks(answer, details=False)]
        blocks += [sources_line(answer.sources[:BRIEF_SOURCES])] if answer.sources else []
    rows = [[entry_button(answer.entry)] for answer in answers]
    return layout(*blocks, rows=[*rows, [_not_meant(answers[0].entry)]], below=below)


def entry_button(entry: Entry) -> Button:
    """Return a button that opens an entry privately."""
    return button(entry.title, ENTRY(entry.id))


def advice_button() -> Button:
    """Return a button that opens the decision dialogue."""
    return button("Help me choose", HELP_ME_CHOOSE())


def _blocks(answer: Answer, *, details: bool) -> list[object]:
    entry = answer.entry
    blocks: list[object] = [f"### {plain(entry.title)}\n{plain(entry.answer)}"]
    if answer.clocks:
        blocks += [RULE, _clock_lines(answer)]
    if details and entry.detail:
        blocks += [RULE, plain(entry.detail)]
    return blocks


def _focused(answer: Answer, focus: Focus, clock_note: str | None) -> list[object]:
    """Return the part of an answer that was asked for; if there is no such part, a word on that."""
    entry = answer.entry
    title = f"### {plain(entry.title)}\n"
    clocks = _clock_lines(answer)
    match focus:
        case "detail":
            text = entry.detail or f"{entry.answer} {NO_MORE}"
            return [title + plain(text), *([RULE, clocks] if clocks else [])]
        case "clocks":
            return [title + (clocks or plain(entry.answer)), *([RULE, clock_note] if clock_note else [])]
        case "sources":
            return [title + ("\n".join(f"- {linked(page)}" for page in answer.sources) or NO_SOURCE)]
    return _blocks(answer, details=False)


def _clock_lines(answer: Answer) -> str:
    return "\n".join(_clock_line(clock) for clock in answer.clocks)


def _clock_line(clock: Clock) -> str:
    origin = f" ({plain(clock.origin)})" if clock.origin else ""
    return f"**{clock.label}:** {plain(clock.text)}{origin}"


def _first_row(entry: Entry, offers: Offers, *, more: bool) -> list[Button]:
    buttons = [button("Details", DETAILS(entry.id))] if more else []
    buttons += [button("Quiz me", QUIZ_ME(entry.id))] if offers.quiz else []
    return [*buttons, *([button("Share", SHARE(entry.id))] if offers.share else [])]


def _onward(offers: Offers) -> list[Button]:
    buttons = [advice_button()] if offers.advice else []
    if offers.comparison:
        buttons.append(button("Side by side", COMPARE(*ids_of(offers.comparison))))
    return buttons


def _votes(entry: Entry, offers: Offers) -> list[Button]:
    buttons = [
        button("Helpful", HELPFUL(entry.id), emoji="👍"),
        button("Not helpful", UNHELPFUL(entry.id), emoji="👎"),
    ]
    return [*buttons, *([_not_meant(entry)] if offers.reject else [])]


def _not_meant(entry: Entry) -> Button:
    return button("Not what I meant", NOT_MEANT(entry.id))
