"""Handlers of `/leaderboard`: look at it, show it to all, be listed or not, be called otherwise; its export."""

from __future__ import annotations

import asyncio
import io
from typing import Any

import discord
from discord import app_commands

from bot.discord_ui.base_client import Interaction
from bot.discord_ui.cards.board import alias_form, board_card, exported_note
from bot.discord_ui.custom_ids import NONE, SEND_ALIAS
from bot.discord_ui.error_net import tell
from bot.discord_ui.forms import Fields, send_form
from bot.discord_ui.limits import check_content
from bot.standings_file import standings_csv
from quizzes.standing.standing_views import Board
from quizzes.standing.windows import When

from .managing import managed_server

JOINED = "You are on this server's board from now on. “Leave the board” under `/leaderboard` takes you off it."
LEFT = "You are not on this server's board. Your points stay yours, and only you see them."
NOT_JOINED = "You stay off the board; only you see your points. “Join the board” stays under `/leaderboard`."


async def show_board(interaction: Interaction, when: When, topic: str) -> None:
    """Show the server's board, privately, for the viewer's own place is part of it."""
    board = await _board(interaction, when, topic, 1)
    await interaction.response.send_message(view=board_card(board), ephemeral=True)


async def turn_board(interaction: Interaction, when: When, topic: str, page: int) -> None:
    """Show another page, or another stretch of time, in place of the one whose button was pressed."""
    board = await _board(interaction, when, topic, page)
    await interaction.response.edit_message(view=board_card(board))


async def show_board_to_all(interaction: Interaction, when: When, topic: str) -> None:
    """Show the first page to the channel, without anybody's own place."""
    board = await _board(interaction, when, topic, 1)
    await interaction.response.send_message(view=board_card(board, to_all=True))


async def join_board(interaction: Interaction) -> None:
    """List the learner from now on."""
    tutor = interaction.client.tutor
    await asyncio.to_thread(tutor.members.join_board, _server(interaction), interaction.user.id, tutor.clock())
    await tell(interaction, JOINED)


async def not_now(interaction: Interaction) -> None:
    """Leave the learner off the board; they are not asked again."""
    await tell(interaction, NOT_JOINED)


async def leave_board(interaction: Interaction) -> None:
    """List the learner no more."""
    tutor = interaction.client.tutor
    await asyncio.to_thread(tutor.members.leave_board, _server(interaction), interaction.user.id, tutor.clock())
    await tell(interaction, LEFT)


async def open_alias(interaction: Interaction) -> None:
    """Open the form in which an alias is typed."""
    title, fields = alias_form()
    await send_form(interaction, title, SEND_ALIAS(), fields)


async def set_alias(interaction: Interaction, fields: Fields) -> None:
    """List the learner under the alias that came with the form, or under their name if it is empty."""
    tutor, typed = interaction.client.tutor, next(iter(fields.values()), ("",))[0]
    who = (_server(interaction), interaction.user.id)
    alias = await asyncio.to_thread(tutor.members.set_alias, *who, typed, tutor.clock())
    await tell(interaction, f"The board calls you {alias} from now on." if alias else "The board shows your name.")


async def export(interaction: Interaction, when: When, topic: str) -> None:
    """Send the standings of those on the board as a file, privately, to someone who may manage the server."""
    guild_id = managed_server(interaction)
    tutor = interaction.client.tutor
    places = await asyncio.to_thread(lambda: tutor.boards.standings(guild_id, tutor.clock(), when=when, topic=topic))
    file = discord.File(io.BytesIO(standings_csv(places).encode()), "standings.csv")
    await interaction.response.send_message(check_content(exported_note(len(places))), file=file, ephemeral=True)


async def _board(interaction: Interaction, when: Any, topic: str, page: int) -> Board:
    tutor, guild_id, learner = interaction.client.tutor, _server(interaction), interaction.user.id
    wanted = "" if topic == NONE else topic
    now = tutor.clock()
    board = await asyncio.to_thread(
        lambda: tutor.boards.board(guild_id, learner, now, when=when, topic=wanted, page=page)
    )
    if board.invites:
        await asyncio.to_thread(tutor.members.note_asked, guild_id, learner, now)
    return board


def _server(interaction: Interaction) -> int:
    if interaction.guild_id is None:
        raise app_commands.NoPrivateMessage
    return interaction.guild_id
