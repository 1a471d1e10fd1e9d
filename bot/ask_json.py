"""Replies in the form that scripts and the evaluation read (README, "In the terminal")."""

from __future__ import annotations

from typing import Any

from knowledge.chat.replies import Answered, Compared, Offered, Reply
from knowledge.entries import MAX_FACTS, Entry
from knowledge.loader import Knowledge

from .plain_text import main_facts, reply_text


def as_json(reply: Reply, knowledge: Knowledge) -> dict[str, Any]:
    """Return a reply as plain values.

    Keys: outcome ("answer", "choices" or "unknown"), entry (id or None), facts (at most 4 that carry the answer), also
    (entry and facts of the second answer, or None), choices (entry and facts of each), confidence (0-1), text. A
    comparison is an answer without an entry; a courtesy or a question of the decision dialogue claims no fact, so its
    outcome is "unknown".
    """
    answer = reply.answer
    entry = answer.entry if isinstance(answer, Answered) else None
    also = answer.also if isinstance(answer, Answered) else None
    choices = answer.choices if isinstance(answer, Offered) else ()
    outcome = "answer" if isinstance(answer, Answered | Compared) else "choices" if choices else "unknown"
    compared = main_facts(answer.comparison)[:MAX_FACTS] if isinstance(answer, Compared) else ()
    return {
        "outcome": outcome,
        "entry": entry.id if entry else None,
        "facts": _facts(entry, also) if entry else list(compared),
        "also": _cited(also) if also else None,
        "choices": [_cited(choice) for choice in choices],
        "confidence": round(reply.confidence, 4),
        "text": reply_text(reply, knowledge),
    }


def _facts(entry: Entry, also: Entry | None) -> list[str]:
    """Return the facts of both answers, or, where that would be too many to count as exact, those of the first."""
    both = list(dict.fromkeys([*entry.facts, *(also.facts if also else ())]))
    return both if len(both) <= MAX_FACTS else list(entry.facts)


def _cited(entry: Entry) -> dict[str, Any]:
    return {"entry": entry.id, "facts": list(entry.facts)}
