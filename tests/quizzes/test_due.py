"""Due actions are planned once, claimed by one, retried with growing pauses, and given up with a record."""

from __future__ import annotations

import datetime as dt

from quizzes import claiming, due
from quizzes.database import Database
from quizzes.due import BACKOFF, LEASE, LONGEST_WAIT, DueAction, of_round, of_schedule
from quizzes.timing import LATE_GRACE

from .game import CHANNEL, START, Game
from .test_dispatcher import actions
from .test_rounds import at_once

SECOND = dt.timedelta(seconds=1)


def claim(database: Database, now: dt.datetime) -> list[DueAction]:
    with database.transaction() as session:
        return claiming.claim(session, now, limit=20)


def test_an_action_is_planned_once(game: Game) -> None:
    view = game.start()
    with game.database.transaction() as session:
        assert due.plan(session, of_round(view.id), "ask", 1, START + SECOND) == START
        assert due.plan(session, of_round(view.id), "close", 1, START + SECOND) == START + SECOND
        assert due.pending_at(session, of_round(view.id), "finish", 0) is None
    assert len(actions(game.database)) == 2


def test_what_is_claimed_is_claimed_by_nobody_else_until_the_lease_ends(game: Game) -> None:
    game.start()
    assert [(a.kind, a.number, a.attempts) for a in claim(game.database, START)] == [("ask", 1, 1)]
    assert claim(game.database, START + LEASE - SECOND) == []
    assert [a.attempts for a in claim(game.database, START + LEASE)] == [2]


def test_of_many_who_claim_at_once_each_gets_other_actions(game: Game) -> None:
    views = [game.start(channel=CHANNEL + n) for n in range(30)]
    claimed = [action for part in at_once(6, lambda _: claim(game.database, START)) for action in part]  # type: ignore[attr-defined]
    claimed += claim(game.database, START)
    assert sorted(action.subject.id for action in claimed) == [view.id for view in views]


def test_one_round_is_worked_on_by_one_at_a_time(game: Game) -> None:
    view = game.start()
    claim(game.database, START)
    with game.database.transaction() as session:
        due.plan(session, of_round(view.id), "close", 1, START)
    assert claim(game.database, START + SECOND) == []


def test_the_oldest_comes_first(game: Game) -> None:
    for n in range(3):
        game.now = START - n * SECOND
        game.start(channel=CHANNEL + n)
    assert [action.due_at for action in claim(game.database, START)] == [START - n * SECOND for n in (2, 1, 0)]


def test_pauses_grow_and_a_failure_after_the_grace_gives_up(game: Game) -> None:
    game.start()
    now, attempts = START, 0
    while True:
        (action,) = claim(game.database, now)
        attempts += 1
        with game.database.transaction() as session:
            gave_up = due.failed(session, action, now, f"failure {attempts}" + "!" * 1000, grace=LATE_GRACE)
        assert gave_up is (now - START > LATE_GRACE)
        if gave_up:
            break
        pause = BACKOFF[min(attempts, len(BACKOFF)) - 1]
        assert claim(game.database, now + pause - SECOND) == []
        now += pause
    assert attempts > len(BACKOFF) + 5
    assert claim(game.database, now + dt.timedelta(days=1)) == []
    row = actions(game.database)["ask", 1]
    assert (row.attempts, row.given_up_at, row.done_at) == (attempts, now, None)
    assert row.last_error is not None
    assert row.last_error.startswith(f"failure {attempts}")
    assert len(row.last_error) == due.MAX_ERROR


def test_what_was_planned_anew_while_it_was_worked_on_is_due_again(game: Game) -> None:
    view = game.start()
    with game.database.transaction() as session:
        due.cancel(session, of_round(view.id), START, ["ask"])
        due.plan_again(session, of_round(view.id), "refresh", 1, START)
    (action,) = claim(game.database, START)
    with game.database.transaction() as session:
        due.plan_again(session, of_round(view.id), "refresh", 1, START + SECOND)
        due.done(session, action, START)
    assert [a.due_at for a in claim(game.database, START + SECOND)] == [START + SECOND]


def test_what_waits_already_is_not_put_off(game: Game) -> None:
    view = game.start()
    with game.database.transaction() as session:
        for seconds in (2, 3, 4):
            due.plan_again(session, of_round(view.id), "refresh", 1, START + seconds * SECOND)
    assert actions(game.database)["refresh", 1].due_at == START + 2 * SECOND


def test_what_people_in_a_round_wait_for_comes_before_schedules(game: Game) -> None:
    view = game.start()
    with game.database.transaction() as session:
        due.plan(session, of_schedule(7), "occur", 1, START - 60 * SECOND)
    first, second = claim(game.database, START)
    assert (first.subject, second.subject) == (of_round(view.id), of_schedule(7))


def test_a_fan_out_can_be_left_aside(game: Game) -> None:
    with game.database.transaction() as session:
        due.plan(session, of_schedule(7), "occur", 1, START)
        assert claiming.claim(session, START, rounds_only=True) == []
        assert claiming.claim(session, START, of=of_round(7)) == []
        assert len(claiming.claim(session, START, of=of_schedule(7))) == 1


def test_a_lease_made_before_the_clock_was_set_back_holds_nothing_up(game: Game) -> None:
    game.start()
    claim(game.database, START)
    assert len(claim(game.database, START - LEASE)) == 0, "it is not even due"
    earlier = START - LONGEST_WAIT - LEASE
    with game.database.transaction() as session:
        due.put_off(session, of_round(1), "ask", 1, earlier)
    assert [action.attempts for action in claim(game.database, earlier)] == [1]


def test_what_is_known_to_take_longer_is_not_tried_before(game: Game) -> None:
    game.start()
    (action,) = claim(game.database, START)
    with game.database.transaction() as session:
        due.failed(session, action, START, "429", grace=LATE_GRACE, retry_after=100 * SECOND)
    assert claim(game.database, START + 99 * SECOND) == []
    assert len(claim(game.database, START + 100 * SECOND)) == 1


def test_an_action_is_put_off_but_not_once_it_is_done(game: Game) -> None:
    game.start()
    with game.database.transaction() as session:
        due.put_off(session, of_round(1), "ask", 1, START + 9 * SECOND)
        assert due.next_due(session, START) == START + 9 * SECOND
        due.cancel(session, of_round(1), START, ["ask"])
        due.put_off(session, of_round(1), "ask", 1, START + 10 * SECOND)
        assert due.next_due(session, START) is None


def test_what_was_not_done_in_its_time_leaves_a_record(game: Game) -> None:
    with game.database.transaction() as session:
        due.give_up(session, of_schedule(7), "occur", 5, due_at=START, now=START + 99 * SECOND, why="too-late")
        assert due.pending_at(session, of_schedule(7), "occur", 5) is None
    row = actions(game.database)["occur", 5]
    assert (row.given_up_at, row.done_at, row.last_error) == (START + 99 * SECOND, None, "too-late")
