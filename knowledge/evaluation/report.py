"""An evaluation in words and tables, as plain text or as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .contest import Standing
from .evaluation import Evaluation
from .figures import ALL_STYLES, Figures, Times
from .footprint import Footprint
from .labelled import SCOPES
from .measures import Bin
from .trial import Trial
from .verdicts import VERDICTS

MEGABYTE = 1_000_000
FAIRNESS = (
    "First right, in first three and right are of the questions in scope, wrong of all. All search the same entries "
    "(title, phrasings, questions of the facts, answer) and the same topics that are known not to be covered; synonyms "
    "and entities are the tutor's own. Each ready-made way is shown in the variant with most first entries right on "
    "these very questions, and at the threshold with most right less wrong answers on them; it heeds the topics if "
    "that serves it, and is asked a follow-up together with the question before. The tutor has the thresholds it ships "
    "with, except in the row that says otherwise."
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: a table and the sentences under it; either may be empty. The first row is the head."""

    title: str
    rows: Sequence[Sequence[str]]
    sentences: Sequence[str]


def sections(evaluation: Evaluation, *, brief: bool = False) -> list[Section]:
    """Return the report; `brief` leaves out styles and the reliability table."""
    return [
        _verdicts(evaluation, brief=brief),
        _confidence(evaluation, brief=brief),
        *([_contest(evaluation)] if evaluation.standings else []),
        _cost(evaluation),
    ]


def as_text(parts: Sequence[Section]) -> str:
    """Return sections as text with aligned columns."""
    blocks = [[part.title.upper(), *_aligned(part.rows), *part.sentences] for part in parts]
    return "\n\n".join("\n".join(block) for block in blocks)


def as_markdown(parts: Sequence[Section]) -> str:
    """Return sections as Markdown."""
    blocks: list[str] = []
    for part in parts:
        blocks.append(f"**{part.title}**")
        if part.rows:
            ruled = [part.rows[0], ["---", *["---:"] * (len(part.rows[0]) - 1)], *part.rows[1:]]
            blocks.append("\n".join(f"| {' | '.join(row)} |" for row in ruled))
        blocks.extend(part.sentences)
    return "\n\n".join(blocks)


def trial_line(trial: Trial) -> str:
    """Return what became of one question, in a line."""
    question, given = trial.question, trial.given
    outcome = "answer" if given.answer else "choices" if given.choices else "unknown"
    named = [given.answer] if given.answer else given.choices
    entries = ", ".join(cited.entry or "comparison" for cited in named)
    wanted = f" (wanted {', '.join(sorted(question.accepted))})" if question.accepted else ""
    after = f" after {question.after!r}" if question.after else ""
    return f"{trial.verdict:6} {question.scope:4} {question.q!r}{after} -> {outcome} {entries}".rstrip() + wanted


def _verdicts(evaluation: Evaluation, *, brief: bool) -> Section:
    head = ["scope", *([] if brief else ["style"]), "questions", *VERDICTS]
    rows = [
        [
            tally.scope,
            *([] if brief else [tally.style]),
            str(tally.questions),
            *(f"{count} ({percent(count / tally.questions)})" if count else "" for count in tally.counts.values()),
        ]
        for tally in evaluation.tallies
        if not brief or tally.style == ALL_STYLES
    ]
    known = evaluation.figures
    asked = {tally.scope for tally in evaluation.tallies}
    said = {
        "in": f"In scope: right {percent(known.right_in)}, right or among the choices "
        f"{percent(known.right_or_helped_in)}.",
        "near": f"Near the scope: declined {percent(known.declined_near)}.",
        "out": f"Out of scope: declined {percent(known.declined_out)}.",
    }
    sentences = [
        " ".join(said[scope] for scope in SCOPES if scope in asked),
        _wrong(known),
    ]
    if evaluation.unknown_labels:
        lacking = ", ".join(evaluation.unknown_labels)
        sentences.append(f"Labels name what the knowledge lacks, so nothing can be right by them: {lacking}.")
    return Section("Verdicts", [head, *rows], sentences)


