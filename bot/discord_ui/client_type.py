"""The types of our interactions and commands, apart from the client so that all can import them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import discord
from discord import app_commands

if TYPE_CHECKING:
    from .client import TutorClient

    Interaction: TypeAlias = discord.Interaction[TutorClient]
else:
    Interaction = discord.Interaction

Command: TypeAlias = app_commands.Command[Any, ..., None]
