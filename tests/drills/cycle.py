"""A scripted round and daily cycle, as a process lives it that may be killed at any step and started again."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, func, select

from quizzes import due
from quizzes.answer_rows import Given
from quizzes.bank import Bank
from quizzes.database import Database
from quizzes.dispatcher import Dispatcher, Worker
from quizzes.due import DueAction
from quizzes.errors import AlreadyAnswered, MovedOn
from quizzes.round_worker import RoundWorker
from quizzes.rounds import Rounds
from quizzes.schedules.calendar import Plan
from quizzes.schedules.occurrences import Occurrences
from quizzes.schedules.schedule_views import NewSchedule
from quizzes.schedules.schedule_worker import ScheduleWorker
from quizzes.schedules.schedules import Schedules
from quizzes.scores import Scores
from quizzes.steering import Steering
from quizzes.tables import AnswerRow, BallotRow, DueActionRow, ParticipantRow, RoundQuestionRow, RoundRow
from tests.quizzes.game import ANA, BO, CHANNEL, CHRIS, GUILD, HOST, small_bank, small_knowledge

from .fate import Fate, MortalDatabase, step
from .recorder import RecordingPresenter

BEGIN = dt.datetime(2026, 11, 23, 7, 50, tzinfo=dt.UTC)  # ten to nine in Berlin
END = dt.datetime(2026, 11, 25, 8, 30, tzinfo=dt.UTC)  # the third daily question is out
DAILY_CHANNEL = CHANNEL + 1
EVERY_DAY = frozenset(range(1, 8))
SECOND = dt.timedelta(seconds=1)


class Certain(random.Random):
    """A source of chance without any, so that a process that was started anew draws what the dead one would have."""

    def getrandbits(self, k: int, /) -> int:
        return 0 * k

    def random(self) -> float:
        return 0.0


class LabelledWorker:
    """A worker that says what it is doing."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self.grace = worker.grace

    async def act(self, action: DueAction, now: dt.datetime) -> None:
        step.set(f"{action.subject.name}: {action.kind}")
        await self._worker.act(action, now)

    def given_up(self, session: Session, action: DueAction, now: dt.datetime, error: str) -> None:
        self._worker.given_up(session, action, now, error)


def set_up(database: Database) -> None:
    """Store the two schedules from which all that happens comes: a daily question and a round."""
    schedules = Schedules(database, small_bank())
    daily = Plan("Europe/Berlin", dt.time(9), EVERY_DAY)
    schedules.add(NewSchedule(GUILD, DAILY_CHANNEL, HOST, "daily", "vault", daily), BEGIN)
    monday = Plan("Europe/Berlin", dt.time(10), frozenset({1}))
    schedules.add(
        NewSchedule(GUILD, CHANNEL, HOST, "round", "hsm", monday, length=2, quorum=3, announce_minutes=5), BEGIN
    )


@dataclass
class Life:
    """One life of the process that is killed.

    Attributes:
        clock: shared memory with the present moment, in seconds since the epoch; it outlives the process.
        pressed: shared memory with the number of presses that were acknowledged; learners repeat the others.
    """

    database: Database
    fate: Fate
    bank: Bank
    clock: Any
    pressed: Any

    def __post_init__(self) -> None:
        self.rounds = Rounds(self.database, self.bank, small_knowledge())
        self.steering = Steering(self.rounds)
        presenter = RecordingPresenter(self.fate)
        workers = {
            "round": LabelledWorker(RoundWorker(self.rounds, presenter)),
            "schedule": LabelledWorker(ScheduleWorker(Occurrences(self.rounds, Certain()), presenter)),
        }
        self.dispatcher = Dispatcher(self.database, workers, lambda: self.now)  # type: ignore[arg-type]  # literal keys

    @property
    def now(self) -> dt.datetime:
        return dt.datetime.fromtimestamp(self.clock.value, dt.UTC)

    async def run(self) -> None:
        """Let time pass until the end of the script, jumping over the hours in which nothing happens."""
        await self.dispatcher.run_due()
        while self.now < END:
            pressed = await self._press_next()
            self.clock.value += 1.0
            if not pressed:
                following = await self.dispatcher.next_due(END - self.now)
                self.clock.value = max(self.clock.value, (following or END).timestamp())
            await self.dispatcher.run_due()

    async def _press_next(self) -> bool:
        """Let the next learner press, if what they wait for is there; return whether somebody did."""
        if self.pressed.value == len(PRESSES):
            return False
        press = PRESSES[self.pressed.value]
        round_id = await self._round_shown(press.shown)
        if round_id is None:
            return False
        step.set(f"press: {press.name}")
        self.fate.moment("press, before")
        with contextlib.suppress(AlreadyAnswered, MovedOn):  # it had counted, and only the answer to it was lost
            await asyncio.to_thread(press.act, self, round_id)
        self.fate.moment("press, after")
        self.pressed.value += 1
        step.set("claim")
        return True

    async def _round_shown(self, shown: Shown) -> int | None:
        def found(session: Session) -> int | None:
            form, place, number = shown
            rows = session.exec(select(RoundRow).where(RoundRow.form == form).order_by(col(RoundRow.id))).all()
            if len(rows) <= place:
                return None
            row = rows[place]
            if number == 0:
                return row.id if row.lobby_message_id else None
            wanted = (RoundQuestionRow.round_id == row.id, RoundQuestionRow.number == number)
            asked = session.exec(select(RoundQuestionRow).where(*wanted)).one()
            return row.id if asked.message_id else None

        with Database.transaction(self.database) as session:  # the drill's own look
            return found(session)

    def answer(self, round_id: int, number: int, learner: int, *, right: bool) -> None:
        card = self.rounds.card(round_id, number)
        place = next(place for place, option in enumerate(card.options) if option.text.startswith("Right") == right)
        self.rounds.answer(round_id, number, Given((place,)), learner, self.now)


