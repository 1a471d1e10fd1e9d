"""Handlers of `/exam`: open it, turn its pages, answer, hand it in, and go through it afterwards."""

from __future__ import annotations

import asyncio

from discord import ui

from bot.discord_ui.base_client import Interaction
from bot.discord_ui.cards.answer_form import answer_form, read_form
from bot.discord_ui.cards.exam import exam_overview_card, exam_page_card, exam_report_card, explained_card
from bot.discord_ui.custom_ids import SEND_EXAM_FORM
from bot.discord_ui.forms import Fields, send_form
from quizzes.answer_rows import Given
from quizzes.learning.exam_views import ExamOverview, ExamPage, ExamReport
from quizzes.learning.exams import usual_minutes

from .rounds import new_round


async def open_exam(interaction: Interaction, questions: int, minutes: int | None) -> None:
    """Go on with the learner's exam, or begin one; only they see it."""
    tutor, new = interaction.client.tutor, new_round(interaction, "mixed", questions)
    time = usual_minutes(questions) if minutes is None else minutes
    found = await asyncio.to_thread(tutor.exams.open, new, time, tutor.clock(), tutor.rng)
    await interaction.response.send_message(view=_card(found), ephemeral=True)


async def turn_page(interaction: Interaction, round_id: int, number: int) -> None:
    """Show a question in place of the one whose button was pressed."""
    tutor = interaction.client.tutor
    found = await asyncio.to_thread(tutor.exams.turn, round_id, number, interaction.user.id, tutor.clock())
    await interaction.response.edit_message(view=_card(found))


async def answer(interaction: Interaction, round_id: int, number: int, position: int) -> None:
    """Store an answer, which can be changed until the end, and go on."""
    await _store(interaction, round_id, number, Given((position,)))


async def open_form(interaction: Interaction, round_id: int, number: int) -> None:
    """Open the form in which a question is answered that takes more than one click."""
    tutor = interaction.client.tutor
    page = await asyncio.to_thread(tutor.exams.turn, round_id, number, interaction.user.id, tutor.clock())
    if isinstance(page, ExamReport):
        await interaction.response.edit_message(view=_card(page))
        return
    title, fields = answer_form(page.card)
    await send_form(interaction, title, SEND_EXAM_FORM(round_id, number), fields)


async def answer_by_form(interaction: Interaction, round_id: int, number: int, fields: Fields) -> None:
    """Store the answer that came with a form, and go on."""
    tutor = interaction.client.tutor
    page = await asyncio.to_thread(tutor.exams.turn, round_id, number, interaction.user.id, tutor.clock())
    if isinstance(page, ExamReport):
        await interaction.response.edit_message(view=_card(page))
        return
    await _store(interaction, round_id, number, read_form(page.card, fields))


async def show_overview(interaction: Interaction, round_id: int) -> None:
    """Show what is still to be answered before the exam is handed in."""
    tutor = interaction.client.tutor
    found = await asyncio.to_thread(tutor.exams.overview, round_id, interaction.user.id, tutor.clock())
    await interaction.response.edit_message(view=_card(found))


async def hand_in(interaction: Interaction, round_id: int) -> None:
    """End the exam and show its report."""
    tutor = interaction.client.tutor
    report = await asyncio.to_thread(tutor.exams.hand_in, round_id, interaction.user.id, tutor.clock())
    await interaction.response.edit_message(view=_card(report))


async def show_report(interaction: Interaction, round_id: int) -> None:
    """Show the report again."""
    report = await asyncio.to_thread(interaction.client.tutor.exams.report, round_id, interaction.user.id)
    await interaction.response.edit_message(view=_card(report))


async def explain(interaction: Interaction, round_id: int, number: int) -> None:
    """Show a question of an exam that is over, with its solution."""
    tutor = interaction.client.tutor
    reveal = await asyncio.to_thread(tutor.exams.explained, round_id, number, interaction.user.id)
    entry = tutor.knowledge.entries.get(reveal.entry_id or "")
    await interaction.response.edit_message(view=explained_card(reveal, entry))


async def _store(interaction: Interaction, round_id: int, number: int, given: Given) -> None:
    tutor = interaction.client.tutor
    found = await asyncio.to_thread(tutor.exams.answer, round_id, number, given, interaction.user.id, tutor.clock())
    await interaction.response.edit_message(view=_card(found))


def _card(found: ExamPage | ExamOverview | ExamReport) -> ui.LayoutView:
    match found:
        case ExamPage():
            return exam_page_card(found)
        case ExamOverview():
            return exam_overview_card(found)
        case ExamReport():
            return exam_report_card(found)
