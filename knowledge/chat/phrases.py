"""Finds out whether a text says nothing but certain phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from knowledge.matching.normalise import QUESTION_LIMIT, clean, words

_CLAUSE_END = re.compile(r"[,.;:!?…\n]+|\s[-\u2013\u2014]+\s")


class Phrasebook:
    """Phrases by what they mean; immutable.

    Args:
        forms: meaning -> the phrases that have it.
        fillers: words that may stand beside a phrase without changing what is said.
    """

    def __init__(self, forms: Mapping[str, Iterable[str]], fillers: Iterable[str] = ()) -> None:
        self._fillers = frozenset(word for text in fillers for word in words(clean(text)))
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for meaning, texts in forms.items():
            for text in texts:
                phrase = tuple(words(clean(text)))
                self._phrases.setdefault(phrase[0], []).append((phrase, meaning))
        for found in self._phrases.values():
            found.sort(key=lambda pair: -len(pair[0]))

    def meanings(self, text: str) -> tuple[str, ...]:
        """Return what a text says, in order, if phrases and fillers are all that it holds; else nothing."""
        typed, at, found = words(clean(text)), 0, list[str]()
        while at < len(typed):
            phrase, meaning = next(
                (pair for pair in self._phrases.get(typed[at], ()) if tuple(typed[at : at + len(pair[0])]) == pair[0]),
                ((), ""),
            )
            if not phrase and typed[at] not in self._fillers:
                return ()
            found += [meaning] if phrase else []
            at += len(phrase) or 1
        return tuple(found)

    def beyond(self, text: str) -> str:
        """Return `text` without the clauses at its beginning that say nothing but phrases ("Thanks! And premium?")."""
        text = text[:QUESTION_LIMIT]
        while (end := _CLAUSE_END.search(text)) and end.end() < len(text) and self.meanings(text[: end.start()]):
            text = text[end.end() :].lstrip()
        return text
