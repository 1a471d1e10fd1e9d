"""`/privacy`: what is stored about a learner, and what they can do about it."""

from __future__ import annotations

from discord import app_commands

from bot.discord_ui.base_client import Interaction
from bot.discord_ui.handlers import privacy


def privacy_group() -> app_commands.Group:
    """Return the group `/privacy`."""
    group = app_commands.Group(name="privacy", description="What I store about you, a copy of it, and its deletion")

    @group.command(name="show", description="See what I store about you, why and for how long (only you see it)")
    async def _show(interaction: Interaction) -> None:
        await privacy.show(interaction)

    @group.command(name="export", description="Get all that I store about you as files (only you see them)")
    async def _export(interaction: Interaction) -> None:
        await privacy.export(interaction)

    @group.command(name="delete", description="Delete all that I store about you, in all servers (asks first)")
    async def _delete(interaction: Interaction) -> None:
        await privacy.ask_to_delete(interaction)

    @group.command(name="opt-out", description="Leave all boards and stop all reminders")
    async def _opt_out(interaction: Interaction) -> None:
        await privacy.opt_out(interaction)

    return group
