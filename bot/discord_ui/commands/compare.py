"""`/compare`: two or three services side by side, privately."""

from __future__ import annotations

from collections.abc import Sequence

from discord import app_commands

from bot.discord_ui.base_client import Command, Interaction
from bot.discord_ui.handlers.choosing import compare as show
from bot.discord_ui.limits import MAX_CHOICES
from knowledge.chat.chat import Chat


def compare_command(chat: Chat) -> Command:
    """Return the command `/compare`, with what can be compared as its choices."""
    subjects, aspects = _choices(chat.subjects), _choices(chat.aspects)

    @app_commands.command(name="compare", description="Set two or three services side by side")
    @app_commands.describe(
        first="One service or tier",
        second="Another one",
        third="A third one, if you like",
        aspect="What to compare (default: where they differ most)",
    )
    @app_commands.choices(first=subjects, second=subjects, third=subjects, aspect=aspects)
    async def compare(
        interaction: Interaction, first: str, second: str, third: str | None = None, aspect: str | None = None
    ) -> None:
        await show(interaction, [first, second, *([third] if third else [])], aspect)

    return compare


def _choices(named: Sequence[tuple[str, str]]) -> list[app_commands.Choice[str]]:
    """Return (id, name) pairs as choices; of more than Discord takes, the first: the card's menu is for the others."""
    return [app_commands.Choice(name=name, value=value) for value, name in named[:MAX_CHOICES]]
