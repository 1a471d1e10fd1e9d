"""Builds every layout, so that none leaves unchecked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from discord import ButtonStyle, ui
from discord.utils import escape_markdown, escape_mentions, format_dt

from bot.discord_ui.limits import MAX_LABEL, check_components, shortened

RULE = object()  # a thin line between two blocks
GAP = object()  # some space between two blocks

Button = ui.Button[Any]


def layout(*blocks: object, rows: Sequence[Sequence[Button]] = ()) -> ui.LayoutView:
    """Return a card: blocks of markdown (None is left out), RULE or GAP between them, then rows of buttons.

    Raises:
        LimitExceeded: if Discord would refuse it.
    """
    container: ui.Container[Any] = ui.Container()
    for block in blocks:
        if block is RULE or block is GAP:
            container.add_item(ui.Separator(visible=block is RULE))
        elif block:
            container.add_item(ui.TextDisplay(str(block)))
    for row in rows:
        if row:
            container.add_item(ui.ActionRow(*row))
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    check_components(view.to_components())  # type: ignore[no-untyped-call]  # discord.py has no hints there
    view.stop()  # clicks are found by custom id (clicks.py), so discord.py need not keep each view in memory
    return view


def button(label: str, custom_id: str, style: ButtonStyle = ButtonStyle.secondary) -> Button:
    """Return a button; a label over Discord's limit is cut with an ellipsis."""
    return ui.Button(label=shortened(label, MAX_LABEL), custom_id=custom_id, style=style)


def plain(text: str) -> str:
    """Return text of ours so that Discord shows it as written: no markdown, no mention."""
    return escape_mentions(escape_markdown(text))


def relative(moment: dt.datetime) -> str:
    """Return a time as Discord shows it counting: "in 40 seconds"."""
    return format_dt(moment, "R")


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """Return "1 answer", "2 answers"."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"
