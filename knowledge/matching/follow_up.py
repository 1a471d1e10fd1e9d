"""Follow-ups and corrections: what a short question lacks is taken from the learner's previous one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from .common_words import CHATTER, FILLING, UNTELLING
from .lexicon import Lexicon
from .normalise import clean, stem, words
from .reading import Reading


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(clean(text)))


OPENERS = _stems("and or but so then also same why und en et y")
BACKWARD = _stems("that it this those these them they he she there same also its their too one ones other")
THERE = stem("there")
EXISTING = _stems("is are was were isnt arent be")  # before "there", which then points at nothing
JOINING = OPENERS - {"why"} | BACKWARD | _stems("for about")  # words that only tie a follow-up to the question before
BARE = JOINING | _stems(
    "the a an in on at with of to by from per what how now again ok okay hey please pls und fur im bei pour"
)
FEW = 3  # telling words up to which a question that points backward is incomplete
LONGEST = 12  # terms of a question that points backward; a longer one says itself what it is about

DENYING = _stems("not dont didnt isnt nicht kein keine pas niet geen")  # "no" denies what went before, not what follows
DENYING_PAIRS = (("instead", "of"), ("rather", "than"))
SIGNS = _stems("no nope nah nein non nee not sorry oops wait wrong actually rather instead meant mean")
STATING = _stems("meant mean ask asked asking talk talking said speaking")  # in "I was asking about …"
FRAMING = (
    SIGNS | STATING | _stems("i im was am but about did do dont didnt oh sorry please about of regarding for only just")
)


def is_follow_up(terms: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a question, as terms, is incomplete without the one before it.

    It is if it opens like a continuation or points backward and has few telling words of its own, if all it names are
    values of entity classes ("for premium?"), or if it corrects the question before ("no, I meant standard").
    """
    while terms and terms[0] in CHATTER and terms[0] not in SIGNS:  # "ok and for premium"
        terms = terms[1:]
    if not terms:
        return False
    telling = _telling(terms)
    named = [term for term in telling if lexicon.classes_of(term)]
    if is_correction(terms, lexicon):
        return True
    opens = terms[0] in OPENERS or " ".join(terms[:2]) in ("what about", "how about")
    if opens or _points_backward(terms):
        return len(telling) - len(named) <= FEW and len(terms) <= LONGEST
    return bool(named) and len(named) <= FEW and all(term in BARE or term in named for term in terms)


