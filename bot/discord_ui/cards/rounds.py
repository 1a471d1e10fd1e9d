"""Cards of a round while it is played: its start, a question, and its reveal."""

from __future__ import annotations

from discord import ButtonStyle, ui

from bot.discord_ui.custom_ids import ANSWER, NEXT_NOW, PRIVATE_ANSWER, PRIVATE_NEXT, REVEAL_NOW, STOP
from knowledge.entries import Entry
from quizzes.views import OptionReveal, QuestionCard, Reveal, RoundView

from .answer import entry_button
from .layout import GAP, RULE, Button, button, counted, layout, plain, relative

CLOCKS = {"exam": "answer as exam material has it", "today": "answer for Azure today"}


def start_card(view: RoundView) -> ui.LayoutView:
    """Say that a round begins and by which rules."""
    return layout(
        f"### Round: {plain(view.title)}\n<@{view.host_id}> starts {counted(view.length, 'question')}.",
        "Answer with the buttons. Your answer stays private until the reveal, the first one counts, and being fast "
        "earns nothing. The round goes on by itself; the host can reveal early or stop it.",
    )


def question_card(card: QuestionCard, *, note: str | None = None) -> ui.LayoutView:
    """Return an open question; its buttons carry only ids and letters.

    Args:
        card: the question.
        note: a line above it; None for none.
    """
    private = card.round.private
    options = "\n".join(f"**{option.letter}**  {plain(option.text)}" for option in card.options)
    state = [CLOCKS[card.clock]] if card.clock in CLOCKS else []
    if card.closes_at:
        state.append(f"closes {relative(card.closes_at)}")
        state.append(f"{card.answered} {'has' if card.answered == 1 else 'have'} answered")
    clicked = PRIVATE_ANSWER if private else ANSWER
    letters = [
        button(option.letter, clicked(card.round.id, card.number, position), ButtonStyle.primary)
        for position, option in enumerate(card.options)
    ]
    host = [] if private else [button("Reveal now", REVEAL_NOW(card.round.id, card.number)), _stop_button(card.round)]
    return layout(
        note and f"-# {plain(note)}",
        f"### {_place(card)}",
        f"-# {' · '.join(state)}" if state else None,
        plain(card.stem),
        GAP,
        options,
        rows=[letters, host],
    )


def reveal_card(reveal: Reveal, entry: Entry | None) -> ui.LayoutView:
    """Return a closed question: the right answer first, then a line for each option, and what misled people.

    Args:
        reveal: the closed question.
        entry: what explains it; None if nothing does.
    """
    card = reveal.card
    lines = "\n".join(_option_line(option, show_count=bool(reveal.answered)) for option in reveal.options)
    misled = f"What misled people: *{plain(reveal.misled)}*" if reveal.misled and not card.round.private else None
    onward = "Show the result" if reveal.last else "Next question"
    rows = [[entry_button(entry)] if entry else []]
    coming = None
    if card.round.private:
        rows.append([button(onward, PRIVATE_NEXT(card.round.id, card.number), ButtonStyle.primary)])
    elif reveal.next_at:
        coming = f"-# {'Result' if reveal.last else 'Next question'} {relative(reveal.next_at)}"
        go_on = button(onward, NEXT_NOW(card.round.id, card.number), ButtonStyle.primary)
        rows.append([go_on, _stop_button(card.round)])
    return layout(
        _private_verdict(reveal) if card.round.private else _group_verdict(reveal),
        f"-# {_place(card)}\n{plain(card.stem)}",
        GAP,
        lines,
        RULE,
        "\n".join(filter(None, [misled, plain(reveal.explanation)])),
        reveal.other_clock and plain(reveal.other_clock),
        coming,
        rows=rows,
    )


def _stop_button(view: RoundView) -> Button:
    return button("Stop the round", STOP(view.id))


def _place(card: QuestionCard) -> str:
    return f"Question {card.number} of {card.round.length} · {plain(card.round.title)}"


def _group_verdict(reveal: Reveal) -> str:
    how_many = f"{reveal.right_count} of {reveal.answered} right" if reveal.answered else "nobody answered"
    return f"### {reveal.right.letter}  {plain(reveal.right.text)} · {how_many}"


def _private_verdict(reveal: Reveal) -> str:
    if reveal.own == reveal.right.letter:
        return f"### Right: {reveal.right.letter}  {plain(reveal.right.text)}"
    return f"### Not {reveal.own}, but {reveal.right.letter}  {plain(reveal.right.text)}"


def _option_line(option: OptionReveal, *, show_count: bool) -> str:
    count = f" ({option.count})" if show_count else ""
    right = ", right" if option.right else ""
    return f"**{option.letter}{right}**{count}  {plain(option.text)}: {plain(option.reason)}"
