"""Posts and edits messages that nobody asked for by a click, so that each stands in its channel once."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import aiohttp
import discord
from discord import ui

from quizzes.errors import ChannelLost, DatabaseUnreachable, TryLater

from .cards.told import given_up_card, lost_card
from .pacer import Pacer

log = logging.getLogger(__name__)

# Discord's JSON error codes.
UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, ARCHIVED_THREAD, LOCKED_THREAD = 10003, 10008, 50083, 160005
UNKNOWN_USER, INVALID_RECIPIENT = 10013, 50033
LOOKED_THROUGH = 50  # messages of a channel; what an earlier attempt posted minutes ago is among them


class Poster:
    """Speaks to channels by their ids, with the bot's token.

    Each method raises ChannelLost where Discord refuses for good, TryLater where it says when to come again, and what
    discord.py raises where trying again may help.
    """

    def __init__(self, client: discord.Client, pacer: Pacer) -> None:
        self._client = client
        self._pacer = pacer

    async def post(
        self,
        channel_id: int,
        guild_id: int | None,
        card: ui.LayoutView,
        *,
        nonce: str,
        again: bool,
        role_id: int | None = None,
    ) -> int:
        """Post a card and return its message id; nothing new is posted if it stands there already.

        Args:
            channel_id: where.
            guild_id: the server; None outside servers.
            card: what to post.
            nonce: Discord returns the first message if the same nonce comes again within some minutes.
            again: whether an earlier attempt may have posted it, perhaps longer ago than Discord remembers a nonce;
                then the channel is looked through for a message of ours with the same controls.
            role_id: role whose mention in the card notifies its members; None for none.
        """
        channel = self._channel(channel_id, guild_id)
        mentions = discord.AllowedMentions.none()
        if role_id is not None:
            mentions.roles = [discord.Object(role_id)]
        with _refusals():
            if again and (earlier := await self._posted_before(channel, card)):
                return earlier
            await self._pacer.turn()
            message = await channel.send(view=card, nonce=nonce, allowed_mentions=mentions)
        return message.id

    async def edit(self, channel_id: int, guild_id: int | None, message_id: int, card: ui.LayoutView) -> bool:
        """Edit a message of ours; return False if somebody deleted it.

        A post reopens a thread that went to sleep, which an edit does not; so the thread is reopened first, unless it
        is locked.
        """
        message = self._channel(channel_id, guild_id).get_partial_message(message_id)
        try:
            await self._pacer.turn()
            with _refusals():
                try:
                    await message.edit(view=card)
                except discord.HTTPException as error:
                    if error.code != ARCHIVED_THREAD or not await self._reopened(channel_id):
                        raise
                    await message.edit(view=card)
        except discord.NotFound as error:
            if error.code == UNKNOWN_MESSAGE:
                return False
            raise
        return True

    async def tell_host(self, host_id: int, channel_id: int, why: str) -> None:
        """Tell a host in a direct message that something in a channel can't go on."""
        await self.write_to(host_id, lost_card(channel_id, why))

    async def tell_given_up(self, host_id: int, channel_id: int) -> None:
        """Tell a host in a direct message that a round ended because it could not be shown for too long."""
        await self.write_to(host_id, given_up_card(channel_id))

    async def direct_channel(self, user_id: int) -> int:
        """Return the id of the channel of direct messages with a user, which is opened if there is none yet."""
        with _refusals():
            return (await self._direct(user_id)).id

    async def write_to(self, user_id: int, card: ui.LayoutView) -> None:
        """Send a direct message; who takes none, or can't be reached now, goes without it."""
        try:
            channel = await self._direct(user_id)
            await self._pacer.turn()
            await channel.send(view=card)
        except (
            ChannelLost,
            discord.DiscordException,
            DatabaseUnreachable,
            aiohttp.ClientError,
            OSError,
            TimeoutError,
        ) as error:
            log.info("host %d could not be told: %s", user_id, error)

    async def _direct(self, user_id: int) -> discord.DMChannel:
        await self._pacer.turn()
        try:
            return await self._client.create_dm(discord.Object(user_id))
        except discord.HTTPException as error:
            if error.code in (UNKNOWN_USER, INVALID_RECIPIENT):
                raise ChannelLost("that account is gone") from error
            raise

    async def _posted_before(self, channel: discord.PartialMessageable, card: ui.LayoutView) -> int | None:
        """Return the message of ours with the same controls as `card`; None if there is none or we may not look."""
        wanted = _custom_ids(card.to_components())  # type: ignore[no-untyped-call]  # discord.py has no hints there
        await self._pacer.turn()
        try:
            async for message in channel.history(limit=LOOKED_THROUGH):
                found = _custom_ids([component.to_dict() for component in message.components])
                if wanted and found == wanted and message.author == self._client.user:
                    return message.id
        except discord.Forbidden:  # without "Read Message History" the nonce alone has to do
            return None
        return None

    async def _reopened(self, channel_id: int) -> bool:
        """Reopen an archived thread; return False if it is locked, or is none."""
        thread = await self._client.fetch_channel(channel_id)
        if not isinstance(thread, discord.Thread) or thread.locked:
            return False
        await thread.edit(archived=False)
        return True

    def _channel(self, channel_id: int, guild_id: int | None) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(channel_id, guild_id=guild_id)


def _custom_ids(components: Sequence[Mapping[str, Any]]) -> set[str]:
    found: set[str] = set()
    for item in components:
        found |= {item["custom_id"]} if item.get("custom_id") else set()
        found |= _custom_ids(item.get("components", ()))
    return found


@contextmanager
def _refusals() -> Iterator[None]:
    """Turn Discord's final refusals into ChannelLost, and its long waits into TryLater; the rest is left as it is."""
    try:
        yield
    except discord.RateLimited as error:
        raise TryLater(dt.timedelta(seconds=error.retry_after)) from error
    except discord.Forbidden as error:
        raise ChannelLost(f"I lack a permission there; Discord says “{error.text}”") from error
    except discord.NotFound as error:
        if error.code == UNKNOWN_CHANNEL:
            raise ChannelLost("the channel is gone") from error
        raise
    except discord.HTTPException as error:
        if error.code in (ARCHIVED_THREAD, LOCKED_THREAD):
            raise ChannelLost("the thread is archived or locked") from error
        raise
