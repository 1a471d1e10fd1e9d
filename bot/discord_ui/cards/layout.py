"""Builds every layout, so that none leaves unchecked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import discord
from discord import ButtonStyle, ui
from discord.utils import escape_markdown, escape_mentions, format_dt

from bot.discord_ui.limits import MAX_LABEL, MAX_MENU_OPTIONS, MAX_OPTION, LimitExceeded, check_components, shortened

RULE = object()  # a thin line between two blocks
GAP = object()  # some space between two blocks

Button = ui.Button[Any]
Menu = ui.Select[Any] | ui.ChannelSelect[Any]


def layout(*blocks: object, rows: Sequence[Sequence[Button | Menu]] = (), below: str | None = None) -> ui.LayoutView:
    """Return a card: blocks of markdown (None is left out), RULE or GAP between them, then rows of buttons or a menu.

    Args:
        blocks: what to read, from top to bottom; a list is a row of buttons that belongs to the block above it.
        rows: what to click; an empty one is left out.
        below: markdown under the card, in small print; None for nothing.

    Raises:
        LimitExceeded: if Discord would refuse it.
    """
    view = ui.LayoutView(timeout=None)
    try:
        _fill(view, blocks, rows, below)
    except ValueError as error:  # discord.py counts components itself
        raise LimitExceeded(str(error)) from error
    check_components(view.to_components())  # type: ignore[no-untyped-call]  # discord.py has no hints there
    view.stop()  # clicks are found by custom id (clicks.py), so discord.py need not keep each view in memory
    return view


def _fill(
    view: ui.LayoutView, blocks: Sequence[object], rows: Sequence[Sequence[Button | Menu]], below: str | None
) -> None:
    container: ui.Container[Any] = ui.Container()
    for block in blocks:
        if block is RULE or block is GAP:
            container.add_item(ui.Separator(visible=block is RULE))
        elif isinstance(block, list) and block:
            container.add_item(ui.ActionRow(*block))
        elif block:
            container.add_item(ui.TextDisplay(str(block)))
    for row in rows:
        if row:
            container.add_item(ui.ActionRow(*row))
    view.add_item(container)
    if below:
        view.add_item(ui.TextDisplay(f"-# {below}"))


def button(
    label: str, custom_id: str, style: ButtonStyle = ButtonStyle.secondary, *, emoji: str | None = None
) -> Button:
    """Return a button; a label over Discord's limit is cut with an ellipsis. An emoji only repeats the label."""
    return ui.Button(label=shortened(label, MAX_LABEL), custom_id=custom_id, style=style, emoji=emoji)


def menu(
    placeholder: str | None, custom_id: str, options: Sequence[tuple[str, str]], *, choose: int = 1
) -> ui.Select[Any]:
    """Return a menu in which so many options have to be chosen; of more than Discord takes, the first are shown.

    Args:
        placeholder: what it says while nothing is chosen; None for Discord's own words.
        custom_id: its custom id.
        options: (value, label) of each.
        choose: how many.
    """
    shown = [
        discord.SelectOption(label=shortened(label, MAX_OPTION), value=value)
        for value, label in options[:MAX_MENU_OPTIONS]
    ]
    return ui.Select(placeholder=placeholder, custom_id=custom_id, options=shown, min_values=choose, max_values=choose)


def plain(text: str) -> str:
    """Return text of ours so that Discord shows it as written: no markdown, no mention."""
    return escape_mentions(escape_markdown(text))


def relative(moment: dt.datetime) -> str:
    """Return a time as Discord shows it counting: "in 40 seconds"."""
    return format_dt(moment, "R")


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """Return "1 answer", "2 answers"."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"
