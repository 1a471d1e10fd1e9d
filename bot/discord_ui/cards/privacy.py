"""Cards of `/privacy`: what is stored, the question before all is deleted, and what was done."""

from __future__ import annotations

from collections.abc import Sequence

from discord import ButtonStyle, ui

from bot.discord_ui.custom_ids import ASK_TO_DELETE, DELETE_DATA, EXPORT_DATA, KEEP_DATA, OPT_OUT
from quizzes.listing import listed
from quizzes.privacy.inventory import LIMITS, NOT_STORED, USUALLY_KEPT, Kind
from quizzes.privacy.privacy import Stored

from .layout import RULE, button, counted, layout, plain

PRIVATE_NOTE = "Only you see this. Nothing is passed on to anybody."
KEPT = "Nothing was deleted."
EXPORTED = (
    "This is all that I store about you: `my-data.json` has everything, `my-answers.csv` your answers as a table. "
    "Only you can see these files."
)


def stored_card(stored: Sequence[Stored]) -> ui.LayoutView:
    """Return what is stored about a learner, why, and for how long; what there is nothing of is only named."""
    empty = [plain(item.kind.name.lower()) for item in stored if not item.rows]
    return layout(
        "### What I store about you",
        *[_kind(item.kind, item.rows) for item in stored if item.rows],
        f"Nothing now: {listed(empty)}." if empty else None,
        f"Kept {USUALLY_KEPT}, if nothing else is said.",
        RULE,
        NOT_STORED,
        f"-# {LIMITS}",
        f"-# {PRIVATE_NOTE}",
        rows=[
            [
                button("Get a copy", EXPORT_DATA()),
                button("No boards, no reminders", OPT_OUT()),
                button("Delete all of it", ASK_TO_DELETE(), ButtonStyle.danger),
            ]
        ],
    )


def ask_to_delete_card(rows: int) -> ui.LayoutView:
    """Return the question whether all that is stored about a learner is to be deleted."""
    return layout(
        "### Delete all that I store about you?",
        f"{counted(rows, 'record')} in all servers, at once and for good: answers, points, streaks, reviews, exams, "
        "settings, votes, your place on boards. A running exam ends without a result.",
        "Rounds and schedules that you host for a group stay, without your name. Messages that I have posted stay in "
        "their channels.",
        "-# You may want a copy first.",
        rows=[
            [
                button("Delete", DELETE_DATA(), ButtonStyle.danger),
                button("Get a copy", EXPORT_DATA()),
                button("Keep it", KEEP_DATA()),
            ]
        ],
    )


def done_card(text: str) -> ui.LayoutView:
    """Return what was done, in a line."""
    return layout(text)


def deleted_text(rows: int) -> str:
    """Return what is said after a deletion."""
    what = counted(rows, "record") if rows else "There was nothing to delete"
    return f"Deleted: {what}. Nothing about you is left here." if rows else f"{what}."


def opted_out_text(boards: int) -> str:
    """Return what is said after a learner opted out."""
    where = f"You are taken off {counted(boards, 'board')}" if boards else "You are on no board"
    return f"{where}, and I send you no reminders. Your answers still count for yourself."


def _kind(kind: Kind, rows: int) -> str:
    kept = "" if kind.how_long == USUALLY_KEPT else f" Kept: {plain(kind.how_long)}."
    head = f"**{plain(kind.name)}** ({counted(rows, 'record')})"
    return f"{head}\n{plain(kind.what)}\n-# For: {plain(kind.why)}{kept}"
