"""Cards of daily questions: the post with the recap of the one before, and what a learner is shown privately."""

from __future__ import annotations

from collections.abc import Sequence

from discord import ui
from discord.utils import format_dt

from knowledge.entries import Entry
from quizzes.schedules.schedule_views import DailyPost, ScheduleView
from quizzes.views import QuestionCard, Reveal

from .answer import entry_button
from .layout import GAP, RULE, counted, layout, plain, relative
from .rounds import CLOCKS, HOW, answer_buttons, open_options


def daily_card(post: DailyPost, recap_entry: Entry | None) -> ui.LayoutView:
    """Return a daily question as everyone sees it.

    Args:
        post: the question and what is said beside it.
        recap_entry: the entry that explains the question before; None if nothing does.
    """
    late = f"-# Late: it was due at {format_dt(post.due_at, 't')}, when I could not post." if post.late else None
    return layout(
        f"### Question of the day · {post.day:%a} {post.day.day} {post.day:%b}",
        late,
        _recap(post.recap) if post.recap else None,
        [entry_button(recap_entry)] if post.recap and recap_entry else None,
        RULE if post.recap else None,
        plain(post.card.stem),
        GAP if post.card.options else None,
        open_options(post.card),
        f"-# {_state(post.card)}",
        rows=[answer_buttons(post.card)],
    )


def own_daily_card(card: QuestionCard) -> ui.LayoutView:
    """Return an open daily question for one learner, who missed the post."""
    return layout(
        "### Question of the day",
        plain(card.stem),
        GAP if card.options else None,
        open_options(card),
        f"-# {_state(card)}",
        rows=[answer_buttons(card)],
    )


def no_daily_card(schedules: Sequence[ScheduleView]) -> ui.LayoutView:
    """Say that no daily question is open, and when the next one comes or how there can be one.

    Args:
        schedules: the server's schedules of daily questions.
    """
    if not schedules:
        return layout(
            "This server has no daily question yet. Whoever manages it can set one up with `/setup` or "
            "`/schedule add daily`. Until then, `/quiz` plays whenever you like."
        )
    coming = sorted((one.next_at, one.channel_id) for one in schedules if one.next_at)
    if not coming:
        return layout("No daily question is open, and none is planned at the moment. `/quiz` plays whenever you like.")
    at, channel_id = coming[0]
    return layout(f"No daily question is open. The next one comes {relative(at)} in <#{channel_id}>.")


def _recap(reveal: Reveal) -> str:
    share = f"{reveal.right_count} of {reveal.answered} right"
    misled = f"\nWhat misled people: *{plain(reveal.misled)}*" if reveal.misled else ""
    card = reveal.card
    link = f"https://discord.com/channels/{card.round.guild_id}/{card.round.channel_id}/{card.message_id}"
    last = f"[Last time]({link})" if card.message_id else "Last time"
    return f"**{last}:** {plain(reveal.right)} · {share}{misled}"


def _state(card: QuestionCard) -> str:
    parts = [text for text in (CLOCKS.get(card.clock), HOW[card.answering]) if text]
    if card.closes_at:
        parts.append(f"Closes {relative(card.closes_at)}")
    parts.append(f"{counted(card.answered, 'has', 'have')} answered" if card.answered else "Answers stay private")
    return " · ".join(parts)
