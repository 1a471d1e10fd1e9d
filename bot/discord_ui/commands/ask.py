"""`/ask` and "Ask the tutor" in the menu of a message: a question, answered privately."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.discord_ui.base_client import Command, Interaction
from bot.discord_ui.handlers import asking
from bot.discord_ui.limits import MAX_CHOICE_NAME, MAX_CHOICES, shortened

MENU_NAME = "Ask the tutor"
MAX_QUESTION = 300  # characters; longer texts hold more than one question


def ask_command() -> Command:
    """Return the command `/ask`."""

    @app_commands.command(name="ask", description="Ask about Managed HSM and Key Vault")
    @app_commands.describe(question="Your question in your own words, or a topic from the list")
    async def ask(interaction: Interaction, question: app_commands.Range[str, 1, MAX_QUESTION]) -> None:
        await asking.ask(interaction, question)

    @ask.autocomplete("question")
    async def _suggest(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        # The learner's own words come first: pressing Enter must ask what was typed, not what we guess.
        if len(typed) > MAX_CHOICE_NAME:  # it would have to be cut; without any choice it is sent as typed
            return []
        own = [typed.strip()] if typed.strip() else []
        entries = interaction.client.tutor.matcher.suggest(typed, limit=MAX_CHOICES - len(own))
        texts = dict.fromkeys(shortened(text, MAX_CHOICE_NAME) for text in [*own, *(entry.title for entry in entries)])
        return [app_commands.Choice(name=text, value=text) for text in texts]

    return ask


def ask_menu() -> app_commands.ContextMenu:
    """Return the entry "Ask the tutor" of the menu of a message.

    Discord passes the text of the message on with it; the message content intent is not needed.
    """

    async def ask_about(interaction: Interaction, message: discord.Message) -> None:
        await asking.ask_about(interaction, message)

    return app_commands.ContextMenu(name=MENU_NAME, callback=ask_about)
