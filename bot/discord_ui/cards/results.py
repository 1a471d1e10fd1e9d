"""Cards of a round that is over: the standings, and one learner's own result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from discord import ButtonStyle, ui

from bot.discord_ui.custom_ids import AGAIN, PLAY_ALONE, SHOW_MINE
from bot.discord_ui.limits import shortened
from knowledge.entries import Entry
from quizzes.listing import listed
from quizzes.views import Missed, OwnResult, RoundResult, Standing

from .answer import entry_button
from .layout import RULE, button, counted, layout, plain

MAX_STANDINGS = 10
MAX_MISSED = 5  # a round of the usual length is reviewed whole
MAX_REVIEWED = 320  # of one to be reviewed; a scenario's later stages repeat what was said before
MAX_QUOTED = 120  # characters of a stem that is quoted
MAX_HABITS = 3
TIMES = {2: "twice", 3: "three times"}
COSTLY_FROM = 2  # a belief taken once is chance, not something that misled a group
ENDS = {1: "st", 2: "nd", 3: "rd"}
TEENS = (11, 12, 13)
ENDINGS = {
    "stopped": "The round was stopped.",
    "settled": "The tutor was away for too long, so the round ends here. All answers count.",
}


def result_card(result: RoundResult) -> ui.LayoutView:
    """Return the standings of a round and what cost most."""
    blocks: list[object] = [f"### Result · {plain(result.round.title)}", ENDINGS.get(result.round.state)]
    again = button("Another round", AGAIN(result.round.topic.id, result.round.length))
    mine = button("Show mine", SHOW_MINE(result.round.id))  # also what tells this message from any other result
    if not result.standings:
        return layout(*blocks, "Nobody answered, so there is no standing.", rows=[[mine, again]])
    blocks.append(_standings(result.standings, result.asked))
    if result.most_missed:
        number, stem = result.most_missed
        blocks.append(f"Most missed: question {number}, *{plain(shortened(stem, MAX_QUOTED))}*")
    costly = [f"- *{plain(name)}* ({times} times)" for name, times in result.costly if times >= COSTLY_FROM]
    if costly:
        blocks += [RULE, "\n".join(["What cost most:", *costly])]
    return layout(*blocks, rows=[[mine, again]])


def own_result_card(own: OwnResult, entries: Mapping[str, Entry]) -> ui.LayoutView:
    """Return one learner's result and what to review.

    Args:
        own: the result.
        entries: the knowledge base's entries by id.
    """
    head = f"### {own.right} of {own.asked} right\n-# Your result · {plain(own.round.title)}"
    if own.answered < own.asked:
        head += f" · {own.asked - own.answered} not answered"
    if own.halves:
        head += f"\n-# {counted(own.halves, 'right answer')} more would count with the twin question right as well."
    again = button(
        f"Another round: {own.round.topic.name}", PLAY_ALONE(own.round.topic.id, own.round.length), ButtonStyle.primary
    )
    onward = [[again]] if own.round.private else []
    if not own.missed:
        return layout(head, "Nothing to review.", rows=onward)
    shown = own.missed[:MAX_MISSED]
    more = f"-# and {len(own.missed) - MAX_MISSED} more" if len(own.missed) > MAX_MISSED else None
    named = dict.fromkeys(item.entry_id for item in shown if item.entry_id)
    buttons = [[entry_button(entries[name])] for name in named if name in entries]
    review = [_missed(item) for item in shown]
    return layout(head, _habits(own), RULE, "To review:", *review, more, rows=[*buttons, *onward])


def ordinal(place: int) -> str:
    """Return a place in words of a kind: 1st, 2nd, 11th, 21st."""
    if place % 100 in TEENS:
        return f"{place}th"
    return f"{place}{ENDS.get(place % 10, 'th')}"


def _standings(standings: tuple[Standing, ...], asked: int) -> str:
    if not standings[0].right:
        return f"{counted(len(standings), 'learner')} answered, and nobody had one right this time."
    places: dict[int, list[Standing]] = {}
    for standing in standings[:MAX_STANDINGS]:
        places.setdefault(standing.place, []).append(standing)
    lines = [f"{ordinal(place)}  {_names(tied)}  {tied[0].right} of {asked}" for place, tied in places.items()]
    if len(standings) > MAX_STANDINGS:
        lines.append(f"-# and {counted(len(standings) - MAX_STANDINGS, 'other')}")
    return "\n".join(lines)


def _names(tied: list[Standing]) -> str:
    return listed([f"<@{standing.learner_id}>" for standing in tied])


def _habits(own: OwnResult) -> str | None:
    """Name the beliefs that led astray more than once; None if none did."""
    times = Counter(item.misconception for item in own.missed if item.misconception)
    lines = [
        f"You {TIMES.get(count, f'{count} times')} took *{plain(name)}*."
        for name, count in times.most_common(MAX_HABITS)
        if count >= COSTLY_FROM
    ]
    return "\n".join(lines) or None


def _missed(item: Missed) -> str:
    part = f", {item.own.credit:.0%} right" if item.own and item.own.credit else ""
    given = f"Your answer: {plain(item.own.given)}{part}." if item.own else "You did not answer."
    belief = f"\n-# The belief behind your answer: *{plain(item.misconception)}*" if item.misconception else ""
    stem = plain(shortened(item.stem, MAX_REVIEWED))
    return f"**{item.number}.** {stem}\n{given} Right is {plain(item.right)}.{belief}"
