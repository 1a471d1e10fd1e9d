"""Messages as text, for a terminal: what a learner would read, with the buttons in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

TEXT_DISPLAY, BUTTON, ACTION_ROW, SEPARATOR, MENU, CHANNEL_MENU = 10, 2, 1, 14, 3, 8
CONTROLS = (BUTTON, MENU, CHANNEL_MENU)
RULE = "─" * 40
_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^)\s]+)\)")
_MARKUP = re.compile(r"(?m)^(?:#{1,3}|-#)\s|\*\*|(?<!\w)\*|\*(?!\w)|\\(?=[^\w\s])|`")
_MENTION = re.compile(r"<@(\d+)>")
_TIME = re.compile(r"<t:\d+:R>")


def message_text(content: str, components: Sequence[Mapping[str, Any]], names: Mapping[int, str]) -> str:
    """Return a message as plain text.

    Args:
        content: the text of a plain message, else empty.
        components: its Components V2 payload, else empty.
        names: name of each member by id.
    """
    lines = [content] if content else []
    lines.extend(_lines(components))
    text = _LINK.sub(r"\1", "\n".join(lines))
    text = _TIME.sub("soon", _MARKUP.sub("", text))
    return _MENTION.sub(lambda match: names.get(int(match[1]), "someone"), text)


def custom_ids(components: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the custom id of every button and menu, in order."""
    return [item["custom_id"] for item in _walk(components) if item["type"] in CONTROLS and "custom_id" in item]


def _lines(components: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for item in components:
        kind = item["type"]
        if kind == TEXT_DISPLAY:
            yield item["content"]
        elif kind == SEPARATOR:
            yield RULE if item.get("divider", True) else ""
        elif kind == ACTION_ROW:
            yield " ".join(f"[{control.get('label') or control.get('placeholder')}]" for control in item["components"])
        else:
            yield from _lines(item.get("components", ()))


def _walk(components: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for item in components:
        yield item
        yield from _walk(item.get("components", ()))
