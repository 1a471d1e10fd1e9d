"""Scores are derived from answers; the first try within the window counts."""

from __future__ import annotations

import datetime as dt

from quizzes.answer_rows import FIRST_TRY_WINDOW, store_answers
from quizzes.tables import RoundQuestionRow, RoundRow

from .game import ANA, BO, GUILD, START, Game


class Past:
    """Writes answers as rounds of one question would have."""

    def __init__(self, game: Game) -> None:
        self._game = game

    def answer(
        self, question: str, *, days: float = 0, right: bool = True, guild: int | None = GUILD, learner: int = ANA
    ) -> None:
        at = START + dt.timedelta(days=days)
        with self._game.database.transaction() as session:
            played = RoundRow(
                guild_id=guild, channel_id=1, host_id=learner, topic="hsm", length=1, form="solo",
                state="finished", started_at=at,
            )  # fmt: skip
            session.add(played)
            session.flush()
            asked = RoundQuestionRow(
                round_id=played.id or 0,
                number=1,
                question_id=question,
                question_version="v",
                option_order="0123",
                opened_at=at,
                closed_at=at,
            )
            session.add(asked)
            session.flush()
            worth = {"right": right, "credit": float(right), "misconception": None if right else "second-belief"}
            given = {"chosen": "0" if right else "2", "typed": None, "answered_at": at, "seconds": 1.0}
            store_answers(session, asked, {learner: given | worth}, guild)


def test_without_answers_everything_is_nought(game: Game) -> None:
    score = game.scores.score_of(ANA, GUILD)
    assert (score.points, score.first_tries, score.answers, score.rounds) == (0, 0, 0, 0)
    assert (score.topics, score.misconceptions) == ((), ())


def test_a_point_for_each_question_right_at_the_first_try(game: Game) -> None:
    past = Past(game)
    past.answer("question-1")
    past.answer("question-2", right=False)
    past.answer("question-2", days=1)
    past.answer("question-4", days=2)
    score = game.scores.score_of(ANA, GUILD)
    assert (score.points, score.first_right, score.first_tries, score.answers, score.rounds) == (2, 2, 3, 4, 4)
    assert [(t.topic.id, t.first_right, t.first_tries) for t in score.topics] == [("hsm", 1, 2), ("vault", 1, 1)]


def test_a_question_counts_again_when_the_window_has_passed(game: Game) -> None:
    past = Past(game)
    past.answer("question-1")
    past.answer("question-1", days=FIRST_TRY_WINDOW.days - 0.01)
    assert game.scores.score_of(ANA, GUILD).points == 1
    past.answer("question-2")
    past.answer("question-2", days=FIRST_TRY_WINDOW.days)
    assert game.scores.score_of(ANA, GUILD).points == 3


def test_a_second_server_does_not_pay_twice(game: Game) -> None:
    past = Past(game)
    past.answer("question-1", guild=GUILD)
    past.answer("question-1", guild=GUILD + 1, days=1)
    past.answer("question-2", guild=None, days=1)
    assert game.scores.score_of(ANA, GUILD).points == 1
    assert game.scores.score_of(ANA, GUILD + 1).points == 0
    assert game.scores.score_of(ANA, GUILD + 1).answers == 1
    assert game.scores.score_of(ANA, None).points == 2


def test_nobody_gets_another_learners_points(game: Game) -> None:
    Past(game).answer("question-1", learner=BO)
    assert game.scores.score_of(ANA, GUILD).answers == 0


def test_misconceptions_are_counted_and_explained(game: Game) -> None:
    past = Past(game)
    for days in range(3):
        past.answer("question-1", right=False, days=days)
    belief = game.scores.score_of(ANA, GUILD).misconceptions[0]
    assert (belief.id, belief.name, belief.times) == ("second-belief", "The second-belief", 3)
    assert (belief.truth, belief.entry_id) == ("It is not so.", "entry-1")


def test_answers_to_questions_that_left_the_bank_still_count(game: Game) -> None:
    Past(game).answer("question-of-old")
    score = game.scores.score_of(ANA, GUILD)
    assert (score.points, score.topics) == (1, ())
