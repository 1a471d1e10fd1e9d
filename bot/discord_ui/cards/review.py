"""Cards of reviews: what is due, or when it will be, and the reminder in a direct message."""

from __future__ import annotations

import datetime as dt

from discord import ButtonStyle, ui
from discord.utils import format_dt

from bot.discord_ui.custom_ids import REVIEW, SNOOZE, STOP_REMINDERS
from quizzes.learning.reviews import A_DAY, AT_ONCE, Due

from .layout import Button, button, counted, layout, relative

HOW = (
    "Questions you got wrong, or have not answered often, come again just before you would forget them. "
    "Start with `/quiz mixed`; what you answer is reviewed from then on."
)
REMINDERS_OFF = (
    "I could not reach you by direct message, so your reminders are switched off. To have them again, allow direct "
    "messages from this server and set `remind` in `/settings`."
)


def nothing_due_card(found: Due) -> ui.LayoutView:
    """Return what is said when nothing is due."""
    if not found.answered:
        return layout("### Nothing to review yet", HOW)
    coming = f"Next: {format_dt(found.next_at, 'f')}, {relative(found.next_at)}." if found.next_at else None
    known = None if found.next_at else "All that you have answered you know. `/quiz mixed` asks something new."
    return layout("### Nothing is due now", coming, known, _settings(found))


def enough_card(found: Due) -> ui.LayoutView:
    """Return what is said when today's reviews are done and more is due."""
    return layout(
        f"### Today's {A_DAY} reviews are done",
        f"{counted(len(found.items), 'more question')} could be reviewed now, or wait until tomorrow.",
        _settings(found),
        rows=[[_now_button(found)]],
    )


def reminder_card(found: Due) -> ui.LayoutView:
    """Return the reminder: what is due, and what can be done about it."""
    return layout(
        f"### {counted(found.today, 'question')} to review",
        "You asked to be told at this time of day. It takes a few minutes; tomorrow is fine as well.",
        rows=[[_now_button(found), button("Snooze 1 hour", SNOOZE()), button("Stop reminders", STOP_REMINDERS())]],
    )


def said_card(text: str) -> ui.LayoutView:
    """Return a line in place of a card whose buttons are not needed any more."""
    return layout(text)


def review_note(found: Due, length: int) -> str:
    """Return the line above the first question of a review of that length."""
    later = len(found.items) - length
    more = f", {later} more are due" if later > 0 else ""
    return f"{counted(length, 'question')} to review{more}"


def _now_button(found: Due) -> Button:
    count = min(AT_ONCE, len(found.items))
    return button(f"Review {count} now", REVIEW(count), ButtonStyle.primary)


def _settings(found: Due) -> str:
    exam = f"Your exam: {_day(found.exam_on)}." if found.exam_on else "No exam date set."
    remind = f"Reminder at {found.remind_at:%H:%M}." if found.remind_at else "No reminders."
    return f"-# {exam} {remind} Change both with `/settings`."


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%b %Y}"
