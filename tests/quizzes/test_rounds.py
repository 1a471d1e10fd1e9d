"""The use cases of a round in a channel."""

from __future__ import annotations

import datetime as dt
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from quizzes.answer_rows import Given
from quizzes.errors import (
    AlreadyAnswered,
    MovedOn,
    NoQuestions,
    NotHost,
    QuestionClosed,
    RoundInProgress,
    RoundNotFound,
)
from quizzes.tables import AnswerRow, RoundRow
from quizzes.views import OwnAnswer

from .game import ANA, BO, CHANNEL, CHRIS, GUILD, HOST, Game


def at_once(count: int, work: Callable[[int], object]) -> list[object]:
    """Run `work` in `count` threads that start together; return results and errors."""
    barrier = threading.Barrier(count)

    def run(number: int) -> object:
        barrier.wait()
        try:
            return work(number)
        except Exception as error:  # noqa: BLE001 (the test looks at it)
            return error

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_a_round_begins_with_what_was_asked_for(game: Game) -> None:
    view = game.start(length=2, topic="hsm")
    assert (view.guild_id, view.channel_id, view.host_id) == (GUILD, CHANNEL, HOST)
    assert (view.topic.name, view.length, view.private, view.state) == ("Managed HSM", 2, False, "playing")
    assert game.rounds.playing_in(CHANNEL) == view


def test_a_round_is_as_long_as_there_are_questions(game: Game) -> None:
    assert game.start(length=20, topic="hsm").length == 3


def test_a_topic_without_questions_starts_no_round(game: Game) -> None:
    for topic in ("roles", "unheard-of"):
        with pytest.raises(NoQuestions) as caught:
            game.start(topic=topic)
        assert caught.value.topic == topic
    assert game.rounds.playing_in(CHANNEL) is None


def test_a_channel_has_one_round_at_a_time(game: Game) -> None:
    view = game.start()
    with pytest.raises(RoundInProgress) as caught:
        game.start()
    assert caught.value.round == view
    assert game.start(channel=CHANNEL + 1).id != view.id


def test_of_two_who_start_at_once_one_does(game: Game) -> None:
    outcomes = at_once(8, lambda _: game.start())
    assert Counter(type(outcome).__name__ for outcome in outcomes) == {"RoundView": 1, "RoundInProgress": 7}
    with game.database.transaction() as session:
        assert len(session.exec(select(RoundRow)).all()) == 1


async def test_what_was_asked_in_the_channel_comes_again_only_when_the_rest_ran_out(game: Game) -> None:
    first = game.start(length=2)
    await game.play_on()
    game.presenter.results.clear()
    second = game.start(length=1)
    await game.play_on()
    asked = [game.rounds.card(first.id, 1).question_id, game.rounds.card(first.id, 2).question_id]
    assert game.rounds.card(second.id, 1).question_id not in asked


async def test_an_answer_is_confirmed_without_a_hint_and_stored_at_the_close(game: Game) -> None:
    view = game.start()
    await game.pass_time()
    card = game.rounds.card(view.id, 1)
    answered_at = game.now + dt.timedelta(seconds=7)
    receipt = game.rounds.answer(view.id, 1, Given((2,)), ANA, answered_at)
    assert (receipt.given, receipt.changed) == (f"C  {card.options[2].text}", False)
    assert receipt.closes_at == card.closes_at
    assert game.rounds.card(view.id, 1).answered == 1
    assert stored_answers(game) == []
    game.steering.reveal_now(view.id, 1, HOST, game.now)
    await game.pass_time()
    (row,) = stored_answers(game)
    chosen = game.bank.questions[card.question_id].options[int(row.chosen)]
    assert (row.learner_id, row.guild_id, row.typed, row.answered_at) == (ANA, GUILD, None, answered_at)
    assert (row.first_try, row.seconds) == (True, 7.0)
    assert row.credit == float(row.right)
    assert (chosen.text, row.right, row.misconception) == (card.options[2].text, chosen.right, chosen.misconception)
    assert row.question_version == game.bank.questions[card.question_id].version


async def test_the_last_answer_before_the_close_counts(game: Game) -> None:
    view = game.start()
    await game.pass_time()
    card = game.rounds.card(view.id, 1)
    for position in (0, 3, 1):
        receipt = game.rounds.answer(view.id, 1, Given((position,)), ANA, game.now)
        assert receipt.changed is (position != 0)
    assert game.rounds.card(view.id, 1).answered == 1
    game.steering.reveal_now(view.id, 1, HOST, game.now)
    await game.pass_time()
    with pytest.raises(AlreadyAnswered) as caught:
        game.rounds.answer(view.id, 1, Given((2,)), ANA, game.now)
    assert caught.value.given == f"B  {card.options[1].text}"
    assert len(stored_answers(game)) == 1


