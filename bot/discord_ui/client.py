"""The Discord client: it registers what can be typed and clicked, and hands everything to the handlers."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands

from bot.error_messages import OLD_BUTTON
from bot.settings import Shards
from bot.tutor import Tutor
from quizzes.errors import DatabaseUnreachable

from . import custom_ids
from .base_client import BaseClient, Interaction
from .cards.review import REMINDERS_OFF
from .clicks import Handler, clickable
from .command_sync import sync_if_changed
from .commands import all_commands, all_menus, overview
from .error_net import report, tell
from .forms import is_form, submitted
from .handlers import (
    boards,
    choosing,
    curate,
    daily,
    entries,
    exam,
    leaving,
    messages,
    privacy,
    review,
    rounds,
    schedules,
    setup,
    standing,
)

log = logging.getLogger(__name__)

CLICKS: Mapping[custom_ids.CustomId, Handler] = {
    custom_ids.ENTRY: entries.show_entry,
    custom_ids.SHARE: entries.share_entry,
    custom_ids.DETAILS: entries.show_details,
    custom_ids.QUIZ_ME: entries.quiz_on_entry,
    custom_ids.HELPFUL: entries.vote_helpful,
    custom_ids.UNHELPFUL: entries.vote_unhelpful,
    custom_ids.NOT_MEANT: entries.not_meant,
    custom_ids.COMPARE: choosing.show_comparison,
    custom_ids.SHARE_COMPARISON: choosing.share_comparison,
    custom_ids.ASPECT: choosing.compare_in,
    custom_ids.HELP_ME_CHOOSE: choosing.open_dialogue,
    custom_ids.ADVISE: choosing.go_on_choosing,
    custom_ids.GAPS: curate.turn_page,
    custom_ids.ANSWER: rounds.answer,
    custom_ids.OPEN_FORM: rounds.open_form,
    custom_ids.DAILY_ANSWER: daily.answer,
    custom_ids.SCHEDULES: schedules.turn_page,
    custom_ids.REMOVE_SCHEDULE: schedules.remove,
    custom_ids.SETUP_CHANNEL: setup.choose_channel,
    custom_ids.SETUP_KIND: setup.choose_kind,
    custom_ids.SETUP_TOPIC: setup.choose_topic,
    custom_ids.SETUP_NEAR: setup.choose_zone,
    custom_ids.SETUP_ZONE: setup.ask_zone,
    custom_ids.SETUP_TIME: setup.ask_time,
    custom_ids.SETUP_TEST: setup.post_test,
    custom_ids.SETUP_SAVE: setup.save,
    custom_ids.SETUP_MORE: setup.begin_again,
    custom_ids.DELETE_TEST: setup.delete_test,
    custom_ids.REMIND_ME: rounds.remind_me,
    custom_ids.JOIN: rounds.join,
    custom_ids.START_NOW: rounds.start_now,
    custom_ids.MORE_TIME: rounds.give_more_time,
    custom_ids.REVEAL_NOW: rounds.reveal_now,
    custom_ids.NEXT_NOW: rounds.next_now,
    custom_ids.STOP: rounds.stop,
    custom_ids.AGAIN: rounds.play_again,
    custom_ids.PLAY_ALONE: rounds.play_alone,
    custom_ids.SHOW_MINE: rounds.show_mine,
    custom_ids.PRIVATE_ANSWER: rounds.answer_privately,
    custom_ids.FIX: standing.quiz_on_belief,
    custom_ids.SHOW_SCORE: standing.show_score_to_all,
    custom_ids.BOARD: boards.turn_board,
    custom_ids.SHOW_BOARD: boards.show_board_to_all,
    custom_ids.JOIN_BOARD: boards.join_board,
    custom_ids.NOT_NOW: boards.not_now,
    custom_ids.LEAVE_BOARD: boards.leave_board,
    custom_ids.ALIAS: boards.open_alias,
    custom_ids.PRIVATE_NEXT: rounds.go_on_privately,
    custom_ids.SURE: review.say_sure,
    custom_ids.REVIEW: review.review_now,
    custom_ids.SNOOZE: review.snooze,
    custom_ids.STOP_REMINDERS: review.stop_reminders,
    custom_ids.EXAM_PAGE: exam.turn_page,
    custom_ids.EXAM_ANSWER: exam.answer,
    custom_ids.EXAM_FORM: exam.open_form,
    custom_ids.EXAM_OVERVIEW: exam.show_overview,
    custom_ids.HAND_IN: exam.hand_in,
    custom_ids.EXAM_REPORT: exam.show_report,
    custom_ids.EXAM_EXPLAINED: exam.explain,
    custom_ids.EXPORT_DATA: privacy.export,
    custom_ids.ASK_TO_DELETE: privacy.ask_to_delete,
    custom_ids.DELETE_DATA: privacy.delete,
    custom_ids.KEEP_DATA: privacy.keep,
    custom_ids.OPT_OUT: privacy.opt_out,
}


FORMS: Mapping[custom_ids.CustomId, Handler] = {
    custom_ids.SEND_FORM: rounds.answer_by_form,
    custom_ids.SEND_EXAM_FORM: exam.answer_by_form,
    custom_ids.SEND_ALIAS: boards.set_alias,
    custom_ids.SEND_ZONE: setup.set_zone,
    custom_ids.SEND_TIME: setup.set_time,
}


class Tree(app_commands.CommandTree[discord.Client]):
    """The command tree with our error net under it."""

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:  # type: ignore[override]  # narrowed to our client
        """Report whatever a command raised."""
        await report(interaction, error)


class TutorClient(BaseClient):
    """The bot: a client with all commands and buttons."""

    def __init__(self, tutor: Tutor, *, shards: Shards | None = None, always_sync: bool = False) -> None:
        super().__init__(tutor, shards)
        self.tree = Tree(self)
        self._always_sync = always_sync
        commands = all_commands(tutor)
        for command in commands:
            self.tree.add_command(command)
        for menu in all_menus():
            self.tree.add_command(menu)
        self.overview = overview(commands)

    async def setup_hook(self) -> None:
        """Make old buttons work and the commands known; plan dates by the zone rules of this process."""
        if self.leads:
            await asyncio.to_thread(self.tutor.schedules.plan_all_anew, self.tutor.clock())
        self.add_dynamic_items(*(clickable(custom_id, handler) for custom_id, handler in CLICKS.items()))
        if self._always_sync:
            await self.tree.sync()
        elif self.application_id and self.leads:
            await sync_if_changed(self.tree, self.tutor.database, self.application_id)

    async def on_ready(self) -> None:
        """Say in the log that the bot is there."""
        log.info("connected as %s in %d servers", self.user, len(self.guilds))
        present = {guild.id for guild in self.guilds}
        await asyncio.to_thread(self.tutor.retention.reconcile, present, self.tutor.clock(), self.sees)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Say what to type, in the channel that the server has chosen for such messages."""
        await asyncio.to_thread(self.tutor.retention.joined, guild.id)
        channel = guild.system_channel
        if channel and channel.permissions_for(guild.me).send_messages:
            await self.welcome(channel)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Keep nothing of a server that the bot is no longer in, and end what was going on there."""
        await leaving.left_server(self, guild)

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """End what was going on in a channel."""
        await leaving.lost_channel(self, channel.id)

    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """End what was going on in a thread, also in one that slept, of which discord.py knows no more."""
        await leaving.lost_channel(self, payload.thread_id)

    async def on_app_command_completion(self, interaction: Interaction, _: object) -> None:
        """Say once, after whatever a learner typed next, that reminders could not reach them."""
        try:
            untold = await asyncio.to_thread(self.tutor.reminders.take_note, interaction.user.id)
        except DatabaseUnreachable:
            return
        if untold:
            await tell(interaction, REMINDERS_OFF)

    async def welcome(self, channel: discord.abc.Messageable) -> None:
        """Post what the tutor does and what to type."""
        await channel.send(view=self.help_card())

    async def on_message(self, message: discord.Message) -> None:
        """Answer mentions and direct messages."""
        await messages.hear(self, message)

    async def on_interaction(self, interaction: Interaction) -> None:
        """Take forms, and answer clicks that no handler knows: Discord would only say that the interaction failed."""
        if is_form(interaction) and not await submitted(interaction, FORMS):
            await tell(interaction, OLD_BUTTON)
        if interaction.type is not discord.InteractionType.component:
            return
        data: Mapping[str, Any] = dict(interaction.data or {})
        custom_id = str(data.get("custom_id", ""))
        if not any(re.fullmatch(known.template, custom_id) for known in CLICKS):
            await tell(interaction, OLD_BUTTON)
