"""Says why a question was decided as it was, from the very numbers that decided it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from .engine import Engine
from .evidence import FEATURES
from .guard import Clash
from .judgement import QUALITIES, Judgement, products, repeats
from .normalise import clean, words
from .reading import Reading

MOST_CANDIDATES = 5  # that are listed
CONTENDERS = 2  # that are taken apart: the winner and the runner-up
MOST_RULED_OUT = 5
LOOKED_AT = 20  # likeliest entries among which those are named that the entity guard objects to


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was concluded, and the bounds it was held against.

    Attributes:
        outcome: "answer", "choices" or "unknown".
        confidence: chance (0-1) that the likeliest entry answers.
        answer_from: confidence from which it is given as the answer.
        reach: chance (0-1) that one of the first three entries answers.
        choices_from: reach from which they are offered.
        broad: whether nothing was typed but a keyword or two that much of the knowledge is about.
        on_subject: whether the question speaks of the subject, so that near topics are worth offering.
    """

    outcome: str
    confidence: float
    answer_from: float
    reach: float
    choices_from: float
    broad: bool
    on_subject: bool


@dataclass(frozen=True, slots=True)
class Word:
    """One term of a question.

    Attributes:
        typed: the word or words it was read from, errors mended.
        term: what it was read as.
        known: whether any entry has it.
        weight: how much it tells, from 0 for what all entries have.
        near: what it may mean as well, and how surely (0-1).
        gains: what it adds, with what is near, to the log-likelihood of each contender.
        without: by how much the winner's score would be ahead of the runner-up's without it; None where one of the two
            would not be ranked, or where there is no runner-up.
    """

    typed: str
    term: str
    known: bool
    weight: float
    near: tuple[tuple[str, float], ...]
    gains: tuple[float, ...]
    without: float | None


@dataclass(frozen=True, slots=True)
class Part:
    """One summand of a score: `value` times `coefficient`."""

    name: str
    value: float
    coefficient: float
    contribution: float


@dataclass(frozen=True, slots=True)
class Place:
    """One candidate in the ranking.

    Attributes:
        entry: id of the entry, or of the topic that no entry covers.
        title: its title.
        score: what it is ranked by.
        share: 0-1, the belief that falls on it; None for a topic that no entry covers.
    """

    entry: str
    title: str
    score: float
    share: float | None


@dataclass(frozen=True, slots=True)
class Contender:
    """The winner or the runner-up; the contributions of the parts sum to the score of the place."""

    place: Place
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class RuledOut:
    """An entry that the entity guard objects to."""

    entry: str
    title: str
    clashes: tuple[Clash, ...]


