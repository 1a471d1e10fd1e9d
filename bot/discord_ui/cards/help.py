"""The card that says what to type: the answer to `/help`, and the first thing a new server sees."""

from __future__ import annotations

from collections.abc import Sequence

from discord import ButtonStyle, ui

from bot.discord_ui.custom_ids import AGAIN, ENTRY
from knowledge.entries import Entry

from .layout import RULE, button, layout, plain

WELCOME = (
    "### I teach Azure Managed HSM and Key Vault, and how they differ\n"
    "Every answer was written by people, with its source and date. Where exam material (AZ-500 chapter 75) and Azure "
    "today differ, I show both."
)
START = (
    "Begin with `/ask` and a question, such as *premium fips level?*, or play with `/quiz hsm`. You may also mention "
    "me, write to me directly, or choose *Apps > Ask the tutor* in the menu of a message."
)
FIRST_ROUND = ("hsm", 5)  # topic and length of the round behind the button


def help_card(commands: Sequence[tuple[str, str]], example: Entry | None) -> ui.LayoutView:
    """Return the welcome with a line for each command.

    Args:
        commands: what to type and what it does, such as ("/score", "See your points").
        example: an entry behind the button that shows what an answer looks like; None for no such button.
    """
    lines = "\n".join(f"`{name}`  {plain(description)}" for name, description in commands)
    buttons = [button("Start a round", AGAIN(*FIRST_ROUND), ButtonStyle.primary)]
    if example:
        buttons.append(button("See an example answer", ENTRY(example.id)))
    return layout(WELCOME, START, RULE, lines, rows=[buttons])