async def test_answers_to_an_open_question_count_when_its_round_ends(game: Game) -> None:
    view = game.start()
    await game.pass_time()
    game.answer(view.id, 1, ANA)
    game.steering.stop(view.id, HOST, game.now)
    await game.pass_time()
    assert [row.learner_id for row in stored_answers(game)] == [ANA]


async def test_fifty_answers_at_once_leave_one_of_each_learner(game: Game) -> None:
    """Twenty-five learners, each clicking twice at the same moment."""
    view = game.start()
    await game.pass_time()
    outcomes = at_once(50, lambda n: game.rounds.answer(view.id, 1, Given((n % 4,)), 1 + n % 25, game.now))
    assert Counter(getattr(outcome, "changed", None) for outcome in outcomes) == {False: 25, True: 25}
    game.steering.reveal_now(view.id, 1, HOST, game.now)
    await game.pass_time()
    assert sorted(row.learner_id for row in stored_answers(game)) == list(range(1, 26))


async def test_letters_never_move(game: Game) -> None:
    view = game.start()
    await game.pass_time()
    before = game.rounds.card(view.id, 1).options
    game.restart()
    assert game.rounds.card(view.id, 1).options == before
    assert [option.letter for option in before] == ["A", "B", "C", "D"]


async def test_a_question_takes_answers_only_while_it_is_open(game: Game) -> None:
    view = game.start(length=2)
    with pytest.raises(QuestionClosed):
        game.rounds.answer(view.id, 1, Given((0,)), ANA, game.now)
    await game.pass_time()
    with pytest.raises(QuestionClosed) as caught:
        game.rounds.answer(view.id, 2, Given((0,)), ANA, game.now)
    assert caught.value.number == 2
    await game.pass_time(60)
    with pytest.raises(QuestionClosed):
        game.rounds.answer(view.id, 1, Given((0,)), ANA, game.now)


async def test_what_does_not_exist_is_not_found(game: Game) -> None:
    view = game.start()
    await game.pass_time()
    for round_id, number, position in ((view.id + 1, 1, 0), (view.id, 9, 0), (view.id, 1, 4)):
        with pytest.raises(RoundNotFound):
            game.rounds.answer(round_id, number, Given((position,)), ANA, game.now)
    with pytest.raises(RoundNotFound):
        game.rounds.result(view.id + 1)
    with pytest.raises(RoundNotFound):
        game.rounds.card(view.id, 9)


def stored_answers(game: Game) -> Sequence[AnswerRow]:
    with game.database.transaction() as session:
        return session.exec(select(AnswerRow)).all()


@pytest.mark.parametrize("use_case", ["reveal_now", "next_now", "extend", "stop"])
async def test_only_the_host_and_moderators_steer(game: Game, use_case: str) -> None:
    view = game.start()
    await game.pass_time()
    if use_case == "next_now":
        game.steering.reveal_now(view.id, 1, HOST, game.now)
        await game.pass_time()
    number = () if use_case == "stop" else (1,)
    steer = getattr(game.steering, use_case)
    with pytest.raises(NotHost) as caught:
        steer(view.id, *number, BO, game.now)
    assert caught.value.host_id == HOST
    steer(view.id, *number, BO, game.now, may_manage=True)
    with pytest.raises(RoundNotFound):
        steer(view.id + 1, *number, HOST, game.now)
    await game.pass_time(0 if use_case != "extend" else 600)
    with pytest.raises(MovedOn):
        steer(view.id, *number, HOST, game.now)


async def test_the_host_need_not_wait(game: Game) -> None:
    view = game.start(length=2)
    await game.pass_time()
    for number in (1, 2):
        for steer in (game.steering.reveal_now, game.steering.next_now):
            steer(view.id, number, HOST, game.now)
            await game.pass_time()
    assert game.presenter.seen == ["ask 1", "reveal 1", "ask 2", "reveal 2", "finish"]
    assert game.rounds.result(view.id).round.state == "finished"


async def test_next_does_not_skip_an_open_question(game: Game) -> None:
    view = game.start(length=2)
    await game.pass_time()
    with pytest.raises(MovedOn):
        game.steering.next_now(view.id, 1, HOST, game.now)
    await game.pass_time()
    assert game.presenter.seen == ["ask 1"]


