"""What the dispatcher shows, and when; what it does about failures."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import replace

import pytest
from sqlmodel import select

from quizzes import due
from quizzes.database import Database
from quizzes.dispatcher import Dispatcher
from quizzes.errors import ChannelLost, QuestionChanged, QuestionClosed, TryLater
from quizzes.round_worker import RoundWorker
from quizzes.tables import DueActionRow
from quizzes.timing import LATE_GRACE

from .game import ANA, BO, CHANNEL, CHRIS, HOST, START, Game, Hanging


def actions(database: Database) -> dict[tuple[str, int], DueActionRow]:
    with database.transaction() as session:
        return {(row.kind, row.number): row for row in session.exec(select(DueActionRow))}


async def test_a_round_is_asked_revealed_and_finished_in_order(game: Game) -> None:
    view = game.start(length=2)
    await game.pass_time()
    game.answer(view.id, 1, ANA)
    game.answer(view.id, 1, BO, right=False)
    await game.pass_time(3)
    assert game.presenter.seen == ["ask 1", "refresh 1: 2"]
    await game.pass_time(60)
    assert game.presenter.seen[2:] == ["reveal 1"]
    await game.pass_time(60)
    game.answer(view.id, 2, ANA)
    await game.pass_time(3)
    await game.pass_time(60)
    await game.pass_time(60)
    assert game.presenter.seen[3:] == ["ask 2", "refresh 2: 1", "reveal 2", "finish"]
    result = game.rounds.result(view.id)
    assert result.round.state == "finished"
    assert [(s.place, s.learner_id, s.right, s.answered) for s in result.standings] == [(1, ANA, 2, 2), (2, BO, 0, 1)]
    assert (result.asked, result.costly) == (2, (("The first-belief", 1),))
    assert result.most_missed == (1, game.rounds.card(view.id, 1).stem)
    assert game.presenter.past == [1, 2]
    assert game.rounds.playing_in(CHANNEL) is None
    assert await game.pass_time(3600) == 0


async def test_each_post_stands_under_a_key_of_its_own(game: Game) -> None:
    game.start(length=3)
    await game.play_on()
    assert len(game.presenter.messages) == 4
    assert all(len(key) < 25 for key in game.presenter.messages)


async def test_nothing_happens_before_its_time(game: Game) -> None:
    view = game.start(length=1)
    await game.pass_time()
    closes_at = game.rounds.card(view.id, 1).closes_at
    assert closes_at is not None
    await game.dispatcher.run_due(closes_at - dt.timedelta(seconds=1))
    assert game.presenter.seen == ["ask 1"]
    await game.dispatcher.run_due(closes_at)
    assert game.presenter.seen == ["ask 1", "reveal 1"]


async def test_many_answers_at_once_are_shown_by_one_edit(game: Game) -> None:
    view = game.start(length=1)
    await game.pass_time()
    for learner in range(20):
        game.answer(view.id, 1, learner + 1)
    await game.pass_time(5)
    assert game.presenter.seen == ["ask 1", "refresh 1: 20"]


async def test_a_reveal_explains_every_option_and_counts_it(game: Game) -> None:
    view = game.start(length=1)
    await game.pass_time()
    game.answer(view.id, 1, ANA)
    game.answer(view.id, 1, BO, right=False, belief=1)
    game.answer(view.id, 1, CHRIS, right=False, belief=1)
    await game.pass_time(60)
    reveal = game.presenter.reveals[0]
    assert (reveal.answered, reveal.right_count, reveal.last, reveal.own) == (3, 1, True, None)
    assert reveal.misled == "The second-belief"
    assert [option.count for option in reveal.options if option.right] == [1]
    assert sorted(option.count for option in reveal.options) == [0, 0, 1, 2]
    assert [option.letter for option in reveal.options] == ["A", "B", "C", "D"]
    assert reveal.next_at is not None
    assert reveal.next_at > game.now


async def test_two_dispatchers_do_each_action_once(game: Game) -> None:
    other_presenter = game.presenter
    other = Dispatcher(game.database, {"round": RoundWorker(game.rounds, other_presenter)}, lambda: game.now)
    rounds = [game.start(length=2, channel=CHANNEL + n) for n in range(8)]
    for _ in range(6):
        game.now += dt.timedelta(seconds=60)
        await asyncio.gather(game.dispatcher.run_due(game.now), other.run_due(game.now))
    assert all(game.rounds.result(view.id).round.state == "finished" for view in rounds)
    assert game.presenter.seen.count("ask 1") == 8
    assert game.presenter.seen.count("ask 2") == 8
    assert game.presenter.seen.count("reveal 2") == 8
    assert game.presenter.seen.count("finish") == 8


async def test_one_dispatcher_may_run_several_times_at_once(game: Game) -> None:
    for n in range(4):
        game.start(length=1, channel=CHANNEL + n)
    await asyncio.gather(*(game.dispatcher.run_due(game.now) for _ in range(5)))
    assert game.presenter.seen == ["ask 1"] * 4


@pytest.mark.parametrize("verb", ["ask", "reveal", "finish"])
async def test_a_failure_is_tried_again_later(game: Game, verb: str) -> None:
    game.presenter.failing[verb] = [OSError("reset"), TimeoutError()]
    view = game.start(length=1)
    await game.play_on()
    shown = [item for item in game.presenter.seen if not item.startswith("refresh")]
    assert shown == ["ask 1", "reveal 1", "finish"]
    assert game.rounds.result(view.id).round.state == "finished"


@pytest.mark.parametrize("verb", ["ask", "reveal", "finish"])
async def test_what_fails_for_longer_than_the_grace_ends_the_round_and_frees_its_channel(game: Game, verb: str) -> None:
    game.presenter.failing[verb] = [OSError(f"no {n}") for n in range(50)]
    view = game.start(length=1)
    for _ in range(300):
        await game.pass_time(5)
    assert game.rounds.result(view.id).round.state == ("finished" if verb == "finish" else "settled")
    assert game.rounds.playing_in(CHANNEL) is None
    given_up = [row for row in actions(game.database).values() if row.given_up_at]
    assert len(given_up) == (0 if verb == "ask" else 1)
    assert all((row.last_error or "").startswith("OSError") for row in given_up)
    assert ("finish" in game.presenter.seen) is (verb != "finish")
    game.start(length=1)


@pytest.mark.parametrize("verb", ["ask", "reveal"])
async def test_an_outage_of_some_minutes_does_not_end_a_round(game: Game, verb: str) -> None:
    game.presenter.failing[verb] = [OSError("no network") for _ in range(8)]
    view = game.start(length=1)
    for _ in range(200):
        await game.pass_time(5)
    assert game.rounds.result(view.id).round.state == "finished"


async def test_a_round_stopped_while_a_question_is_being_posted_leaves_no_live_buttons(game: Game) -> None:
    view = game.start(length=2)

    def stopped() -> None:
        game.presenter.during.clear()
        game.steering.stop(view.id, HOST, game.now)

    game.presenter.during["ask"] = stopped
    await game.pass_time()
    await game.pass_time(1)
    assert set(game.presenter.past) == {1}
    assert game.rounds.result(view.id).round.state == "stopped"
    assert "finish" in game.presenter.seen


async def test_a_question_that_was_corrected_meanwhile_ends_the_round_with_its_result(game: Game) -> None:
    view = game.start(length=1)
    await game.pass_time()
    game.answer(view.id, 1, ANA)
    asked = game.rounds.card(view.id, 1).question_id
    changed = game.bank.questions[asked].model_copy(update={"explanation": "Corrected."})
    questions = {**game.bank.questions, asked: changed}
    game.restart(replace(game.bank, questions=questions))
    for _ in range(40):
        await game.pass_time(5)
    assert game.rounds.result(view.id).round.state == "settled"
    assert [standing.right for standing in game.rounds.result(view.id).standings] == [1]
    assert "finish" in game.presenter.seen
    with pytest.raises(QuestionChanged):
        game.rounds.reveal(view.id, 1)


@pytest.mark.parametrize("verb", ["ask", "refresh", "reveal", "finish"])
async def test_a_lost_channel_ends_the_round_at_once_and_keeps_its_answers(game: Game, verb: str) -> None:
    game.presenter.failing[verb] = [ChannelLost("deleted")]
    view = game.start(length=1)
    await game.pass_time()
    if verb != "ask":
        game.answer(view.id, 1, ANA)
    await game.pass_time(3)
    await game.pass_time(60)
    await game.pass_time(60)
    assert game.rounds.playing_in(CHANNEL) is None
    assert len(game.rounds.result(view.id).standings) == (verb != "ask")
    assert game.presenter.told == ([] if verb == "finish" else [(HOST, CHANNEL, "deleted")])
    assert await game.pass_time(3600) == 0


async def test_a_round_that_stood_still_for_too_long_is_settled_and_shown(game: Game) -> None:
    view = game.start(length=3)
    await game.pass_time()
    game.answer(view.id, 1, ANA)
    game.restart()
    await game.pass_time(60 + LATE_GRACE.total_seconds())
    await game.pass_time(1)
    assert game.presenter.seen == ["ask 1", "reveal 1", "finish"]
    result = game.rounds.result(view.id)
    assert (result.round.state, result.asked) == ("settled", 1)
    assert [s.learner_id for s in result.standings] == [ANA]
    assert game.rounds.playing_in(CHANNEL) is None


async def test_a_round_goes_on_after_a_pause_within_the_grace(game: Game) -> None:
    view = game.start(length=2)
    await game.pass_time()
    game.restart()
    await game.pass_time(LATE_GRACE.total_seconds() - 60)
    assert game.presenter.seen == ["ask 1", "reveal 1"]
    await game.play_on()
    assert game.rounds.result(view.id).round.state == "finished"


async def test_a_settled_round_takes_no_answers(game: Game) -> None:
    view = game.start(length=2)
    await game.pass_time()
    await game.pass_time(3600)
    with pytest.raises(QuestionClosed):
        game.answer(view.id, 1, ANA)


async def test_one_bad_action_does_not_hold_up_another_round(game: Game) -> None:
    game.presenter.failing["ask"] = [OSError("the first one fails")]
    game.start(length=1, channel=CHANNEL)
    game.start(length=1, channel=CHANNEL + 1)
    assert await game.pass_time() == 2
    assert game.presenter.seen == ["ask 1"]


async def test_without_a_database_the_dispatcher_waits(game: Game, tmp_path: object) -> None:
    game.database.close()
    gone = Game(Database(f"sqlite:///{tmp_path}/no/such/folder/tutor.db"))
    assert await gone.dispatcher.run_due(START) == 0


async def test_a_question_that_left_the_bank_never_leaves_the_channel_stuck(game: Game) -> None:
    view = game.start(length=3)
    await game.pass_time()
    asked = game.presenter.cards[0].question_id
    kept = {name: q for name, q in game.bank.questions.items() if name != asked}
    game.restart(replace(game.bank, questions=kept))
    for _ in range(300):
        await game.pass_time(1)
    assert game.rounds.playing_in(CHANNEL) is None or game.rounds.result(view.id).asked > 1


async def test_a_count_that_cannot_be_shown_does_not_delay_the_reveal(game: Game) -> None:
    view = game.start(length=1)
    await game.pass_time()
    game.now += dt.timedelta(seconds=30)
    game.presenter.failing["refresh"] = [OSError("busy") for _ in range(3)]
    game.answer(view.id, 1, ANA)
    for seconds in (2, 2, 10):
        await game.pass_time(seconds)
    closes_at = game.rounds.card(view.id, 1).closes_at
    assert closes_at is not None
    await game.dispatcher.run_due(closes_at)
    assert "reveal 1" in game.presenter.seen


async def test_a_question_that_is_posted_late_can_still_be_answered(game: Game) -> None:
    game.presenter.failing["ask"] = [OSError("away") for _ in range(4)]
    view = game.start(length=1)
    for _ in range(120):
        await game.pass_time(1)
        if game.presenter.seen:
            break
    game.answer(view.id, 1, HOST)


async def test_a_round_stopped_just_before_a_long_absence_still_shows_its_result(game: Game) -> None:
    view = game.start(length=2)
    await game.pass_time()
    game.answer(view.id, 1, ANA)
    game.steering.stop(view.id, HOST, game.now)
    await game.pass_time(LATE_GRACE.total_seconds() + 60)
    await game.pass_time(60)
    assert "finish" in game.presenter.seen


async def test_a_presenter_that_hangs_is_left_and_tried_again(game: Game, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizzes.dispatcher.ACTION_SECONDS", 0.2)
    game.presenter.failing["ask"] = [Hanging()]
    game.start(length=1)
    await game.pass_time()
    assert game.presenter.seen == []
    await game.pass_time(5)
    assert game.presenter.seen[0] == "ask 1"


async def test_what_hangs_delays_nobody_else(game: Game, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizzes.dispatcher.ACTION_SECONDS", 0.5)
    game.presenter.failing["ask"] = [Hanging()]
    game.start(length=1, channel=CHANNEL)
    game.start(length=1, channel=CHANNEL + 1)
    running = asyncio.create_task(game.dispatcher.run_due(game.now))
    await asyncio.sleep(0.3)
    assert game.presenter.seen == ["ask 1"]
    game.start(length=1, channel=CHANNEL + 2)
    await running
    assert game.presenter.seen == ["ask 1", "ask 1"]


async def test_a_limit_that_says_when_it_ends_is_waited_for(game: Game) -> None:
    game.presenter.failing["ask"] = [TryLater(dt.timedelta(seconds=50))]
    game.start(length=1)
    await game.pass_time()
    await game.pass_time(49)
    assert game.presenter.seen == []
    await game.pass_time(1)
    assert game.presenter.seen[0] == "ask 1"


async def test_only_what_is_asked_for_is_done(game: Game) -> None:
    first, second = game.start(channel=CHANNEL), game.start(channel=CHANNEL + 1)
    assert await game.dispatcher.run_due(game.now, of=due.of_round(second.id)) == 1
    assert [card.round.id for card in game.presenter.cards] == [second.id]
    assert await game.dispatcher.run_due(game.now) == 1
    assert game.presenter.cards[1].round.id == first.id


async def test_the_next_moment_is_known_if_it_is_near(game: Game) -> None:
    game.start(length=1)
    await game.pass_time()
    closes_at = game.rounds.card(1, 1).closes_at
    assert closes_at is not None
    assert await game.dispatcher.next_due(dt.timedelta(seconds=1)) is None
    game.now = closes_at - dt.timedelta(milliseconds=400)
    assert await game.dispatcher.next_due(dt.timedelta(seconds=1)) == closes_at