@dataclass(frozen=True, slots=True)
class Thought:
    """How one thing that was asked was decided.

    Attributes:
        meant: the question with what it took from another one.
        words: its terms, in order, each once; of the sentence that was judged, if only one of several was.
        candidates: the likeliest, best first.
        contenders: the winner and the runner-up, taken apart.
        ruled_out: likely entries that are about something else than the question names.
        constant: where the logit of the chance begins.
        certainty: what is known of the ranking, largest contribution first; they and the constant sum to the logit.
        repeats: whether the question repeats a text of the winner, which makes it surer than by these.
        verdict: the conclusion.
        reasons: the steps to it, as sentences.
    """

    meant: str
    words: tuple[Word, ...]
    candidates: tuple[Place, ...]
    contenders: tuple[Contender, ...]
    ruled_out: tuple[RuledOut, ...]
    constant: float
    certainty: tuple[Part, ...]
    repeats: bool
    verdict: Verdict
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a question was answered as it was.

    Attributes:
        question: as typed.
        after: the question before it; None if none was given.
        mended: each mistyped word with what it was taken for.
        thoughts: one for each thing that was asked: two where two answers were given.
    """

    question: str
    after: str | None
    mended: tuple[tuple[str, str], ...]
    thoughts: tuple[Thought, ...]


def explain(engine: Engine, meant: str, reading: Reading, judgement: Judgement, verdict: Verdict) -> Thought:
    """Return how one thing that was asked was decided.

    Args:
        engine: what judged it.
        meant: the question, with what it took from another one.
        reading: of the question, or of the one sentence of it that was judged.
        judgement: the result.
        verdict: what was concluded from it.
    """
    ranked = judgement.scored
    numbers = [candidate.number for _, candidate in ranked[:CONTENDERS]]
    certainty = _parts(QUALITIES, engine.coefficients.confidence[1:], judgement.known) if judgement.known else ()
    places = _places(engine, judgement)
    ruled_out = tuple(islice(_ruled_out(engine, reading), MOST_RULED_OUT))
    return Thought(
        meant=meant,
        words=tuple(_words(engine, reading, numbers)),
        candidates=places[:MOST_CANDIDATES],
        contenders=tuple(
            Contender(place, _parts(FEATURES, engine.coefficients.ranking, candidate.features))
            for place, (_, candidate) in zip(places, ranked[:CONTENDERS], strict=False)
        ),
        ruled_out=ruled_out,
        constant=engine.coefficients.confidence[0],
        certainty=tuple(sorted(certainty, key=lambda part: -abs(part.contribution))),
        repeats=bool(ranked) and repeats(ranked[0][1]) and not ranked[0][1].beyond,
        verdict=verdict,
        reasons=(*_obstacles(engine, judgement, ruled_out), *_bounds(judgement, verdict)),
    )


def mended(engine: Engine, text: str) -> tuple[tuple[str, str], ...]:
    """Return each mistyped word of a text with the word or words it is taken for."""
    pairs = ((word, " ".join(engine.reader.mend(word))) for word in words(clean(text)))
    return tuple(dict.fromkeys(pair for pair in pairs if pair[0] != pair[1]))


def _words(engine: Engine, reading: Reading, numbers: Sequence[int]) -> Iterator[Word]:
    """Yield the distinct terms; what a near term adds counts for the word that it is nearest to."""
    index = engine.index
    sources = {
        other: max(reading.terms, key=lambda term: reading.near.get(term, {}).get(other, 0.0))
        for other in reading.question
        if other not in reading.terms
    }
    gains = [index.gains(reading.question, number) for number in numbers]
    added = [
        {
            term: math.fsum(gain for other, gain in found.items() if sources.get(other, other) == term)
            for term in reading.terms
        }
        for found in gains
    ]
    typed = dict(reversed(list(zip(reading.terms, reading.typed, strict=True))))
    for term in dict.fromkeys(reading.terms):
        near = tuple(sorted(reading.near.get(term, {}).items(), key=lambda pair: (-pair[1], pair[0])))
        yield Word(
            typed=typed[term],
            term=term,
            known=index.knows(term),
            weight=index.weight(term),
            near=near,
            gains=tuple(one[term] for one in added),
            without=_lead_without(engine, reading, term, numbers),
        )


def _lead_without(engine: Engine, reading: Reading, term: str, numbers: Sequence[int]) -> float | None:
    """Return the lead of the first of `numbers` over the second if a term had not been typed."""
    kept = [other for other in reading.terms if other != term]
    unsure = {other for other in kept if reading.question[other] < 1}
    named = tuple(other for other in reading.named if other != term)
    shorter = replace(engine.reader.meaning(kept, unsure), named=named)
    scores = {candidate.number: score for score, candidate in engine.judge(shorter).scored}
    found = [scores[number] for number in numbers if number in scores]
    return found[0] - found[1] if len(found) == CONTENDERS else None


def _places(engine: Engine, judgement: Judgement) -> tuple[Place, ...]:
    shares = {candidate.number: share for candidate, share in judgement.ranked}
    return tuple(
        Place(*engine.name(candidate.number), score, shares.get(candidate.number))
        for score, candidate in judgement.scored
    )


def _parts(names: Sequence[str], coefficients: Sequence[float], values: Sequence[float]) -> tuple[Part, ...]:
    rows = zip(names, values, coefficients, products(coefficients, values), strict=True)
    return tuple(Part(*row) for row in rows)


def _ruled_out(engine: Engine, reading: Reading) -> Iterator[RuledOut]:
    """Yield the entries to which the guard objects, of those that the words alone make likeliest."""
    likelihoods = engine.index.likelihoods(reading.question)
    likeliest = sorted(likelihoods, key=lambda number: (-likelihoods[number], number))[:LOOKED_AT]
    named, ways = engine.guard.named(reading.named or reading.terms), engine.guard.ways(reading.terms)
    for number in likeliest:
        clashes = engine.guard.clashes(named, ways, number)
        if clashes:
            yield RuledOut(*engine.name(number), tuple(clashes))


def _obstacles(engine: Engine, judgement: Judgement, ruled_out: Sequence[RuledOut]) -> Iterator[str]:
    """Yield what keeps the likeliest entry from being the answer, whatever its confidence."""
    if judgement.beyond:
        yield f"The likeliest is a topic that no entry covers: {engine.name(judgement.beyond.number)[1]}."
    if judgement.ranked and judgement.ranked[0][0].conflicts:
        yield "The likeliest entry is about something else than the question names, so it is no answer."
    shares = [share for _, share in judgement.ranked[:CONTENDERS]]
    if len(shares) == CONTENDERS and shares[0] == shares[1]:
        yield "The two likeliest entries are equally likely, so neither is the answer."
    if not judgement.scored:
        sharing = "Every entry that shares a word with the question is ruled out."
        yield sharing if ruled_out else "No entry shares a word with the question."


def _bounds(judgement: Judgement, verdict: Verdict) -> Iterator[str]:
    """Yield the bounds that the figures were held against, up to the one that decided."""
    if judgement.ranked:
        yield f"Confidence {verdict.confidence:.3f} {_against(verdict.confidence, verdict.answer_from)} to answer."
    if verdict.outcome != "answer" and verdict.broad:
        yield "It is a keyword or two that much of the knowledge is about, so there are choices instead."
    elif verdict.outcome != "answer" and len(judgement.ranked) > 1 and not (judgement.beyond and verdict.on_subject):
        yield f"Reach {verdict.reach:.3f} {_against(verdict.reach, verdict.choices_from)} to offer choices."
    if verdict.outcome == "unknown" and not verdict.on_subject:
        yield "The question hardly speaks of the subject, so no topics are offered beside."


def _against(value: float, bound: float) -> str:
    return f"reaches the {bound} that it takes" if value >= bound else f"is below the {bound} that it takes"
