"""The report: what is said in which words, as text and as Markdown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.evaluation.contest import Standing
from knowledge.evaluation.evaluation import Evaluation
from knowledge.evaluation.figures import Times, figures, tallies
from knowledge.evaluation.footprint import Footprint
from knowledge.evaluation.report import as_markdown, as_text, milliseconds, sections, trial_line
from tests.knowledge.evaluation.conftest import labelled, trial

TRIALS = [
    trial(labelled("tea?", style="chat"), "tea", confidence=0.95),
    trial(labelled("coffee?", style="real", best="coffee", ok=["cake"]), choices=["tea", "coffee"], confidence=0.45),
    trial(labelled("beer?", scope="near"), "tea", confidence=0.6),
    trial(labelled("and cup?", scope="out", after="beer?"), confidence=0.05),
]
STANDING = Standing("BM25", "as one text", 0.5, 1.0, 0.5, 0.25, 0.5, None, 0.0001234)


@pytest.fixture
def evaluation() -> Evaluation:
    return Evaluation(
        trials=TRIALS,
        tallies=tallies(TRIALS),
        figures=figures(TRIALS),
        reply=Times(0.001, 0.002, 0.02),
        match=Times(0.0008, 0.0012, 0.01),
        reference_seconds=0.01,
        footprint=Footprint(0.2, 0.5, 25_000_000, 31_400_000),
        unknown_labels=["cake"],
        standings={"BM25": STANDING, "MiniLM": None},
    )


def test_the_report_says_all_figures(evaluation: Evaluation) -> None:
    lines = as_text(sections(evaluation)).splitlines()
    rows = {tuple(line.split()[:2]): line.split() for line in lines if line}
    assert rows["in", "all"] == ["in", "all", "2", "1", "(50.0", "%)", "1", "(50.0", "%)"]
    assert "In scope: right 50.0 %, right or among the choices 100.0 %. Near the scope: declined 0.0 %." in "".join(
        lines
    )
    assert (
        "Wrong of all: 25.0 %, with 95 % certainty at most 64.4 % (one-sided Wilson bound; half counts half)." in lines
    )
    assert "Labels name what the knowledge lacks, so nothing can be right by them: cake." in lines
    assert rows["0.9-1.0", "1"] == ["0.9-1.0", "1", "0.95", "1.00"]
    assert "Area under the ROC curve of the confidence: 0.500 in/near, 1.000 in/out." in lines
    assert rows["matcher", "alone"] == ["matcher", "alone", "0.8", "ms", "1.2", "ms", "10", "ms", "0.08"]
    assert any("loading 0.50 s (50 reference loops)" in line for line in lines)
    assert any("add 31 MB of resident memory" in line for line in lines)


def test_columns_are_aligned(evaluation: Evaluation) -> None:
    lines = as_text(sections(evaluation)).splitlines()
    head = next(number for number, line in enumerate(lines) if line.startswith("one question"))
    assert len({len(line) for line in lines[head : head + 3]}) == 1


def test_a_way_that_is_not_installed_is_said_to_be_missing(evaluation: Evaluation) -> None:
    text = as_text(sections(evaluation))
    assert "MiniLM (not installed)" in text
    assert "BM25 (as one text)" in text


def test_without_baselines_there_is_no_word_of_them(evaluation: Evaluation) -> None:
    assert "ready-made" not in as_text(sections(replace(evaluation, standings={}))).casefold()


def test_a_scope_that_was_not_asked_is_not_said_to_be_declined(evaluation: Evaluation) -> None:
    only = replace(evaluation, tallies=tallies(TRIALS[:2]), figures=figures(TRIALS[:2]), unknown_labels=[])
    text = as_text(sections(only))
    assert "declined" not in text
    assert "ROC" not in text
    assert "Labels name" not in text


def test_markdown_has_the_same_tables(evaluation: Evaluation) -> None:
    lines = as_markdown(sections(evaluation, brief=True)).splitlines()
    assert [line for line in lines if line.startswith("| in |")] == ["| in | 2 | 1 (50.0 %) | 1 (50.0 %) |  |  |  |"]
    assert "| BM25 (as one text) | 50.0 % | 100.0 % | 50.0 % | 25.0 % | 0.500 |  | 0.123 ms |" in lines
    tables = [line.count("|") for line in lines if line.startswith("|")]
    assert len(set(tables)) == 3  # three tables, each with rows of one length


def test_the_memory_is_only_told_where_it_was_measured(evaluation: Evaluation) -> None:
    unmeasured = replace(evaluation, footprint=Footprint(0.2, 0.5, None, None))
    assert "Memory was not measured" in as_text(sections(unmeasured))


def test_one_question_is_told_in_a_line() -> None:
    assert list(map(trial_line, TRIALS)) == [
        "right  in   'tea?' -> answer tea (wanted tea)",
        "helped in   'coffee?' -> choices tea, coffee (wanted cake, coffee)",
        "wrong  near 'beer?' -> answer tea",
        "right  out  'and cup?' after 'beer?' -> unknown",
    ]


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "0 ms"), (0.000834, "0.834 ms"), (0.0123, "12.3 ms"), (2, "2000 ms")]
)
def test_times_are_told_in_milliseconds(seconds: float, said: str) -> None:
    assert milliseconds(seconds) == said
