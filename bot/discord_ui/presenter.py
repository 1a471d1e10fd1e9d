"""Shows a round in its Discord channel: its worker decides what is due, this posts and edits."""

from __future__ import annotations

from discord import ui

from knowledge.loader import Knowledge
from quizzes.views import Lobby, QuestionCard, Reveal, RoundResult, RoundView

from .cards.lobby import lobby_card
from .cards.results import result_card
from .cards.rounds import question_card, reveal_card
from .posting import Poster


class DiscordPresenter:
    """The round worker's `Presenter` on Discord."""

    def __init__(self, poster: Poster, knowledge: Knowledge) -> None:
        self._poster = poster
        self._knowledge = knowledge
        self.tell_host = poster.tell_host
        self.tell_given_up = poster.tell_given_up

    async def lobby(self, lobby: Lobby, *, again: bool) -> int | None:
        """Post a lobby, or bring it up to date; return the id of a new message, None if there is none.

        A deleted lobby is posted again only while people can join.
        """
        view = lobby_card(lobby)
        if lobby.message_id and await self._edit(lobby.round, lobby.message_id, view):
            return None
        if lobby.starts_at is None:
            return None
        nonce = lobby.key if lobby.message_id is None else f"{lobby.key}n"
        return await self._post(lobby.round, view, nonce=nonce, again=again, role_id=lobby.role_id)

    async def ask(self, card: QuestionCard, *, again: bool) -> int:
        """Post a question and return its message id."""
        return await self._post(card.round, question_card(card), nonce=card.key, again=again)

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

    async def finish(self, result: RoundResult, *, again: bool) -> int | None:
        """Post a round's result and return its message id."""
        return await self._post(result.round, result_card(result), nonce=result.key, again=again)

    async def _post(
        self, view: RoundView, card: ui.LayoutView, *, nonce: str, again: bool = False, role_id: int | None = None
    ) -> int:
        return await self._poster.post(view.channel_id, view.guild_id, card, nonce=nonce, again=again, role_id=role_id)

    async def _edit(self, view: RoundView, message_id: int, card: ui.LayoutView) -> bool:
        return await self._poster.edit(view.channel_id, view.guild_id, message_id, card)
