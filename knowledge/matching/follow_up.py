"""Follow-ups: what a short question lacks is taken from the learner's previous one."""

from __future__ import annotations

from collections.abc import Sequence

from .common_words import CHATTER, EVERYDAY, FUNCTION_WORDS
from .lexicon import Lexicon
from .reading import Reading

OPENERS = frozenset(
    {"and", "or", "but", "so", "then", "also", "same", "why", "what about", "how about", "ok and", "und", "en"}
)
BACKWARD = frozenset(
    {
        "that",
        "it",
        "this",
        "those",
        "these",
        "them",
        "they",
        "he",
        "she",
        "there",
        "same",
        "also",
        "its",
        "their",
        "too",
        "one",
        "ones",
        "other",
    }
)
JOINING = OPENERS - {"why"} | BACKWARD | {"for", "about"}  # words that only tie a follow-up to the question before
FEW = 3  # telling words up to which a question that points backward is incomplete


def is_follow_up(terms: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a question, as terms, is incomplete without the one before it.

    It is if it opens like a continuation or points backward and has few telling words of its own, or if all it names
    are values of entity classes ("for premium?").
    """
    if not terms:
        return False
    telling = [term for term in terms if term not in FUNCTION_WORDS | CHATTER | EVERYDAY]
    named = [term for term in telling if lexicon.classes_of(term)]
    opens = terms[0] in OPENERS or " ".join(terms[:2]) in OPENERS
    if opens or not BACKWARD.isdisjoint(terms):
        return len(telling) - len(named) <= FEW
    return bool(named) and len(named) == len(telling) and len(telling) <= FEW and len(terms) <= 2 * FEW


def completed(reading: Reading, before: Reading, lexicon: Lexicon) -> str:
    """Return the previous question's words, with what the follow-up names in place of what it replaces."""
    replaced = {kind for term in reading.terms for kind in lexicon.classes_of(term)}
    kept = {
        term: typed
        for term, typed in zip(before.terms, before.typed, strict=True)
        if replaced.isdisjoint(lexicon.classes_of(term))
    }
    added = [
        typed
        for term, typed in zip(reading.terms, reading.typed, strict=True)
        if term not in JOINING and term not in kept
    ]
    return " ".join([*kept.values(), *added])
