"""Questions that the tutor could not answer as they were meant, and which of them ask the same."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .matcher import Matcher
from .matching.common_words import CHATTER, FUNCTION_WORDS

# Of the pairs that it puts together among 5,000 shipped phrasings, 63 % belong to the same entry and most others to a
# neighbouring one. 0.6 finds 1.4 times as many pairs, 57 % of one entry; 0.75 finds two thirds as many, 66 %.
ALIKE_FROM = 0.65  # of what the terms of two questions tell together, the share that both have (Dice 1945, weighted)
LEAST_SHARED = ALIKE_FROM / (2 - ALIKE_FROM) - 1e-9  # of what one of two alike forms tells (less rounding)
FILLERS = FUNCTION_WORDS | CHATTER  # "not" is one: who asks whether something works, or why not, lacks the same answer
MOST_COMPARED = 50  # forms of one group that may stand for it, the most frequent ones
FINENESS = 1000  # of a term's weight, which is made an integer: sums are then the same in any order

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

    Texts are read as the matcher reads them and compared by their terms in any order, each of which counts as much as
    it tells, without words that say little. Numbers, tiers, levels and whatever else must agree exactly in an answer
    must agree here as well. Each form joins the likest of the groups before it, the most frequent form first (leader
    clustering, Hartigan 1975), so that the result does not depend on the order of `asked`.
    """
    forms = _forms(asked, matcher)
    counts = Counter(term for terms, _ in forms for term in terms)
    groups = _Groups(counts, {term: 1 + round(FINENESS * matcher.weight(term)) for term in counts})
    for form in sorted(forms, key=lambda form: (-len(forms[form]), -_newest(forms[form]), _text(forms[form]))):
        groups.add(form)
    gaps = [groups.gap({form: forms[form] for form in members}) for members in groups.members]
    return sorted(gaps, key=lambda gap: (-gap.times, -gap.newest.timestamp(), gap.wordings))


class _Groups:
    """Groups of forms; the first member of each is its leader, which others are compared with.

    Leaders that come into question are found by a form's rarest terms: the others, as far as together they weigh too
    little to make two forms alike, need not be looked at (prefix filtering: Chaudhuri, Ganti and Kaushik 2006).

    Args:
        counts: term -> how many forms have it.
        weights: term -> how much it tells, an integer above 0.
    """

    def __init__(self, counts: Mapping[str, int], weights: Mapping[str, int]) -> None:
        self.members: list[list[Form]] = []
        self._counts = counts
        self._weights = weights
        self._totals: list[int] = []  # what all terms of each leader tell
        self._led_by: dict[tuple[str, frozenset[str]], list[int]] = {}  # a leader's term and exact terms -> groups

    def add(self, form: Form) -> None:
        """Put a form into the group whose leader it is likest to, or else into one of its own."""
        terms, exact = form
        likest, group = max(self._alike(form), default=(0.0, 0))
        if likest:
            self.members[-group].append(form)
            return
        for term in terms:
            self._led_by.setdefault((term, exact), []).append(len(self.members))
        self.members.append([form])
        self._totals.append(self._total(terms))

    def _alike(self, form: Form) -> Iterator[tuple[float, int]]:
        """Return each group whose leader is alike: how much, and its number below 0 (of equal ones the first wins)."""
        rare, common = self._parted(form[0])
        shared: dict[int, int] = {}  # group -> weight of the rare terms that its leader has
        for term in rare:
            for group in self._led_by.get((term, form[1]), ()):
                shared[group] = shared.get(group, 0) + self._weights[term]
        total, rest = self._total(form[0]), self._total(common)
        for group, found in shared.items():
            if 2 * (found + rest) < ALIKE_FROM * (total + self._totals[group]):
                continue  # not even if the leader has all the others as well
            likeness = self._likeness(form, self.members[group][0])
            if likeness >= ALIKE_FROM:
                yield likeness, -group

    def gap(self, asked: Mapping[Form, Sequence[Asked]]) -> Gap:
        """Return the gap that the forms of a group make, given with their questions, the most frequent first."""
        every = [one for ones in asked.values() for one in ones]
        texts = Counter(one.question for one in every)
        typical = {one.question for one in asked[self._medoid(asked)]}
        wordings = sorted(texts, key=lambda text: (-texts[text], text))
        first = next(text for text in wordings if text in typical)
        wrong = Counter(one.wrong_entry for one in every if one.wrong_entry)
        return Gap(
            wordings=(first, *(text for text in wordings if text != first)),
            times=len(every),
            newest=max(one.at for one in every),
            wrong=tuple(sorted(wrong.items(), key=lambda pair: (-pair[1], pair[0]))),
        )

    def _medoid(self, asked: Mapping[Form, Sequence[Asked]]) -> Form:
        """Return the form likest to all others, each counted as often as it was asked; the first of equal ones."""
        compared = list(asked)[:MOST_COMPARED]
        return max(
            compared,
            key=lambda one: math.fsum(self._likeness(one, other) * len(asked[other]) for other in compared),
        )

    def _parted(self, terms: frozenset[str]) -> tuple[Sequence[str], Sequence[str]]:
        """Part the rarest terms of a form from the others, by which alone no other form can be alike."""
        ordered = sorted(terms, key=lambda term: (self._counts[term], term))
        least = self._total(terms) * LEAST_SHARED
        at = next(at for at in range(len(ordered) + 1) if self._total(ordered[at:]) < least)
        return ordered[:at], ordered[at:]

    def _likeness(self, one: Form, other: Form) -> float:
        return 2 * self._total(one[0] & other[0]) / (self._total(one[0]) + self._total(other[0]))

    def _total(self, terms: Iterable[str]) -> int:
        return sum(map(self._weights.__getitem__, terms))


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
