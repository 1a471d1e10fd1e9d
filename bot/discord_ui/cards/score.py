"""Card of a learner's score."""

from __future__ import annotations

from collections.abc import Mapping

from discord import ui

from knowledge.entries import Entry
from quizzes.views import Score, TopicScore

from .answer import entry_button
from .layout import RULE, counted, layout, plain


def score_card(score: Score, entries: Mapping[str, Entry], *, where: str) -> ui.LayoutView:
    """Return a learner's points, accuracy by topic, and the misconceptions to work on.

    Args:
        score: what was reached.
        entries: the knowledge base's entries by id.
        where: "in this server" or "everywhere".
    """
    if not score.answers:
        return layout(f"### Your score {where}", "No answers yet. Type `/quiz hsm` to begin.")
    head = (
        f"### Your score {where}\n**{counted(score.points, 'point')}**: right at the first try on {score.first_right} "
        f"of {counted(score.first_tries, 'question')}.\n-# {counted(score.answers, 'answer')} in "
        f"{counted(score.rounds, 'round')}; a question you answer again within 30 days earns no second point; a "
        "question can belong to several topics"
    )
    topics = "\n".join(_topic_line(topic) for topic in score.topics)
    if not score.misconceptions:
        return layout(head, RULE, topics)
    beliefs = "\n".join(
        f"- *{plain(item.name)}* ({counted(item.times, 'time')}). {plain(item.truth)}" for item in score.misconceptions
    )
    named = dict.fromkeys(item.entry_id for item in score.misconceptions if item.entry_id)
    buttons = [entry_button(entries[name]) for name in named if name in entries]
    return layout(head, RULE, topics, RULE, f"To work on:\n{beliefs}", rows=[[b] for b in buttons])


def _topic_line(topic: TopicScore) -> str:
    return f"{plain(topic.topic.name)}: {topic.first_right} of {topic.first_tries}"
