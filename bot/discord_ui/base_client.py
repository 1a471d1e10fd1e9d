"""What commands and handlers may ask of the client, apart from the client itself, which registers them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, TypeAlias

import discord
from discord import app_commands

from bot.settings import Shards
from bot.tutor import Tutor
from quizzes.dispatcher import Dispatcher, Worker
from quizzes.due import SubjectName
from quizzes.learning.learner_worker import LearnerWorker
from quizzes.round_worker import RoundWorker
from quizzes.schedules.schedule_worker import ScheduleWorker

from .cards.help import help_card
from .identify_gate import wait_to_identify
from .pacer import Pacer
from .posting import Poster
from .presenter import DiscordPresenter
from .reminder_presenter import DirectReminders
from .schedule_presenter import SchedulePresenter

LONGEST_RATE_LIMIT = 60.0  # seconds; what takes longer is put off by the dispatcher instead of waited for
CARDS_AT_ONCE = 4  # of those that follow an acknowledgement


class BaseClient(discord.AutoShardedClient):
    """A Discord client with a tutor. It needs no privileged intent: guilds, and messages in servers and direct ones.

    Attributes:
        tutor: the use cases.
        poster: posts and edits what nobody asked for by a click.
        dispatcher: works off what is due; the process that runs the client wakes it (see ticker.py).
        cards_after: is held while a card is made that follows an acknowledgement, so that in a burst the cards of some
            do not delay the acknowledgements of others, for which there are three seconds.
        overview: what to type and what it does, a line for each command.
    """

    def __init__(self, tutor: Tutor, shards: Shards | None = None) -> None:
        intents = discord.Intents.none()
        intents.guilds = intents.guild_messages = intents.dm_messages = True
        divided: dict[str, Any] = {"shard_count": shards.count, "shard_ids": list(shards.ids)} if shards else {}
        super().__init__(
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            max_ratelimit_timeout=LONGEST_RATE_LIMIT,
            **divided,
        )
        self._sharded = shards
        self._max_concurrency: int | None = None
        self.tutor = tutor
        self.poster = Poster(self, Pacer(tutor.database))
        workers: dict[SubjectName, Worker] = {
            "round": RoundWorker(tutor.rounds, DiscordPresenter(self.poster, tutor.knowledge)),
            "schedule": ScheduleWorker(tutor.occurrences, SchedulePresenter(self.poster, tutor.knowledge)),
            "learner": LearnerWorker(tutor.exams, tutor.reminders, DirectReminders(self.poster)),
        }
        self.dispatcher = Dispatcher(tutor.database, workers, tutor.clock)
        self.cards_after = asyncio.Semaphore(CARDS_AT_ONCE)
        self.overview: Sequence[tuple[str, str]] = ()

    @property
    def leads(self) -> bool:
        """Whether this process has the first shard, and does what one of several has to do for all."""
        return self._sharded is None or 0 in self._sharded.ids

    @property
    def is_connected(self) -> bool:
        """Whether all shards of this process have been ready, and none has lost its connection since."""
        return self.is_ready() and not any(shard.is_closed() for shard in self.shards.values())

    def sees(self, guild_id: int) -> bool:
        """Return whether this process is told of a server: Discord spreads them over the shards by their ids."""
        return self._sharded is None or (guild_id >> 22) % self._sharded.count in self._sharded.ids

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:  # noqa: ARG002 (all wait in turn)
        """Wait until this shard may identify, in turn with those of other processes."""
        if self._max_concurrency is None:
            several = self._sharded is not None and self._sharded.count > 1
            limits = await self.fetch_session_start_limits() if several else None
            self._max_concurrency = limits.max_concurrency if limits else 1
        await wait_to_identify(self.tutor.database, shard_id or 0, self._max_concurrency)

    def help_card(self) -> discord.ui.LayoutView:
        """Return the card that says what to type."""
        example = next(iter(self.tutor.matcher.suggest("", limit=1)), None)
        return help_card(self.overview, example)


Interaction: TypeAlias = discord.Interaction[BaseClient]
Command: TypeAlias = app_commands.Command[Any, ..., None]
