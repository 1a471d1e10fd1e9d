"""Buttons and menus that work on any message of ours, also one posted before a restart."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from discord import ui

from .base_client import Interaction
from .custom_ids import CustomId
from .error_net import report

Handler = Callable[..., Awaitable[None]]
Control = ui.Button[Any] | ui.Select[Any] | ui.ChannelSelect[Any]
Clickable = type[ui.DynamicItem[Control]]


def clickable(custom_id: CustomId, handler: Handler) -> Clickable:
    """Return the item that calls `handler(interaction, **ids)` at a click, inside the error net.

    The handler of a menu is given the value that was chosen as well, as `chosen`.

    discord.py only logs what a dynamic item raises, so each has to catch for itself; made here, none can forget to.
    """

    class Clicked(ui.DynamicItem[Control], template=custom_id.template):
        def __init__(self, item: Control, match: re.Match[str]) -> None:
            super().__init__(item)
            self._ids = custom_id.parse(match)

        @classmethod
        async def from_custom_id(cls, _: Any, item: ui.Item[Any], match: re.Match[str], /) -> Clicked:
            if not isinstance(item, ui.Button | ui.Select | ui.ChannelSelect):
                raise TypeError(f"{custom_id.name} belongs on a button or a menu")
            return cls(item, match)

        async def callback(self, interaction: Interaction) -> None:  # type: ignore[override]  # narrowed to our client
            try:
                await handler(interaction, **self._ids, **_chosen(self.item))
            except Exception as error:  # noqa: BLE001 (the net under every click)
                await report(interaction, error)

    return Clicked


def _chosen(control: Control) -> dict[str, str]:
    """Return what was chosen from a menu: a value, or the id of a channel; nothing for a button."""
    if isinstance(control, ui.ChannelSelect):
        return {"chosen": str(control.values[0].id)}
    return {"chosen": control.values[0]} if isinstance(control, ui.Select) else {}