async def test_a_stopped_round_reveals_the_open_question_and_shows_its_result(game: Game) -> None:
    view = game.start(length=3)
    await game.pass_time()
    game.answer(view.id, 1, ANA)
    game.steering.stop(view.id, HOST, game.now)
    with pytest.raises(QuestionClosed):
        game.answer(view.id, 1, BO)
    assert game.rounds.playing_in(CHANNEL) is None
    await game.pass_time()
    assert game.presenter.seen == ["ask 1", "reveal 1", "finish"]
    result = game.presenter.results[0]
    assert (result.round.state, result.asked, len(result.standings)) == ("stopped", 1, 1)
    assert await game.pass_time(3600) == 0


async def test_a_round_stopped_on_a_reveal_shows_its_result(game: Game) -> None:
    view = game.start(length=2)
    await game.pass_time()
    await game.pass_time(60)
    game.steering.stop(view.id, HOST, game.now)
    await game.pass_time()
    assert game.presenter.seen == ["ask 1", "reveal 1", "finish"]


async def test_stopping_twice_is_stopping_once(game: Game) -> None:
    view = game.start()
    await game.pass_time()
    game.steering.stop(view.id, HOST, game.now)
    with pytest.raises(MovedOn):
        game.steering.stop(view.id, HOST, game.now)
    await game.pass_time()
    await game.pass_time()
    assert game.presenter.seen.count("finish") == 1


async def test_learners_with_equally_many_right_answers_share_a_place(game: Game) -> None:
    view = game.start(length=2)
    await game.pass_time()
    for number in (1, 2):
        game.answer(view.id, number, ANA)
        game.answer(view.id, number, BO, right=number == 1)
        game.answer(view.id, number, CHRIS, right=number == 2)
        game.answer(view.id, number, 4, right=False)
        await game.pass_time(60)
        await game.pass_time(60)
    standings = game.rounds.result(view.id).standings
    assert [(s.place, s.learner_id, s.right, s.answered) for s in standings] == [
        (1, ANA, 2, 2),
        (2, BO, 1, 2),
        (2, CHRIS, 1, 2),
        (4, 4, 0, 2),
    ]


async def test_a_round_that_nobody_answers_has_no_standings(game: Game) -> None:
    view = game.start(length=1)
    await game.play_on()
    result = game.rounds.result(view.id)
    assert (result.standings, result.most_missed, result.costly) == ((), None, ())
    assert game.presenter.reveals[0].misled is None


async def test_learners_see_what_they_missed(game: Game) -> None:
    view = game.start(length=2)
    await game.pass_time()
    game.answer(view.id, 1, ANA, right=False, belief=2)
    await game.pass_time(60)
    await game.pass_time(60)
    await game.pass_time(60)
    own = game.rounds.own_result(view.id, ANA)
    card = game.rounds.card(view.id, 1)
    assert (own.right, own.answered, own.asked) == (0, 1, 2)
    missed, unanswered = own.missed
    assert (unanswered.number, unanswered.own, unanswered.misconception) == (2, None, None)
    assert (missed.number, missed.stem, missed.misconception) == (1, card.stem, "The third-belief")
    taken, right = (card.options[place] for place in (game.position(card, right=False, belief=2), game.position(card)))
    assert missed.own == OwnAnswer(f"{taken.letter}  {taken.text}", right=False, credit=0.0)
    assert missed.right == f"{right.letter}  {right.text}"
    assert game.rounds.own_result(view.id, BO).answered == 0


async def test_a_reveal_for_one_learner_names_their_own_choice(game: Game) -> None:
    view = game.start(length=1)
    await game.pass_time()
    game.rounds.answer(view.id, 1, Given((1,)), ANA, game.now)
    await game.pass_time(60)
    own = game.rounds.reveal(view.id, 1, ANA).own
    assert own is not None
    assert own.given[0] == "B"
    assert game.rounds.reveal(view.id, 1, BO).own is None


async def test_a_learners_own_result_says_nothing_about_an_open_question(game: Game) -> None:
    view = game.start(length=1)
    await game.pass_time()
    game.answer(view.id, 1, ANA, right=False)
    assert game.rounds.own_result(view.id, ANA).missed == ()


async def test_what_misled_people_is_named_only_if_one_belief_is_ahead(game: Game) -> None:
    view = game.start(length=1)
    await game.pass_time()
    game.answer(view.id, 1, ANA, right=False, belief=0)
    game.answer(view.id, 1, BO, right=False, belief=1)
    await game.play_on()
    assert game.presenter.reveals[0].misled is None
    game.presenter.results.clear()
    again = game.start(length=1)
    await game.pass_time()
    for learner, belief in ((ANA, 0), (BO, 1), (CHRIS, 1)):
        game.answer(again.id, 1, learner, right=False, belief=belief)
    await game.play_on()
    assert game.presenter.reveals[1].misled == "The second-belief"
