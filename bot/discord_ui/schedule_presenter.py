"""Shows daily questions in their Discord channels: the schedules' worker says what is due, this posts and edits."""

from __future__ import annotations

from knowledge.entries import Entry
from knowledge.loader import Knowledge
from quizzes.schedules.schedule_views import DailyPost
from quizzes.views import Reveal

from .cards.daily import daily_card
from .cards.rounds import reveal_card
from .posting import Poster


class SchedulePresenter:
    """The schedule worker's `DailyPresenter` on Discord."""

    def __init__(self, poster: Poster, knowledge: Knowledge) -> None:
        self._poster = poster
        self._knowledge = knowledge
        self.tell_host = poster.tell_host

    async def daily(self, post: DailyPost, *, again: bool) -> int:
        """Post a daily question and return its message id; with `again`, look first whether it was posted before."""
        view, card = post.card.round, daily_card(post, self._entry(post.recap))
        return await self._poster.post(view.channel_id, view.guild_id, card, nonce=post.card.key, again=again)

    async def refresh_daily(self, post: DailyPost) -> None:
        """Bring its number of answers up to date; do nothing if the message is gone."""
        view = post.card.round
        if post.card.message_id:
            card = daily_card(post, self._entry(post.recap))
            await self._poster.edit(view.channel_id, view.guild_id, post.card.message_id, card)

    async def reveal_daily(self, reveal: Reveal) -> None:
        """Turn a daily question into its reveal; do nothing if the message is gone."""
        view = reveal.card.round
        if reveal.card.message_id:
            card = reveal_card(reveal, self._entry(reveal))
            await self._poster.edit(view.channel_id, view.guild_id, reveal.card.message_id, card)

    def _entry(self, reveal: Reveal | None) -> Entry | None:
        return self._knowledge.entries.get(reveal.entry_id or "") if reveal else None
