"""Which answers earn a point, and who stands where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from .questions import Question
from .tables import AnswerRow
from .views import Standing


def earning(answers: Iterable[AnswerRow], questions: Mapping[str, Question]) -> list[AnswerRow]:
    """Return the answers that earn a point, in the order given: right, and not half of a pair of twins.

    A question that has a twin counts only with the twin: whoever answers both alike has not seen what turns the answer.

    Args:
        answers: of one round, or one learner's first tries.
        questions: the bank's, by id; an answer to a question that is gone counts by itself.
    """
    right = [answer for answer in answers if answer.right]
    both = {(answer.learner_id, answer.question_id) for answer in right}
    return [
        answer for answer in right if (twin := _twin(answer, questions)) is None or (answer.learner_id, twin) in both
    ]


def standings(answers: Sequence[AnswerRow], questions: Mapping[str, Question]) -> tuple[Standing, ...]:
    """Rank learners by the answers that earn a point; the same number shares a place (1, 2, 2, 4)."""
    points = Counter(answer.learner_id for answer in earning(answers, questions))
    answered = Counter(answer.learner_id for answer in answers)
    ranked = sorted(answered, key=lambda learner: (-points[learner], learner))
    return tuple(
        Standing(
            1 + sum(points[other] > points[learner] for other in ranked), learner, points[learner], answered[learner]
        )
        for learner in ranked
    )


def _twin(answer: AnswerRow, questions: Mapping[str, Question]) -> str | None:
    question = questions.get(answer.question_id)
    return question.twin if question else None
