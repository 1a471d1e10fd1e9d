"""Ranks candidates and says how sure that ranking is: small linear models with fitted coefficients."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from . import coefficients
from .common_words import UNTELLING
from .evidence import FEATURES, Candidate
from .index import Index
from .reading import Reading

QUALITIES = (
    *("lead", "first", "first3", "beyond", "ahead", "score"),
    *FEATURES[:-1],
    *("conflict", "unknown", "strange", "tells", "words", "anchor"),
)
_BEST = FEATURES.index("best")
REPEATS_FROM = 0.97  # likeness from which a question repeats one of the entry's texts (the fit never sees one repeated)
REPEATED = 0.95  # chance that an entry is meant whose text is repeated
LARGEST_LEAD = 4.0
MOST_TELLING = 6.0  # in weights of the rarest term
MOST_WORDS = 15.0


@dataclass(frozen=True, slots=True)
class Coefficients:
    """What features and qualities are weighed with.

    Attributes:
        ranking: a weight for each of FEATURES.
        confidence: a constant, and a weight for each of QUALITIES.
        reach: the same.
    """

    ranking: Sequence[float]
    confidence: Sequence[float]
    reach: Sequence[float]


FITTED = Coefficients(coefficients.RANKING, coefficients.CONFIDENCE, coefficients.REACH)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Ranked candidates with their scores, and what was concluded.

    Attributes:
        ranked: entries, best first, with the share (0-1) of the belief that falls on each.
        confidence: chance (0-1) that the first one answers the question.
        reach: chance (0-1) that one of the first three does.
        beyond: the likeliest topic that no entry covers, if it is likelier than all entries; else None.
        scored: everything that was ranked, best first, with its score.
        known: what confidence and reach were computed from, in the order of QUALITIES; empty if nothing was ranked.
    """

    ranked: Sequence[tuple[Candidate, float]]
    confidence: float
    reach: float
    beyond: Candidate | None = None
    scored: Sequence[tuple[float, Candidate]] = ()
    known: tuple[float, ...] = ()


NOTHING = Judgement((), 0.0, 0.0)


def judge(index: Index, reading: Reading, candidates: Sequence[Candidate], weights: Coefficients) -> Judgement:
    """Rank the candidates for a question and estimate how far they can be trusted."""
    if not candidates:
        return NOTHING
    ranked = rank(candidates, weights.ranking)
    if all(candidate.beyond for _, candidate in ranked):
        return Judgement((), 0.0, 0.0, ranked[0][1], ranked)
    known = qualities(index, reading, ranked)
    confidence, reach = _logistic(weights.confidence, known), _logistic(weights.reach, known)
    if UNTELLING.issuperset(reading.terms):
        reach = 0.0  # "who are you" tells nothing by which to choose among entries
    repeated = sorted((pair for pair in ranked if repeats(pair[1])), key=lambda pair: -pair[1].features[_BEST])
    if repeated:
        ranked = repeated + [pair for pair in ranked if pair not in repeated]
    if repeated and not repeated[0][1].beyond:
        confidence, reach = max(confidence, REPEATED / len(repeated)), max(reach, REPEATED)
    shares = _shares([score for score, _ in ranked])
    first = ranked[0][1]
    return Judgement(
        [(candidate, share) for (_, candidate), share in zip(ranked, shares, strict=True) if not candidate.beyond],
        confidence,
        reach,
        first if first.beyond else None,
        ranked,
        known,
    )


def repeats(candidate: Candidate) -> bool:
    """Whether a question repeats one of the texts of a candidate."""
    return candidate.features[_BEST] >= REPEATS_FROM


def rank(candidates: Sequence[Candidate], weights: Sequence[float]) -> list[tuple[float, Candidate]]:
    """Return (score, candidate), the best first; equal ones in the order given."""
    scored = [(sum(products(weights, candidate.features)), candidate) for candidate in candidates]
    return sorted(scored, key=lambda pair: -pair[0])


def products(weights: Sequence[float], values: Sequence[float]) -> list[float]:
    """Return what each value contributes to a score, in order."""
    return [weight * value for weight, value in zip(weights, values, strict=True)]


def qualities(index: Index, reading: Reading, ranked: Sequence[tuple[float, Candidate]]) -> tuple[float, ...]:
    """Return what is known of a ranking with at least one entry, in the order of QUALITIES."""
    scores = [score for score, _ in ranked]
    shares = _shares(scores)
    entries = [at for at, (_, candidate) in enumerate(ranked) if not candidate.beyond]
    best, at = ranked[entries[0]][1], entries[0]
    rival = scores[0] if at else scores[1] if len(scores) > 1 else scores[0] - LARGEST_LEAD
    weights = [(index.weight(term), index.knows(term)) for term in reading.terms]
    total = sum(weight for weight, _ in weights) or 1.0
    topics = [score for score, candidate in ranked if candidate.beyond]
    return (
        _bounded(scores[at] - rival),
        shares[at],
        sum(shares[number] for number in entries[:3]),
        sum(share for share, (_, candidate) in zip(shares, ranked, strict=True) if candidate.beyond),
        _bounded(scores[at] - topics[0]) if topics else LARGEST_LEAD,
        scores[at],
        *best.features[:-1],
        float(best.conflicts),
        sum(weight for weight, known in weights if not known) / total,
        index.strangeness(reading.terms),
        min(MOST_TELLING, total / index.rarest),
        min(MOST_WORDS, len(weights)),
        index.anchor(reading.terms),
    )


def _bounded(lead: float) -> float:
    return max(-LARGEST_LEAD, min(LARGEST_LEAD, lead))


def _shares(scores: Sequence[float]) -> list[float]:
    raised = [math.exp(min(0.0, score - scores[0])) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]


def _logistic(weights: Sequence[float], known: Sequence[float]) -> float:
    logit = weights[0] + sum(products(weights[1:], known))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
