"""Rules that compare the questions of a bank with each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz import fuzz, process

from knowledge.content_files import Place
from knowledge.errors import Fault

from .questions import Question

SAME_STEM = 94  # rapidfuzz's token-sort ratio (0-100) from which two stems ask the same; distinct ones stay below 90
TELLING = 4  # characters of a right answer from which reading it elsewhere in the round tells something

Placed = tuple[Question, Place]


def pair_faults(questions: Mapping[str, Placed]) -> Iterator[Fault]:
    """Yield what is wrong between two questions: the same asked twice, and twins that are none.

    Args:
        questions: by id, with their places.
    """
    yield from _same_stems(list(questions.values()))
    for question, place in questions.values():
        wordings = _twin_faults(question, question.twin, questions) if question.twin else ()
        yield from (Fault(*place, question.id, *wording) for wording in wordings)


def _same_stems(questions: Sequence[Placed]) -> Iterator[Fault]:
    """Two questions in nearly the same words are one question, or one of them gives the other away.

    A different clock or figure makes a different question, however alike the words are; twins and the stages of one
    scenario are alike on purpose.
    """
    stems = [_comparable(question.stem) for question, _ in questions]
    for position, (question, (file, line)) in enumerate(questions):
        earlier = process.extract(
            stems[position], stems[:position], scorer=fuzz.token_sort_ratio, score_cutoff=SAME_STEM, limit=None
        )
        for _, _, index in earlier:
            other, (other_file, other_line) = questions[index]
            if _may_be_alike(question, other):
                continue
            rule = f"The stem asks nearly the same as `{other.id}` in {other_file}:{other_line}."
            yield Fault(file, line, question.id, rule, "Remove one of the two, or ask for something else.")


def _may_be_alike(question: Question, other: Question) -> bool:
    if _in_one_scenario(question, other) or question.twin == other.id:
        return True
    return other.clock != question.clock or _numbers(other.stem) != _numbers(question.stem)


def _in_one_scenario(one: Question, other: Question) -> bool:
    return bool(one.scenario and other.scenario and one.scenario[0] == other.scenario[0])


def _twin_faults(question: Question, twin: str, questions: Mapping[str, Placed]) -> Iterator[tuple[str, str]]:
    """Yield what keeps a question and the one it names as its twin from being a contrast of one word."""
    if twin not in questions or twin == question.id:
        yield f"`twin` names `{twin}`, which is no other question.", "Correct the id, or remove `twin`."
        return
    other = questions[twin][0]
    if other.twin != question.id:
        yield f"`{other.id}` does not name it back as its twin.", f"Add `twin: {question.id}` there."
    differing = _differing_words(question.stem, other.stem)
    if differing != 1:
        rule = f"The stem differs from that of `{other.id}` in {differing} words; twins differ in one."
        yield rule, "Word both stems alike, but for the one word that turns the answer."
    if {option.text for option in question.options} != {option.text for option in other.options}:
        yield f"Its options are not those of `{other.id}`.", "Offer the same texts in both; only the right one differs."
    if any(mine.right and mine.text in _right_texts(other) for mine in question.options):
        yield f"The same option is right in `{other.id}`.", "Flip a word that turns the answer."


def _right_texts(question: Question) -> set[str]:
    return {option.text for option in question.options if option.right}


def _differing_words(one: str, other: str) -> int:
    """Return in how many words two stems differ; one word put in or left out ("not") counts as one."""
    mine, theirs = _comparable(one).split(), _comparable(other).split()
    if len(mine) == len(theirs):
        return sum(a != b for a, b in zip(mine, theirs, strict=True))
    longer, shorter = sorted((mine, theirs), key=len, reverse=True)
    one_out = any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
    return 1 if one_out else abs(len(mine) - len(theirs)) + 1


def _comparable(stem: str) -> str:
    return " ".join(re.findall(r"[\w+#-]+", stem.casefold()))


def _numbers(stem: str) -> list[str]:
    return re.findall(r"\d[\d.,-]*", stem)


def gives_away(one: Question, other: Question) -> bool:
    """Whether the stem of `one` holds the right answer of `other`, which rests on a fact of it too."""
    if not set(one.facts) & set(other.facts) or other.kind == "ordering" or _in_one_scenario(one, other):
        return False
    stem = f" {_comparable(one.stem)} "
    return any(f" {_comparable(text)} " in stem for text in _right_texts(other) if len(text) >= TELLING)
