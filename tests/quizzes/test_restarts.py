"""The process is killed at every step of a round; the end is the same as without."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlmodel import Session, select

from quizzes.database import Database
from quizzes.dispatcher import Dispatcher
from quizzes.due import LEASE
from quizzes.round_worker import RoundWorker
from quizzes.rounds import Rounds
from quizzes.tables import AnswerRow

from .game import ANA, BO, Game, Killed, small_knowledge

STEPS = 24  # transactions of the dispatcher in the scripted round, at least; each is tried, before and after by turns


class KilledDatabase(Database):
    """A database whose process is killed at the n-th transaction: before it, or after its commit."""

    def arm(self, step: int, moment: str) -> None:
        self._left = step
        self._moment = moment
        self.killed = False

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        self._left -= 1
        self.killed = self._left <= 0
        if self._left == 0 and self._moment == "before":
            raise Killed
        with super().transaction() as session:
            yield session
        if self._left == 0 and self._moment == "after":
            raise Killed


async def survive(game: Game, seconds: float) -> None:
    """Let time pass; if that kills the process, start a new one when the dead one's lease is over."""
    try:
        await game.pass_time(seconds)
    except Killed:
        game.restart()
        await game.pass_time(LEASE.total_seconds() + 1)


async def scripted_round(game: Game) -> tuple[object, ...]:
    """Play a round of two questions; return everything that must not depend on crashes."""
    view = game.start(length=2)
    await survive(game, 0)
    number = 1
    for _ in range(40):
        card = game.rounds.card(view.id, number)
        if game.rounds.result(view.id).asked == number and card.answered == 0:
            game.answer(view.id, number, ANA)
            game.answer(view.id, number, BO, right=number == 2)
            number = min(number + 1, 2)
        await survive(game, 20)
        if game.presenter.results:
            break
    await survive(game, 60)
    result = game.rounds.result(view.id)
    with game.database.transaction() as session:
        answers = [(a.learner_id, a.question_id, a.right) for a in session.exec(select(AnswerRow))]
    posts = [key for key in game.presenter.messages if not key.endswith("r")]
    return result.round.state, result.standings, result.costly, sorted(answers), posts


async def test_killed_by_what_it_shows(database: Database) -> None:
    """The uninterrupted round is the measure for all others in this file."""
    state, standings, costly, answers, posts = await scripted_round(Game(database))
    assert state == "finished"
    assert [(s.learner_id, s.right) for s in standings] == [(ANA, 2), (BO, 1)]  # type: ignore[attr-defined]
    assert costly == (("The first-belief", 1),)
    assert len(answers) == 4  # type: ignore[arg-type]
    assert len(posts) == 3  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def expected() -> dict[str, object]:
    return {"state": "finished", "right": [(ANA, 2), (BO, 1)], "answers": 4, "posts": 3}


@pytest.mark.parametrize("verb", ["ask", "refresh", "reveal", "finish"])
async def test_killed_right_after_something_was_shown(
    database: Database, expected: dict[str, object], verb: str
) -> None:
    game = Game(database)
    game.presenter.crash_after = verb
    assert summary(await scripted_round(game)) == expected
    assert game.presenter.crash_after is None


@pytest.mark.parametrize(
    ("step", "moment"), [(step, "before" if step % 2 else "after") for step in range(1, STEPS + 1)]
)
async def test_killed_between_two_transactions(
    database: Database, expected: dict[str, object], step: int, moment: str
) -> None:
    game = Game(database)
    dying = KilledDatabase(database._url.render_as_string(hide_password=False))
    dying.arm(step, moment)
    worker = RoundWorker(Rounds(dying, game.bank, small_knowledge()), game.presenter)
    game.dispatcher = Dispatcher(dying, {"round": worker}, lambda: game.now)
    assert summary(await scripted_round(game)) == expected
    assert dying.killed
    dying.close()


async def test_killed_while_holding_work_another_process_takes_over(game: Game) -> None:
    game.start(length=1)
    game.presenter.failing["ask"] = [Killed()]
    with pytest.raises(Killed):
        await game.pass_time()
    game.restart()
    await game.pass_time(LEASE.total_seconds() - 1)
    assert game.presenter.seen == []
    game.now += dt.timedelta(seconds=1)
    await game.pass_time()
    assert game.presenter.seen[0] == "ask 1"
    assert len(game.presenter.messages) == 1


def summary(played: tuple[object, ...]) -> dict[str, object]:
    state, standings, _, answers, posts = played
    right = [(s.learner_id, s.right) for s in standings]  # type: ignore[attr-defined]
    return {"state": state, "right": right, "answers": len(answers), "posts": len(posts)}  # type: ignore[arg-type]
