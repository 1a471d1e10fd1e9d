"""Places the two thresholds of the shipped knowledge, and prints what other places would cost.

Run: `python -m tests.knowledge.matching.place_thresholds` (about a minute; without chance).

Data: `tests/knowledge/labelled.jsonl`, on which the coefficients were not fitted.
Rules: ANSWER_FROM is the lowest confidence from which on at most MOST_WRONG of all questions are answered wrongly;
CHOICES_FROM the lowest reach from which on at most MOST_BOTHERED of the questions on anything else get choices.
How far a place chosen on few questions is flattered is measured by cross-validation: placed on four fifths of them, and
asked of the rest.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from knowledge.entries import Entry
from knowledge.evaluation.labelled import LabelledQuestion
from knowledge.evaluation.verdicts import VERDICTS, Cited, Given, verdict
from knowledge.loader import Knowledge, load_knowledge
from knowledge.matcher import CHOICES_FROM, Matcher
from knowledge.matching.judgement import FITTED
from knowledge.matching.self_calibration import Calibration

LABELLED = Path(__file__).parents[1] / "labelled.jsonl"
MOST_WRONG = 0.036  # the aim is 0.04 on questions of strangers, which are harder than ours
MOST_BOTHERED = 0.02
STEPS = [step / 50 for step in range(10, 36)]
PARTS = 5

Verdicts = Sequence[str]  # of all questions, each as scope and verdict: "in right"


def judged(
    knowledge: Knowledge, questions: Sequence[LabelledQuestion], answer_from: float, choices_from: float
) -> Verdicts:
    """Return what becomes of the questions with these thresholds."""
    matcher = Matcher(knowledge, Calibration(FITTED, answer_from, choices_from))
    found = []
    for question in questions:
        decision = matcher.ask(question.q, question.after)
        choices = [cited(match.entry) for match in decision.choices] if decision.outcome == "choices" else []
        given = Given(cited(decision.entry) if decision.entry else None, choices)
        found.append(f"{question.scope} {verdict(question, given)}")
    return found


def cited(entry: Entry) -> Cited:
    return Cited(entry.id, entry.facts)


def wrong(found: Verdicts) -> float:
    return sum(one.endswith(" wrong") for one in found) / len(found)


def bothered(found: Verdicts) -> float:
    return found.count("out half") / max(1, sum(one.startswith("out ") for one in found))


def lowest(table: dict[float, Verdicts], cost: Callable[[Verdicts], float], most: float, part: int | None) -> float:
    """Return the lowest step from which on none costs more than `most` on all questions but those of a part."""
    dearer = [
        step
        for step, found in table.items()
        if cost([one for at, one in enumerate(found) if part is None or at % PARTS != part]) > most
    ]
    return min((step for step in table if step > max(dearer, default=0.0)), default=max(table))


def placed(name: str, table: dict[float, Verdicts], cost: Callable[[Verdicts], float], most: float) -> float:
    """Print a table, the place and its cross-validation; return the place."""
    out = sys.stdout.write
    out(f"\n{name}\n")
    for step, found in table.items():
        out(f"{step:5.2f}  {line(found)}\n")
    chosen = lowest(table, cost, most, None)
    unseen = [found for part in range(PARTS) for found in table[lowest(table, cost, most, part)][part::PARTS]]
    out(f"placed at {chosen}\nplaced on four fifths, asked of the rest: {line(unseen)}\n")
    return chosen


def line(found: Verdicts) -> str:
    counts = Counter(found)
    parts = []
    for scope in ("in", "near", "out"):
        total = sum(counts[f"{scope} {one}"] for one in VERDICTS)
        shares = [f"{one} {counts[f'{scope} {one}'] / total:.1%}" for one in VERDICTS if counts[f"{scope} {one}"]]
        parts.append(f"{scope}: {', '.join(shares)}")
    return f"wrong of all {wrong(found):.1%}; " + "; ".join(parts)


def main() -> None:
    """Print both tables."""
    lines = LABELLED.read_text(encoding="utf-8").splitlines()
    questions = [LabelledQuestion.model_validate(json.loads(text)) for text in lines]
    knowledge = load_knowledge()
    answers = {step: judged(knowledge, questions, step, CHOICES_FROM) for step in STEPS}
    answer_from = placed("ANSWER_FROM", answers, wrong, MOST_WRONG)
    choices = {step: judged(knowledge, questions, answer_from, step) for step in STEPS}
    placed("CHOICES_FROM", choices, bothered, MOST_BOTHERED)


if __name__ == "__main__":
    main()
