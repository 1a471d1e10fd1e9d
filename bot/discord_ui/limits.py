"""Discord's limits, checked before anything is sent.

discord.py lets most of them through, and Discord then refuses the whole message. Figures: Discord's developer
documentation, "Component reference" and "Message resource"; the bound in bytes: discord-api-docs issue 8554.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

MAX_COMPONENTS = 40
MAX_TEXT = 4000  # characters of all text displays together
MAX_BYTES = 10_000  # of the same in UTF-8; above about 10,170 Discord answers 500
MAX_BUTTONS_IN_ROW = 5
MAX_LABEL = 80
MAX_CUSTOM_ID = 100
MAX_CONTENT = 2000
MAX_CHOICES = 25  # of an autocomplete
MAX_CHOICE_NAME = 100
MAX_NONCE = 25
MAX_MENU_OPTIONS = 25
MAX_PLACEHOLDER = 150
MAX_TITLE_OF_FORM = 45
MAX_LABEL_OF_FIELD = 45

TEXT_DISPLAY, BUTTON, ACTION_ROW, MENU = 10, 2, 1, 3
MAX_OPTION = 100  # characters of the label, and of the value, of an option of a menu


class LimitExceeded(Exception):
    """A message would be refused by Discord; its text says which limit it breaks."""


def check_components(components: Sequence[Mapping[str, Any]]) -> None:
    """Check the components of a message, as they would be sent.

    Raises:
        LimitExceeded: naming the limit and the figure.
    """
    every = list(_walk(components))
    _at_most("components", len(every), MAX_COMPONENTS)
    texts = [item["content"] for item in every if item["type"] == TEXT_DISPLAY]
    if any(not text.strip() for text in texts):
        raise LimitExceeded("a text display is empty")
    _at_most("characters of text", sum(len(text) for text in texts), MAX_TEXT)
    _at_most("bytes of text", sum(len(text.encode()) for text in texts), MAX_BYTES)
    for row in (item for item in every if item["type"] == ACTION_ROW):
        _at_most("buttons in a row", len(row["components"]), MAX_BUTTONS_IN_ROW)
        if not row["components"]:
            raise LimitExceeded("a row has no buttons")
    for button in (item for item in every if item["type"] == BUTTON):
        _at_most("characters of a label", len(button.get("label") or ""), MAX_LABEL)
    for menu in (item for item in every if item["type"] == MENU):
        _check_menu(menu)
    ids = [item["custom_id"] for item in every if item.get("custom_id")]
    if len(ids) != len(set(ids)):
        raise LimitExceeded("two components share a custom id")
    for custom_id in ids:
        _at_most("characters of a custom id", len(custom_id), MAX_CUSTOM_ID)


def _check_menu(menu: Mapping[str, Any]) -> None:
    options = menu.get("options", ())
    if not options:
        raise LimitExceeded("a menu has no options")
    _at_most("options of a menu", len(options), MAX_MENU_OPTIONS)
    _at_most("characters of a placeholder", len(menu.get("placeholder") or ""), MAX_PLACEHOLDER)
    for option in options:
        _at_most("characters of an option", max(len(option["label"]), len(option["value"])), MAX_OPTION)
    if len({option["value"] for option in options}) != len(options):
        raise LimitExceeded("two options of a menu share a value")


def check_content(text: str) -> str:
    """Return a plain message's text.

    Raises:
        LimitExceeded: if it is empty or too long.
    """
    if not text.strip():
        raise LimitExceeded("the message is empty")
    _at_most("characters of a message", len(text), MAX_CONTENT)
    return text


def shortened(text: str, limit: int) -> str:
    """Return `text`, cut to `limit` characters with an ellipsis where it is longer."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _walk(components: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for item in components:
        yield item
        yield from _walk(item.get("components", ()))
        if accessory := item.get("accessory"):
            yield from _walk([accessory])


def _at_most(what: str, figure: int, limit: int) -> None:
    if figure > limit:
        raise LimitExceeded(f"{figure} {what}, but Discord takes {limit}")
