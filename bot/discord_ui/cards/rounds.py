"""Cards of a round: its start, a question, its reveal, the result, and one learner's own result."""

from __future__ import annotations

from collections.abc import Mapping

from discord import ButtonStyle, ui

from bot.discord_ui.custom_ids import ANSWER, NEXT_NOW, PRIVATE_ANSWER, PRIVATE_NEXT, REVEAL_NOW, SHOW_MINE, STOP
from knowledge.entries import Entry
from quizzes.views import Missed, OptionReveal, OwnResult, QuestionCard, Reveal, RoundResult, RoundView, Standing

from .answer import entry_button
from .layout import RULE, Button, button, counted, layout, plain, relative

MAX_STANDINGS = 10
MAX_MISSED = 5
PLACES = {1: "1st", 2: "2nd", 3: "3rd"}
CLOCKS = {"exam": "asks for exam material", "today": "asks for Azure today"}


def start_card(view: RoundView) -> ui.LayoutView:
    """Say that a round begins and by which rules."""
    rules = (
        "Answer with the buttons. Your answer stays private until the reveal, the first one counts, "
        "and being fast earns nothing."
    )
    questions = counted(view.length, "question")
    return layout(f"### Round: {plain(view.topic.name)}\n<@{view.host_id}> starts {questions}.\n{rules}")


def question_card(card: QuestionCard, *, note: str | None = None) -> ui.LayoutView:
    """Return an open question; its buttons carry only ids and letters."""
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
    host = [] if private else [button("Reveal now", REVEAL_NOW(card.round.id)), _stop_button(card.round)]
    return layout(
        note and f"-# {plain(note)}",
        _heading(card),
        f"-# {' · '.join(state)}" if state else None,
        plain(card.stem),
        options,
        rows=[letters, host],
    )


def reveal_card(reveal: Reveal, entry: Entry | None) -> ui.LayoutView:
    """Return a closed question: the right answer, a line for each option, and what misled people."""
    card = reveal.card
    verdict = _private_verdict(reveal) if card.round.private else _group_verdict(reveal)
    lines = "\n".join(_option_line(option, show_count=not card.round.private) for option in reveal.options)
    misled = f"What misled people: *{plain(reveal.misled)}*" if reveal.misled and not card.round.private else None
    onward = "Show the result" if reveal.last else "Next question"
    rows = [[entry_button(entry)] if entry else []]
    if card.round.private:
        rows.append([button(onward, PRIVATE_NEXT(card.round.id, card.number), ButtonStyle.primary)])
    elif card.round.state == "playing":
        rows.append([button(onward, NEXT_NOW(card.round.id)), _stop_button(card.round)])
    coming = None
    if reveal.next_at and card.round.state == "playing":
        coming = f"-# {'Result' if reveal.last else 'Next question'} {relative(reveal.next_at)}"
    return layout(
        f"{_heading(card)}\n{plain(card.stem)}",
        verdict,
        lines,
        RULE,
        "\n".join(filter(None, [misled, plain(reveal.explanation)])),
        reveal.other_clock and plain(reveal.other_clock),
        coming,
        rows=rows,
    )


def result_card(result: RoundResult) -> ui.LayoutView:
    """Return the standings of a finished round and what cost most."""
    endings = {
        "stopped": "The host stopped the round.",
        "settled": "The tutor was away for too long, so the round ends here. All answers count.",
    }
    blocks: list[object] = [f"### Result · {plain(result.round.topic.name)}", endings.get(result.round.state)]
    if not result.standings:
        return layout(*blocks, "Nobody answered, so there is no standing.")
    blocks.append(_standings(result.standings, result.asked))
    if result.most_missed:
        blocks.append(f"Most missed: question {result.most_missed}")
    if result.costly:
        named = "\n".join(f"- *{plain(name)}* ({counted(times, 'time')})" for name, times in result.costly)
        blocks += [RULE, f"What cost most:\n{named}"]
    return layout(*blocks, rows=[[button("Show mine", SHOW_MINE(result.round.id))]])


def own_result_card(own: OwnResult, entries: Mapping[str, Entry]) -> ui.LayoutView:
    """Return one learner's result and what to review.

    Args:
        own: the result.
        entries: the knowledge base's entries by id.
    """
    head = f"### Your result · {plain(own.round.topic.name)}\n{own.right} of {own.asked} right"
    unanswered = own.asked - own.answered
    if unanswered:
        head += f", {unanswered} not answered"
    if not own.missed:
        return layout(head, "Nothing to review." if not unanswered else None)
    shown = own.missed[:MAX_MISSED]
    named = dict.fromkeys(item.entry_id for item in shown if item.entry_id)
    buttons = [entry_button(entries[name]) for name in named if name in entries]
    return layout(head, RULE, "To review:", *(_missed(item) for item in shown), rows=[[b] for b in buttons])


def _stop_button(view: RoundView) -> Button:
    return button("Stop the round", STOP(view.id))


def _heading(card: QuestionCard) -> str:
    return f"### Question {card.number} of {card.round.length} · {plain(card.round.topic.name)}"


def _group_verdict(reveal: Reveal) -> str:
    right = f"**Right: {reveal.right.letter}  {plain(reveal.right.text)}**"
    if not reveal.answered:
        return f"{right}\n-# nobody answered"
    return f"{right}\n-# {reveal.right_count} of {reveal.answered} right"


def _private_verdict(reveal: Reveal) -> str:
    if reveal.own == reveal.right.letter:
        return f"**{reveal.right.letter} is right: {plain(reveal.right.text)}**"
    return f"**{reveal.own} is not right. Right: {reveal.right.letter}  {plain(reveal.right.text)}**"


def _option_line(option: OptionReveal, *, show_count: bool) -> str:
    count = f" ({option.count})" if show_count else ""
    return f"**{option.letter}**{count}  {plain(option.text)}: {plain(option.reason)}"


def _standings(standings: tuple[Standing, ...], asked: int) -> str:
    places: dict[int, list[Standing]] = {}
    for standing in standings[:MAX_STANDINGS]:
        places.setdefault(standing.place, []).append(standing)
    lines = [
        f"{PLACES.get(place, f'{place}th')}  {_names(tied)}  {tied[0].right} of {asked}"
        for place, tied in places.items()
    ]
    if len(standings) > MAX_STANDINGS:
        lines.append(f"-# and {counted(len(standings) - MAX_STANDINGS, 'other')}")
    return "\n".join(lines)


def _names(tied: list[Standing]) -> str:
    names = [f"<@{standing.learner_id}>" for standing in tied]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _missed(item: Missed) -> str:
    belief = f"\n-# You took: *{plain(item.misconception)}*" if item.misconception else ""
    return (
        f"**{item.number}.** {plain(item.stem)}\n"
        f"You chose {item.chosen.letter}  {plain(item.chosen.text)}. "
        f"Right is {item.right.letter}  {plain(item.right.text)}.{belief}"
    )
