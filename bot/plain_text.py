"""Answers as plain text, for a terminal."""

from __future__ import annotations

from knowledge.entries import Entry
from knowledge.loader import Knowledge
from knowledge.matcher import Decision

from .answers import Answer, answer_for, source_line

UNKNOWN = "I don't have a checked answer to that."
UNSURE = "I'm not sure which of these you mean:"


def decision_text(decision: Decision, knowledge: Knowledge) -> str:
    """Return what the tutor says to a question."""
    if decision.entry:
        return answer_text(answer_for(decision.entry, knowledge))
    titles = _titles([match.entry for match in decision.choices])
    if decision.outcome == "choices":
        return f"{UNSURE}\n{titles}"
    return f"{UNKNOWN}\nNearest topics:\n{titles}" if titles else UNKNOWN


def answer_text(answer: Answer) -> str:
    """Return an answer with both clocks, its sources and what is related."""
    entry = answer.entry
    parts = [entry.title, entry.answer]
    if entry.detail:
        parts.append(entry.detail)
    if answer.clocks:
        lines = [f"{c.label}: {c.text}" + (f" ({c.origin})" if c.origin else "") for c in answer.clocks]
        parts.append("\n".join(lines))
    if answer.sources:
        parts.append("\n".join(f"Source: {source_line(page)} {page.url}" for page in answer.sources))
    if answer.related:
        parts.append("Related: " + " · ".join(other.title for other in answer.related))
    return "\n\n".join(parts)


def _titles(entries: list[Entry]) -> str:
    return "\n".join(f"  - {entry.title}" for entry in entries)
