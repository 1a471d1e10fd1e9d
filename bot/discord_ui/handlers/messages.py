"""Answers mentions and direct messages, in the channel.

Both need intents that are not privileged: server messages and direct messages. Without the privileged message content
intent Discord leaves the text of messages empty, except in direct messages and where the bot is mentioned: exactly the
messages that are answered here (Discord's documentation, "Message content intent"; a test shows it in the simulation).
"""

from __future__ import annotations

import logging
import re

import discord
from discord import ui

from bot.discord_ui.base_client import BaseClient
from bot.discord_ui.error_net import sentence_for

from .asking import Question, reply_to, spoken
from .showing import Setting

log = logging.getLogger(__name__)

PRIVATELY = "Type `/ask` to be answered where only you see it."
NO_HISTORY = (160002, 160009)  # Discord's error codes: without "Read Message History" the bot may post, not reply
_READABLE = (discord.MessageType.default, discord.MessageType.reply)


async def hear(client: BaseClient, message: discord.Message) -> None:
    """Answer a message if it is meant for the tutor; of a mention without words, say what can be typed."""
    text = _addressed(client, message)
    if text is None:
        return
    try:
        if not text:
            await _reply(message, client.help_card())
            return
        direct = isinstance(message.channel, discord.DMChannel)
        question = Question(text, message.author.id, message.guild.id if message.guild else None, message.channel.id)
        setting = Setting(below=None if direct else PRIVATELY)
        await reply_to(client.tutor, question, setting, lambda card: _reply(message, card))
    except discord.Forbidden as error:  # we may not write there, so there is nowhere to say so
        log.info("a message in channel %s was not answered: %s", message.channel.id, error.text)
    except Exception as error:  # noqa: BLE001 (the net under every message)
        await _say(message, sentence_for(error, f"channel {message.channel.id}"))


def _addressed(client: BaseClient, message: discord.Message) -> str | None:
    """Return what a message says to the tutor; None if it is not meant for it.

    Meant are direct messages, messages that name the tutor, and replies that ping it below an answer to a mention.
    """
    me = client.user
    if me is None or message.author.bot or message.type not in _READABLE:
        return None
    if isinstance(message.channel, discord.DMChannel):
        return spoken(message.content)
    if re.search(rf"<@!?{me.id}>", message.content):
        return spoken(message.content)
    # What has a text and does not name us is a reply that pings us: of all others Discord leaves the text empty.
    ours = message.reference.resolved if message.reference else None
    is_answer = isinstance(ours, discord.Message) and ours.type is discord.MessageType.reply
    return (is_answer and spoken(message.content)) or None


async def _reply(message: discord.Message, card: ui.LayoutView) -> None:
    """Post a card below a message, pinging nobody."""
    reference = message.to_reference(fail_if_not_exists=False)
    try:
        await message.channel.send(view=card, reference=reference, mention_author=False)
    except discord.HTTPException as error:
        if error.code not in NO_HISTORY:
            raise
        await message.channel.send(view=card)


async def _say(message: discord.Message, sentence: str) -> None:
    try:
        await message.channel.send(sentence)
    except discord.HTTPException as error:
        log.warning("could not tell the learner: %s", error)
