"""Cards of a round while it is played: a question, and its reveal."""

from __future__ import annotations

from collections.abc import Sequence

from discord import ButtonStyle, ui

from bot.discord_ui.custom_ids import (
    ANSWER,
    DAILY_ANSWER,
    MORE_TIME,
    NEXT_NOW,
    OPEN_FORM,
    PRIVATE_ANSWER,
    PRIVATE_NEXT,
    REVEAL_NOW,
    STOP,
    SURE,
)
from knowledge.entries import Entry
from quizzes.views import QuestionCard, Reveal, RoundView

from .answer import entry_button
from .layout import GAP, RULE, Button, button, layout, plain, relative

CLOCKS = {"exam": "Answer as exam material has it", "today": "Answer for Azure today"}
HOW = {"button": None, "menu": None, "order": "Put the steps in order", "text": "Type the answer"}


def question_card(card: QuestionCard, *, note: str | None = None) -> ui.LayoutView:
    """Return an open question; its buttons carry only ids and letters.

    Args:
        card: the question.
        note: a line above it; None for none.
    """
    private = card.round.private
    options = open_options(card)
    state = [text for text in (CLOCKS.get(card.clock), HOW[card.answering]) if text]
    if card.closes_at:
        state.append(f"Closes {relative(card.closes_at)}")
        state.append(f"{card.answered} {'has' if card.answered == 1 else 'have'} answered")
    host = [
        button("Reveal now", REVEAL_NOW(card.round.id, card.number)),
        button("More time", MORE_TIME(card.round.id, card.number)),
        _stop_button(card.round),
    ]
    return layout(
        note and f"-# {plain(note)}",
        f"### {_place(card)}",
        f"-# {' · '.join(state)}" if state else None,
        plain(card.stem),
        GAP if options else None,
        options,
        rows=[answer_buttons(card), [] if private else host],
    )


def reveal_card(
    reveal: Reveal, entry: Entry | None, *, onward: Sequence[Button] | None = None, note: str | None = None
) -> ui.LayoutView:
    """Return a closed question: the right answer first, then a line for each option (or step), and what misled people.

    Args:
        reveal: the closed question.
        entry: what explains it; None if nothing does.
        onward: what leads on from it, in a private round; None for the next question or the result.
        note: a line above it; None for none.
    """
    card = reveal.card
    personal = card.round.private or reveal.own is not None
    misled = f"What misled people: *{plain(reveal.misled)}*" if reveal.misled and not personal else None
    rows = [[entry_button(entry)] if entry else []]
    coming = None
    if card.round.private:
        rows += _private_controls(reveal, onward, asks=note is None)
    elif reveal.next_at:
        coming = f"-# {'Result' if reveal.last else 'Next question'} {relative(reveal.next_at)}"
        go_on = button(_following(reveal), NEXT_NOW(card.round.id, card.number), ButtonStyle.primary)
        rows.append([go_on, _stop_button(card.round)])
    return layout(
        note and f"-# {plain(note)}",
        _private_verdict(reveal) if personal else _group_verdict(reveal),
        f"-# {_place(card)}\n{plain(card.stem)}",
        GAP,
        _option_lines(reveal),
        RULE,
        "\n".join(filter(None, [misled, plain(reveal.explanation)])),
        reveal.other_clock and plain(reveal.other_clock),
        coming,
        rows=rows,
    )


def _private_controls(reveal: Reveal, onward: Sequence[Button] | None, *, asks: bool) -> list[list[Button]]:
    """Return what leads on from a private reveal and, if it still `asks`, how sure the learner was."""
    card = reveal.card
    usual = button(_following(reveal), PRIVATE_NEXT(card.round.id, card.number), ButtonStyle.primary)
    rows = [[usual] if onward is None else list(onward)]
    if card.round.form == "solo" and reveal.own and asks:
        sure, unsure = (SURE(card.round.id, card.number, value) for value in (1, 0))
        rows.append([button("I was sure", sure), button("I was not sure", unsure)])
    return rows


def _following(reveal: Reveal) -> str:
    return "Show the result" if reveal.last else "Next question"


def open_options(card: QuestionCard) -> str:
    """Return the options of an open question, a line each; empty where an answer is typed."""
    return "\n".join(f"**{option.letter}**  {plain(option.text)}" for option in card.options)


def answer_buttons(card: QuestionCard) -> list[Button]:
    """Return what a question is answered with: its letters, or a button that opens a form."""
    if card.answering != "button":
        return [button("Answer", OPEN_FORM(card.round.id, card.number), ButtonStyle.primary)]
    clicked = {"solo": PRIVATE_ANSWER, "daily": DAILY_ANSWER}.get(card.round.form, ANSWER)
    return [
        button(option.letter, clicked(card.round.id, card.number, position), ButtonStyle.primary)
        for position, option in enumerate(card.options)
    ]


def _stop_button(view: RoundView) -> Button:
    return button("Stop the round", STOP(view.id))


def _place(card: QuestionCard) -> str:
    if card.round.form == "daily":
        return f"Question of the day · {plain(card.round.title)}"
    stage = f" · part {card.stage[0]} of {card.stage[1]}" if card.stage else ""
    return f"Question {card.number} of {card.round.length} · {plain(card.round.title)}{stage}"


def _group_verdict(reveal: Reveal) -> str:
    how_many = f"{reveal.right_count} of {reveal.answered} right" if reveal.answered else "nobody answered"
    partly = f", {reveal.partly} in part" if reveal.partly else ""
    return f"### {plain(reveal.right)} · {how_many}{partly}"


def _private_verdict(reveal: Reveal) -> str:
    own = reveal.own
    if own is None:
        return f"### {plain(reveal.right)}"
    if own.right:
        return f"### Right: {plain(reveal.right)}"
    if own.credit:
        return f"### In part: {plain(own.given)} ({own.credit:.0%})\nRight is {plain(reveal.right)}"
    return f"### Not {plain(own.given)}, but {plain(reveal.right)}"


def _option_lines(reveal: Reveal) -> str:
    steps = reveal.card.answering == "order"
    lines = []
    for place, option in enumerate(reveal.options, start=1):
        count = f" ({option.count})" if reveal.answered and reveal.own is None else ""
        if steps:
            head = f"{place}. **{option.letter}**"
        else:
            name = option.letter or ("Right" if option.right else "Wrong")
            head = f"**{name}{', right' if option.right and option.letter else ''}**"
        lines.append(f"{head}{count}  {plain(option.text)}: {plain(option.reason)}")
    if steps and reveal.answered and reveal.own is None:
        lines.append("-# In brackets: how many put the step at its place.")
    return "\n".join(lines)
