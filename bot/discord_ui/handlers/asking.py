"""Answers a question, whichever way it comes: `/ask`, the message menu, a mention, a direct message."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import discord
from discord import ui

from bot.conversations import Place
from bot.discord_ui.base_client import Interaction
from bot.discord_ui.error_net import tell
from bot.tutor import Tutor
from knowledge.chat.replies import Reply, Turn, Unknown
from quizzes.errors import DatabaseUnreachable

from .showing import Setting, card_for

log = logging.getLogger(__name__)

NO_TEXT = "That message has no text that I could answer. Choose one with a question in words, or type `/ask`."

# Members, roles, channels, emoji, commands, times and guild navigation, as Discord writes them into a text.
_MARKS = re.compile(r"<(?:@[!&]?|#|a?:\w+:|/[^<>:]+:|t:-?|id:)\w+(?::[a-zA-Z])?>|@everyone|@here")

Show = Callable[[ui.LayoutView], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Question:
    """A text that someone wants to be answered.

    Attributes:
        text: as typed, without what only Discord understands.
        learner_id: who wants the answer.
        guild_id: the server; None outside servers.
        channel_id: where.
        own: whether the learner wrote it; if somebody else did, it leans on nothing and is not kept as a gap.
    """

    text: str
    learner_id: int
    guild_id: int | None
    channel_id: int
    own: bool = True

    @property
    def place(self) -> Place:
        """Whose conversation it belongs to."""
        return Place(self.learner_id, self.channel_id)


async def ask(interaction: Interaction, text: str) -> None:
    """Answer what was typed after `/ask` (or a title from its list), privately."""
    await _answer_privately(interaction, _question(interaction, text))


async def ask_about(interaction: Interaction, message: discord.Message) -> None:
    """Answer the text of any message, privately, to whoever chose "Ask the tutor" in its menu."""
    question = _question(interaction, message.content, own=message.author == interaction.user)
    if question.text:
        await _answer_privately(interaction, question)
    else:
        await tell(interaction, NO_TEXT)


async def reply_to(tutor: Tutor, question: Question, setting: Setting, show: Show) -> None:
    """Answer a question: the one way for all who ask. What nothing answered is recorded once it is shown."""
    now = tutor.clock()
    before = tutor.conversations.before(question.place, now) if question.own else None
    # In a thread: a long text takes tens of milliseconds, and the event loop serves everybody.
    reply = await asyncio.to_thread(_reply, tutor, question.text, before)
    if reply.turn:
        tutor.conversations.asked(question.place, reply.turn, now)
    await show(card_for(tutor, reply.answer, setting))
    if isinstance(reply.answer, Unknown) and question.own:
        asked = reply.turn.question if reply.turn else question.text
        await note(tutor.feedback.record_unknown, question.guild_id, asked, now)


async def note(record: Callable[..., None], *what: object) -> None:
    """Record something that a learner need not wait for, nor hear of if the database is away."""
    try:
        await asyncio.to_thread(record, *what)
    except DatabaseUnreachable as error:
        log.warning("feedback was not recorded: %s", error)


def spoken(text: str) -> str:
    """Return what a message says in words: without mentions, custom emoji and the like."""
    return _MARKS.sub(" ", text).strip()


def place_of(interaction: Interaction) -> Place:
    """Return whose conversation an interaction belongs to."""
    return Place(interaction.user.id, interaction.channel_id or 0)


def shareable(interaction: Interaction) -> bool:
    """Whether others could see what is shown in the channel of an interaction."""
    return interaction.guild_id is not None


async def _answer_privately(interaction: Interaction, question: Question) -> None:
    async def show(card: ui.LayoutView) -> None:
        await interaction.response.send_message(view=card, ephemeral=True)

    await reply_to(interaction.client.tutor, question, Setting(shareable=shareable(interaction)), show)


def _question(interaction: Interaction, text: str, *, own: bool = True) -> Question:
    place = place_of(interaction)
    return Question(spoken(text), place.learner_id, interaction.guild_id, place.channel_id, own)


def _reply(tutor: Tutor, text: str, before: Turn | None) -> Reply:
    """Return what to say to a text; a title, as autocomplete gives it, is answered by its entry."""
    titled = tutor.knowledge.entry_titled(text)
    if titled:
        return Reply(tutor.chat.about(titled), Turn(titled.title, titled.id), 1.0)
    return tutor.chat.reply(text, before)
