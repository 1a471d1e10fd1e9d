"""The line under a card that says where it all stands, and of when."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers import source_line
from knowledge.facts import Source

from .layout import RULE, plain

BRIEF_SOURCES = 2  # on a card that fits a phone


def sources_block(sources: Sequence[Source]) -> list[object]:
    """Return the line that names sources with their dates, below a rule; nothing if there are none."""
    return [RULE, sources_line(sources)] if sources else []


def sources_line(sources: Sequence[Source]) -> str:
    """Return the line that names sources with their dates; there has to be one."""
    return f"-# Source: {' · '.join(map(linked, sources))}"


def linked(source: Source) -> str:
    """Return a page's title and date as a link to it."""
    return f"[{plain(source_line(source))}]({source.url})"
