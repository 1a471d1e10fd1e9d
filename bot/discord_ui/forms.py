"""Forms (Discord calls them modals): found by their custom id when they come back, as buttons are.

discord.py would keep each form that was opened in memory, and a restart would lose what a learner is typing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import discord
from discord import ui

from .base_client import Interaction
from .clicks import Handler
from .custom_ids import CustomId
from .error_net import report
from .limits import MAX_LABEL_OF_FIELD, MAX_TITLE_OF_FORM, shortened

Fields = Mapping[str, Sequence[str]]  # custom id of a field -> what was chosen in it, or the one text typed


async def send_form(interaction: Interaction, title: str, custom_id: str, fields: Sequence[ui.Label[Any]]) -> None:
    """Open a form; what is sent with it reaches the handler of `custom_id`."""
    form = ui.Modal(title=shortened(title, MAX_TITLE_OF_FORM), custom_id=custom_id)
    for field in fields:
        form.add_item(field)
    form.stop()
    await interaction.response.send_modal(form)


def field(label: str, item: ui.Item[Any], description: str | None = None) -> ui.Label[Any]:
    """Return a field of a form with its label."""
    return ui.Label(text=shortened(label, MAX_LABEL_OF_FIELD), component=item, description=description)


async def submitted(interaction: Interaction, forms: Mapping[CustomId, Handler]) -> bool:
    """Hand a form that came back to its handler, inside the error net; return False if it is none of ours."""
    data: Mapping[str, Any] = dict(interaction.data or {})
    for custom_id, handler in forms.items():
        match = re.fullmatch(custom_id.template, str(data.get("custom_id", "")))
        if match:
            try:
                await handler(interaction, **custom_id.parse(match), fields=dict(_fields(data.get("components", ()))))
            except Exception as error:  # noqa: BLE001 (the net under every form)
                await report(interaction, error)
            return True
    return False


def is_form(interaction: discord.Interaction[Any]) -> bool:
    """Whether an interaction is a form that comes back."""
    return interaction.type is discord.InteractionType.modal_submit


def _fields(components: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Sequence[str]]]:
    for item in components:
        if "value" in item:
            yield item["custom_id"], [item["value"]]
        elif "values" in item:
            yield item["custom_id"], list(item["values"])
        nested = [item["component"]] if "component" in item else item.get("components", ())
        yield from _fields(nested)