def _wrong(known: Figures) -> str:
    return (
        f"Wrong of all: {percent(known.wrong_of_all)}, with 95 % certainty at most {percent(known.wrong_upper)} "
        "(one-sided Wilson bound; half counts half)."
    )


def _confidence(evaluation: Evaluation, *, brief: bool) -> Section:
    known = evaluation.figures
    rows = [["confidence", "questions", "mean confidence", "best entry right"], *map(_bin_row, known.reliability)]
    areas = {"near": known.area_near, "out": known.area_out}
    ranks = [f"{value:.3f} in/{name}" for name, value in areas.items() if value is not None]
    sentences = [f"Expected calibration error {known.calibration_error:.3f}."]
    if ranks:
        sentences.append(f"Area under the ROC curve of the confidence: {', '.join(ranks)}.")
    return Section("Confidence", [] if brief else rows, [" ".join(sentences)] if brief else sentences)


def _bin_row(held: Bin) -> list[str]:
    return [f"{held.low:.1f}-{held.high:.1f}", str(held.questions), f"{held.confidence:.2f}", f"{held.right:.2f}"]


def _contest(evaluation: Evaluation) -> Section:
    head = ["", "first right", "in first three", "right", "wrong", "area in/near", "area in/out", "a question"]
    rows = [
        _standing_row(standing) if standing else [f"{name} (not installed)", *[""] * (len(head) - 1)]
        for name, standing in evaluation.standings.items()
    ]
    return Section("Beside ready-made ways", [head, *rows], [FAIRNESS])


def _standing_row(one: Standing) -> list[str]:
    shares = [percent(share) for share in (one.top1, one.top3, one.right, one.wrong)]
    areas = ["" if area is None else f"{area:.3f}" for area in (one.area_near, one.area_out)]
    return [f"{one.name} ({one.variant})", *shares, *areas, milliseconds(one.seconds)]


def _cost(evaluation: Evaluation) -> Section:
    unit, footprint = evaluation.reference_seconds, evaluation.footprint
    rows = [
        ["one question", "median", "95 of 100 within", "longest", "median in reference loops"],
        _time_row("whole reply", evaluation.reply, unit),
        _time_row("matcher alone", evaluation.match, unit),
    ]
    loop = f"Questions: processor time. The reference loop, 100,000 steps of plain Python, took {milliseconds(unit)}."
    return Section("Time and memory", rows, [_loading(footprint, unit), _memory(footprint), loop])


def _loading(footprint: Footprint, unit: float) -> str:
    load = footprint.load_seconds
    return (
        f"In a fresh process, importing takes {footprint.import_seconds:.2f} s and loading {load:.2f} s "
        f"({load / unit:.0f} reference loops)."
    )


def _memory(footprint: Footprint) -> str:
    if footprint.added_bytes is None or footprint.library_bytes is None:
        return "Memory was not measured: this system has no /proc."
    return (
        f"Knowledge, matcher and conversation add {footprint.added_bytes / MEGABYTE:.0f} MB of resident memory, "
        f"the code and libraries they need {footprint.library_bytes / MEGABYTE:.0f} MB."
    )


def _time_row(name: str, times: Times, unit: float) -> list[str]:
    shown = [milliseconds(seconds) for seconds in (times.median, times.p95, times.longest)]
    return [name, *shown, f"{times.median / unit:.2f}"]


def percent(share: float) -> str:
    """Return a share as people write it: "79.2 %"."""
    return f"{100 * share:.1f} %"


def milliseconds(seconds: float) -> str:
    """Return a short time: "0.83 ms"."""
    value = 1000 * seconds
    return f"{value:.0f} ms" if value >= 100 else f"{value:.3g} ms"  # noqa: PLR2004 (three digits in either case)


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if number == 0 else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
