"""Scores are derived from answers: points for first tries, accuracy by topic, and the beliefs that show."""

from __future__ import annotations

from quizzes.standing.scores import Scores
from quizzes.standing.standing_views import Score
from quizzes.standing.streaks import Streak
from quizzes.tables import LearnerRow
from tests.quizzes.game import ANA, BO, GUILD, START, Game, question, small_bank, small_knowledge

from .past import Past


def score(game: Game, guild: int | None = GUILD, learner: int = ANA) -> Score:
    return game.scores.score_of(learner, guild, START)


def test_without_answers_everything_is_nought(game: Game) -> None:
    found = score(game)
    assert (found.points, found.first_tries, found.answers) == (0, 0, 0)
    assert (found.topics, found.to_fix, found.streak) == ((), (), None)


def test_a_point_for_each_question_right_at_the_first_try(game: Game, past: Past) -> None:
    past.answer("question-1")
    past.answer("question-2", right=False)
    past.answer("question-2", first_try=False)
    past.answer("question-4")
    found = score(game)
    assert (found.points, found.first_right, found.first_tries, found.answers) == (2, 2, 3, 4)
    assert [(t.topic.id, t.first_right, t.first_tries) for t in found.topics] == [("hsm", 1, 2), ("vault", 1, 1)]


def test_a_twin_earns_its_point_only_with_the_other(game: Game, past: Past) -> None:
    one = question(1).model_copy(update={"twin": "question-2"})
    other = question(2).model_copy(update={"twin": "question-1"})
    game.restart(small_bank(one, other))
    past.answer("question-1")
    assert (score(game).points, score(game).first_right) == (0, 1)
    past.answer("question-2", learner=BO)
    assert score(game).points == 0
    past.answer("question-2")
    assert (score(game).points, score(game).first_right) == (2, 2)


def test_a_score_counts_one_server_or_all(game: Game, past: Past) -> None:
    past.answer("question-1", guild=GUILD)
    past.answer("question-2", guild=GUILD + 1)
    past.answer("question-3", guild=None)
    past.answer("question-4", learner=BO)
    assert [score(game, guild).points for guild in (GUILD, GUILD + 1, None)] == [1, 1, 3]


def test_one_slip_is_no_belief_but_two_are_told_with_what_holds_and_where_it_is_explained(
    game: Game, past: Past
) -> None:
    past.answer("question-1", right=False)
    assert score(game).to_fix == ()
    past.answer("question-2", right=False)
    (belief,) = score(game).to_fix
    assert (belief.id, belief.name, belief.taken, belief.chances) == ("second-belief", "The second-belief", 2, 2)
    assert (belief.truth, belief.entry_id) == ("It is not so.", "entry-1")


def test_a_belief_fades_with_right_answers_where_it_could_have_shown(game: Game, past: Past) -> None:
    past.answer("question-1", right=False)
    past.answer("question-2", right=False)
    past.answer("question-3", days=1)
    assert score(game).to_fix == ()


def test_answers_to_questions_that_left_the_bank_still_count(game: Game, past: Past) -> None:
    past.answer("question-of-old")
    found = score(game)
    assert (found.points, found.topics) == (1, ())


def test_the_streak_counts_days_in_the_learners_own_zone(game: Game, past: Past) -> None:
    for days in (-1.3, -0.4, 0):  # the first at 01:48 UTC on the 22nd: still the 21st in New York
        past.answer("question-1", days=days)
    assert score(game).streak == Streak(2, 0)
    with game.database.transaction() as session:
        session.add(LearnerRow(learner_id=ANA, zone="America/New_York", changed_at=START))
    assert score(game).streak == Streak(3, 0)


def test_a_score_reads_the_same_from_another_process(game: Game, past: Past) -> None:
    past.answer("question-1")
    assert Scores(game.database, game.bank, small_knowledge()).score_of(ANA, GUILD, START) == score(game)
