"""Shows a round in its Discord channel: the dispatcher decides what is due, this posts and edits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import discord
from discord import ui

from knowledge.loader import Knowledge
from quizzes.errors import ChannelLost
from quizzes.views import QuestionCard, Reveal, RoundResult, RoundView

from .cards.results import result_card
from .cards.rounds import question_card, reveal_card

UNKNOWN_CHANNEL, UNKNOWN_MESSAGE = 10003, 10008  # Discord's JSON error codes


class DiscordPresenter:
    """The dispatcher's `Presenter` on Discord."""

    def __init__(self, client: discord.Client, knowledge: Knowledge) -> None:
        self._client = client
        self._knowledge = knowledge

    async def ask(self, card: QuestionCard) -> int:
        """Post a question and return its message id."""
        return await self._post(card.round, question_card(card), nonce=card.key)

    async def refresh(self, card: QuestionCard) -> int | None:
        """Bring the number of answers up to date; return the id of a new message if the old one is gone."""
        view = question_card(card)
        if card.message_id and await self._edit(card.round, card.message_id, view):
            return None
        return await self._post(card.round, view, nonce=f"{card.key}n")

    async def reveal(self, reveal: Reveal) -> int | None:
        """Turn a question's message into its reveal; return the id of a new message if the old one is gone."""
        entry = self._knowledge.entries.get(reveal.entry_id or "")
        view = reveal_card(reveal, entry)
        card = reveal.card
        if card.message_id and await self._edit(card.round, card.message_id, view):
            return None
        return await self._post(card.round, view, nonce=f"{card.key}r")

    async def put_away(self, reveal: Reveal) -> None:
        """Turn a question's message into its reveal without controls, unless somebody deleted the message."""
        if reveal.card.message_id:
            entry = self._knowledge.entries.get(reveal.entry_id or "")
            await self._edit(reveal.card.round, reveal.card.message_id, reveal_card(reveal, entry))

    async def finish(self, result: RoundResult) -> int | None:
        """Post a round's result and return its message id."""
        return await self._post(result.round, result_card(result), nonce=result.key)

    async def _post(self, view: RoundView, card: ui.LayoutView, *, nonce: str) -> int:
        """Post a card. The nonce makes Discord return the first message if a retry posts it again soon after."""
        with _lost_channels():
            message = await self._channel(view).send(view=card, nonce=nonce)
        return message.id

    async def _edit(self, view: RoundView, message_id: int, card: ui.LayoutView) -> bool:
        """Edit a message of ours; return False if somebody deleted it."""
        try:
            with _lost_channels():
                await self._channel(view).get_partial_message(message_id).edit(view=card)
        except discord.NotFound as error:
            if error.code == UNKNOWN_MESSAGE:
                return False
            raise
        return True

    def _channel(self, view: RoundView) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(view.channel_id, guild_id=view.guild_id)


@contextmanager
def _lost_channels() -> Iterator[None]:
    """Turn Discord's final refusals into ChannelLost; what may pass is left to be retried."""
    try:
        yield
    except discord.Forbidden as error:
        raise ChannelLost(f"Discord refuses: {error.text}") from error
    except discord.NotFound as error:
        if error.code == UNKNOWN_CHANNEL:
            raise ChannelLost("the channel is gone") from error
        raise
