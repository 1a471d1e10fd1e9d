"""`tutor evaluate`: how well labelled questions are answered, and how well ready-made ways would find the answers."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from bot.ask_json import as_json
from bot.error_messages import UsageError
from knowledge.errors import Fault
from knowledge.evaluation.evaluation import Evaluation, evaluate
from knowledge.evaluation.labelled import read_labelled
from knowledge.evaluation.report import as_markdown, as_text, sections, trial_line
from knowledge.loader import SHIPPED, load_knowledge

from .json_lines import read_json_lines

BEGIN, END = "<!-- tutor evaluate: begin -->", "<!-- tutor evaluate: end -->"
SHOWN: Mapping[str, frozenset[str]] = {
    "wrong": frozenset({"wrong", "half"}),
    "missed": frozenset({"missed"}),
    "all": frozenset({"right", "helped", "missed", "half", "wrong"}),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the subcommand takes."""
    form = 'JSON lines {"q": …, "scope": "in" | "near" | "out", "best": id, …}; - reads stdin'
    parser.add_argument("file", metavar="FILE", type=Path, help=form)
    parser.add_argument("--knowledge", metavar="DIR", type=Path, default=SHIPPED, help="a folder of knowledge files")
    parser.add_argument("--baselines", action="store_true", help="also try ready-made ways; takes some minutes")
    parser.add_argument("--show", choices=tuple(SHOWN), help="also print the questions with this verdict")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    parser.add_argument("--into", metavar="FILE", type=Path, help="also write the report into a Markdown file's marks")


def run(options: argparse.Namespace, _: Mapping[str, str]) -> int:
    """Ask, print the report, and return 0."""
    if options.into:
        _around_report(options.into)  # so that a file without marks is told before the work, not after it
    faults: list[Fault] = []
    questions = read_labelled(read_json_lines(options.file), str(options.file), faults)
    if faults:
        raise UsageError("\n".join(map(str, faults)))
    knowledge = load_knowledge(options.knowledge)
    evaluation = evaluate(
        questions,
        knowledge,
        lambda reply: as_json(reply, knowledge),
        baselines=options.baselines,
        tell=lambda name: print(f"Trying {name} …", file=sys.stderr, flush=True),
    )
    shown = [trial for trial in evaluation.trials if options.show and trial.verdict in SHOWN[options.show]]
    if options.json:
        print(json.dumps(_values(evaluation) | ({"shown": [trial_line(one) for one in shown]} if shown else {})))
    else:
        print("\n".join([*map(trial_line, shown), *([""] if shown else []), as_text(sections(evaluation))]))
    if options.into:
        before, after = _around_report(options.into)
        report = as_markdown(sections(evaluation, brief=True))
        options.into.write_text(f"{before}{BEGIN}\n{report}\n{END}{after}", encoding="utf-8")
    return 0


def _values(evaluation: Evaluation) -> dict[str, object]:
    """Return the figures as plain values: everything but the single trials."""
    return {name: value for name, value in asdict(evaluation).items() if name != "trials"}


def _around_report(path: Path) -> tuple[str, str]:
    """Return what stands before and after the report in a Markdown file."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"The file {path} can't be read as UTF-8 text.") from None
    before, begun, rest = text.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not begun or not ended:
        raise UsageError(f"The file {path} has no place for the report. Mark it by two lines: {BEGIN} and {END}")
    return before, after
