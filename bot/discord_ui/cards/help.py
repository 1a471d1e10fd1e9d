"""The card that says what to type: the answer to `/help`, and the first thing a new server sees."""

from __future__ import annotations

from collections.abc import Sequence

from discord import ui

from .layout import RULE, layout, plain

WELCOME = (
    "### I teach Azure Managed HSM against Key Vault\n"
    "Ask me anything about it, or play a round. Every answer was written by people, with its source and date. "
    "Where exam material (AZ-500 chapter 75) and Azure today differ, I show both."
)
START = "Begin with `/ask` and a question, such as *premium fips level?*, or play with `/quiz hsm`."


def help_card(commands: Sequence[tuple[str, str]]) -> ui.LayoutView:
    """Return the welcome with a line for each command.

    Args:
        commands: what to type and what it does, such as ("/quiz hsm", "Play a round on Managed HSM").
    """
    lines = "\n".join(f"`{name}`  {plain(description)}" for name, description in commands)
    return layout(WELCOME, START, RULE, lines)
