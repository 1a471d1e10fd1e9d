"""Ready-made ways to find an entry, each over the same texts as the tutor: what it must be better than."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .documents import Documents, Scorer
from .fuzzy import token_set_ratio, w_ratio
from .lexical import bm25, tf_idf
from .sentence_model import minilm

Builder = Callable[[Documents], Mapping[str, Scorer] | None]

BASELINES: Mapping[str, Builder] = {
    "RapidFuzz WRatio": w_ratio,
    "RapidFuzz token_set_ratio": token_set_ratio,
    "BM25": bm25,
    "TF-IDF, words and character n-grams": tf_idf,
    "MiniLM sentence model": minilm,
}
"""Name -> builds its variants, each a way to score all entries and topics; None if it is not installed."""

__all__ = ["BASELINES", "Builder", "Documents", "Scorer"]
