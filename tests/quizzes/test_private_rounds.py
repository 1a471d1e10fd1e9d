"""Rounds that a learner plays alone."""

from __future__ import annotations

import pytest
from sqlmodel import select

from quizzes.answer_rows import Given
from quizzes.errors import AlreadyAnswered, NoQuestions, NotHost, QuestionClosed, RoundNotFound
from quizzes.tables import RoundRow
from quizzes.views import OwnAnswer, QuestionCard, RoundResult

from .game import ANA, BO, CHANNEL, START, Game
from .test_rounds import at_once


def test_the_first_question_is_open_at_once_and_has_no_deadline(game: Game) -> None:
    card, left = game.start_private(length=2)
    assert left is None
    assert (card.number, card.closes_at, card.message_id, card.round.private) == (1, None, None, True)
    assert game.rounds.playing_in(CHANNEL) is None


async def test_a_private_round_from_the_first_question_to_the_result(game: Game) -> None:
    card, _ = game.start_private(length=2)
    reveal = game.rounds.answer_private(card.round.id, 1, Given((game.position(card),)), ANA, START)
    assert reveal.own == OwnAnswer(reveal.right, right=True, credit=1.0)
    assert (reveal.right_count, reveal.last, reveal.next_at) == (1, False, None)
    second = game.rounds.next_private(card.round.id, ANA, START)
    assert isinstance(second, QuestionCard)
    assert second.number == 2
    wrong = game.position(second, right=False, belief=1)
    reveal = game.rounds.answer_private(card.round.id, 2, Given((wrong,)), ANA, START)
    assert (reveal.last, reveal.misled, reveal.right_count) == (True, "The second-belief", 0)
    result = game.rounds.next_private(card.round.id, ANA, START)
    assert isinstance(result, RoundResult)
    assert (result.round.state, result.asked, result.standings[0].right) == ("finished", 2, 1)
    assert game.rounds.next_private(card.round.id, ANA, START) == result
    assert await game.pass_time(3600) == 0
    assert game.presenter.seen == []


def test_an_open_question_comes_again_until_it_is_answered(game: Game) -> None:
    card, _ = game.start_private()
    game.restart()
    assert game.rounds.next_private(card.round.id, ANA, START) == card


def test_an_answer_is_given_once(game: Game) -> None:
    card, _ = game.start_private()
    game.rounds.answer_private(card.round.id, 1, Given((0,)), ANA, START)
    with pytest.raises(AlreadyAnswered) as caught:
        game.rounds.answer_private(card.round.id, 1, Given((3,)), ANA, START)
    assert caught.value.given[0] == "A"


def test_nobody_else_plays_it(game: Game) -> None:
    card, _ = game.start_private()
    with pytest.raises(NotHost):
        game.rounds.answer_private(card.round.id, 1, Given((0,)), BO, START)
    with pytest.raises(NotHost):
        game.rounds.next_private(card.round.id, BO, START)
    with pytest.raises(RoundNotFound):
        game.rounds.next_private(card.round.id + 1, ANA, START)


def test_a_new_private_round_ends_the_unfinished_one_and_keeps_its_answers(game: Game) -> None:
    old, _ = game.start_private(length=2)
    game.rounds.answer_private(old.round.id, 1, Given((0,)), ANA, START)
    game.rounds.next_private(old.round.id, ANA, START)
    new, left = game.start_private(length=1)
    assert left is not None
    assert (left.id, left.state) == (old.round.id, "stopped")
    assert new.round.id != old.round.id
    with pytest.raises(QuestionClosed):
        game.rounds.answer_private(old.round.id, 2, Given((0,)), ANA, START)
    with pytest.raises(AlreadyAnswered):
        game.rounds.answer_private(old.round.id, 1, Given((0,)), ANA, START)
    assert isinstance(game.rounds.next_private(old.round.id, ANA, START), RoundResult)
    assert game.rounds.own_result(old.round.id, ANA).answered == 1


def test_two_learners_play_alone_at_the_same_time(game: Game) -> None:
    mine, _ = game.start_private(ANA)
    theirs, left = game.start_private(BO)
    assert left is None
    assert mine.round.id != theirs.round.id


def test_a_private_round_does_not_hold_up_the_channel(game: Game) -> None:
    game.start_private()
    assert game.start().state == "playing"


def test_questions_rest_on_the_facts_asked_about(game: Game) -> None:
    card, _ = game.start_private(topic="mixed", length=3, about=("fact-4",))
    assert (card.question_id, card.round.length) == ("question-4", 1)


def test_what_the_learner_answered_lately_comes_last(game: Game) -> None:
    first, _ = game.start_private(length=1)
    game.rounds.answer_private(first.round.id, 1, Given((0,)), ANA, START)
    for _ in range(5):
        card, _ = game.start_private(length=1)
        assert card.question_id != first.question_id


def test_a_topic_without_questions_leaves_the_unfinished_round_alone(game: Game) -> None:
    card, _ = game.start_private()
    with pytest.raises(NoQuestions):
        game.start_private(topic="roles")
    assert game.rounds.next_private(card.round.id, ANA, START) == card


def test_of_private_rounds_started_at_once_one_is_left(game: Game) -> None:
    started = []
    for outcome in at_once(6, lambda _: game.start_private()):
        if isinstance(outcome, Exception):
            raise outcome
        started.append(outcome)
    assert len(started) == 6
    with game.database.transaction() as session:
        states = [row.state for row in session.exec(select(RoundRow))]
    assert sorted(states) == ["playing"] + ["stopped"] * 5
