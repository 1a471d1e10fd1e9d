"""What a host is told in a direct message."""

from __future__ import annotations

from discord import ui

from .layout import layout, plain


def lost_card(channel_id: int, why: str) -> ui.LayoutView:
    """Say that a round or schedule in a channel can't go on, what is kept, and what to do."""
    return layout(
        f"### I can't post in <#{channel_id}> any more\n{plain(why[:1].upper() + why[1:])}.",
        "A round there has ended; what was answered counts. A schedule there has stopped, and posts nothing until you "
        "type `/schedule resume`.\n"
        "Check that the channel still exists, and that I may view it and send messages in it.",
        "-# You get this because you started it. I write once, not each time.",
    )
