"""The card of a comparison: Discord has no tables, so each aspect is a block with a line for each subject."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

from discord import ui

from bot.discord_ui.custom_ids import ASPECT, NONE, SHARE_COMPARISON, Names
from bot.discord_ui.limits import MAX_CUSTOM_ID, LimitExceeded
from knowledge.chat.comparison import Cell, Comparison, Row
from knowledge.facts import Source

from .layout import GAP, button, layout, menu, plain
from .sources import sources_block

MOST_TELLING = (NONE, "Where they differ most")  # value and label in the menu of aspects
ROOM_FOR_IDS = MAX_CUSTOM_ID - len("t1:sharecompare::")


def comparison_card(
    comparison: Comparison,
    sources: Sequence[Source],
    aspects: Sequence[tuple[str, str]],
    *,
    shareable: bool,
    below: str | None = None,
) -> ui.LayoutView:
    """Return subjects side by side, with a menu of all aspects; rows that no longer fit are left to the menu.

    Args:
        comparison: what to show.
        sources: the pages that it rests on, the main one first.
        aspects: (id, name) of all aspects there are.
        shareable: whether a button offers to show it to the whole channel.
        below: small print under the card.
    """
    subjects, kept = ids_of(comparison)
    names = dict(comparison.subjects)
    title = f"### {' · '.join(plain(name) for name in names.values())}"
    share = [button("Share", SHARE_COMPARISON(subjects, kept))] if shareable else []
    other = menu("Compare in another aspect", ASPECT(subjects), [MOST_TELLING, *aspects])
    blocks = [_row(row, names) for row in comparison.rows]
    for count in range(len(blocks), 0, -1):
        spaced = (item for block in blocks[:count] for item in (GAP, block))
        with contextlib.suppress(LimitExceeded):
            return layout(title, *spaced, *sources_block(sources), rows=[share, [other]], below=below)
    raise LimitExceeded("not even one aspect of the comparison fits a message")


def ids_of(comparison: Comparison) -> tuple[Names, Names]:
    """Return the subjects and aspects of a comparison for a custom id to carry: as many aspects as have room."""
    subjects = Names.of(name for name, _ in comparison.subjects)
    aspects = [row.aspect for row in comparison.rows]
    while aspects and len(subjects) + len(Names.of(aspects)) > ROOM_FOR_IDS:
        aspects.pop()
    return subjects, Names.of(aspects)


def _row(row: Row, names: dict[str, str]) -> str:
    return "\n".join([f"**{plain(row.name)}**", *(_cell(cell, names[cell.subject]) for cell in row.cells)])


def _cell(cell: Cell, name: str) -> str:
    """Return what holds for a subject; a cell without facts says in italics that there are none."""
    today = f"- **{plain(name)}:** {plain(cell.today)}" if cell.facts else f"- **{plain(name)}:** *{plain(cell.today)}*"
    # Small print begins a line of its own: inside a list, Discord may show its mark as it is written.
    return f"{today}\n-# Exam material: {plain(cell.exam)}" if cell.exam else today
