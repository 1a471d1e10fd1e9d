"""What can go wrong around scores and boards; worded in bot/error_messages.py as all errors are."""

from __future__ import annotations

from quizzes.errors import QuizError


class UnfitAlias(QuizError):
    """An alias can't be shown: it is too short or too long, or holds more than letters, digits, spaces and . ' - only.

    Attributes:
        fewest: characters it must have.
        most: characters it may have.
    """

    def __init__(self, fewest: int, most: int) -> None:
        self.fewest = fewest
        self.most = most
        super().__init__(f"{fewest} to {most} characters")


class AliasTaken(QuizError):
    """Another learner of the server is called so.

    Attributes:
        alias: the alias.
    """

    def __init__(self, alias: str) -> None:
        self.alias = alias
        super().__init__(alias)


class NotOnBoard(QuizError):
    """The learner's score is not for others to see.

    Attributes:
        learner_id: whose it is.
    """

    def __init__(self, learner_id: int) -> None:
        self.learner_id = learner_id
        super().__init__(f"learner {learner_id}")


class UnknownQuestion(QuizError):
    """The bank has no such question.

    Attributes:
        question_id: what was asked for.
    """

    def __init__(self, question_id: str) -> None:
        self.question_id = question_id
        super().__init__(question_id)
