"""Card of what a learner has set for themselves."""

from __future__ import annotations

from collections.abc import Mapping

from discord import ui

from quizzes.learners import LearnerSettings

from .layout import layout, plain

TIMES: Mapping[int, str] = {100: "the usual time", 150: "half as much again", 200: "twice as much", 300: "three times"}


def settings_card(settings: LearnerSettings, *, saved: bool) -> ui.LayoutView:
    """Return a learner's settings; `saved` says that they were just changed."""
    exam = f"{settings.exam_on.day} {settings.exam_on:%b %Y}" if settings.exam_on else "no date set"
    remind = f"{settings.remind_at:%H:%M}, if something is due" if settings.remind_at else "none"
    zone = plain(settings.zone) if settings.zone else "the server's"
    return layout(
        "### Saved: your settings" if saved else "### Your settings",
        f"**Time for a question:** {TIMES[settings.time_percent]}\n**Time zone:** {zone}\n"
        f"**Exam:** {exam}\n**Reminder to review:** {remind}",
        "-# Only you see this. A round leaves everyone the longest time that anybody in it needs, and says of nobody "
        "that it is for them. Change it with the options of `/settings`.",
    )
