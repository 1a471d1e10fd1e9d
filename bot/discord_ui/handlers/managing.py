"""Who may manage a server's tutor."""

from __future__ import annotations

from discord import app_commands

from bot.discord_ui.base_client import Interaction
from bot.error_messages import NotManager


def managed_server(interaction: Interaction) -> int:
    """Return the server, once it is sure that whoever asks may manage it.

    A server can show a command to anyone it likes, and a button stays when a role is taken away; what is for those with
    Manage Server is done for them only all the same.

    Raises:
        NotManager: if they may not.
        NoPrivateMessage: outside servers.
    """
    if interaction.guild_id is None:
        raise app_commands.NoPrivateMessage
    if not interaction.permissions.manage_guild:
        raise NotManager
    return interaction.guild_id
