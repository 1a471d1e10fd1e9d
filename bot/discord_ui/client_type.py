"""The type of our interactions, apart from the client so that both can import it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import discord

if TYPE_CHECKING:
    from .client import TutorClient

    Interaction: TypeAlias = discord.Interaction[TutorClient]
else:
    Interaction = discord.Interaction
