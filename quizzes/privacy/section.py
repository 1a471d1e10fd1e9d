"""The README's section on privacy, made from the list of what is stored."""

from __future__ import annotations

from .inventory import KINDS, LIMITS, NOT_STORED
from .periods import DEPARTED_KEPT

_COMMANDS = (
    "`/privacy show` tells a learner what is stored about them, `/privacy export` gives them a copy (JSON and CSV), "
    "`/privacy delete` deletes it in all servers at once, and `/privacy opt-out` takes them off all boards and stops "
    "reminders. Rounds and schedules that they host for a group stay, without their name. The tutor asks Discord for "
    "no privileged intent, and passes nothing on to anybody."
)
_HEAD = ("| What | In detail (“you” is the learner) | What for | Kept |", "| --- | --- | --- | --- |")
_SERVERS = (
    f"Once the tutor is removed from a server, a clock of {DEPARTED_KEPT.days} days starts for it; coming back within "
    "them stops it. After that the server's settings, schedules, boards and kept questions are deleted, and what "
    "learners answered there stays theirs without a trace of the server."
)


def privacy_section() -> str:
    """Return the section as Markdown, from its heading on."""
    rows = [f"| {kind.name} | {kind.what} | {kind.why} | {kind.how_long} |" for kind in KINDS]
    return "\n".join(["## Privacy", "", _COMMANDS, "", *_HEAD, *rows, "", f"{NOT_STORED} {LIMITS}", "", _SERVERS, ""])


if __name__ == "__main__":
    print(privacy_section(), end="")  # noqa: T201 (its output is the file)
