"""Schedules on a database, with a presenter written by hand and a clock that moves only when told to."""

from __future__ import annotations

import datetime as dt
import random

from sqlmodel import col, select

from quizzes.bank import Bank
from quizzes.database import Database
from quizzes.dispatcher import Dispatcher
from quizzes.round_worker import RoundWorker
from quizzes.schedules.calendar import Plan
from quizzes.schedules.daily_questions import DailyQuestions
from quizzes.schedules.occurrences import Occurrences
from quizzes.schedules.schedule_views import DailyPost, NewSchedule, ScheduleView
from quizzes.schedules.schedule_worker import ScheduleWorker
from quizzes.schedules.schedules import Schedules
from quizzes.tables import DueActionRow
from quizzes.views import Reveal
from tests.quizzes.game import CHANNEL, GUILD, HOST, FakePresenter, Game

EVERY_DAY = frozenset(range(1, 8))
NINE = dt.time(9)
BERLIN = "Europe/Berlin"
MONDAY = dt.date(2026, 11, 23)


class DailyFake(FakePresenter):
    """Remembers daily questions too.

    Attributes:
        dailies: what was posted, in order.
        closed: the reveals, in order.
    """

    def __init__(self) -> None:
        super().__init__()
        self.dailies: list[DailyPost] = []
        self.closed: list[Reveal] = []

    async def daily(self, post: DailyPost, *, again: bool) -> int:  # noqa: ARG002 (nonces serve here)
        await self._before("daily")
        if post.card.key not in self.messages:
            self.dailies.append(post)
        message_id = self._post(post.card.key)
        self._after("daily", f"daily {post.day}")
        return message_id

    async def refresh_daily(self, post: DailyPost) -> None:
        await self._before("refresh_daily")
        self._after("refresh_daily", f"refresh_daily: {post.card.answered}")

    async def reveal_daily(self, reveal: Reveal) -> None:
        await self._before("reveal_daily")
        self.closed.append(reveal)
        self._after("reveal_daily", "reveal_daily")


class PlannedGame(Game):
    """A game whose rounds and daily questions a schedule opens.

    Attributes:
        shown: what channels would show.
    """

    def __init__(self, database: Database, bank: Bank | None = None) -> None:
        self.shown = DailyFake()
        super().__init__(database, bank)
        self.presenter = self.shown

    def restart(self, bank: Bank | None = None) -> None:
        super().restart(bank)
        self.schedules = Schedules(self.database, self.bank)
        self.daily_questions = DailyQuestions(self.rounds)
        self.dispatcher = self.another_dispatcher()

    def another_dispatcher(self) -> Dispatcher:
        """Return the dispatcher of one more process."""
        schedules = ScheduleWorker(Occurrences(self.rounds, random.Random(75)), self.shown)
        workers = {"round": RoundWorker(self.rounds, self.shown), "schedule": schedules}
        return Dispatcher(self.database, workers, lambda: self.now)  # type: ignore[arg-type]  # literal keys

    def add_daily(self, at: dt.time = NINE, zone: str = BERLIN, weekdays: frozenset[int] = EVERY_DAY) -> int:
        new = NewSchedule(GUILD, CHANNEL, HOST, "daily", "hsm", Plan(zone, at, weekdays))
        return self.schedules.add(new, self.now).schedule.id

    def add_round(self, at: dt.time = NINE, *, announce_minutes: int = 0, quorum: int = 0) -> int:
        plan = Plan(BERLIN, at, EVERY_DAY)
        new = NewSchedule(
            GUILD, CHANNEL, HOST, "round", "hsm", plan, length=2, quorum=quorum, announce_minutes=announce_minutes
        )
        return self.schedules.add(new, self.now).schedule.id

    def view(self, schedule_id: int) -> ScheduleView:
        return self.schedules.preview(schedule_id, GUILD).schedule

    async def at(self, moment: dt.datetime) -> None:
        """Move the clock to a moment, possibly back, and do what is due."""
        self.now = moment
        await self.dispatcher.run_due(self.now)

    async def through(self, until: dt.datetime, step: dt.timedelta = dt.timedelta(minutes=30)) -> None:
        """Let time pass in steps, as a ticker does."""
        while self.now < until:
            await self.at(min(self.now + step, until))

    @property
    def days(self) -> list[dt.date]:
        """The dates of the daily questions that were posted, in order."""
        return [post.day for post in self.shown.dailies]

    def left_out(self) -> list[dt.date]:
        """Return the dates that are recorded as left out."""
        given_up = select(DueActionRow).where(DueActionRow.kind == "occur", col(DueActionRow.given_up_at).is_not(None))
        with self.database.transaction() as session:
            return sorted(dt.date.fromordinal(row.number) for row in session.exec(given_up))


def berlin(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """Return a moment by the clocks of Berlin in winter."""
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=dt.UTC) - dt.timedelta(hours=1)
