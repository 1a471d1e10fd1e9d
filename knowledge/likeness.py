"""Questions that the tutor could not answer as they were meant, and which of them ask the same."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .matcher import Matcher
from .matching.common_words import CHATTER, FUNCTION_WORDS

# Of the pairs that it puts together among 5,000 shipped phrasings, nearly half belong to the same entry and most others
# to a neighbouring one; at 0.65 a third does, at 0.8 slightly more than half, of two thirds as many pairs.
ALIKE_FROM = 0.7  # of the terms of two questions together, the share that both have (Dice 1945)
FILLERS = FUNCTION_WORDS | CHATTER  # "not" is one: who asks whether something works, or why not, lacks the same answer
MOST_COMPARED = 50  # forms of one group that may stand for it, the most frequent ones

Form = tuple[frozenset[str], frozenset[str]]  # the terms, and those of all terms that must agree exactly


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that got no fitting answer.

    Attributes:
        question: its text.
        at: when it was asked.
        wrong_entry: id of the entry that was shown and was not what was meant; None where there was no answer.
    """

    question: str
    at: dt.datetime
    wrong_entry: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that ask the same, none of which got a fitting answer.

    Attributes:
        wordings: the different texts; first the one that is likest to all the others, then the most frequent.
        times: how often it was asked.
        newest: when it was asked last.
        wrong: ids of the entries that were shown and were not what was meant, with how often; the most frequent first.
    """

    wordings: tuple[str, ...]
    times: int
    newest: dt.datetime
    wrong: tuple[tuple[str, int], ...]


def grouped(asked: Iterable[Asked], matcher: Matcher) -> list[Gap]:
    """Put questions together that ask the same; the largest group first, of equal ones the newest.

    Texts are read as the matcher reads them and compared by their terms in any order, without words that say little.
    Numbers, tiers, levels and whatever else must agree exactly in an answer must agree here as well. Each form joins
    the likest of the groups before it, the most frequent form first (leader clustering, Hartigan 1975), so that the
    result does not depend on the order of `asked`.
    """
    forms = _forms(asked, matcher)
    counts = Counter(term for terms, _ in forms for term in terms)
    groups = _Groups(counts)
    for form in sorted(forms, key=lambda form: (-len(forms[form]), -_newest(forms[form]), _text(forms[form]))):
        groups.add(form)
    gaps = [_gap({form: forms[form] for form in members}) for members in groups.members]
    return sorted(gaps, key=lambda gap: (-gap.times, -gap.newest.timestamp(), gap.wordings))


class _Groups:
    """Groups of forms; the first member of each is its leader, which others are compared with.

    Two forms that are alike share one of the rarest terms of each, so only leaders with such a term are looked at
    (prefix filtering: Chaudhuri, Ganti and Kaushik 2006).
    """

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.members: list[list[Form]] = []
        self._counts = counts
        self._led_by: dict[tuple[str, frozenset[str]], list[int]] = {}  # rare term and exact terms -> groups

    def add(self, form: Form) -> None:
        """Put a form into the group whose leader it is likest to, or else into one of its own."""
        keys = [(term, form[1]) for term in self._rarest(form[0])]
        near = sorted({group for key in keys for group in self._led_by.get(key, ())})
        shares = {group: _likeness(form, self.members[group][0]) for group in near}
        best = max(near, key=lambda group: shares[group], default=None)
        if best is not None and shares[best] >= ALIKE_FROM:
            self.members[best].append(form)
            return
        for key in keys:
            self._led_by.setdefault(key, []).append(len(self.members))
        self.members.append([form])

    def _rarest(self, terms: frozenset[str]) -> list[str]:
        """Return so many of the rarest terms that a form which has none of them shares too few of the others."""
        least = math.ceil(len(terms) * ALIKE_FROM / (2 - ALIKE_FROM))
        return sorted(terms, key=lambda term: (self._counts[term], term))[: len(terms) - least + 1]


def _likeness(one: Form, other: Form) -> float:
    return 2 * len(one[0] & other[0]) / (len(one[0]) + len(other[0]))


def _forms(asked: Iterable[Asked], matcher: Matcher) -> dict[Form, list[Asked]]:
    """Return the questions under what is compared of them."""
    by_text: dict[str, list[Asked]] = {}
    for one in asked:
        by_text.setdefault(one.question, []).append(one)
    forms: dict[Form, list[Asked]] = {}
    for text, ones in by_text.items():
        terms = matcher.read(text).terms or (text,)  # signs only, which are alike if they are the same
        telling = frozenset(terms) - FILLERS or frozenset(terms)
        numbers = {term for term in terms if any(char.isdigit() for char in term)}
        forms.setdefault((telling, matcher.exact(terms) | numbers), []).extend(ones)
    return forms


def _newest(asked: Iterable[Asked]) -> float:
    return max(one.at for one in asked).timestamp()


def _text(asked: Iterable[Asked]) -> str:
    return min(one.question for one in asked)


def _gap(asked: Mapping[Form, Sequence[Asked]]) -> Gap:
    """Return the gap that these forms make, given with their questions, the most frequent first."""
    every = [one for ones in asked.values() for one in ones]
    texts = Counter(one.question for one in every)
    typical = {one.question for one in asked[_medoid(asked)]}
    wordings = sorted(texts, key=lambda text: (-texts[text], text))
    first = next(text for text in wordings if text in typical)
    wrong = Counter(one.wrong_entry for one in every if one.wrong_entry)
    return Gap(
        wordings=(first, *(text for text in wordings if text != first)),
        times=len(every),
        newest=max(one.at for one in every),
        wrong=tuple(sorted(wrong.items(), key=lambda pair: (-pair[1], pair[0]))),
    )


def _medoid(asked: Mapping[Form, Sequence[Asked]]) -> Form:
    """Return the form that is likest to all others, each counted as often as it was asked; the first of equal ones."""
    compared = list(asked)[:MOST_COMPARED]
    return max(compared, key=lambda one: math.fsum(_likeness(one, other) * len(asked[other]) for other in compared))
