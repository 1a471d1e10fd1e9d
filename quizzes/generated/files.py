"""Reads the folder `generated` of a bank, and makes its questions.

Format: `figures.yaml`, `matrices.yaml` and `contrasts.yaml`, each a list of items and each optional; the items are
described in the modules of the same names.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from pydantic import ValidationError

from knowledge.chat.comparison_file import COMPARISON_FILE, read_comparison
from knowledge.content_files import Place, Unique, parse_unique
from knowledge.errors import Fault
from knowledge.fault_wording import plain_words
from knowledge.loader import Knowledge
from quizzes.questions import Question

from .contrasts import Contrast, contrast_question
from .figures import Figure, figure_question
from .making import NotMade
from .matrices import Matrix, cell_faults, matrix_question

FOLDER = "generated"

Made = list[tuple[Question, Place]]


def generated_questions(knowledge: Knowledge, folder: Path, faults: list[Fault]) -> Made:
    """Return the questions made from the data of a bank's folder with the places of their data.

    Args:
        knowledge: where the keys come from.
        folder: the bank's; no questions are made if it has no folder `generated`.
        faults: gets one for each question that can't be made, and for each cell that its fact doesn't carry.
    """
    return [
        *_figures(knowledge, folder, faults),
        *_matrices(knowledge, folder, faults),
        *_contrasts(knowledge, folder, faults),
    ]


def _figures(knowledge: Knowledge, folder: Path, faults: list[Fault]) -> Made:
    questions: Made = []
    for figure, place in _items(Figure, folder, "figures.yaml", faults).values():
        _add(questions, place, figure.id, partial(figure_question, figure, knowledge.facts), faults)
    return questions


def _matrices(knowledge: Knowledge, folder: Path, faults: list[Fault]) -> Made:
    questions: Made = []
    for matrix, place in _items(Matrix, folder, "matrices.yaml", faults).values():
        broken = [Fault(*place, matrix.id, *wording) for wording in cell_faults(matrix, knowledge.facts)]
        faults.extend(broken)
        for ask in [] if broken else matrix.asks:
            _add(questions, place, matrix.id, partial(matrix_question, matrix, ask, knowledge.facts), faults)
    return questions


def _contrasts(knowledge: Knowledge, folder: Path, faults: list[Fault]) -> Made:
    questions: Made = []
    found = _items(Contrast, folder, "contrasts.yaml", faults)
    table = read_comparison(knowledge, []) if found else None  # whoever loads the chat names its faults
    for contrast, place in found.values():
        if table is None:
            rule = f"Questions on comparisons need a sound {COMPARISON_FILE} in {knowledge.folder.name}."
            faults.append(Fault(*place, contrast.id, rule, "Add or mend that file, or remove these questions."))
            break
        _add(questions, place, contrast.id, partial(contrast_question, contrast, table, knowledge.facts), faults)
    return questions


def _items(model: type[Unique], folder: Path, name: str, faults: list[Fault]) -> dict[str, tuple[Unique, Place]]:
    path = folder / FOLDER / name
    return parse_unique(model, folder, [path], faults) if path.is_file() else {}


def _add(questions: Made, place: Place, item: str, make: Callable[[], Question], faults: list[Fault]) -> None:
    """Add the question that `make` makes, or a fault in plain words for each reason why it can't."""
    try:
        questions.append((make(), place))
    except NotMade as unmade:
        faults.append(Fault(*place, item, unmade.rule, unmade.remedy))
    except ValidationError as error:
        details = error.errors(include_url=False)
        faults.extend(Fault(*place, item, *plain_words(detail, Question)) for detail in details)
