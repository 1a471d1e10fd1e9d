"""Questions that ask two things: where such a question may be cut, and what its parts take from each other.

Most questions with an "and" ask one thing. So the form must allow a cut, both parts must be answered, by entries that
say different things, and the answer to the whole question must not be clearly surer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from knowledge.entries import Entry

from .common_words import UNTELLING
from .engine import Engine
from .follow_up import BACKWARD
from .lexicon import Lexicon
from .normalise import clean, sentences, stem, words
from .reading import Reading

if TYPE_CHECKING:  # the matcher imports this module
    from knowledge.matcher import Decision

LONGEST = 250  # characters of a question that is looked at: a longer one tells a story
MOST_CUTS = 2  # places in one question that are looked at
MOST_TAKEN = 2  # values of the other part that are tried one by one
FEWEST_WORDS = 2  # of a part
SURER_BY = 0.1  # confidence by which a less likely completion must be ahead of the likeliest
WHOLE_SURER_BY = 0.15  # confidence by which one answer must be ahead of two that each answer a part of the question

_SENTENCE_END = re.compile(r"(?<=[?!.;])\s+|\s*\n\s*")
_COORDINATION = re.compile(
    r"(?:\s*[,;]\s*|\s+)(?:and\s+(?:also|then)|and|as\s+well\s+as|plus|n|und|&|\+)\s+", re.IGNORECASE
)


def _listed(text: str) -> frozenset[str]:
    return frozenset(words(text, most=1000))


_ASKING = _listed("""
    what whats which who whos whom whose when where wheres why how hows is are was were does do did can could will would
    should shall may must has have isnt arent doesnt dont cant wont shouldnt was wie wann wo warum kann
    """)
_MODAL = _listed("can could do does did will would should shall may must")
_PERSONS = _listed("i we you one they it")
_DOING = _listed("""
    access activate add allow assign back bring build buy change check configure copy create decrypt delete disable
    enable encrypt export extend find get give have hold import keep list make manage migrate monitor move offer pay
    protect purge put raise read recover release remove rename replicate reset restore rotate run see send set share
    show sign start stop store support survive switch take transfer turn unwrap upgrade use verify wrap write
    """)
_STATING = _listed("i im ive we weve my our us someone somebody they he she it the this that there")
_FILLING = _listed("and also then so or but plus hi hello hey all please pls ok okay thanks thx und btw")
_SETTING_SIDE_BY_SIDE = frozenset(
    map(stem, words("difference differences differ different compare compared comparison between both vs"))
)


@dataclass(frozen=True, slots=True)
class Cut:
    """One way to cut a question into two.

    Attributes:
        first: the first part, as typed.
        second: the second part; what it shares with the first ("can I … and …") is put in front.
        elided: whether something was put in front: then it is less likely to be a question of its own.
    """

    first: str
    second: str
    elided: bool = False


def decided(
    question: str, after: str | None, ask: Callable[[str, str | None], Decision], engine: Engine
) -> tuple[Decision, ...]:
    """Return the decision about a question, or, if it asks two things, those about its two parts.

    Args:
        question: as typed.
        after: the question before it, which the first part may lean on.
        ask: decides about a text that asks one thing, after another.
        engine: reads texts.
    """
    ask = cache(ask)
    whole = ask(question, after)
    pairs = []
    for cut in cuts(question):
        pair = _both(cut, after, ask, engine)
        if pair and _says_more(pair, whole, 0.0 if cut.elided else WHOLE_SURER_BY):
            pairs.append(pair)
    return max(pairs, key=_less_certain) if pairs else (whole,)


def joined(decisions: tuple[Decision, ...]) -> Decision:
    """Return the one decision that gives all answers of one or two."""
    one, *others = decisions
    for other in others:
        meant = f"{one.meant} and {other.meant}"
        one = replace(one, confidence=_less_certain(decisions), meant=meant, also=other.entry)
    return one


def _both(
    cut: Cut, after: str | None, ask: Callable[[str, str | None], Decision], engine: Engine
) -> tuple[Decision, Decision] | None:
    """Decide about two parts, each with what it takes from the other; None if the first has no answer."""
    first, second = engine.read(cut.first), engine.read(cut.second)
    one = ask(cut.first, after)
    if not one.entry:
        one = _surest([ask(text, None) for text in with_subject(first, second, engine.lexicon)])
    if not one.entry:
        return None
    texts = with_subject(second, engine.read(one.meant), engine.lexicon)
    return one, _surest([ask(text, None) for text in texts], other_than=one.entry)


def _surest(decisions: Sequence[Decision], other_than: Entry | None = None) -> Decision:
    """Return the surest decision about the texts that a part may stand for, the likeliest first.

    One that is answered by something else than the entry `other_than` goes before all others.
    """
    ranked = [
        (decision.entry not in (None, other_than), decision.confidence - SURER_BY * rank, -rank)
        for rank, decision in enumerate(decisions)
    ]
    return decisions[ranked.index(max(ranked))]


def _says_more(pair: tuple[Decision, Decision], whole: Decision, ahead: float) -> bool:
    """Whether two answers to the parts of a question say more than one answer to the whole.

    They do if both are certain and neither says what the other says, unless the whole question is answered by one of
    the two with a confidence that is `ahead` of theirs, or by a third entry as confidently.
    """
    one, other = (decision.entry for decision in pair)
    if not one or not other or one == other or _holds(one, other) or _holds(other, one):
        return False
    allowed = ahead if whole.entry in (one, other) else 0.0
    return not whole.entry or whole.confidence < _less_certain(pair) + allowed


def _holds(one: Entry, other: Entry) -> bool:
    return bool(other.facts) and set(one.facts) >= set(other.facts)


def _less_certain(decisions: tuple[Decision, ...]) -> float:
    return min(decision.confidence for decision in decisions)


def cuts(text: str) -> list[Cut]:
    """Return the ways to cut a question into two that both ask; none if it asks one thing, or tells a long story.

    A part asks if it begins like a question or ends with a question mark. Keywords before an "and" count too
    ("premium fips level and does it support aes"), a statement does not ("I lost the key and is it gone").
    """
    text = text.strip()
    return list(islice(_cuts(text), MOST_CUTS)) if len(text) <= LONGEST else []


def _cuts(text: str) -> Iterator[Cut]:
    for end in _SENTENCE_END.finditer(text):
        left, right = text[: end.start()].strip(), text[end.end() :].strip()
        if _asks(_last(left)) and any(map(_asks, sentences(right))):
            yield Cut(left, right)
    for joint in _COORDINATION.finditer(text):
        left, right = text[: joint.start()].strip(), text[joint.end() :].strip()
        if not _may_ask(_last(left)):
            continue
        shared = _auxiliaries(_last(left))
        if _opens(right):
            yield Cut(left, right)
        elif shared and _does(right):
            yield Cut(left, f"{shared} {right}", elided=True)


def with_subject(part: Reading, other: Reading, lexicon: Lexicon) -> list[str]:
    """Return what a part of a question may ask once it has what it lacks from the other part, the likeliest first.

    It takes the values of entity classes of which it names none itself ("… premium … and does it support aes?"), all or
    one of them. One that points at something ("can I turn it off?") may take all that the other part tells.
    """
    own = _typed(part)
    named = frozenset(kind for term in part.terms for kind in lexicon.classes_of(term))
    about = [term for term in other.terms if lexicon.classes_of(term) and named.isdisjoint(lexicon.classes_of(term))]
    told = [term for term in other.terms if term not in UNTELLING and term not in part.terms]
    taken = [about, *([term] for term in about[:MOST_TAKEN])]
    if not BACKWARD.isdisjoint(part.terms):
        taken.append(told)
    return list(dict.fromkeys([*(f"{own} {_typed(other, terms)}" for terms in taken if terms), own]))


def _typed(reading: Reading, wanted: Collection[str] | None = None) -> str:
    """Return the words from which the wanted terms of a reading, or all, were read."""
    pairs = zip(reading.terms, reading.typed, strict=True)
    return " ".join(typed for term, typed in pairs if wanted is None or term in wanted)


def _last(text: str) -> str:
    return (sentences(text) or [""])[-1]


def _opening(text: str) -> list[str]:
    """Return the words of a text from the first that is more than a greeting or a link."""
    found = words(clean(text))
    while found and found[0] in _FILLING:
        found = found[1:]
    return found


def _opens(text: str) -> bool:
    """Whether a text begins like a question."""
    found = _opening(text)
    return len(found) >= FEWEST_WORDS and found[0] in _ASKING


def _auxiliaries(sentence: str) -> str:
    """Return how a question on doing something opens, before a verb or its subject: "how do i", "can"; else nothing."""
    found = list(takewhile(lambda word: word in _ASKING or word in _PERSONS, _opening(sentence)))
    return "" if _MODAL.isdisjoint(found) else " ".join(found)


def _does(text: str) -> bool:
    """Whether a text begins with a verb, so that it may go on with what a question asks of someone."""
    found = _opening(text)
    return len(found) >= FEWEST_WORDS and found[0] in _DOING


def _asks(sentence: str) -> bool:
    return _opens(sentence) or (sentence.endswith("?") and len(_opening(sentence)) >= FEWEST_WORDS)


def _may_ask(sentence: str) -> bool:
    """Whether a sentence asks, or may do so by keywords; one that sets things side by side needs both of them."""
    found = _opening(sentence)
    if len(found) < FEWEST_WORDS or not _SETTING_SIDE_BY_SIDE.isdisjoint(map(stem, found)):
        return False
    return found[0] not in _STATING
