"""The figures of an evaluation, from what became of each question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .labelled import SCOPES, Scope
from .measures import Bin, area_under_curve, calibration_error, percentile, reliability, upper_bound
from .trial import Trial
from .verdicts import VERDICTS, Verdict

ALL_STYLES = "all"
COSTS: Mapping[Verdict, float] = {"wrong": 1.0, "half": 0.5}  # what a verdict adds to the wrong answers


@dataclass(frozen=True, slots=True)
class Tally:
    """The verdicts on the questions of one scope and style ("all" for all of the scope); `counts` has all verdicts."""

    scope: Scope
    style: str
    questions: int
    counts: Mapping[Verdict, int]


@dataclass(frozen=True, slots=True)
class Figures:
    """What is reported first; shares are 0-1, and 0 where there is no such question.

    Attributes:
        questions: how many were asked.
        right_in: share of the questions in scope that were answered right.
        right_or_helped_in: the same, with those where one of the choices was right.
        declined_near: share of the questions near the scope that were not answered.
        declined_out: share of the questions out of scope that were neither answered nor given choices.
        wrong_of_all: share of all questions that were answered wrongly; choices for one out of scope count half.
        wrong_upper: its one-sided upper 95 % bound (Wilson).
        area_near: area under the ROC curve of the confidence, in scope against near; None without either.
        area_out: the same, in scope against out of scope.
        reliability: how often the best entry is right, by confidence, where confidence was estimated.
        calibration_error: the expected gap between the two.
    """

    questions: int
    right_in: float
    right_or_helped_in: float
    declined_near: float
    declined_out: float
    wrong_of_all: float
    wrong_upper: float
    area_near: float | None
    area_out: float | None
    reliability: Sequence[Bin]
    calibration_error: float


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of processor time that one question takes."""

    median: float
    p95: float
    longest: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Times:
        """Return the times of several questions."""
        return cls(percentile(seconds, 0.5), percentile(seconds, 0.95), max(seconds, default=0.0))


def tallies(trials: Sequence[Trial]) -> list[Tally]:
    """Return the verdicts for each scope and style, and for each scope as a whole; what has no question is left out."""
    counts: dict[tuple[Scope, str], Counter[Verdict]] = {}
    for trial in trials:
        for style in (trial.question.style, ALL_STYLES):
            counts.setdefault((trial.question.scope, style), Counter())[trial.verdict] += 1
    ordered = sorted(counts, key=lambda pair: (SCOPES.index(pair[0]), pair[1] == ALL_STYLES, pair[1]))
    return [
        Tally(scope, style, counts[scope, style].total(), {name: counts[scope, style][name] for name in VERDICTS})
        for scope, style in ordered
    ]


def figures(trials: Sequence[Trial]) -> Figures:
    """Return the figures over all questions."""
    by_scope: dict[Scope, list[Trial]] = {scope: [] for scope in SCOPES}
    for trial in trials:
        by_scope[trial.question.scope].append(trial)
    wrong = sum(COSTS.get(trial.verdict, 0.0) for trial in trials)
    scores = {scope: [trial.confidence for trial in held] for scope, held in by_scope.items()}
    bins = reliability([(trial.confidence, trial.right_within(1)) for trial in trials if not trial.by_rule])
    return Figures(
        questions=len(trials),
        right_in=_share(by_scope["in"], "right"),
        right_or_helped_in=_share(by_scope["in"], "right", "helped"),
        declined_near=_share(by_scope["near"], "right"),
        declined_out=_share(by_scope["out"], "right"),
        wrong_of_all=wrong / (len(trials) or 1),
        wrong_upper=upper_bound(wrong, len(trials)),
        area_near=area_under_curve(scores["in"], scores["near"]),
        area_out=area_under_curve(scores["in"], scores["out"]),
        reliability=bins,
        calibration_error=calibration_error(bins),
    )


def _share(trials: Sequence[Trial], *verdicts: Verdict) -> float:
    return sum(trial.verdict in verdicts for trial in trials) / (len(trials) or 1)
