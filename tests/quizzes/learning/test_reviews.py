"""Reviews over a stored past, and reminders of them."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlmodel import select

from quizzes.answer_rows import Given
from quizzes.dispatcher import Dispatcher
from quizzes.errors import ChannelLost
from quizzes.learners import Learners
from quizzes.learning.exams import Exams
from quizzes.learning.learner_worker import LearnerWorker
from quizzes.learning.reminders import Reminders
from quizzes.learning.reviews import A_DAY, Due, Reviews
from quizzes.privacy.privacy import Privacy
from quizzes.round_rows import NewRound
from quizzes.tables import ConfidenceRow
from tests.quizzes.game import ANA, BO, CHANNEL, GUILD, START, Game, question, small_bank, small_knowledge
from tests.quizzes.standing.past import Past

MANY = 14
BERLIN = "Europe/Berlin"
DAY = dt.timedelta(days=1)


class FakeReminders:
    def __init__(self) -> None:
        self.sent: list[tuple[int, int]] = []
        self.keys: list[str] = []
        self.failing: list[Exception] = []

    async def remind(self, learner_id: int, found: Due, *, key: str, again: bool) -> None:  # noqa: ARG002
        if self.failing:
            raise self.failing.pop(0)
        self.sent.append((learner_id, found.today))
        self.keys.append(key)


class Studying:
    def __init__(self, game: Game) -> None:
        self.game = game
        self.reviews = Reviews(game.database, game.bank, game.rounds)
        self.reminders = Reminders(game.database, self.reviews)
        self.shown = FakeReminders()
        exams = Exams(game.database, game.bank, small_knowledge())
        worker = LearnerWorker(exams, self.reminders, self.shown)
        self.dispatcher = Dispatcher(game.database, {"learner": worker}, lambda: game.now)

    def due(self, learner: int = ANA) -> Due:
        return self.reviews.due(learner, GUILD, self.game.now)

    def review(self, count: int) -> int:
        """Review so many questions, all rightly; return how many there were."""
        started = self.reviews.start(NewRound(GUILD, CHANNEL, ANA, "mixed", count), self.game.now, self.game.rng)
        if started is None:
            return 0
        card, _ = started
        for number in range(1, card.round.length + 1):
            place = self.game.position(self.game.rounds.card(card.round.id, number))
            self.game.rounds.answer_private(card.round.id, number, Given((place,)), ANA, self.game.now)
            self.game.rounds.next_private(card.round.id, ANA, self.game.now)
        return card.round.length

    async def at(self, *local: int) -> list[tuple[int, int]]:
        """Let it be that time in Berlin; return what was sent at it."""
        before = len(self.shown.sent)
        self.game.now = dt.datetime(*local, tzinfo=dt.UTC)  # type: ignore[arg-type,misc]
        await self.dispatcher.run_due(self.game.now)
        return self.shown.sent[before:]


@pytest.fixture
def studying(game: Game) -> Studying:
    game.restart(small_bank(*(question(number) for number in range(1, MANY + 1))))
    return Studying(game)


def wrong_once(studying: Studying, count: int, learner: int = ANA) -> None:
    for number in range(1, count + 1):
        Past(studying.game.database).answer(f"question-{number}", right=False, learner=learner, days=-1)


def test_there_is_nothing_to_review_before_anything_was_answered(studying: Studying) -> None:
    found = studying.due()
    assert (found.items, found.next_at, found.answered) == ((), None, False)
    assert studying.review(5) == 0


def test_what_was_wrong_is_due_and_after_it_was_right_the_next_date_is_named(studying: Studying) -> None:
    wrong_once(studying, 2)
    wrong_once(studying, 3, learner=BO)
    assert [item.question_id for item in studying.due().items] == ["question-1", "question-2"]
    assert studying.review(5) == 2
    found = studying.due()
    assert found.items == ()
    assert found.next_at is not None
    assert found.next_at > studying.game.now


def test_ten_a_day_are_offered_and_more_if_the_learner_asks_for_them(studying: Studying) -> None:
    wrong_once(studying, MANY)
    assert (studying.due().today, len(studying.due().items)) == (A_DAY, MANY)
    assert studying.review(4) == 4
    assert studying.due().today == A_DAY - 4
    assert studying.review(6) == 6
    found = studying.due()
    assert (found.today, found.done_today) == (0, A_DAY)
    assert len(found.items) == MANY - A_DAY
    assert studying.review(5) == MANY - A_DAY


def test_the_day_ends_at_midnight_of_the_learner(studying: Studying) -> None:
    Learners(studying.game.database).set_zone(ANA, "Pacific/Auckland", START)
    wrong_once(studying, MANY)
    studying.game.now = dt.datetime(2026, 11, 24, 10, 30, tzinfo=dt.UTC)  # 23:30 there
    studying.review(A_DAY)
    assert studying.due().today == 0
    studying.game.now += dt.timedelta(hours=1)
    assert studying.due().today > 0


def test_a_corrected_answer_counts_as_it_was_corrected(studying: Studying) -> None:
    Past(studying.game.database).answer("question-1", right=True, days=-0.001)
    assert studying.due().items == ()


def test_the_first_thing_said_on_how_sure_one_was_stays_and_puts_the_error_first(studying: Studying) -> None:
    wrong_once(studying, 1)
    card, _ = studying.game.start_private(ANA, length=1)
    wrong = studying.game.position(card, right=False)
    studying.game.rounds.answer_private(card.round.id, 1, Given((wrong,)), ANA, studying.game.now)
    say = studying.reviews.say_sure
    assert say(card.round.id, 1, BO, sure=True, now=START) is True
    with studying.game.database.transaction() as session:
        assert not session.exec(select(ConfidenceRow)).all(), "nobody speaks for somebody else"
    assert say(card.round.id, 1, ANA, sure=True, now=START) is True
    assert say(card.round.id, 1, ANA, sure=False, now=START) is True
    studying.game.now += DAY
    assert studying.due().items[0].question_id == card.question_id


async def test_a_reminder_comes_at_the_local_time_each_day_also_when_the_clocks_change(studying: Studying) -> None:
    wrong_once(studying, 1)
    now = dt.datetime(2027, 3, 26, 12, tzinfo=dt.UTC)
    first = studying.reminders.set_for(ANA, dt.time(9), BERLIN, now)
    assert first == dt.datetime(2027, 3, 27, 8, tzinfo=dt.UTC)
    assert await studying.at(2027, 3, 27, 7, 59) == []
    assert await studying.at(2027, 3, 27, 8, 0) == [(ANA, 1)]
    assert await studying.at(2027, 3, 27, 8, 1) == []
    assert await studying.at(2027, 3, 28, 6, 59) == []
    assert await studying.at(2027, 3, 28, 7, 0) == [(ANA, 1)], "summer time begins that night"
    assert len(set(studying.shown.keys)) == 2


async def test_nothing_is_sent_if_nothing_is_due_or_if_it_is_too_late(studying: Studying) -> None:
    studying.reminders.set_for(ANA, dt.time(9), BERLIN, START)
    assert await studying.at(2026, 11, 24, 8, 0) == []
    wrong_once(studying, 1)
    assert await studying.at(2026, 11, 25, 14, 0) == [], "the tutor was away until the afternoon"
    assert await studying.at(2026, 11, 26, 8, 0) == [(ANA, 1)]


async def test_a_changed_time_brings_no_second_reminder_on_a_day(studying: Studying) -> None:
    wrong_once(studying, 1)
    studying.reminders.set_for(ANA, dt.time(9), BERLIN, START - DAY)
    assert await studying.at(2026, 11, 23, 8, 0) == [(ANA, 1)]
    again = studying.reminders.set_for(ANA, dt.time(20), BERLIN, studying.game.now)
    assert again == dt.datetime(2026, 11, 24, 19, tzinfo=dt.UTC)
    assert await studying.at(2026, 11, 23, 19, 0) == []
    assert await studying.at(2026, 11, 24, 8, 0) == []
    assert await studying.at(2026, 11, 24, 19, 0) == [(ANA, 1)]


async def test_a_snoozed_reminder_comes_once_more_and_a_stopped_one_never(studying: Studying) -> None:
    wrong_once(studying, 1)
    studying.reminders.set_for(ANA, dt.time(9), BERLIN, START - DAY)
    await studying.at(2026, 11, 23, 8, 0)
    studying.reminders.snooze(ANA, studying.game.now)
    assert await studying.at(2026, 11, 23, 9, 0) == [(ANA, 1)]
    studying.reminders.snooze(ANA, studying.game.now)
    studying.reminders.stop(ANA, studying.game.now)
    assert await studying.at(2026, 11, 23, 10, 0) == []
    assert await studying.at(2026, 11, 24, 8, 0) == []


async def test_closed_direct_messages_switch_reminders_off_and_the_learner_is_told_once(studying: Studying) -> None:
    wrong_once(studying, 1)
    studying.reminders.set_for(ANA, dt.time(9), BERLIN, START - DAY)
    studying.shown.failing = [ChannelLost("closed")]
    assert await studying.at(2026, 11, 23, 8, 0) == []
    assert await studying.at(2026, 11, 24, 8, 0) == []
    assert Learners(studying.game.database).settings_of(ANA).remind_at is None
    assert studying.reminders.take_note(ANA)
    assert not studying.reminders.take_note(ANA)


async def test_a_deleted_learner_gets_no_reminder(studying: Studying) -> None:
    wrong_once(studying, 1)
    studying.reminders.set_for(ANA, dt.time(9), BERLIN, START - DAY)
    Privacy(studying.game.database, studying.game.bank).delete(ANA)
    assert await studying.at(2026, 11, 23, 8, 0) == []
