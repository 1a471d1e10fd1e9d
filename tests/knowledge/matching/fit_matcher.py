"""Fits the matcher's coefficients and prints `knowledge/matching/coefficients.py`.

Run: `python -m tests.knowledge.matching.fit_matcher > new && mv new knowledge/matching/coefficients.py`
(about two minutes; without chance, so that the same data give the same figures).

Data, none of which is made of questions kept for evaluation:
- covered: each shipped phrasing, asked of an index that does without it (the phrasings are dealt into seven parts);
- removed: every third phrasing, asked of an index without its entry (the entries are dealt into eight parts);
- beyond, unknown: the same of the topics that no entry covers, where each phrasing is asked of an index without it, and
  of one without its topic;
- near: `near_topic.txt`, questions on the subject that no entry answers;
- off: `off_topic.txt`, questions on anything else.
An answer is right if its entry and the phrasing's own entry are one, or one cites the other's main fact. Questions on a
topic beyond the entries have no right answer, but a right candidate: the topic.

Ranking: softmax over the candidates of the covered questions, the right ones' share maximised (Newton steps).
Confidence and reach: logistic regression of "the first is right" and "one of three is right" on the qualities of a
ranking, over all six kinds, weighted to the mix that is expected in use (MIX).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from knowledge.beyond import Beyond
from knowledge.entries import Entry
from knowledge.loader import Knowledge, load_knowledge
from knowledge.matching.engine import Engine
from knowledge.matching.evidence import FEATURES, Candidate
from knowledge.matching.fitting import Vector, fit_logistic, fit_ranking
from knowledge.matching.judgement import QUALITIES, qualities, rank
from knowledge.matching.reading import Reading

MIX = {"covered": 0.53, "removed": 0.08, "near": 0.18, "off": 0.13, "beyond": 0.02, "unknown": 0.06}
Item = TypeVar("Item", Entry, Beyond)
PARTS = 7
ENTRY_PARTS = 8
EVERY = 3


@dataclass(frozen=True)
class Case:
    """A question as an engine saw it; `own` is the id of its entry or topic, "" if it has none."""

    kind: str
    own: str
    engine: Engine
    reading: Reading
    candidates: Sequence[Candidate]


def listed(name: str) -> list[str]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def cases(knowledge: Knowledge) -> Iterator[Case]:
    entries, topics = list(knowledge.entries.values()), list(knowledge.beyond.values())
    for part in range(PARTS):
        engine = engine_of(knowledge, [without(one, part) for one in entries], [without(one, part) for one in topics])
        yield from asked(engine, "covered", entries, part, PARTS)
        yield from asked(engine, "beyond", topics, part, PARTS)
    for part in range(ENTRY_PARTS):
        engine = engine_of(knowledge, others(entries, part), others(topics, part))
        yield from asked(engine, "removed", entries[part::ENTRY_PARTS], 0, EVERY)
        yield from asked(engine, "unknown", topics[part::ENTRY_PARTS])
    engine = Engine(knowledge)
    yield from (case(engine, "near", text, "") for text in listed("near_topic.txt"))
    yield from (case(engine, "off", text, "") for text in listed("off_topic.txt"))


def asked(engine: Engine, kind: str, items: Sequence[Item], first: int = 0, every: int = 1) -> Iterator[Case]:
    return (case(engine, kind, text, one.id) for one in items for text in one.phrasings[first::every])


def without(one: Item, part: int) -> Item:
    kept = tuple(text for at, text in enumerate(one.phrasings) if at % PARTS != part)
    return one.model_copy(update={"phrasings": kept or one.phrasings})


def others(items: Sequence[Item], part: int) -> list[Item]:
    return [one for at, one in enumerate(items) if at % ENTRY_PARTS != part]


def engine_of(knowledge: Knowledge, entries: Sequence[Entry], topics: Sequence[Beyond]) -> Engine:
    return Engine(replace(knowledge, entries={one.id: one for one in entries}, beyond={one.id: one for one in topics}))


def case(engine: Engine, kind: str, text: str, own: str) -> Case:
    reading = engine.read(text)
    return Case(kind, own, engine, reading, engine.candidates(reading))


def right(knowledge: Knowledge, case: Case, candidate: Candidate) -> bool:
    if candidate.beyond:
        return case.kind == "beyond" and case.engine.topic(candidate).id == case.own
    if case.kind not in ("covered", "removed"):
        return False
    own, other = knowledge.entries[case.own], case.engine.entries[candidate.number]
    return own.id == other.id or own.facts[0] in other.facts or other.facts[0] in own.facts


def fit(knowledge: Knowledge, asked: Sequence[Case]) -> tuple[Vector, Vector, Vector]:
    """Return the coefficients of ranking, confidence and reach."""
    groups = []
    for item in asked:
        good = [right(knowledge, item, candidate) for candidate in item.candidates]
        if item.kind in ("covered", "beyond") and any(good):
            groups.append(([list(candidate.features) for candidate in item.candidates], good))
    ranking = fit_ranking(groups)
    rows, first, reached, weights = [], [], [], []
    counts = {kind: sum(item.kind == kind for item in asked) for kind in MIX}
    for item in asked:
        ranked = rank(item.candidates, ranking)
        entries = [candidate for _, candidate in ranked if not candidate.beyond]
        hits = [right(knowledge, item, candidate) for candidate in entries[:3]]
        if not entries or (item.kind == "removed" and any(hits)):
            continue
        rows.append(qualities(item.engine.index, item.reading, ranked))
        first.append(hits[0])
        reached.append(any(hits))
        weights.append(MIX[item.kind] / counts[item.kind])
    return ranking, fit_logistic(rows, first, weights), fit_logistic(rows, reached, weights)


def main() -> None:
    """Print the module of coefficients."""
    knowledge = load_knowledge()
    ranking, confidence, reach = fit(knowledge, list(cases(knowledge)))
    out = sys.stdout.write
    out('"""Coefficients of the matcher, made by tests/knowledge/matching/fit_matcher.py, which says how."""\n')
    for name, names, values in (
        ("RANKING", FEATURES, ranking),
        ("CONFIDENCE", ("constant", *QUALITIES), confidence),
        ("REACH", ("constant", *QUALITIES), reach),
    ):
        out(f"\n{name} = (\n")
        for label, value in zip(names, values, strict=True):
            out(f"    {value:.4f},  # {label}\n")
        out(")\n")


if __name__ == "__main__":
    main()
