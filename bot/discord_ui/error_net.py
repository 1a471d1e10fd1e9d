"""The net under every command and click: whatever fails, the learner reads one plain private sentence."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands

from bot.error_messages import learner_sentence
from quizzes.listing import listed

from .base_client import Interaction
from .limits import check_content
from .permissions import MissingPermissions

log = logging.getLogger(__name__)

UNKNOWN_INTERACTION, ALREADY_ACKNOWLEDGED = 10062, 40060  # the token is gone, or was used: nobody is left to tell


async def report(interaction: Interaction, error: Exception) -> None:
    """Tell the learner what went wrong; log what we did not foresee under the incident code that they see."""
    original = _original(error)
    if isinstance(original, discord.HTTPException) and original.code in (UNKNOWN_INTERACTION, ALREADY_ACKNOWLEDGED):
        log.warning("interaction %s was answered too late or twice", interaction.id)
        return
    await tell(interaction, sentence_for(original, _place(interaction)))


def sentence_for(error: BaseException, where: str) -> str:
    """Return what the learner is told about any error; one that we do not foresee is logged under an incident code."""
    sentence = foreseen_sentence(error)
    if sentence is None:
        code = secrets.token_hex(3).upper()
        log.error("incident %s in %s", code, where, exc_info=error)
        sentence = f"Something went wrong on our side; nothing you stored is lost. Incident {code}."
    return sentence


def foreseen_sentence(error: BaseException) -> str | None:
    """Return what the learner is told about an error; None if it is not one that we foresee."""
    original = _original(error)
    return _discord_sentence(original) or learner_sentence(original)


async def tell(interaction: Interaction, sentence: str) -> None:
    """Say one plain sentence privately, whether or not the interaction was answered already."""
    text = check_content(sentence)
    try:
        if interaction.response.is_done():
            await interaction.followup.send(text, ephemeral=True)
        else:
            await interaction.response.send_message(text, ephemeral=True)
    except discord.HTTPException as error:
        log.warning("could not tell the learner: %s", error)


def _original(error: BaseException) -> BaseException:
    return error.original if isinstance(error, app_commands.CommandInvokeError) else error


def _discord_sentence(error: BaseException) -> str | None:
    """Return the sentence for what Discord or our own checks in front of it refuse; None for all else."""
    match error:
        case MissingPermissions():
            return (
                f"I can't post in {_channel(error)}: I lack "
                f"{listed([f'“{permission.name}” ({permission.purpose})' for permission in error.missing])}. "
                "Ask someone who manages the server to grant it, or choose another channel."
            )
        case app_commands.TransformerError():
            return "One of the options has a value that I can't use. Choose one from the list that appears as you type."
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            return "This command has changed. Reload Discord (Ctrl+R) and try again."
        case app_commands.NoPrivateMessage():
            return "This command works in a server only."
    return None


def _channel(error: MissingPermissions) -> str:
    return f"<#{error.channel_id}>" if error.channel_id else "this channel"


def _place(interaction: Interaction) -> str:
    data: Mapping[str, Any] = dict(interaction.data or {})
    return str(data.get("name") or data.get("custom_id") or interaction.type.name)
