"""An explanation of the matcher's decision as aligned plain text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from knowledge.matching.explain import Contender, Explanation, Part, Thought, Word
from knowledge.matching.guard import Clash

UNASKED = "Nothing was looked up: this is a courtesy, or asks for another side of the last answer."
INDENT = "  "
MOST_NEAR = 3  # words named beside each that it may mean as well
MOST_NAMED = 3  # features that are said to have made the difference
DIGITS = 3
MOST_TITLE = 48  # characters of a title in a table
MOST_TYPED = 300  # characters of a question that are repeated

Row = Sequence[str]


def explanation_text(explanation: Explanation | None) -> str:
    """Return why a question was decided as it was; None stands for a reply without the matcher."""
    if explanation is None:
        return UNASKED
    head = [("asked", _shown(explanation.question))]
    if explanation.after:
        head.append(("after", _shown(explanation.after)))
    head += [("mended", f"{wrong} -> {right}") for wrong, right in explanation.mended]
    several = len(explanation.thoughts) > 1
    thoughts = [
        _thought(thought, f"Part {number}: " if several else "Read as: ")
        for number, thought in enumerate(explanation.thoughts, start=1)
    ]
    return "\n\n".join(["\n".join(_table(head)), *thoughts])


def _thought(thought: Thought, heading: str) -> str:
    sections: Iterable[tuple[str, Iterable[str]]] = (
        (
            "Words: weight, what each adds to the likelihood, and what the winner's lead would be without it",
            _words(thought),
        ),
        ("Candidates: score, and share of the belief", _candidates(thought)),
        ("Score: value and contribution of each feature, largest difference first", _scores(thought.contenders)),
        ("Ruled out by what must agree exactly", _ruled_out(thought)),
        ("Confidence: value times coefficient, largest contribution first", _certainty(thought)),
        (f"Outcome: {thought.verdict.outcome}", thought.reasons),
    )
    parts = [f"{heading}{_shown(thought.meant)}"]
    for title, lines in sections:
        indented = [f"{INDENT}{line}" for line in lines]
        if indented:
            parts.append("\n".join([title, *indented]))
    return "\n\n".join(parts)


def _words(thought: Thought) -> Iterator[str]:
    names = [contender.place.entry for contender in thought.contenders]
    several = len(names) > 1
    rows: list[Row] = [("typed", "read as", "weight", *names, *(["lead without"] if several else []), "may mean too")]
    for word in thought.words:
        lead = ["none" if word.without is None else _signed(word.without)] if several else []
        rows.append((word.typed, word.term, f"{word.weight:.2f}", *map(_signed, word.gains), *lead, _near(word)))
    sums = [math.fsum(word.gains[at] for word in thought.words) for at in range(len(names))]
    if thought.words:
        yield from _table(
            [*rows, *([("sum", "", "", *map(_signed, sums), *([""] if several else []), "")] if sums else [])]
        )


def _near(word: Word) -> str:
    if not word.known:
        return "(in no entry)"
    return ", ".join(f"{other} {sureness:.1f}" for other, sureness in word.near[:MOST_NEAR])


def _candidates(thought: Thought) -> list[str]:
    return _table(
        [
            (
                f"{rank}.",
                place.entry,
                f"{place.score:.3f}",
                "" if place.share is None else f"{place.share:.3f}",
                place.title[:MOST_TITLE],
            )
            for rank, place in enumerate(thought.candidates, start=1)
        ]
    )


def _scores(contenders: Sequence[Contender]) -> list[str]:
    """Return the features of the winner beside those of the runner-up, or by themselves."""
    if not contenders:
        return []
    rows = sorted(zip(*(one.parts for one in contenders), strict=True), key=lambda parts: -abs(_ahead(parts)))
    names = [cell for one in contenders for cell in (one.place.entry, "")]
    several = len(contenders) > 1
    table: list[Row] = [("", "coefficient", *names, *(["difference"] if several else []))]
    for parts in rows:
        if not any(part.contribution for part in parts):
            continue
        values = [cell for part in parts for cell in (f"{part.value:.3f}", _signed(part.contribution))]
        ahead = [_signed(_ahead(parts))] if several else []
        table.append((parts[0].name, _signed(parts[0].coefficient), *values, *ahead))
    scores = [one.place.score for one in contenders]
    sums = [cell for score in scores for cell in ("", _signed(score))]
    table.append(("score", "", *sums, *([_signed(scores[0] - scores[1])] if several else [])))
    return [*_table(table), *(_lead(contenders, rows) if several else [])]


def _lead(contenders: Sequence[Contender], rows: Sequence[Sequence[Part]]) -> Iterator[str]:
    """Yield, in a sentence, what puts the winner ahead of the runner-up."""
    winner, other = (one.place for one in contenders)
    for_winner = [f"{parts[0].name} {_signed(_ahead(parts))}" for parts in rows if _ahead(parts) > 0][:MOST_NAMED]
    if winner.score > other.score:
        yield f"{winner.entry} is ahead of {other.entry} above all by {', '.join(for_winner)}"


def _ahead(parts: Sequence[Part]) -> float:
    """Return what a feature gives the winner over the runner-up, or at all if there is none."""
    return parts[0].contribution - math.fsum(part.contribution for part in parts[1:])


def _ruled_out(thought: Thought) -> Iterator[str]:
    for one in thought.ruled_out:
        yield f"{one.entry}: {'; '.join(map(_clash, one.clashes))}"


def _clash(clash: Clash) -> str:
    asked, about = " and ".join(clash.asked), " and ".join(clash.about)
    return f"{clash.kind}: asked {asked}, about {about}" if about else f"{clash.kind}: does not mention {asked}"


def _certainty(thought: Thought) -> Iterator[str]:
    if not thought.certainty:
        return
    rows: list[Row] = [("constant", "", "", _signed(thought.constant))]
    rows += [
        (part.name, f"{part.value:.3f}", f"x {_signed(part.coefficient)}", _signed(part.contribution))
        for part in thought.certainty
        if part.contribution
    ]
    logit = thought.constant + math.fsum(part.contribution for part in thought.certainty)
    yield from _table([*rows, ("logit", "", "", _signed(logit))])
    surer = ", surer for repeating a text of the winner" if thought.repeats else ""
    yield f"as a chance: {thought.verdict.confidence:.3f}{surer}"


def _shown(typed: str) -> str:
    """Return typed text on one line, without what a terminal would obey, and not longer than tells which it was."""
    line = " ".join("".join(char if char.isprintable() else " " for char in typed).split())
    return line if len(line) <= MOST_TYPED else f"{line[:MOST_TYPED]} …"


def _signed(value: float) -> str:
    return f"{round(value, DIGITS) + 0.0:+.{DIGITS}f}"  # adding 0 takes the sign from a zero


def _table(rows: Sequence[Row]) -> list[str]:
    """Return rows as lines with aligned columns, those of figures to the right."""
    if not rows:
        return []
    columns = list(zip(*rows, strict=True))
    widths = [max(map(len, column)) for column in columns]
    right = [all(map(_is_figure, filter(None, column[1:] or column))) for column in columns]
    return [
        INDENT.join(
            f"{cell:>{width}}" if figures else f"{cell:{width}}"
            for cell, width, figures in zip(row, widths, right, strict=True)
        ).rstrip()
        for row in rows
    ]


def _is_figure(cell: str) -> bool:
    return cell == "none" or cell.removeprefix("x ").lstrip("+-").replace(".", "").isdigit()
