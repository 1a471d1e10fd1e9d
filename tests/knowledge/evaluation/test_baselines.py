"""Ready-made ways: their scores are those of the libraries that are known for them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Any

import pytest

from knowledge.evaluation.baselines import BASELINES, Documents, Scorer
from knowledge.evaluation.baselines.documents import simple_words, stemmed_words
from knowledge.evaluation.baselines.fuzzy import token_set_ratio, w_ratio
from knowledge.evaluation.baselines.lexical import bm25, tf_idf
from knowledge.evaluation.baselines.sentence_model import LIBRARY, minilm
from knowledge.loader import Knowledge

DOCUMENTS = Documents(
    texts=[
        ["Rotate a key", "key rotation policy", "how do I rotate keys"],
        ["Restore a backup", "bring a backup back"],
        ["Price of an HSM", "what does an hsm cost a month"],
    ],
    bodies=["By hand or by policy.", "Into the same geography.", "By the hour."],
)
QUESTION = "what does key rotation cost"


def test_bm25_scores_as_bm25s_does() -> None:
    # bm25s 0.3.16, k1=1.5, b=0.75, times k1 + 1, which it leaves out
    assert bm25(DOCUMENTS)["phrasings as one text"](QUESTION) == pytest.approx([2.2652, 0, 2.7705], abs=1e-4)


def test_tf_idf_scores_as_scikit_learn_does() -> None:
    # scikit-learn 1.9.1: TfidfVectorizer over words (1, 2) beside one over char_wb (2, 4), both with sublinear_tf
    variants = tf_idf(DOCUMENTS)
    assert variants["centroid"](QUESTION) == pytest.approx([0.5778, 0.0169, 0.4864], abs=1e-4)
    assert variants["best phrasing"](QUESTION) == pytest.approx([0.9604, 0.0403, 1.0714], abs=1e-4)


@pytest.mark.parametrize("way", [w_ratio, token_set_ratio])
@pytest.mark.parametrize(
    ("question", "entry"), [("KEY rotation policy!", 0), ("bring a backup back", 1), ("price of an hsm?", 2)]
)
def test_rapidfuzz_scores_by_the_best_text_of_each_entry(
    way: Callable[[Documents], Mapping[str, Scorer]], question: str, entry: int
) -> None:
    scores = list(way(DOCUMENTS)["best phrasing"](question))
    assert scores[entry] == 100
    assert [number for number, score in enumerate(scores) if score == 100] == [entry]


@pytest.mark.parametrize("name", [name for name in BASELINES if "MiniLM" not in name])
@pytest.mark.parametrize("question", ["", "???", "zzz qqq", "ключ", "key " * 500])
def test_each_way_scores_all_entries_whatever_is_asked(name: str, question: str) -> None:
    variants = BASELINES[name](DOCUMENTS)
    assert variants
    for score in variants.values():
        assert len(score(question)) == len(DOCUMENTS.texts)


def test_all_ways_search_what_the_tutor_searches(shipped: Knowledge) -> None:
    documents = Documents.of(shipped)
    entry = shipped.entries["activation"]
    texts = documents.texts[list(shipped.entries).index("activation")]
    assert list(texts) == [entry.title, *entry.phrasings, *(shipped.facts[name].ask for name in entry.facts)]
    topic = next(iter(shipped.beyond.values()))
    assert documents.texts[len(shipped.entries)] == [topic.title, *topic.phrasings]
    assert len(documents.bodies) == len(documents.texts) == len(shipped.entries) + len(shipped.beyond)
    assert len(documents.single) == sum(map(len, documents.texts))


def test_the_best_text_of_each_entry_decides() -> None:
    assert DOCUMENTS.best_each([0.1, 0.9, 0.2, 0.4, 0.3, -2, -1]) == [0.9, 0.4, -1]


def test_words_are_cut_plainly_and_endings_only_where_asked() -> None:
    assert simple_words("Rotating Keys, FIPS 140-2!") == ["rotating", "keys", "fips", "140", "2"]
    assert stemmed_words("Rotating Keys") == ["rotat", "key"]


def test_the_sentence_model_is_left_out_where_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.evaluation.baselines.sentence_model.find_spec", lambda _: None)
    assert minilm(DOCUMENTS) is None


def library(error: Exception | None = None) -> ModuleType:
    """A stand-in for the library: it can be had everywhere, and a model from it only where there is one."""

    class SentenceTransformer:
        def __init__(self, name: str, device: str, *, local_files_only: bool) -> None:
            assert (bool(name), device, local_files_only) == (True, "cpu", True)
            if error:
                raise error

        def encode(self, texts: Sequence[str], **_: Any) -> Any:
            raise AssertionError(texts)

    module = ModuleType(LIBRARY)
    module.SentenceTransformer = SentenceTransformer  # type: ignore[attr-defined]
    return module


def test_the_sentence_model_is_never_fetched_from_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, LIBRARY, library(OSError("not on this machine")))
    monkeypatch.setattr("knowledge.evaluation.baselines.sentence_model.find_spec", lambda name: name == LIBRARY)
    assert minilm(DOCUMENTS) is None
