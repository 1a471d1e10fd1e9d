"""RapidFuzz's whole-text scorers, the best of an entry's texts deciding."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from .documents import Documents, Scorer


def w_ratio(documents: Documents) -> Mapping[str, Scorer]:
    """Return `fuzz.WRatio`, the default of RapidFuzz's own search."""
    return {"best phrasing": _scorer(documents, fuzz.WRatio)}


def token_set_ratio(documents: Documents) -> Mapping[str, Scorer]:
    """Return `fuzz.token_set_ratio`, which disregards the order of words and what only one text has."""
    return {"best phrasing": _scorer(documents, fuzz.token_set_ratio)}


def _scorer(documents: Documents, scorer: Callable[..., float]) -> Scorer:
    texts = [default_process(text) for text in documents.single]

    def score(question: str) -> list[float]:
        found = process.extract(default_process(question), texts, scorer=scorer, limit=None)
        return documents.best_each([likeness for _, likeness, _ in sorted(found, key=lambda one: one[2])])

    return score
