"""Finds the entry that answers a question, offers a choice, or says that none does.

question -> reading (terms) -> candidates with evidence -> ranking -> confidence -> decision. The coefficients are
fitted offline (tests/knowledge/matching/fit_matcher.py says on what), and ANSWER_FROM and CHOICES_FROM placed on
labelled questions by a rule (tests/knowledge/matching/place_thresholds.py prints the tables). Knowledge other than
the shipped one gets both from its own phrasings (matching/self_calibration.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .beyond import Beyond
from .entries import Entry
from .errors import ContentError, Fault
from .loader import SHIPPED, Knowledge
from .matching.common_words import CHATTER, FUNCTION_WORDS, UNTELLING
from .matching.compound import SURER_BY, decided, joined
from .matching.engine import CANDIDATES, Engine
from .matching.explain import Explanation, Thought, Verdict, explain, mended
from .matching.follow_up import completions, is_follow_up, leaning
from .matching.judgement import FITTED, Judgement
from .matching.normalise import QUESTION_LIMIT, sentences, stem
from .matching.reading import Reading
from .matching.self_calibration import Calibration, self_calibrated
from .matching.suggest import read_starters

Outcome = Literal["answer", "choices", "unknown"]

ANSWER_FROM = 0.48  # confidence from which the best entry is given as the answer
CHOICES_FROM = 0.22  # reach from which up to three entries are offered
MOST_CHOICES = 3
ON_SUBJECT = 0.55  # anchor from which topics near a question that nothing answers are worth offering
TOPIC_FROM = 3  # entries that are about a word, from which it is one of the subject's own
TOPIC_SHARE = 1 / 3  # of a question's weight, in such words, from which it speaks of the subject
BROAD_UNTIL = 0.4  # weight, in rarest terms, of bare keywords that may ask anything: they get choices, not an answer
SPEAKS_OF_SUBJECT = 0.2  # anchor from which one sentence of a longer question is looked at by itself
FEW_SUGGESTIONS = 8  # found by their words, from which nothing is added to what a typed question may mean
MANY_CANDIDATES = 100  # the same for bare keywords, of which many entries are equally likely


@dataclass(frozen=True, slots=True)
class Match:
    """One candidate; `score` is 0-1."""

    entry: Entry
    score: float


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with a question.

    Attributes:
        outcome: "answer" (one entry, confident), "choices" (did you mean ...), or "unknown".
        entry: what answers it; set exactly when the outcome is "answer".
        choices: for "choices" the 2-3 best, for "unknown" up to 3 nearest topics (none if
            the question does not speak of the subject), for "answer" none.
        confidence: 0-1, chance that the best entry answers the question.
        meant: the question as it was understood: as typed, or completed by the one before. It can be handed in as
            `after` of the next question.
        beyond: for "unknown", title of the topic that was asked about, if it is one of those known not to be covered.
        also: what answers the second part of a question that asks two things; None if it asks one. The confidence is
            then that of the less certain part.
    """

    outcome: Outcome
    entry: Entry | None
    choices: tuple[Match, ...]
    confidence: float
    meant: str = ""
    beyond: str | None = None
    also: Entry | None = None


