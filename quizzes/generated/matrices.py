"""Questions on tables of who may do what, and of what works with what: a row, a column, and whether they go together.

Each cell quotes the fact that carries it, so that a fact which comes to say something else is noticed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from knowledge.content_files import Identified
from knowledge.facts import Fact, Identifier, Text
from quizzes.questions import OPTIONS, Option, Question

from .making import Asked, NotMade, capitalised, cited, known_fact, made, question_id, slot_in

Stems = Annotated[tuple[Text, ...], Field(min_length=2, max_length=3)]


class Line(BaseModel):
    """A row or a column.

    Attributes:
        name: as shown; a column's begins as within a sentence.
        words: by which a fact names it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Text
    words: tuple[Text, ...] = Field(min_length=1)


class Cell(BaseModel):
    """Whether a row and a column go together.

    Attributes:
        row: id of the row.
        column: id of the column.
        holds: whether they do.
        facts: what carries it, the main one first.
        quote: the words of the main fact's documentation that say so.
        reason: why it is (not) so; understood whether the row or the column is the option.
        misconception: the belief of whoever holds it to be so; None where it is.
        exam: what exam material says; None where it agrees.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    row: Identifier
    column: Identifier
    holds: StrictBool
    facts: tuple[Identifier, ...] = Field(min_length=1)
    quote: Text
    reason: Text
    misconception: Identifier | None = None
    exam: Text | None = None


class Ask(Asked):
    """A question on one line: which of the crossing ones goes with it.

    Attributes:
        row: id of the row asked about; None to ask about a column.
        column: id of the column asked about; None to ask about a row.
        right: id of the crossing line that is the key; the explanation may name it as {right}, and the line asked
            about as {line}.
    """

    row: Identifier | None = None
    column: Identifier | None = None
    right: Identifier


class Matrix(Identified):
    """A table, and the questions on it.

    Attributes:
        id: stable name; begins the ids of its questions.
        rows: by id.
        columns: by id.
        row_stems: ways to ask about a row, named {line}, each beginning as after "On Azure today, ".
        column_stems: the same for a column.
        cells: what is known; nothing is asked of a row and a column without a cell.
        asks: the questions.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Identifier
    rows: dict[Identifier, Line]
    columns: dict[Identifier, Line]
    row_stems: Stems
    column_stems: Stems | None = None
    cells: tuple[Cell, ...] = Field(min_length=1)
    asks: tuple[Ask, ...] = Field(min_length=1)


def cell_faults(matrix: Matrix, facts: Mapping[str, Fact]) -> Iterator[tuple[str, str]]:
    """Yield (rule, remedy) for each cell that is not carried by its fact."""
    seen: set[tuple[str, str]] = set()
    for cell in matrix.cells:
        at = f"The cell `{cell.row}` x `{cell.column}`"
        if cell.row not in matrix.rows or cell.column not in matrix.columns:
            yield f"{at} names a line that is not there.", "Correct the id, or add it under `rows` or `columns`."
        elif (cell.row, cell.column) in seen:
            yield f"{at} stands twice.", "Remove one of the two."
        elif cell.facts[0] not in facts:
            yield f"{at} cites the fact `{cell.facts[0]}`, which does not exist.", "Correct the id, or add the fact."
        else:
            yield from _quote_faults(at, cell, matrix, facts[cell.facts[0]])
        seen.add((cell.row, cell.column))


def _quote_faults(at: str, cell: Cell, matrix: Matrix, fact: Fact) -> Iterator[tuple[str, str]]:
    said = fact.docs or ""
    if not _names(said, [cell.quote]):
        rule = f"{at} quotes “{cell.quote}”, which the fact `{fact.id}` does not say (any more)."
        yield rule, "Read the fact anew: correct the cell, its quote, or the fact."
        return
    row = _names(f"{fact.ask} {said}", matrix.rows[cell.row].words)
    column = _names(f"{fact.ask} {said}", matrix.columns[cell.column].words)
    # What is excluded is often excluded without a name ("nothing else"), what is granted never is.
    if not (row and column if cell.holds else row or column):
        missing = "the column" if row else "the row"
        yield (
            f"{at} rests on the fact `{fact.id}`, which does not name {missing}.",
            "Cite one that does, or add a word.",
        )


def _names(said: str, words: Sequence[str]) -> bool:
    text = " ".join(said.casefold().split())
    return any(" ".join(word.casefold().split()) in text for word in words)


def matrix_question(matrix: Matrix, ask: Ask, facts: Mapping[str, Fact]) -> Question:
    """Return a question on a line of a table.

    Raises:
        NotMade: if the table doesn't hold what is asked for: one line that goes with it, and three that do not.
        pydantic.ValidationError: if a text is too long or too short.
    """
    line, crossing, stems, asked = _side(matrix, ask)
    name = question_id(matrix.id, asked, ask.right)
    key = next((cell for other, cell in crossing if other == ask.right and cell.holds), None)
    if key is None:
        remedy = "Ask for one that holds, or correct the cell."
        raise NotMade(f"`{asked}` and `{ask.right}` are not said to go together.", remedy)
    wrong = [cell for _, cell in crossing if not cell.holds]
    if len(wrong) < OPTIONS - 1:
        rule = f"Only {len(wrong)} lines are said not to go with `{asked}`; {OPTIONS - 1} are needed."
        raise NotMade(rule, "Add cells with `holds: false`.")
    cells = [key, *wrong[: OPTIONS - 1]]
    names = cited([cell.facts[0] for cell in cells] + [fact for cell in cells for fact in cell.facts[1:]])
    sources = [known_fact(fact, facts) for fact in names]
    slot = slot_in({"right": _shown(matrix, ask, key), "line": line})
    options = [
        Option(
            text=capitalised(_shown(matrix, ask, cell)),
            right=cell.holds,
            reason=cell.reason,
            misconception=cell.misconception,
        )
        for cell in cells
    ]
    exam = next((cell.exam for cell in cells if cell.exam), None)
    return made(name, ask, stems, options, sources, exam, slot)


def _side(matrix: Matrix, ask: Ask) -> tuple[str, list[tuple[str, Cell]], Stems, str]:
    """Return the name of the line asked about, its cells by crossing line, the ways to ask, and the line's id."""
    if (ask.row is None) == (ask.column is None):
        raise NotMade("A question asks about a row or about a column.", "Give one of the two.")
    if ask.row is not None:
        lines, asked, stems = matrix.rows, ask.row, matrix.row_stems
        crossing = [(cell.column, cell) for cell in matrix.cells if cell.row == asked]
    else:
        lines, asked, stems = matrix.columns, ask.column or "", matrix.column_stems or ()
        crossing = [(cell.row, cell) for cell in matrix.cells if cell.column == asked]
    if asked not in lines or not stems:
        raise NotMade(f"Nothing can be asked about `{asked}`.", "Correct the id, or add the line and ways to ask.")
    return lines[asked].name, crossing, stems, asked


def _shown(matrix: Matrix, ask: Ask, cell: Cell) -> str:
    return matrix.rows[cell.row].name if ask.column is not None else matrix.columns[cell.column].name
