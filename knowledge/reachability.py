"""Proves that entries are found: by their own title, and by a phrasing that was mistyped."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from .errors import Fault
from .loader import Knowledge
from .matcher import Matcher

REACHED = 0.97  # share of the titles, and of the mistyped phrasings, that must find their entry first
EDITS = 2  # typing errors in a phrasing
FEWEST_LETTERS = 5  # of a word in which an error is made: nobody recognises a shorter one with an error in it


@dataclass(frozen=True, slots=True)
class Reachability:
    """What was found when every entry was asked for.

    Attributes:
        asked: how many titles and mistyped phrasings were asked.
        found: how many of them found their entry first.
        faults: one for each entry that was not found, where too few were; else empty.
    """

    asked: int
    found: int
    faults: tuple[Fault, ...]


def reachability(knowledge: Knowledge, rng: random.Random) -> Reachability:
    """Ask for each entry by its title, and by one of its phrasings, drawn by `rng`, with two random edits.

    An edit is a letter lost, doubled, replaced or swapped with the next. An entry is found if it is the likeliest.
    """
    matcher = Matcher(knowledge)
    entries = knowledge.entries.values()
    titles = {entry.id: entry.title for entry in entries}
    typed = {entry.id: mistyped(rng.choice(entry.phrasings), rng) for entry in entries}
    asked, missing = 0, 0
    faults: list[Fault] = []
    for texts, place in ((titles, "title"), (typed, "phrasings")):
        missed = list(_missed(matcher, texts))
        asked, missing = asked + len(texts), missing + len(missed)
        if len(missed) > (1 - REACHED) * len(texts):
            remedy = f"Say in its {place} what sets it apart."
            faults.extend(
                Fault(*knowledge.places[name], name, f"“{texts[name]}” finds `{found}` first.", remedy)
                for name, found in missed
            )
    return Reachability(asked, asked - missing, tuple(faults))


def mistyped(text: str, rng: random.Random) -> str:
    """Return `text` with random edits in two of its longer words; with fewer if it has fewer of them."""
    words = text.split()
    long = [at for at, word in enumerate(words) if len(word) >= FEWEST_LETTERS and word.isalpha()]
    for at in rng.sample(long, min(EDITS, len(long))):
        words[at] = _edited(words[at], rng)
    return " ".join(words)


def _edited(word: str, rng: random.Random) -> str:
    at = rng.randrange(len(word) - 1)
    other = rng.choice("abcdefghijklmnopqrstuvwxyz")
    return rng.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + other + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def _missed(matcher: Matcher, asked: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, text in asked.items():
        found = [entry.id for entry in matcher.likeliest(text, 1)]
        if found != [name]:
            yield name, found[0] if found else "nothing"
