"""Questions that ask two things: where such a question may be cut, and what its parts take from each other.

Only the form is looked at here. Whether both parts are answered, and by different entries, is the matcher's to judge:
most questions with an "and" ask one thing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice, takewhile

from .common_words import CHATTER, EVERYDAY, FUNCTION_WORDS
from .follow_up import BACKWARD
from .lexicon import Lexicon
from .normalise import clean, sentences, stem, words
from .reading import Reading

LONGEST = 300  # characters of a question that is looked at: a longer one tells a story
MOST_CUTS = 3  # places in one question that are looked at
MOST_TAKEN = 2  # values of the other part that are tried one by one
FEWEST_WORDS = 2  # of a part

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
_UNTELLING = FUNCTION_WORDS | CHATTER | EVERYDAY


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
    told = [term for term in other.terms if term not in _UNTELLING and term not in part.terms]
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
