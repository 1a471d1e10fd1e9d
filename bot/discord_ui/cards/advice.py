"""The card of the decision dialogue: a question with its choices, or the recommendation at its end."""

from __future__ import annotations

from collections.abc import Sequence

from discord import ui

from bot.discord_ui.custom_ids import ADVISE, NONE
from knowledge.chat.advice import AdviceStep, Recommendation
from knowledge.entries import Entry
from knowledge.facts import Source

from .answer import entry_button
from .layout import GAP, RULE, Button, button, layout, plain
from .sources import sources_block

OPENING = "### Which service fits?"


def question_card(step: AdviceStep, *, below: str | None = None) -> ui.LayoutView:
    """Return a question of the dialogue, a button for each way to answer it."""
    given = "\n".join(f"-# {plain(choice)}" for _, choice in step.given)
    rows = [[button(choice.text, path_id(choice.path))] for choice in step.choices]
    blocks = [OPENING, given, GAP, f"**{len(step.given) + 1}.** {plain(step.question or '')}"]
    return layout(*blocks, rows=[*rows, _back(step)], below=below)


def recommendation_card(
    step: AdviceStep, end: Recommendation, sources: Sequence[Source], entry: Entry | None
) -> ui.LayoutView:
    """Return where the dialogue ends.

    Args:
        step: the last state, for what was said on the way.
        end: the recommendation.
        sources: the pages that it rests on.
        entry: what to read on; None for no such button.
    """
    heading = f"### Recommended: {plain(end.name)}" if end.subject else f"### {plain(end.name)}"
    exam = [RULE, f"**Exam material:** {plain(end.exam)}"] if end.exam else []
    given = "\n".join(f"-# {plain(question)} **{plain(choice)}**" for question, choice in step.given)
    blocks = [f"{heading}\n{plain(end.text)}", *exam, RULE, f"You said:\n{given}", *sources_block(sources)]
    read = [entry_button(entry)] if entry else []
    return layout(*blocks, rows=[read, _back(step)])


def path_id(path: str) -> str:
    """Return the custom id of a state of the dialogue."""
    return ADVISE(f"{NONE}{path}")


def _back(step: AdviceStep) -> list[Button]:
    """Return the ways back: by one question, and to the first one, where the two differ."""
    if not step.path:
        return []
    back = [button("Back", path_id(step.path[:-1]))] if len(step.path) > 1 else []
    return [*back, button("Start again", path_id(""))]