Shown = tuple[str, int, int]  # the form of a round, which of them from 0, and which of its questions; 0 for its lobby


@dataclass(frozen=True, slots=True)
class Press:
    """What a learner does as soon as a question, or a lobby, is shown."""

    name: str
    shown: Shown
    act: Callable[[Life, int], object]


def _answer(shown: Shown, learner: int, *, right: bool, name: str = "answer") -> Press:
    return Press(name, shown, lambda life, round_id: life.answer(round_id, max(shown[2], 1), learner, right=right))


def _join(learner: int) -> Press:
    return Press("join", ("group", 0, 0), lambda life, round_id: life.steering.join(round_id, learner, life.now))


FIRST, SECOND_ONE = ("group", 0, 1), ("group", 0, 2)
PRESSES = (
    _answer(("daily", 0, 1), ANA, right=True),
    _answer(("daily", 0, 1), BO, right=False),
    _answer(("daily", 0, 1), BO, right=True, name="answer twice"),
    _join(ANA),
    _join(BO),
    Press("start now", ("group", 0, 0), lambda life, round_id: life.steering.start_now(round_id, HOST, life.now)),
    _answer(FIRST, ANA, right=False),
    _answer(FIRST, BO, right=True),
    _answer(FIRST, CHRIS, right=False),
    _answer(FIRST, ANA, right=True, name="change"),
    Press("extend", FIRST, lambda life, round_id: life.steering.extend(round_id, 1, HOST, life.now)),
    _answer(FIRST, CHRIS, right=False, name="change"),
    _answer(SECOND_ONE, BO, right=False),
    _answer(SECOND_ONE, ANA, right=True),
    Press("reveal now", SECOND_ONE, lambda life, round_id: life.steering.reveal_now(round_id, 2, HOST, life.now)),
    _answer(("daily", 1, 1), CHRIS, right=False),
    _answer(("daily", 1, 1), ANA, right=True),
)


def live(url: str, drill: Any, at: int, clock: Any, pressed: Any) -> None:
    """Live until the end of the script, or until the moment at which the process is killed."""
    fate = Fate(drill, at)
    asyncio.run(Life(MortalDatabase(url, fate), fate, small_bank(), clock, pressed).run())
    drill.send(("end",))


def end_state(database: Database) -> dict[str, object]:
    """Return all that must not depend on kills: what the tables hold, apart from ids of rows and times."""
    with database.transaction() as session:
        answers = select(RoundRow, RoundQuestionRow, AnswerRow)
        answers = answers.join(RoundQuestionRow, col(RoundQuestionRow.id) == AnswerRow.round_question_id)
        answers = answers.join(RoundRow, col(RoundRow.id) == RoundQuestionRow.round_id)
        rounds = session.exec(select(RoundRow).order_by(col(RoundRow.local_date), col(RoundRow.form))).all()
        pending = (col(DueActionRow.done_at).is_(None), col(DueActionRow.given_up_at).is_(None))
        scores = Scores(database, small_bank(), small_knowledge())
        state: dict[str, object] = {
            "rounds": [(row.form, row.local_date, row.state, row.length) for row in rounds],
            "answers": sorted(
                (played.form, str(played.local_date), asked.number, *_columns(answer))
                for played, asked, answer in session.exec(answers)
            ),
            "ballots": session.exec(select(func.count()).select_from(BallotRow)).one(),
            "joined": sorted(session.exec(select(ParticipantRow.learner_id)).all()),
            "pending": sorted(
                (row.subject, row.kind, row.due_at) for row in session.exec(select(DueActionRow).where(*pending))
            ),
            "given up": session.exec(select(DueActionRow.kind).where(col(DueActionRow.given_up_at).is_not(None))).all(),
        }
    state["scores"] = [scores.score_of(learner, GUILD) for learner in (ANA, BO, CHRIS)]
    return state


def _columns(row: AnswerRow) -> tuple[object, ...]:
    return row.learner_id, row.chosen, row.right, row.misconception or "", row.first_try


RESTART_SECONDS = due.LEASE.total_seconds() + 1  # after which a new process takes over what the dead one held
