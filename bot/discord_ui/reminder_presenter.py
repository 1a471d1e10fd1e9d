"""Reminds learners in direct messages."""

from __future__ import annotations

from quizzes.learning.reviews import Due

from .cards.review import reminder_card
from .posting import Poster


class DirectReminders:
    """The reminders' presenter on Discord."""

    def __init__(self, poster: Poster) -> None:
        self._poster = poster

    async def remind(self, learner_id: int, found: Due, *, key: str, again: bool) -> None:
        """Send a reminder, once; raise ChannelLost if the learner takes no direct messages."""
        channel_id = await self._poster.direct_channel(learner_id)
        await self._poster.post(channel_id, None, reminder_card(found), nonce=key, again=again)
