"""Cards for hosts: a schedule with its next dates, and all schedules of a server."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from discord import ButtonStyle, ui
from discord.utils import format_dt

from bot.discord_ui.custom_ids import REMOVE_SCHEDULE
from quizzes.schedules.calendar import Occurrence, local_time
from quizzes.schedules.schedule_views import Failure, Preview, ScheduleView
from quizzes.schedules.typed import weekdays_text

from .layout import RULE, Button, button, counted, layout, plain, relative

FAILURES: Mapping[Failure, str] = {
    "channel-lost": "I could not post in the channel. Check my permissions there, then type `/schedule resume`.",
    "round-running": "Another round was being played in the channel until it was too late.",
    "too-late": "I was away at the time, and came back too late to post.",
    "no-questions": "Its topic has no questions any more. Remove it and choose another topic.",
    "discord-failed": "Discord did not take the post, however often I tried.",
}
NOTHING_PLANNED = (
    "### Nothing is scheduled in this server\n"
    "`/setup` leads you through it. Or type `/schedule add daily` for a question a day, `/schedule add round` for "
    "rounds on some weekdays."
)


def preview_card(preview: Preview, *, done: str | None = None, more: Sequence[Button] = ()) -> ui.LayoutView:
    """Return a schedule with its next dates.

    Args:
        preview: the schedule.
        done: what was just done, such as "Saved"; None if it is only shown.
        more: what can be clicked below.
    """
    schedule = preview.schedule
    head = f"### {done}: {title(schedule)}" if done else f"### {title(schedule)}"
    dates = "\n".join(f"- {_date(one, schedule.plan.zone)}" for one in preview.dates)
    coming = f"**Next dates**\n{dates}" if dates else "**Nothing is planned.** `/schedule resume` starts it again."
    return layout(head, _when(schedule), _details(schedule), RULE, coming, rows=[more])


def list_card(schedules: Sequence[ScheduleView]) -> ui.LayoutView:
    """Return all schedules of a server: when each posts, when it did last, and what went wrong."""
    if not schedules:
        return layout(NOTHING_PLANNED)
    blocks = [f"**{title(schedule)}**\n{_when(schedule)}\n{_state(schedule)}" for schedule in schedules]
    return layout("### Schedules of this server", *blocks)


def removing_card(schedule: ScheduleView) -> ui.LayoutView:
    """Ask whether a schedule is to be removed."""
    return layout(
        f"### Remove this?\n{title(schedule)}\n{_when(schedule)}",
        "An open question still closes in its time, and all answers stay.",
        rows=[[button("Remove it", REMOVE_SCHEDULE(schedule.id), ButtonStyle.danger)]],
    )


def removed_card(schedule: ScheduleView) -> ui.LayoutView:
    """Say that a schedule was removed."""
    return layout(f"Removed: {title(schedule)}. {_when(schedule)}.")


def title(schedule: ScheduleView) -> str:
    """Return what a schedule posts, and where."""
    what = "Daily question" if schedule.kind == "daily" else f"Round of {counted(schedule.length, 'question')}"
    return f"{what} · {plain(schedule.topic.name)} · <#{schedule.channel_id}>"


def label(schedule: ScheduleView, channel: str) -> str:
    """Return a schedule as a line of a list from which hosts choose; `channel` is its channel's name."""
    what = "Daily question" if schedule.kind == "daily" else "Round"
    return f"{what}, {schedule.topic.name}, #{channel}, {_words(schedule)}"


def _words(schedule: ScheduleView) -> str:
    return f"{weekdays_text(schedule.plan.weekdays)} at {schedule.plan.at:%H:%M}"


def _when(schedule: ScheduleView) -> str:
    words = _words(schedule)
    return f"{words[:1].upper()}{words[1:]}, {plain(schedule.plan.zone)} time"


def _details(schedule: ScheduleView) -> str | None:
    if schedule.kind == "daily":
        return "-# Each question is open until the next day. Everyone answers privately and sees the solution at once."
    announced = f"Announced {counted(schedule.announce_minutes, 'minute')} before its start."
    needed = f" Called off unless {schedule.quorum} have joined by then." if schedule.quorum else ""
    role = f" Mentions <@&{schedule.role_id}>." if schedule.role_id else ""
    return f"-# {announced}{needed}{role}"


def _state(schedule: ScheduleView) -> str:
    last = f"Last: {format_dt(schedule.last_at, 'f')}" if schedule.last_at else "Not posted yet"
    if schedule.state == "paused":
        coming = "Paused"
    elif schedule.state == "broken":
        coming = "Stopped"
    else:
        coming = f"Next: {format_dt(schedule.next_at, 'F')}" if schedule.next_at else "No date is left"
    if schedule.plan.paused_until and schedule.state == "active":
        coming += f", paused until then ({schedule.plan.paused_until:%Y-%m-%d})"
    failure = ""
    if schedule.failure and schedule.failed_at:
        failure = f"\nLast failure, {relative(schedule.failed_at)}: {FAILURES[schedule.failure]}"
    return f"-# {coming} · {last}{failure}"


def _date(occurrence: Occurrence, zone: str) -> str:
    """Return a date with its time in the group's zone and in the reader's; says so where a clock change moves it."""
    at: dt.time = local_time(occurrence.at, zone)
    day = occurrence.day
    return f"{day:%a} {day.day} {day:%b}, {at:%H:%M} there · {format_dt(occurrence.at, 'f')} for you"
