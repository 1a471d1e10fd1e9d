"""Replies as plain text, for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from knowledge.chat.advice import AdviceStep, Recommendation
from knowledge.chat.comparison import Cell, Comparison
from knowledge.chat.replies import Advised, Answered, Compared, Offered, Reply, Said, Unknown
from knowledge.entries import Entry
from knowledge.facts import Source
from knowledge.loader import Knowledge

from .answers import Answer, answer_for, clock_note, main_pages, source_line

UNKNOWN = "I don't have a checked answer to that."
BEYOND = "I have no checked answer on: {}."
UNSURE = "I'm not sure which of these you mean:"
NO_SOURCE = "No page is named for this."
NO_MORE = "That is all I know about it."
ASPECT_WIDTH = 16  # characters of the table's first column; the others share the rest
TABLE_WIDTH = 100


def reply_text(reply: Reply, knowledge: Knowledge) -> str:
    """Return what the tutor says."""
    match reply.answer:
        case Answered() as answered:
            return _answered(answered, knowledge)
        case Offered(choices):
            return f"{UNSURE}\n{_titles(choices)}"
        case Unknown(nearest, beyond):
            said = BEYOND.format(beyond) if beyond else UNKNOWN
            return f"{said}\nNearest topics:\n{_titles(nearest)}" if nearest else said
        case Compared(comparison):
            return _with_sources(comparison_text(comparison), main_facts(comparison), knowledge)
        case Advised(step):
            return advice_text(step, knowledge)
        case Said(text):
            return text


def answer_text(answer: Answer) -> str:
    """Return an answer with both clocks, its sources and what is related."""
    entry = answer.entry
    related = "Related: " + " · ".join(other.title for other in answer.related) if answer.related else None
    return _paragraphs(entry.title, entry.answer, entry.detail, _clocks(answer), _sources(answer.sources), related)


def comparison_text(comparison: Comparison) -> str:
    """Return a comparison as a table of aligned columns."""
    names = ["", *(name for _, name in comparison.subjects)]
    wide = (TABLE_WIDTH - ASPECT_WIDTH - 2 * len(comparison.subjects)) // len(comparison.subjects)
    widths = [ASPECT_WIDTH, *(wide for _ in comparison.subjects)]
    rows = [names, ["-" * width for width in widths]]
    rows += [[row.name, *map(cell_text, row.cells)] for row in comparison.rows]
    return "\n".join(line for row in rows for line in _aligned(row, widths))


def cell_text(cell: Cell) -> str:
    """Return both views of a cell where they differ, else the one there is."""
    return f"{cell.today}\nExam: {cell.exam}" if cell.exam else cell.today


def main_facts(comparison: Comparison) -> tuple[str, ...]:
    """Return the main fact under each cell, row by row, each once; after those of a single row, its other facts."""
    mains = [cell.facts[0] for row in comparison.rows for cell in row.cells if cell.facts]
    return tuple(dict.fromkeys([*mains, *(comparison.facts if len(comparison.rows) == 1 else ())]))


def advice_text(step: AdviceStep, knowledge: Knowledge) -> str:
    """Return a step of the decision dialogue: what was said so far, and the next question or the recommendation."""
    given = "\n".join(f"{question} {choice}" for question, choice in step.given) or None
    if step.recommendation:
        said = _paragraphs(given, *_recommended(step.recommendation))
        return _with_sources(said, step.recommendation.facts, knowledge)
    choices = "\n".join(f"  {number}. {choice.text}" for number, choice in enumerate(step.choices, start=1))
    return _paragraphs(given, f"{step.question}\n{choices}")


def _answered(answered: Answered, knowledge: Knowledge) -> str:
    answer = answer_for(answered.entry, knowledge)
    entry = answered.entry
    match answered.focus:
        case "detail":
            return _paragraphs(entry.title, entry.detail or f"{entry.answer} {NO_MORE}", _clocks(answer))
        case "sources":
            return _paragraphs(entry.title, _sources(answer.sources) or NO_SOURCE)
        case "clocks":
            return _paragraphs(entry.title, _clocks(answer) or entry.answer, clock_note(entry, knowledge))
    return _paragraphs(
        answer_text(answer),
        answer_text(answer_for(answered.also, knowledge)) if answered.also else None,
        comparison_text(answered.comparison) if answered.comparison else None,
    )


def _recommended(end: Recommendation) -> tuple[str, ...]:
    return (end.name, end.text, f"Exam material: {end.exam}") if end.exam else (end.name, end.text)


def _with_sources(text: str, facts: Iterable[str], knowledge: Knowledge) -> str:
    return _paragraphs(text, _sources(main_pages(facts, knowledge)))


def _clocks(answer: Answer) -> str | None:
    lines = [f"{c.label}: {c.text}" + (f" ({c.origin})" if c.origin else "") for c in answer.clocks]
    return "\n".join(lines) or None


def _sources(pages: Sequence[Source]) -> str | None:
    return "\n".join(f"Source: {source_line(page)} {page.url}" for page in pages) or None


def _titles(entries: Iterable[Entry]) -> str:
    return "\n".join(f"  - {entry.title}" for entry in entries)


def _paragraphs(*parts: str | None) -> str:
    return "\n\n".join(part for part in parts if part)


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Return the lines of one row, each cell wrapped to its column."""
    columns = [
        [line for part in cell.split("\n") for line in textwrap.wrap(part, width)]
        for cell, width in zip(cells, widths, strict=True)
    ]
    height = max(map(len, columns))
    filled = [column + [""] * (height - len(column)) for column in columns]
    lines = zip(*filled, strict=True)
    return ["  ".join(f"{part:{width}}" for part, width in zip(line, widths, strict=True)).rstrip() for line in lines]
