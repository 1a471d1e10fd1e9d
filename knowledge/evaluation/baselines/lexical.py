"""BM25 and TF-IDF from their formulas: an inverted index of weighted features, in plain Python.

They score as bm25s 0.3 (its default, but for a constant factor) and scikit-learn 1.9 do, which the tests hold them to,
and spare the project a hundred megabytes of dependencies.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from .documents import Documents, Scorer, simple_words, stemmed_words

K1, B = 1.5, 0.75  # of BM25: the customary values
SHORTEST_GRAM, LONGEST_GRAM = 2, 4  # characters

Cut = Callable[[str], list[str]]
_CUTS: Mapping[str, Cut] = {"": simple_words, ", stemmed": stemmed_words}


class Postings:
    """Documents as sparse vectors, found by their features."""

    def __init__(self, vectors: Sequence[Mapping[str, float]]) -> None:
        self._size = len(vectors)
        self._held: dict[str, tuple[array[int], array[float]]] = {}
        for number, vector in enumerate(vectors):
            for feature, weight in vector.items():
                numbers, weights = self._held.setdefault(feature, (array("l"), array("d")))
                numbers.append(number)
                weights.append(weight)

    def scores(self, question: Mapping[str, float]) -> list[float]:
        """Return the inner product of the question with each document."""
        found = [0.0] * self._size
        for feature, asked in question.items():
            for number, weight in zip(*self._held.get(feature, ((), ())), strict=True):
                found[number] += asked * weight
        return found


def bm25(documents: Documents) -> Mapping[str, Scorer]:
    """Return BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009).

    Rarity is Lucene's form of it, which is never negative.
    """
    pooled = [" ".join(texts) for texts in documents.texts]
    with_body = [f"{text} {body}" for text, body in zip(pooled, documents.bodies, strict=True)]
    variants: dict[str, Scorer] = {}
    for label, cut in _CUTS.items():
        variants[f"best phrasing{label}"] = _best_each(documents, _bm25_scorer(documents.single, cut))
        variants[f"phrasings as one text{label}"] = _bm25_scorer(pooled, cut)
        variants[f"phrasings and answer as one text{label}"] = _bm25_scorer(with_body, cut)
    return variants


def _best_each(documents: Documents, score: Scorer) -> Scorer:
    return lambda question: documents.best_each(score(question))


def _bm25_scorer(texts: Sequence[str], cut: Cut) -> Scorer:
    counts = [Counter(cut(text)) for text in texts]
    lengths = [count.total() for count in counts]
    usual = sum(lengths) / len(lengths) or 1.0
    held = Counter(word for count in counts for word in count)
    rarity = {word: math.log1p((len(counts) - number + 0.5) / (number + 0.5)) for word, number in held.items()}
    postings = Postings(
        [
            {word: rarity[word] * n * (K1 + 1) / (n + K1 * (1 - B + B * length / usual)) for word, n in count.items()}
            for count, length in zip(counts, lengths, strict=True)
        ]
    )
    return lambda question: postings.scores(Counter(cut(question)))


def tf_idf(documents: Documents) -> Mapping[str, Scorer]:
    """Return the cosine of TF-IDF vectors of words, pairs of words and n-grams of characters within words.

    Logarithmic counts, smoothed rarity, words and characters of equal length (Manning, Raghavan and Schütze,
    Introduction to Information Retrieval, 2008, section 6.4). An entry is its best text, or the centroid of all.
    """
    variants: dict[str, Scorer] = {}
    for label, cut in _CUTS.items():
        variants |= {f"{kind}{label}": scorer for kind, scorer in _tf_idf_scorers(documents, cut).items()}
    return variants


def _tf_idf_scorers(documents: Documents, cut: Cut) -> Mapping[str, Scorer]:
    views: list[Cut] = [lambda text: _words_and_pairs(cut(text)), lambda text: _grams(cut(text))]
    rarities = [_smoothed_rarity([set(view(text)) for text in documents.single]) for view in views]

    def vector(text: str) -> dict[str, float]:
        halves = [_unit(_weighed(view(text), rarity)) for view, rarity in zip(views, rarities, strict=True)]
        return {feature: weight for half in halves for feature, weight in half.items()}

    vectors = [[vector(text) for text in texts] for texts in documents.texts]
    single = Postings([one for held in vectors for one in held])
    centroids = Postings([_unit(_sum(held)) for held in vectors])
    return {
        "best phrasing": _best_each(documents, lambda question: single.scores(vector(question))),
        "centroid": lambda question: centroids.scores(vector(question)),
    }


def _words_and_pairs(words: Sequence[str]) -> list[str]:
    return [*words, *(f"{one} {other}" for one, other in pairwise(words))]


def _grams(words: Sequence[str]) -> list[str]:
    """Return the n-grams of each word between blanks, marked so that none equals a word."""
    return [f"\0{gram}" for word in words for gram in _grams_of(f" {word} ")]


def _grams_of(padded: str) -> Iterator[str]:
    for size in range(SHORTEST_GRAM, min(LONGEST_GRAM, len(padded)) + 1):
        yield from (padded[at : at + size] for at in range(len(padded) - size + 1))


def _smoothed_rarity(texts: Collection[set[str]]) -> dict[str, float]:
    held = Counter(feature for features in texts for feature in features)
    return {feature: math.log((1 + len(texts)) / (1 + number)) + 1 for feature, number in held.items()}


def _weighed(features: Sequence[str], rarity: Mapping[str, float]) -> dict[str, float]:
    return {f: (1 + math.log(n)) * rarity[f] for f, n in Counter(features).items() if f in rarity}


def _sum(vectors: Sequence[Mapping[str, float]]) -> dict[str, float]:
    total: dict[str, float] = {}
    for vector in vectors:
        for feature, weight in vector.items():
            total[feature] = total.get(feature, 0.0) + weight
    return total


def _unit(vector: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {feature: weight / length for feature, weight in vector.items()}
