"""Cards for hosts: a schedule with its next dates, and all schedules of a server."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from discord import ButtonStyle, ui
from discord.utils import format_dt

from bot.discord_ui.custom_ids import REMOVE_SCHEDULE, SCHEDULES
from quizzes.schedules.calendar import Occurrence, Plan, instant_of, local_date, local_time
from quizzes.schedules.schedule_views import Failure, Preview, ScheduleView
from quizzes.schedules.typed import weekdays_text

from .layout import GAP, RULE, Button, button, counted, layout, plain, relative

FAILURES: Mapping[Failure, str] = {
    "channel-lost": "I could not post in the channel. Check my permissions there, then type `/schedule resume`.",
    "round-running": "Another round was being played in the channel until it was too late.",
    "too-late": "I was away at the time, and came back too late to post.",
    "no-questions": "Its topic has no questions any more. Remove it and choose another topic.",
    "discord-failed": "Discord did not take the post, however often I tried.",
}
PAGE = 6  # schedules; more, each with a failure, would not fit into a message
MOST_SKIPPED = 5  # spans of dates that are named
NOTHING_PLANNED = (
    "### Nothing is scheduled in this server\n"
    "`/setup` leads you through it. Or type `/schedule add daily` for a question a day, `/schedule add round` for "
    "rounds on some weekdays."
)


def preview_card(
    preview: Preview, now: dt.datetime, *, done: str | None = None, more: Sequence[Button] = ()
) -> ui.LayoutView:
    """Return a schedule with its next dates.

    Args:
        preview: the schedule.
        now: the present moment.
        done: what was just done, such as "Saved"; None if it is only shown.
        more: what can be clicked below.
    """
    schedule = preview.schedule
    head = f"### {done}: {title(schedule)}" if done else f"### {title(schedule)}"
    dates = "\n".join(f"- {_date(one, schedule.plan)}" for one in preview.dates)
    coming = f"**Next dates**\n{dates}" if dates else "**Nothing is planned.** `/schedule resume` starts it again."
    return layout(head, _when(schedule), _details(schedule), RULE, coming, _skipped(schedule.plan, now), rows=[more])


def list_card(schedules: Sequence[ScheduleView], page: int, now: dt.datetime) -> ui.LayoutView:
    """Return a page of a server's schedules: when each posts, when it did last, and what went wrong.

    Args:
        schedules: all of them.
        page: which, from 1; one beyond the last is the last.
        now: the present moment.
    """
    if not schedules:
        return layout(NOTHING_PLANNED)
    pages = -(-len(schedules) // PAGE)
    page = min(max(page, 1), pages)
    shown = schedules[(page - 1) * PAGE : page * PAGE]
    blocks = [f"**{title(schedule)}**\n{_when(schedule)}\n{_state(schedule, now)}" for schedule in shown]
    place = f" · page {page} of {pages}" if pages > 1 else ""
    buttons = [button("Previous", SCHEDULES(page - 1))] if page > 1 else []
    if page < pages:
        buttons.append(button("Next", SCHEDULES(page + 1)))
    spaced = [part for block in blocks for part in (GAP, block)]
    return layout(f"### Schedules of this server{place}", *spaced, rows=[buttons])


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


def _state(schedule: ScheduleView, now: dt.datetime) -> str:
    last = f"Last: {format_dt(schedule.last_at, 'f')}" if schedule.last_at else "Not posted yet"
    if schedule.state == "paused":
        coming = "Paused"
    elif schedule.state == "broken":
        coming = "Stopped"
    else:
        coming = f"Next: {format_dt(schedule.next_at, 'F')}" if schedule.next_at else "No date is left"
    rests_until = schedule.plan.paused_until
    if rests_until and schedule.state == "active" and rests_until > local_date(now, schedule.plan.zone):
        coming = f"Paused until {rests_until:%a} {rests_until.day} {rests_until:%b} · {coming}"
    failure = ""
    if schedule.failure and schedule.failed_at:
        failure = f"\nLast failure, {relative(schedule.failed_at)}: {FAILURES[schedule.failure]}"
    return f"-# {coming} · {last}{failure}"


def _skipped(plan: Plan, now: dt.datetime) -> str | None:
    """Name the dates that are left out from today on, in spans; the last ones are only counted."""
    coming = sorted(day for day in plan.skipped if day >= local_date(now, plan.zone))
    if not coming:
        return None
    spans = [[coming[0], coming[0]]]
    for day in coming[1:]:
        if (day - spans[-1][1]).days == 1:
            spans[-1][1] = day
        else:
            spans.append([day, day])
    named = [f"{first.day} {first:%b}" + (f" to {last.day} {last:%b}" if last > first else "") for first, last in spans]
    more = f" and {len(named) - MOST_SKIPPED} more" if len(named) > MOST_SKIPPED else ""
    return f"-# Left out: {', '.join(named[:MOST_SKIPPED])}{more}"


def _date(occurrence: Occurrence, plan: Plan) -> str:
    """Return a date with its time in the group's zone and in the reader's; says so where a clock change concerns it."""
    day, at = occurrence.day, local_time(occurrence.at, plan.zone)
    change = _clock_change(occurrence, plan)
    return f"{day:%a} {day.day} {day:%b}, {at:%H:%M} there · {format_dt(occurrence.at, 'f')} for you{change}"


def _clock_change(occurrence: Occurrence, plan: Plan) -> str:
    """Say that the clocks jump over the time of that date, show it twice, or were changed since the day before."""
    if local_time(occurrence.at, plan.zone) != plan.at:
        return f" (the clocks skip {plan.at:%H:%M} that day)"
    if local_time(occurrence.at + dt.timedelta(hours=1), plan.zone) == plan.at:
        return f" (the clocks show {plan.at:%H:%M} twice that day; this is the first)"
    before = instant_of(occurrence.day - dt.timedelta(days=1), plan.at, plan.zone)
    return " (the clocks change that day)" if occurrence.at - before != dt.timedelta(days=1) else ""
