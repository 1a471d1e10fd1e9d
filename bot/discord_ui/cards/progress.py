"""The card of a learner's progress, in words."""

from __future__ import annotations

from collections.abc import Sequence

from discord import ui

from quizzes.standing.history import LATELY, TopicProgress

from .layout import RULE, layout, picture, plain

FEW = 5  # first tries below which a share says little


PICTURE = "progress.png"  # name of the file that the card shows


def progress_card(progress: Sequence[TopicProgress], learned: tuple[int, int], described: str) -> ui.LayoutView:
    """Return how many first tries were right in each topic, in the last four weeks and before, below a picture.

    Args:
        progress: the topics with first tries.
        learned: how many of the chapter's sections count as learned, and how many there are.
        described: what the picture shows, in words, for those who can't see it.
    """
    title = "### Your progress"
    if not progress:
        return layout(title, "No answers yet. Type `/quiz hsm` to begin.")
    sections = f"Sections of the exam chapter that you have learned: {learned[0]} of {learned[1]}."
    lines = [f"**{plain(one.topic.name)}**\n{_lately_and_before(one)}" for one in progress]
    small = f"-# Right at the first try, in the last {LATELY.days} days and before. Few tries say little."
    return layout(title, sections, picture(PICTURE, described), "\n".join(lines), RULE, small)


def _lately_and_before(one: TopicProgress) -> str:
    before = f", {_share(one.before)} before that" if one.before[0] else ""
    return f"{_share(one.lately)}{before}"


def _share(counts: tuple[int, int]) -> str:
    tries, right = counts
    if not tries:
        return "nothing lately"
    if tries < FEW:
        return f"{right} of {tries} right"
    return f"{right / tries:.0%} of {tries} right"
