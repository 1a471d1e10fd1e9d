"""What commands and handlers may ask of the client, apart from the client itself, which registers them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import discord
from discord import app_commands

from bot.tutor import Tutor
from quizzes.dispatcher import Dispatcher, Worker
from quizzes.due import SubjectName
from quizzes.learning.learner_worker import LearnerWorker
from quizzes.round_worker import RoundWorker
from quizzes.schedules.schedule_worker import ScheduleWorker

from .cards.help import help_card
from .posting import Poster
from .presenter import DiscordPresenter
from .reminder_presenter import DirectReminders
from .schedule_presenter import SchedulePresenter


class BaseClient(discord.Client):
    """A Discord client with a tutor. It needs no privileged intent: guilds, and messages in servers and direct ones.

    Attributes:
        tutor: the use cases.
        poster: posts and edits what nobody asked for by a click.
        dispatcher: works off what is due; the process that runs the client wakes it (see ticker.py).
        overview: what to type and what it does, a line for each command.
    """

    def __init__(self, tutor: Tutor) -> None:
        intents = discord.Intents.none()
        intents.guilds = intents.guild_messages = intents.dm_messages = True
        super().__init__(intents=intents, allowed_mentions=discord.AllowedMentions.none(), max_messages=None)
        self.tutor = tutor
        self.poster = Poster(self)
        workers: dict[SubjectName, Worker] = {
            "round": RoundWorker(tutor.rounds, DiscordPresenter(self.poster, tutor.knowledge)),
            "schedule": ScheduleWorker(tutor.occurrences, SchedulePresenter(self.poster, tutor.knowledge)),
            "learner": LearnerWorker(tutor.exams, tutor.reminders, DirectReminders(self, self.poster)),
        }
        self.dispatcher = Dispatcher(tutor.database, workers, tutor.clock)
        self.overview: Sequence[tuple[str, str]] = ()

    def help_card(self) -> discord.ui.LayoutView:
        """Return the card that says what to type."""
        example = next(iter(self.tutor.matcher.suggest("", limit=1)), None)
        return help_card(self.overview, example)


Interaction: TypeAlias = discord.Interaction[BaseClient]
Command: TypeAlias = app_commands.Command[Any, ..., None]
