"""`/review` and `/exam`: what a learner does alone to prepare."""

from __future__ import annotations

from discord import app_commands

from bot.discord_ui.base_client import Command, Interaction
from bot.discord_ui.handlers import exam, review
from quizzes.learning.exams import FEWEST, LONGEST, MOST, SHORTEST, USUAL


def review_command() -> Command:
    """Return the command `/review`."""

    @app_commands.command(name="review", description="See again what you got wrong or rarely saw (only you see it)")
    async def review_due(interaction: Interaction) -> None:
        await review.review(interaction)

    return review_due


def exam_command() -> Command:
    """Return the command `/exam`."""

    @app_commands.command(name="exam", description="Take a timed mock exam, or go on with yours (only you see it)")
    @app_commands.describe(
        questions=f"How many questions, {FEWEST} to {MOST} (default {USUAL})",
        minutes=f"How long it takes, {SHORTEST} to {LONGEST} minutes (default: a minute and a half a question)",
    )
    async def take_exam(
        interaction: Interaction,
        questions: app_commands.Range[int, FEWEST, MOST] = USUAL,
        minutes: app_commands.Range[int, SHORTEST, LONGEST] | None = None,
    ) -> None:
        await exam.open_exam(interaction, questions, minutes)

    return take_exam
