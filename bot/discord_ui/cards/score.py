"""Cards of a learner's score: one's own with what to fix, and the one that others may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from discord import ui

from bot.discord_ui.custom_ids import FIX, SHOW_SCORE
from bot.discord_ui.limits import shortened
from knowledge.entries import Entry
from quizzes.standing.standing_views import Correction, Score, ToFix, TopicScore

from .answer import entry_button
from .layout import RULE, Button, button, counted, layout, plain

SMALL_PRINT = (
    "-# A question that you answer again within 30 days earns no second point. Of two twin questions, a point needs "
    "both. A question can belong to several topics."
)
MOST_CORRECTIONS = 3
MAX_QUOTED = 120  # characters of a question that is quoted
MAX_ENTRY_LABEL = 40  # characters on a button that has another beside it on a phone


def own_score_card(
    score: Score, entries: Mapping[str, Entry], *, guild_id: int | None, note: str | None
) -> ui.LayoutView:
    """Return a learner's points, accuracy by topic, and three things to fix with what helps against each.

    Args:
        score: what was reached.
        entries: the knowledge base's entries by id.
        guild_id: the server; None outside servers, where all of them count.
        note: what was corrected; None for nothing.
    """
    title = f"### Your score {'in this server' if guild_id else 'everywhere'}"
    show = [[button("Show to all", SHOW_SCORE())]] if guild_id and score.answers else []
    if not score.answers:
        return layout(title, note, "No answers yet. Type `/quiz hsm` to begin.", rows=show)
    blocks: list[object] = [title, note, _head(score), RULE, _topics(score)]
    rows: list[list[Button]] = []
    if score.to_fix:
        counts = ("One thing", "Two things", "Three things")
        fixes = [f"**{number}.** {_fix(item)}" for number, item in enumerate(score.to_fix, start=1)]
        blocks += [RULE, f"{counts[len(fixes) - 1]} to fix", "\n".join(fixes)]
        rows = _fix_rows(score.to_fix, entries)
    return layout(*blocks, SMALL_PRINT, rows=[*rows, *show])


def score_card(score: Score) -> ui.LayoutView:
    """Return what others may see of a learner's score: no belief is named."""
    title = f"### Score of <@{score.learner_id}>"
    if not score.answers:
        return layout(title, "No answers yet.")
    return layout(title, _head(score), RULE, _topics(score))


def corrections_note(corrections: Sequence[Correction]) -> str | None:
    """Return what a learner is told about corrected questions; None if there is nothing to tell."""
    if not corrections:
        return None
    lines = [_correction(item) for item in corrections[:MOST_CORRECTIONS]]
    if len(corrections) > MOST_CORRECTIONS:
        lines.append(f"and {counted(len(corrections) - MOST_CORRECTIONS, 'other correction')}")
    return "\n".join(["**Your score changed, because a question was corrected:**", *(f"- {line}" for line in lines)])


def _head(score: Score) -> str:
    share = f" ({score.first_right / score.first_tries:.0%})" if score.first_tries else ""
    tried = f"right at the first try on {score.first_right} of {counted(score.first_tries, 'question')}{share}"
    lines = [f"**{counted(score.points, 'point')}** · {tried}"]
    if score.streak:
        lines.append(streak_line(score.streak.days, score.streak.freezes))
    lines.append(f"-# {counted(score.answers, 'answer')} in all")
    return "\n".join(lines)


def streak_line(days: int, freezes: int) -> str:
    """Return a streak in words; a gap is never reproached."""
    kept = f" · {counted(freezes, 'day')} off in reserve" if freezes else ""
    return f"{counted(days, 'day')} in a row{kept}"


def _topics(score: Score) -> str:
    return "\n".join(_topic_line(topic) for topic in score.topics) or "No first tries on a topic of today's yet."


def _topic_line(topic: TopicScore) -> str:
    share = f"{topic.first_right / topic.first_tries:.0%}"
    return f"{plain(topic.topic.name)}: {share}, {topic.first_right} of {topic.first_tries}"


def _fix(item: ToFix) -> str:
    return f"*{plain(item.name)}* (taken {item.taken} of {counted(item.chances, 'time')})\n{plain(item.truth)}"


def _fix_rows(items: Sequence[ToFix], entries: Mapping[str, Entry]) -> list[list[Button]]:
    """Return a row for each belief; an entry that explains two of them has one button."""
    rows: list[list[Button]] = []
    seen: set[str] = set()
    for number, item in enumerate(items, start=1):
        row = [button(f"Quiz me on {number}", FIX(item.id))]
        entry = entries.get(item.entry_id or "")
        if entry and entry.id not in seen:
            seen.add(entry.id)
            read = entry_button(entry)
            read.label = f"{number}: {shortened(entry.title, MAX_ENTRY_LABEL)}"
            row.insert(0, read)
        rows.append(row)
    return rows


def _correction(item: Correction) -> str:
    what = f"*{plain(shortened(item.stem, MAX_QUOTED))}*" if item.stem else "A question that I no longer ask"
    return f"{what} Your answer counts as {'right' if item.right else 'wrong'} now. {plain(item.reason)}"
