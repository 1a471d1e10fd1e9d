"""What a host is told in a direct message."""

from __future__ import annotations

from discord import ui

from .layout import layout, plain

WHY_ME = "-# You get this because you started it. I write once, not each time."
KEPT = "If a round was on, it has ended, and what was answered counts."


def lost_card(channel_id: int, why: str) -> ui.LayoutView:
    """Say that a round or schedule in a channel can't go on, what is kept, and what to do."""
    return layout(
        f"### I can't post in <#{channel_id}> any more\n{plain(why[:1].upper() + why[1:])}.",
        f"{KEPT} If a schedule posts there, it rests until you type `/schedule resume`.\n"
        "Check that the channel still exists, and that I may view it and send messages in it.",
        WHY_ME,
    )


def left_card(server: str) -> ui.LayoutView:
    """Say that the bot was removed from a server, what is kept, and what to do."""
    return layout(
        f"### I am no longer in {plain(server)}\nSomebody removed me from it.",
        f"{KEPT} My schedules there are deleted. If that was a mistake, invite me again and type `/setup`.",
        WHY_ME,
    )


def given_up_card(channel_id: int) -> ui.LayoutView:
    """Say that a round ended because Discord took none of the bot's messages for too long."""
    return layout(
        f"### Your round in <#{channel_id}> has ended\nDiscord took none of my messages for more than ten minutes.",
        "What was answered counts, and the channel is free. To play on, type `/quiz` there.",
        WHY_ME,
    )
