"""Answers to daily questions: final at once, counted once, closed in time, and told of the day after."""

from __future__ import annotations

import datetime as dt

import pytest

from quizzes.answer_rows import Given
from quizzes.answering import Submission
from quizzes.errors import AlreadyAnswered, QuestionClosed, QuizError
from quizzes.questions import Question
from quizzes.views import QuestionCard, Receipt
from tests.quizzes.game import ANA, BO, CHRIS, GUILD, question, small_bank

from .planned import MONDAY, PlannedGame, berlin

DAY = dt.timedelta(days=1)


async def opened(game: PlannedGame) -> QuestionCard:
    """Let Monday's question be posted."""
    game.add_daily()
    await game.at(berlin(MONDAY, 9))
    return game.shown.dailies[0].card


async def test_an_answer_is_final_at_once_and_its_learner_sees_the_solution(game: PlannedGame) -> None:
    card = await opened(game)
    game.answer(card.round.id, 1, ANA, right=False)
    (mine,) = game.daily_questions.open_in(GUILD, ANA)
    assert mine.own is not None
    assert mine.own.own is not None
    assert not mine.own.own.right
    (others,) = game.daily_questions.open_in(GUILD, BO)
    assert others.own is None
    with pytest.raises(AlreadyAnswered) as refused:
        game.answer(card.round.id, 1, ANA)
    assert "Wrong" in refused.value.given
    assert game.daily_questions.open_in(GUILD, ANA)[0].own == mine.own


async def test_of_a_double_press_the_first_counts(game: PlannedGame) -> None:
    card = await opened(game)
    right, wrong = Given((game.position(card),)), Given((game.position(card, right=False),))
    presses = [Submission(card.round.id, 1, given, ANA, game.now) for given in (right, wrong)]
    first, second = game.rounds.take(presses)
    assert isinstance(first, Receipt)
    assert isinstance(second, AlreadyAnswered)
    await game.at(berlin(MONDAY + DAY, 9))
    assert (game.shown.closed[0].answered, game.shown.closed[0].right_count) == (1, 1)


async def test_after_the_close_no_answer_is_taken(game: PlannedGame) -> None:
    card = await opened(game)
    game.answer(card.round.id, 1, ANA)
    game.now = berlin(MONDAY + DAY, 9)  # its time is over, also before anybody has closed it
    with pytest.raises(QuestionClosed):
        game.answer(card.round.id, 1, BO)
    await game.at(game.now)
    for learner, refusal in ((BO, QuestionClosed), (ANA, AlreadyAnswered)):
        with pytest.raises(refusal):
            game.answer(card.round.id, 1, learner)
    assert game.shown.closed[0].answered == 1


async def test_the_next_question_tells_how_the_last_one_went(game: PlannedGame) -> None:
    card = await opened(game)
    assert game.shown.dailies[0].recap is None
    game.answer(card.round.id, 1, ANA)
    game.answer(card.round.id, 1, BO, right=False)
    await game.through(berlin(MONDAY + 2 * DAY, 9))
    first, second = (post.recap for post in game.shown.dailies[1:])
    assert first is not None
    assert (first.card.round.id, first.answered, first.right_count) == (card.round.id, 2, 1)
    assert second is None, "nobody answered on Tuesday"


async def test_the_post_shows_how_many_have_answered_in_one_edit_for_all_of_a_moment(game: PlannedGame) -> None:
    card = await opened(game)
    for learner in (ANA, BO, CHRIS):
        game.answer(card.round.id, 1, learner)
    await game.at(game.now + dt.timedelta(seconds=19))
    assert "refresh_daily: 3" not in game.shown.seen
    await game.at(game.now + dt.timedelta(seconds=1))
    assert game.shown.seen[-1] == "refresh_daily: 3"
    await game.at(game.now + dt.timedelta(minutes=1))
    assert game.shown.seen.count("refresh_daily: 3") == 1


async def test_a_late_post_stays_open_for_half_a_day_at_least(game: PlannedGame) -> None:
    schedule_id = game.add_daily(dt.time(23))
    game.schedules.run_now(schedule_id, GUILD, berlin(MONDAY, 22, 59))
    await game.at(berlin(MONDAY + DAY, 4))  # five hours late, and open until 23:00 as on any day
    assert game.shown.dailies[0].card.closes_at == berlin(MONDAY + DAY, 23)


def corrected(game: PlannedGame) -> None:
    """Correct every question in the bank, as a new version of the tutor does."""

    def anew(number: int) -> Question:
        return question(number).model_copy(update={"stem": f"Which is right, question {number} asks anew?"})

    game.restart(small_bank(*(anew(number) for number in (1, 2, 3))))


async def test_a_question_that_was_corrected_meanwhile_takes_no_answers_and_the_next_one_comes(
    game: PlannedGame,
) -> None:
    card = await opened(game)
    game.answer(card.round.id, 1, ANA)
    corrected(game)
    assert game.daily_questions.open_in(GUILD, BO) == []
    with pytest.raises(QuizError):
        game.rounds.answer(card.round.id, 1, Given((0,)), BO, game.now)
    await game.through(berlin(MONDAY + DAY, 9))
    assert game.days == [MONDAY, MONDAY + DAY]
    assert game.shown.dailies[-1].recap is None
    assert game.shown.closed == []
    assert game.scores.score_of(ANA, GUILD, game.now).answers == 1, "what was answered before still counts"
