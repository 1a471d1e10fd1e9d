"""Reads rounds with their questions as they were asked, also where the bank has been corrected since."""

from __future__ import annotations

from quizzes.errors import QuestionChanged
from quizzes.questions import Question
from quizzes.reading import Reader
from quizzes.tables import AskedQuestionRow, RoundQuestionRow


class AsAsked(Reader):
    """A reader for what a learner plays alone over days: a correction meanwhile must not take it from them."""

    def question(self, row: RoundQuestionRow) -> Question:
        """Return a question as it was when the round began. Raises QuestionChanged if that was not kept."""
        if super().is_known(row):
            return super().question(row)
        kept = self._session.get(AskedQuestionRow, (row.question_id, row.question_version))
        if kept is None:
            raise QuestionChanged(row.number)
        return Question.model_validate_json(kept.content)

    def is_known(self, row: RoundQuestionRow) -> bool:
        """Return whether a question can be shown as it was asked."""
        kept = (row.question_id, row.question_version)
        return super().is_known(row) or self._session.get(AskedQuestionRow, kept) is not None
