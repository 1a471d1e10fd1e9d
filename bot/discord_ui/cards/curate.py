"""Cards for those who manage a server: what is kept there, and the questions without a fitting answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from discord import ui

from bot.discord_ui.custom_ids import GAPS
from bot.discord_ui.limits import shortened
from knowledge.entries import Entry
from knowledge.likeness import Gap
from quizzes.feedback import KEPT_FOR, MAX_KEPT_PER_SERVER
from quizzes.masking import MAX_KEPT

from .layout import RULE, button, counted, layout, plain, relative

PAGE = 5  # gaps
MAX_QUOTED = 120  # characters of a question that is quoted
MAX_OTHER = 55  # characters of its other wordings, and of titles
MOST_OTHERS = 2
WHAT_IS_STORED = (
    "**What is stored:** the text of a question that I could not answer, or whose answer was “Not what I meant”; when "
    "it was asked; and the answer that was not meant. "
    f"It is cut to {MAX_KEPT} characters. Mentions, ids, e-mail and IP addresses, vault names, keys, long numbers and "
    "what follows the `?` of a URL are masked first. A name written as an ordinary word can't be recognised.\n"
    "**What is not:** who asked, in which channel, and anything from direct messages.\n"
    f"**How long:** {KEPT_FOR.days} days, at most the newest {MAX_KEPT_PER_SERVER:,} questions. `/curate keep off` "
    "deletes them at once.\n"
    "**Who sees it:** people with Manage Server here, with `/curate gaps`, and whoever runs this bot. Please tell your "
    "learners."
)


def keeping_card(*, keeps: bool, deleted: int | None) -> ui.LayoutView:
    """Say whether a server's questions are kept and what that means.

    Args:
        keeps: whether they are.
        deleted: how many were deleted just now; None if nobody asked for that.
    """
    state = "### Questions without a fitting answer are "
    state += "kept in this server" if keeps else "not kept in this server"
    if deleted is not None:
        state += f"\n{counted(deleted, 'kept question')} {'was' if deleted == 1 else 'were'} deleted."
    elif not keeps:
        state += "\n`/curate keep on` keeps them, so that people can write the answers that are missing."
    return layout(state, RULE, WHAT_IS_STORED)


def gaps_card(gaps: Sequence[Gap], page: int, entries: Mapping[str, Entry], *, keeps: bool) -> ui.LayoutView:
    """Return one page of a server's questions without a fitting answer.

    Args:
        gaps: all of them.
        page: which, from 1; one beyond the last is the last.
        entries: the knowledge base's entries by id.
        keeps: whether the server keeps such questions.
    """
    title = f"### Questions without a fitting answer, last {KEPT_FOR.days} days"
    if not keeps:
        return layout(
            title, "None are kept in this server. `/curate keep` says what would be; `/curate keep on` begins."
        )
    if not gaps:
        return layout(title, "None yet. What I can't answer from now on is listed here.")
    pages = -(-len(gaps) // PAGE)
    page = min(max(page, 1), pages)
    shown = gaps[(page - 1) * PAGE : page * PAGE]
    questions = counted(sum(gap.times for gap in gaps), "question")
    place = f" · page {page} of {pages}" if pages > 1 else ""
    lines = "\n".join(_gap(gap, entries) for gap in shown)
    buttons = [button("Previous", GAPS(page - 1))] if page > 1 else []
    if page < pages:
        buttons.append(button("Next", GAPS(page + 1)))
    return layout(f"{title}\n{questions}, {counted(len(gaps), 'gap')}{place}", RULE, lines, rows=[buttons])


def _gap(gap: Gap, entries: Mapping[str, Entry]) -> str:
    first, *others = gap.wordings
    lines = [f"**{counted(gap.times, 'time')}**, last {relative(gap.newest)}: {plain(shortened(first, MAX_QUOTED))}"]
    if others:
        quoted = " · ".join(plain(shortened(text, MAX_OTHER)) for text in others[:MOST_OTHERS])
        more = f" · and {len(others) - MOST_OTHERS} more" if len(others) > MOST_OTHERS else ""
        lines.append(f"-# Also asked as: {quoted}{more}")
    if gap.wrong:
        titles = [(entries[name].title if name in entries else name, times) for name, times in gap.wrong[:MOST_OTHERS]]
        shown = " · ".join(f"{plain(shortened(title, MAX_OTHER))} ({counted(n, 'time')})" for title, n in titles)
        lines.append(f"-# Not what was meant: {shown}")
    return "\n".join(lines)
