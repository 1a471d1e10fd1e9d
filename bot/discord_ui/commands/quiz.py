"""`/quiz TOPIC`: one subcommand a topic, made from the bank's list of topics."""

from __future__ import annotations

from collections.abc import Iterable

from discord import app_commands

from bot.discord_ui.base_client import Command, Interaction
from bot.discord_ui.handlers.rounds import start_round
from quizzes.questions import Topic

MIN_LENGTH, DEFAULT_LENGTH, MAX_LENGTH = 1, 5, 20


def quiz_group(topics: Iterable[Topic]) -> app_commands.Group:
    """Return the group `/quiz`."""
    group = app_commands.Group(name="quiz", description="Play a round of questions")
    for topic in topics:
        group.add_command(_topic_command(topic))
    return group


def _topic_command(topic: Topic) -> Command:
    @app_commands.command(name=topic.id, description=topic.description)
    @app_commands.describe(
        questions=f"How many questions, {MIN_LENGTH} to {MAX_LENGTH} (default {DEFAULT_LENGTH})",
        private="Play alone, seen by nobody else (default: in the channel)",
    )
    async def play(
        interaction: Interaction,
        questions: app_commands.Range[int, MIN_LENGTH, MAX_LENGTH] = DEFAULT_LENGTH,
        private: bool | None = None,
    ) -> None:
        await start_round(interaction, topic.id, questions, private)

    return play