class Matcher:
    """Answers "which entry?" for one body of knowledge; immutable after construction, without I/O, clock or chance.

    Args:
        knowledge: what can be answered; its folder may hold `synonyms.yaml` and `entities.yaml`.
        calibration: None for what was fitted to the shipped knowledge, or is learnt from another one.

    Raises:
        ContentError: with all faults of these two files, or of `starters.yaml`.
    """

    def __init__(self, knowledge: Knowledge, calibration: Calibration | None = None) -> None:
        self._knowledge = knowledge
        fitted = knowledge.folder.resolve() == SHIPPED.resolve()  # the coefficients were fitted on this one
        if not calibration and not fitted:
            calibration = self_calibrated(knowledge)
        self._calibration = calibration or Calibration(FITTED, ANSWER_FROM, CHOICES_FROM)
        self._engine = engine = Engine(knowledge, self._calibration.coefficients)
        faults: list[Fault] = []
        starters = read_starters(knowledge.folder, knowledge.entries.keys(), faults)
        if faults:
            raise ContentError(faults)
        self._first = tuple(knowledge.entries[name] for name in dict.fromkeys((*starters, *knowledge.entries)))
        cores = Counter(term for core in engine.index.cores[: len(engine.entries)] for term in core)
        self._topics = {t for t, count in cores.items() if count >= TOPIC_FROM and stem(t) not in UNTELLING}

    def ask(self, question: str, after: str | None = None) -> Decision:
        """Decide about `question`; a follow-up takes from `after`, the learner's previous question, what it lacks."""
        return joined(decided(question, after, self._ask_one, self._engine))

    def explain(self, question: str, after: str | None = None) -> Explanation:
        """Return why `ask` decides as it does."""
        decisions = decided(question, after, self._ask_one, self._engine)
        thoughts = tuple(self._explain_one(decision) for decision in decisions)
        return Explanation(question, after, mended(self._engine, question), thoughts)

    def _explain_one(self, decision: Decision) -> Thought:
        whole = self._engine.read(decision.meant)
        reading, judgement = self._judged(decision.meant, whole)
        verdict = Verdict(
            outcome=decision.outcome,
            confidence=decision.confidence,
            answer_from=self._calibration.answer_from,
            reach=judgement.reach,
            choices_from=self._calibration.choices_from,
            broad=self._is_broad(whole.terms) and len(judgement.ranked) > 1,
            on_subject=self._is_on_subject(whole.terms),
        )
        return explain(self._engine, decision.meant, reading, judgement, verdict)

    def _ask_one(self, question: str, after: str | None = None) -> Decision:
        """Decide about a question that asks one thing."""
        question = self._completed(question, after) if after else question
        reading = self._engine.read(question)
        _, judgement = self._judged(question, reading)
        return replace(self._decide(judgement, reading, self._is_broad(reading.terms)), meant=question)

    def _judged(self, question: str, reading: Reading) -> tuple[Reading, Judgement]:
        """Return what is thought of a question, or of one sentence of it that has an answer, and how that was read."""
        most = MANY_CANDIDATES if self._is_broad(reading.terms) else CANDIDATES
        whole = (reading, self._engine.judge(reading, most))
        if whole[1].confidence >= self._calibration.answer_from:
            return whole
        surest = max(self._parts(question, reading), key=lambda view: view[1].confidence, default=whole)
        return surest if surest[1].confidence >= self._calibration.answer_from else whole

    def read(self, text: str) -> Reading:
        """Return how a text is understood."""
        return self._engine.read(text)

    def _completed(self, question: str, after: str) -> str:
        """Return a question with what it takes from the one before: of the ways to complete it, the surest."""
        lexicon, reading, before = self._engine.lexicon, self._engine.read(question), self._engine.read(after)
        if is_follow_up(reading.terms, lexicon):
            texts = completions(reading, before, lexicon)
        else:
            known = all(self._engine.index.knows(term) for term in reading.terms if term not in UNTELLING)
            texts = [question, *filter(None, [leaning(reading, before, lexicon) if known else None])]
        sure = [self._engine.judge_text(text).confidence - SURER_BY * rank for rank, text in enumerate(texts)]
        return texts[sure.index(max(sure))]

    def likeliest(self, question: str, limit: int = MOST_CHOICES) -> tuple[Entry, ...]:
        """Return at most `limit` entries for a question, the best first, however unlikely they are."""
        return tuple(match.entry for match in self._matches(self._engine.judge_text(question))[:limit])

    def exact(self, terms: Iterable[str]) -> frozenset[str]:
        """Return those of `terms` that can't stand for another of their kind: a tier, a FIPS level, a curve, a role."""
        return frozenset(term for term in terms if term in self._engine.lexicon.memberships)

    def weight(self, term: str) -> float:
        """Return how much a term tells: nearly 0 for one that all entries have, most for one of a single entry."""
        return self._engine.index.weight(term)

    def suggest(self, typed: str, limit: int = 25) -> tuple[Entry, ...]:
        """Return at most `limit` entries for a partly typed question, the best first.

        Nothing typed: what a newcomer may ask (the folder's `starters.yaml`). Where too few entries hold the words
        typed, those follow that the question so far may mean.
        """
        if not typed.strip():
            return self._first[:limit]
        found = self._engine.suggester.suggest(typed[:QUESTION_LIMIT])[:limit]
        if len(found) < min(limit, FEW_SUGGESTIONS):
            judgement = self._engine.judge(self._engine.reader.read_typed(typed))
            found += [match.entry for match in self._matches(judgement) if match.entry not in found]
        return tuple(found[:limit])

    def _parts(self, question: str, whole: Reading) -> list[tuple[Reading, Judgement]]:
        """Return what is thought of each sentence of a long question that speaks of the subject by itself.

        Whatever the other sentences name (another product, say) still counts.
        """
        parts = sentences(question)
        named = whole.named or whole.terms
        readings = [replace(self._engine.read(part), named=named) for part in parts] if len(parts) > 1 else []
        return [
            (reading, self._engine.judge(reading))
            for reading in readings
            if self._engine.index.anchor(reading.terms) >= SPEAKS_OF_SUBJECT
        ]

    def _decide(self, judgement: Judgement, reading: Reading, broad: bool) -> Decision:
        matches = self._matches(judgement)
        confidence = judgement.confidence
        broad = broad and len(matches) > 1
        tied = len(matches) > 1 and matches[0].score == matches[1].score
        certain = (
            bool(matches)
            and not tied
            and confidence >= self._calibration.answer_from
            and not judgement.ranked[0][0].conflicts
        )
        if certain and not broad:
            return Decision("answer", matches[0].entry, (), confidence)
        nearest = tuple(matches[:MOST_CHOICES])
        on_subject = self._is_on_subject(reading.terms)
        if judgement.beyond and on_subject:
            return self._declined(self._engine.topic(judgement.beyond), nearest, confidence)
        if len(nearest) > 1 and (broad or judgement.reach >= self._calibration.choices_from):
            return Decision("choices", None, nearest, confidence)
        return Decision("unknown", None, nearest if on_subject else (), confidence)

    def _declined(self, topic: Beyond, nearest: tuple[Match, ...], confidence: float) -> Decision:
        own = tuple(
            Match(self._knowledge.entries[name], 0.0) for name in topic.nearest if name in self._knowledge.entries
        )
        return Decision("unknown", None, own or nearest, confidence, beyond=topic.title)

    def _is_broad(self, terms: Sequence[str]) -> bool:
        """Whether a question is nothing but a keyword or two that much of the knowledge is about ("hsm")."""
        telling = [term for term in terms if term not in CHATTER]
        if not telling or not FUNCTION_WORDS.isdisjoint(telling) or not all(map(self._engine.index.knows, telling)):
            return False
        return sum(map(self._engine.index.weight, telling)) <= BROAD_UNTIL * self._engine.index.rarest

    def _is_on_subject(self, terms: Sequence[str]) -> bool:
        """Whether a question has a very common word of the subject, an entity value, or says mostly topics' words."""
        weigh = self._engine.index.weight
        on_topic = sum(weigh(term) for term in terms if term in self._topics)
        return (
            any(self._engine.lexicon.classes_of(term) for term in terms)
            or self._engine.index.anchor(terms) >= ON_SUBJECT
            or on_topic > TOPIC_SHARE * sum(map(weigh, terms))
        )

    def _matches(self, judgement: Judgement) -> Sequence[Match]:
        return [Match(self._engine.entries[candidate.number], share) for candidate, share in judgement.ranked]
