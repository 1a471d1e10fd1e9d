"""Cards of a server's leaderboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord import ButtonStyle, ui

from bot.discord_ui.custom_ids import ALIAS, BOARD, JOIN_BOARD, LEAVE_BOARD, NONE, NOT_NOW, SHOW_BOARD
from bot.discord_ui.forms import field
from quizzes.standing.boards import IMPROVED_TRIES
from quizzes.standing.members import MAX_ALIAS
from quizzes.standing.standing_views import Board, Improved, Place
from quizzes.standing.windows import When

from .layout import RULE, Button, button, counted, layout, plain
from .results import ordinal

LABELS: dict[When, str] = {"week": "This week", "month": "This month", "season": "This season", "all": "All time"}
BEFORE: dict[When, str] = {"week": "week", "month": "month", "season": "season"}
NOBODY = "Nobody on the board has points here yet. `/quiz hsm` earns the first ones."
INVITATION = (
    "**Would you like to be on this board?** You have points here, and nobody sees them but you. On the board, "
    "members of this server see your name, or an alias you choose, with your points; you can leave at any time."
)
SMALL_PRINT = "A point for each question right at the first try. Only those who joined are listed."


def board_card(board: Board, *, to_all: bool = False) -> ui.LayoutView:
    """Return a page of a board.

    Args:
        board: the page.
        to_all: whether the whole channel sees it: then nobody's own place is on it, and nothing private to click.
    """
    topic = f" · {plain(board.topic.name)}" if board.topic else ""
    title = f"### Leaderboard · {LABELS[board.when]}{topic}{_small_head(board)}"
    blocks: list[object] = [title, _places(board.places) or NOBODY]
    if board.improved:
        blocks.append(_improved(board.improved, BEFORE[board.when]))
    if to_all:
        return layout(*blocks, f"-# {SMALL_PRINT} `/leaderboard` shows your own place.")
    blocks += [RULE, _own(board), INVITATION if board.invites else None]
    return layout(*blocks, f"-# {SMALL_PRINT}", rows=[_pages(board), _windows(board), _own_buttons(board)])


def alias_form() -> tuple[str, list[ui.Label[Any]]]:
    """Return the title and the field of the form in which an alias is typed."""
    typed: ui.TextInput[Any] = ui.TextInput(custom_id="alias", required=False, max_length=MAX_ALIAS)
    hint = "Letters, digits, spaces and . ' - only. Leave it empty to be shown by your name."
    return "Your name on the board", [field("Alias", typed, hint)]


def exported_note(number: int) -> str:
    """Return what is said beside the file of standings."""
    return (
        f"The standings of {counted(number, 'learner')}: those who joined the board and have points. Who chose an "
        "alias is in the file by that alone. Please keep it to what they agreed to."
    )


def _improved(best: Improved, stretch: str) -> str:
    return (
        f"Most improved: {_name(best.learner_id, best.alias)}, {best.now:.0%} of first tries right after "
        f"{best.before:.0%} in the {stretch} before\n-# among those with {IMPROVED_TRIES} first tries in both"
    )


def _small_head(board: Board) -> str:
    """Return since when a board counts and which page it is, in small print; nothing where there is nothing to say."""
    parts = []
    if board.begins_at:
        season = ", a season being a quarter of a year" if board.when == "season" else ""
        parts.append(f"since {discord.utils.format_dt(board.begins_at, 'D')}{season}")
    if board.pages > 1:
        parts.append(f"page {board.page} of {board.pages}")
    return f"\n-# {' · '.join(parts)}" if parts else ""


def _places(places: Sequence[Place]) -> str:
    return "\n".join(
        f"{ordinal(place.place)}  {_name(place.learner_id, place.alias)}  {counted(place.points, 'point')}"
        for place in places
    )


def _name(learner_id: int, alias: str | None) -> str:
    return plain(alias) if alias else f"<@{learner_id}>"


def _own(board: Board) -> str:
    own = board.own
    if own is None:
        return "You have no points here yet."
    tried = (
        f"{counted(own.points, 'point')}, {own.first_right} of {counted(own.first_tries, 'first try', 'first tries')}"
    )
    if board.listed:
        return f"You are {ordinal(own.place)} of {board.total}: {tried} right."
    return f"You are not listed; you would be {ordinal(own.place)}: {tried} right."


def _pages(board: Board) -> list[Button]:
    topic = board.topic.id if board.topic else NONE
    turns = [("Previous", board.page - 1), ("Next", board.page + 1)]
    return [button(label, BOARD(board.when, topic, page)) for label, page in turns if 1 <= page <= board.pages]


def _windows(board: Board) -> list[Button]:
    topic = board.topic.id if board.topic else NONE
    return [button(label, BOARD(when, topic, 1)) for when, label in LABELS.items() if when != board.when]


def _own_buttons(board: Board) -> list[Button]:
    topic = board.topic.id if board.topic else NONE
    show = button("Show to all", SHOW_BOARD(board.when, topic))
    if board.listed:
        return [button("Alias", ALIAS()), button("Leave the board", LEAVE_BOARD()), show]
    style = ButtonStyle.primary if board.invites else ButtonStyle.secondary
    join = [button("Join the board", JOIN_BOARD(), style)] if board.own else []
    return [*join, *([button("Not now", NOT_NOW())] if board.invites else []), show]
