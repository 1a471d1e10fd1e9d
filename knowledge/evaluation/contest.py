"""Sets the tutor beside ready-made ways of finding an entry, on the same questions and over the same texts."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest

from knowledge.loader import Knowledge

from .baselines import BASELINES, Builder, Documents, Scorer
from .figures import figures
from .labelled import LabelledQuestion, Scope
from .measures import area_under_curve, percentile
from .timing import seconds_used
from .trial import RANKED, Trial
from .verdicts import Cited

SET_BACK = 1e6  # more than any score


@dataclass(frozen=True, slots=True)
class Standing:
    """How one way of finding an entry does; shares are 0-1.

    Attributes:
        name: which way.
        variant: which of its variants it is, or how its threshold came about.
        top1: share of the questions in scope whose first entry is accepted, answered or not.
        top3: the same for the first three.
        right: share of the questions in scope that are answered by what is accepted.
        wrong: share of all questions that are answered wrongly.
        area_near: how often a question in scope scores above one near it, equal scores half; None without either.
        area_out: the same for questions out of scope.
        seconds: median processor time for one question, of the thread that asks.
    """

    name: str
    variant: str
    top1: float
    top3: float
    right: float
    wrong: float
    area_near: float | None
    area_out: float | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Attempt:
    """One question to one way.

    Attributes:
        ranked: its best entries.
        score: how strongly it believes in the first of them.
        seconds: processor time that it took.
        uncovered: whether a topic that is known not to be covered scores higher.
    """

    question: LabelledQuestion
    ranked: Sequence[Cited]
    score: float
    seconds: float
    uncovered: bool = False

    @property
    def heeding(self) -> Attempt:
        """The same, except that what belongs to an uncovered topic comes after all else."""
        return replace(self, score=self.score - SET_BACK) if self.uncovered else self

    def right_within(self, most: int) -> bool:
        """Whether one of the first `most` entries is accepted."""
        return any(one.answers(self.question.accepted) for one in self.ranked[:most])


def tutor_standings(trials: Sequence[Trial]) -> list[Standing]:
    """Return the tutor as it is, and with a threshold chosen as generously as for the baselines."""
    attempts = [Attempt(t.question, t.ranked, t.confidence, t.match_seconds) for t in trials]
    generous = _standing("Tutor", "threshold chosen as for the others", attempts)
    known = figures(trials)
    shipped = replace(generous, variant="as shipped", right=known.right_in, wrong=known.wrong_of_all)
    return [shipped, generous]


def baseline_standings(
    questions: Sequence[LabelledQuestion], knowledge: Knowledge, tell: Callable[[str], None]
) -> Mapping[str, Standing | None]:
    """Return name -> how each baseline does by the best of its variants; None for one that is not installed.

    Everything is decided in the baseline's favour: the variant is the one that has the most first entries right on
    these very questions, its threshold the one with the most right less wrong answers on them, and topics that are
    known not to be covered make it decline only if that serves it.

    Args:
        questions: what to ask.
        knowledge: whose texts are searched.
        tell: is told the name of each before it is tried: some take minutes.
    """
    documents = Documents.of(knowledge)
    cited = [Cited(entry.id, entry.facts) for entry in knowledge.entries.values()]
    standings: dict[str, Standing | None] = {}
    for name, build in BASELINES.items():
        tell(name)
        standings[name] = _best_standing(name, build, documents, cited, questions)
    return standings


def _best_standing(
    name: str, build: Builder, documents: Documents, cited: Sequence[Cited], questions: Sequence[LabelledQuestion]
) -> Standing | None:
    variants = build(documents)
    if not variants:
        return None
    known = sum(question.scope == "in" for question in questions)
    found: list[Standing] = []
    for variant, scorer in variants.items():
        attempts = [_attempt(question, scorer, cited) for question in questions]
        found.append(_standing(name, variant, attempts))
        if len(documents.texts) > len(cited):
            found.append(_standing(name, f"{variant}, heeding topics", [attempt.heeding for attempt in attempts]))
    return max(found, key=lambda one: (one.top1, one.top3, one.right * known - one.wrong * len(questions)))


def _attempt(question: LabelledQuestion, scorer: Scorer, cited: Sequence[Cited]) -> Attempt:
    """Ask one question; a follow-up is asked together with the question before it.

    The scores are those of the entries in the order of `cited`, then of the topics.
    """
    text = f"{question.after} {question.q}" if question.after else question.q
    start = seconds_used()
    scores = scorer(text)
    seconds = seconds_used() - start
    best = nlargest(RANKED, range(len(cited)), key=scores.__getitem__)
    topic = max(scores[len(cited) :], default=-math.inf)
    return Attempt(question, [cited[number] for number in best], scores[best[0]], seconds, topic > scores[best[0]])


def _standing(name: str, variant: str, attempts: Sequence[Attempt]) -> Standing:
    by_scope: dict[Scope, list[Attempt]] = {}
    for attempt in attempts:
        by_scope.setdefault(attempt.question.scope, []).append(attempt)
    known = by_scope.get("in", [])
    scores = {scope: [attempt.score for attempt in held] for scope, held in by_scope.items()}
    right, wrong = _at_best_threshold(attempts)
    return Standing(
        name=name,
        variant=variant,
        top1=sum(attempt.right_within(1) for attempt in known) / (len(known) or 1),
        top3=sum(attempt.right_within(RANKED) for attempt in known) / (len(known) or 1),
        right=right / (len(known) or 1),
        wrong=wrong / (len(attempts) or 1),
        area_near=area_under_curve(scores.get("in", []), scores.get("near", [])),
        area_out=area_under_curve(scores.get("in", []), scores.get("out", [])),
        seconds=percentile([attempt.seconds for attempt in attempts], 0.5),
    )


def _at_best_threshold(attempts: Sequence[Attempt]) -> tuple[int, int]:
    """Return (right, wrong) answers at the threshold at which right less wrong is largest; the strictest of such."""
    by_score: dict[float, list[int]] = {}
    for attempt in attempts:
        counts = by_score.setdefault(attempt.score, [0, 0])
        counts[not attempt.right_within(1)] += 1
    best = right = wrong = 0
    at_best = (0, 0)
    for score in sorted(by_score, reverse=True):
        right, wrong = right + by_score[score][0], wrong + by_score[score][1]
        if right - wrong > best:
            best, at_best = right - wrong, (right, wrong)
    return at_best
