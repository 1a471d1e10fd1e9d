"""Reminds learners in direct messages."""

from __future__ import annotations

import discord

from quizzes.errors import ChannelLost
from quizzes.learning.reviews import Due

from .cards.review import reminder_card
from .posting import Poster


class DirectReminders:
    """The reminders' presenter on Discord."""

    def __init__(self, client: discord.Client, poster: Poster) -> None:
        self._client = client
        self._poster = poster

    async def remind(self, learner_id: int, found: Due, *, key: str, again: bool) -> None:
        """Send a reminder, once; raise ChannelLost if the learner takes no direct messages."""
        try:
            user = await self._client.fetch_user(learner_id)
            channel = await user.create_dm()
        except (discord.Forbidden, discord.NotFound) as error:
            raise ChannelLost(f"Discord refuses: {error.text}") from error
        await self._poster.post(channel.id, None, reminder_card(found), nonce=key, again=again)