def is_correction(terms: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a text, as terms, says that something else was meant: "not the vault, the HSM", "I meant secrets".

    Beside the words that say so it may hold only values of entity classes, or, after "I meant", a few other words.
    """
    signs = SIGNS.intersection(terms) or (STATING.intersection(terms) and terms[0] in ("i", "im"))
    if not signs:
        return False
    rest = [term for term in terms if term not in FRAMING and term not in BARE]
    named = [term for term in rest if lexicon.classes_of(term)]
    if STATING.isdisjoint(terms):
        return bool(named) and len(named) == len(rest)
    return bool(rest) and terms[0] in FRAMING and len(_telling(rest)) - len(named) <= FEW


def completions(reading: Reading, before: Reading, lexicon: Lexicon) -> list[str]:
    """Return the questions that a follow-up may stand for, the likeliest first.

    First comes the previous question with what the follow-up names in place of what it replaces. A follow-up that asks
    something by itself may keep only what the previous question was about ("and what does it cost?"), or nothing of it.
    """
    if is_correction(reading.terms, lexicon):
        return [_corrected(reading, before, lexicon)]
    kept = dict(zip(before.terms, before.typed, strict=True))
    names_only = all(term in BARE or lexicon.classes_of(term) for term in reading.terms)
    small = BARE if names_only else JOINING
    added = _pairs(reading, lambda term: term not in small and term not in kept)
    found = [_replaced(kept, added, _classes(reading.terms, lexicon), lexicon)]
    by_itself = [term for term in reading.terms if _asks(term) and not lexicon.classes_of(term)]
    own = _pairs(reading, lambda term: term not in OPENERS)
    about = _about(own, reading, before, lexicon)
    if by_itself and about != _joined(own):
        found.append(about)
    if _telling(by_itself):
        found.append(_joined(own))
    return list(dict.fromkeys(found))


def leaning(reading: Reading, before: Reading, lexicon: Lexicon) -> str | None:
    """Return a short question with what the one before was about: "which regions" after one on replication of an HSM.

    None if it is long, or names something of that kind itself.
    """
    if not reading.terms or len(reading.terms) > 2 * FEW or len(_telling(reading.terms)) > FEW:
        return None
    if not _classes(reading.terms, lexicon).isdisjoint(_classes(before.terms, lexicon)):
        return None
    own = dict(zip(reading.terms, reading.typed, strict=True))
    completed = _about(own, reading, before, lexicon)
    return completed if completed != _joined(own) else None


def _about(own: dict[str, str], reading: Reading, before: Reading, lexicon: Lexicon) -> str:
    """Return a question of its own with the values that the one before names, of kinds that it does not name itself."""
    replaced = _classes(reading.terms, lexicon)
    about = _pairs(before, lambda term: bool(kinds := lexicon.classes_of(term)) and replaced.isdisjoint(kinds))
    return _joined(own, {term: typed for term, typed in about.items() if term not in own})


def _corrected(reading: Reading, before: Reading, lexicon: Lexicon) -> str:
    """Return the previous question with what is meant in place of what was, and without what is denied."""
    denied, named = _denied(reading.terms, lexicon)
    if denied and denied == named:  # "not standard", without a word on what instead
        return _joined(_pairs(before, lambda term: term not in denied))
    meant = _pairs(reading, lambda term: term not in FRAMING and term not in BARE and term not in denied)
    kept = dict(zip(before.terms, before.typed, strict=True))
    return _replaced(kept, meant, _classes([*meant, *denied], lexicon), lexicon)


def _replaced(kept: dict[str, str], new: dict[str, str], kinds: frozenset[str], lexicon: Lexicon) -> str:
    """Return words of which those of certain entity classes give way, each to a new one of its class, if there is one.

    New words that take no one's place come last.
    """
    found, coming = list[str](), dict(new)
    for term, typed in kept.items():
        own = lexicon.classes_of(term)
        if kinds.isdisjoint(own):
            found.append(typed)
        else:
            found += [coming.pop(other) for other in list(coming) if own & lexicon.classes_of(other)]
    return " ".join([*found, *coming.values()])


def _denied(terms: Sequence[str], lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    """Return the values after "not", "instead of" or "rather than", and all values that are named."""
    named, denied, denying = set[str](), set[str](), False
    for last, term in pairwise(("", *terms)):
        if term in DENYING or (last, term) in DENYING_PAIRS:
            denying = True
        elif lexicon.classes_of(term):
            named.add(term)
            denied |= {term} if denying else set()
            denying = False
        elif term in BACKWARD:  # "not that, premium"
            denying = False
    return frozenset(denied), frozenset(named)


def _points_backward(terms: Sequence[str]) -> bool:
    return any(term in BACKWARD and not (term == THERE and last in EXISTING) for last, term in pairwise(("", *terms)))


def _asks(term: str) -> bool:
    return term not in FILLING and term not in BARE


def _telling(terms: Iterable[str]) -> list[str]:
    return [term for term in terms if term not in UNTELLING]


def _classes(terms: Iterable[str], lexicon: Lexicon) -> frozenset[str]:
    return frozenset(kind for term in terms for kind in lexicon.classes_of(term))


def _pairs(reading: Reading, wanted: Callable[[str], bool]) -> dict[str, str]:
    """Return the wanted terms of a reading with the words they were read from."""
    return {term: typed for term, typed in zip(reading.terms, reading.typed, strict=True) if wanted(term)}


def _joined(*parts: dict[str, str]) -> str:
    return " ".join(typed for part in parts for typed in part.values())
