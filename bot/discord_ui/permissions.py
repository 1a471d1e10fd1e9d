"""What the bot must be allowed in a channel to play there, and what for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import discord

from bot.error_messages import RoleUnusable

from .base_client import Interaction


@dataclass(frozen=True, slots=True)
class Permission:
    """A permission.

    Attributes:
        name: as Discord's settings show it.
        purpose: what the bot needs it for.
    """

    name: str
    purpose: str


NEEDED: Mapping[str, Permission] = {
    "view_channel": Permission("View Channel", "to see the channel"),
    "send_messages": Permission("Send Messages", "to post questions"),
}
NEEDED_IN_THREADS: Mapping[str, Permission] = {
    "view_channel": Permission("View Channel", "to see the thread"),
    "send_messages_in_threads": Permission("Send Messages in Threads", "to post questions"),
}
USEFUL: Mapping[str, Permission] = {
    "read_message_history": Permission("Read Message History", "to find my own post after a crash"),
}


class MissingPermissions(Exception):
    """The bot lacks permissions in a channel.

    Attributes:
        missing: what it lacks.
        channel_id: where; None for the channel in which this is said.
    """

    def __init__(self, missing: list[Permission], channel_id: int | None = None) -> None:
        self.missing = missing
        self.channel_id = channel_id
        super().__init__(", ".join(permission.name for permission in missing))


def check_here(interaction: Interaction) -> None:
    """Raise MissingPermissions if the bot can't play in the channel of an interaction."""
    missing = _lacking(interaction.app_permissions, thread=isinstance(interaction.channel, discord.Thread))
    if missing:
        raise MissingPermissions(missing)


def check_in(guild: discord.Guild, channel_id: int) -> None:
    """Raise MissingPermissions if the bot can't play in a channel of a server, or can't see it at all."""
    missing = missing_in(guild, channel_id)
    if missing:
        raise MissingPermissions(missing, channel_id)


def missing_in(guild: discord.Guild, channel_id: int, *, useful: bool = False) -> list[Permission]:
    """Return what the bot lacks in a channel; with `useful`, also what it only does better with."""
    channel = guild.get_channel_or_thread(channel_id)
    if channel is None:
        return [NEEDED["view_channel"]]
    granted = channel.permissions_for(guild.me)
    lacking = _lacking(granted, thread=isinstance(channel, discord.Thread))
    if useful:
        lacking += [permission for flag, permission in USEFUL.items() if not getattr(granted, flag)]
    return lacking


def check_role(guild: discord.Guild, role: discord.Role | None) -> discord.Role:
    """Return a role that people may give themselves, as the bot does for them.

    Raises:
        RoleUnusable: if it is gone, the bot can't give it, or it would let its members do more than everyone may.
    """
    if role is None:
        raise RoleUnusable("gone")
    everyone, wanted = guild.default_role.permissions, role.permissions
    opens = any(role in channel.overwrites and any(channel.overwrites[role].pair()[0]) for channel in guild.channels)
    if opens or not wanted.is_subset(everyone):
        raise RoleUnusable("powerful")
    if not role.is_assignable() or not guild.me.guild_permissions.manage_roles:
        raise RoleUnusable("out-of-reach")
    return role


def check_mention(guild: discord.Guild, role: discord.Role, channel_id: int) -> None:
    """Raise RoleUnusable if the bot's mention of a role notifies nobody in a channel."""
    channel = guild.get_channel_or_thread(channel_id)
    may = channel is not None and channel.permissions_for(guild.me).mention_everyone
    if not role.mentionable and not may:
        raise RoleUnusable("silent")


def _lacking(granted: discord.Permissions, *, thread: bool) -> list[Permission]:
    needed = NEEDED_IN_THREADS if thread else NEEDED
    return [permission for flag, permission in needed.items() if not getattr(granted, flag)]
