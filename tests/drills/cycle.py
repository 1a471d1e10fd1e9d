"""A scripted round and daily cycle, as a process lives it that may be killed at any step and started again."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import random
import re
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, func, select

from bot.discord_ui.client import TutorClient
from bot.tutor import Content
from quizzes import due
from quizzes.database import Database
from quizzes.dispatcher import Worker
from quizzes.due import DueAction
from quizzes.schedules.calendar import Plan
from quizzes.schedules.schedule_views import NewSchedule
from quizzes.schedules.schedules import Schedules
from quizzes.standing.scores import Scores
from quizzes.tables import AnswerRow, BallotRow, DueActionRow, ParticipantRow, RoundQuestionRow, RoundRow
from tests.quizzes.game import ANA, BO, CHANNEL, CHRIS, GUILD, HOST, small_bank, small_knowledge

from .client import custom_ids, logged_in, press, pressed
from .fate import Fate, MortalDatabase, step
from .small_discord import Connection

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


Shown = tuple[str, int, int]  # the form of a round, which of them from 0, and which of its questions; 0 for its lobby


@dataclass(frozen=True, slots=True)
class Press:
    """What a learner does as soon as a question, or a lobby, is shown.

    Attributes:
        name: what it is called in the table.
        shown: what they wait for.
        learner: who presses.
        button: the name in the button's custom id.
        right: whether it is the button of the right option; None if it is none of an option.
    """

    name: str
    shown: Shown
    learner: int
    button: str
    right: bool | None = None


@dataclass
class Life:
    """One life of the process that is killed.

    Attributes:
        client: the real client.
        fate: when it is killed.
        channels: the drill's look at the stand-in, from which learners see what they press.
        clock: shared memory with the present moment, in seconds since the epoch; it outlives the process.
        pressed: shared memory with the number of presses that were acknowledged; learners repeat the others.
        first: whether no process has lived before it.
    """

    client: TutorClient
    fate: Fate
    channels: Connection
    clock: Any
    pressed: Any
    first: bool

    @property
    def now(self) -> dt.datetime:
        return dt.datetime.fromtimestamp(self.clock.value, dt.UTC)

    async def run(self) -> None:
        """Let time pass until the end of the script, jumping over the hours in which nothing happens."""
        step.set("claim")
        dispatcher = self.client.dispatcher
        await dispatcher.run_due()
        while self.now < END:
            pressed = await self._press_next()
            self.clock.value += 1.0
            if not pressed:
                following = await dispatcher.next_due(END - self.now)
                self.clock.value = max(self.clock.value, (following or END).timestamp())
            await dispatcher.run_due()
        if self.pressed.value < len(PRESSES):
            raise RuntimeError(f"nobody could do {PRESSES[self.pressed.value]}")

    async def _press_next(self) -> bool:
        """Let the next learner press, if what they wait for is there; return whether somebody did."""
        if self.pressed.value == len(PRESSES):
            return False
        one = PRESSES[self.pressed.value]
        message_id = self._message_of(one.shown)
        if message_id is None:
            return False
        step.set(f"press: {one.name}")
        self.fate.moment("press, before")
        message = next(held for held in self.channels.state()["messages"] if held["id"] == str(message_id))
        button = _button(message, one)
        if button is not None:
            await press(self.client, pressed(message, button, one.learner))
        elif self.first:
            raise RuntimeError(f"there is no button for {one}")
        self.fate.moment("press, after")
        self.pressed.value += 1
        step.set("claim")
        return True

    def _message_of(self, shown: Shown) -> int | None:
        form, place, number = shown
        with Database.transaction(self.client.tutor.database) as session:  # the drill's own look
            rows = session.exec(select(RoundRow).where(RoundRow.form == form).order_by(col(RoundRow.id))).all()
            if len(rows) <= place:
                return None
            if number == 0:
                return rows[place].lobby_message_id
            wanted = (RoundQuestionRow.round_id == rows[place].id, RoundQuestionRow.number == number)
            return session.exec(select(RoundQuestionRow).where(*wanted)).one().message_id


def _button(message: dict[str, Any], one: Press) -> str | None:
    """Return the custom id of the button to press; None if it is gone, for it was pressed and only nobody knew."""
    buttons = custom_ids(message, one.button)
    if not buttons or one.right is None:
        return buttons[0] if buttons else None
    letters = re.search(r"\*\*([A-D])\*\*  " + ("Right" if one.right else "Wrong"), json.dumps(message["components"]))
    assert letters is not None
    return buttons["ABCD".index(letters[1])]


DAILY, NEXT_DAILY = ("daily", 0, 1), ("daily", 1, 1)
LOBBY, QUESTION, LAST_QUESTION = ("group", 0, 0), ("group", 0, 1), ("group", 0, 2)
PRESSES = (
    Press("daily answer", DAILY, ANA, "daily", right=True),
    Press("daily answer", DAILY, BO, "daily", right=False),
    Press("daily answer twice", DAILY, BO, "daily", right=True),
    Press("join", LOBBY, ANA, "join"),
    Press("join", LOBBY, BO, "join"),
    Press("start now", LOBBY, HOST, "begin"),
    Press("answer", QUESTION, ANA, "answer", right=False),
    Press("answer", QUESTION, BO, "answer", right=True),
    Press("answer", QUESTION, CHRIS, "answer", right=False),
    Press("changed answer", QUESTION, ANA, "answer", right=True),
    Press("extend", QUESTION, HOST, "extend"),
    Press("changed answer", QUESTION, CHRIS, "answer", right=False),
    Press("answer", LAST_QUESTION, BO, "answer", right=False),
    Press("answer", LAST_QUESTION, ANA, "answer", right=True),
    Press("reveal now", LAST_QUESTION, HOST, "reveal"),
    Press("daily answer", NEXT_DAILY, CHRIS, "daily", right=False),
    Press("daily answer", NEXT_DAILY, ANA, "daily", right=True),
)


@dataclass(frozen=True, slots=True)
class Place:
    """What a process is given: a database, content that is loaded already, and the stand-in."""

    url: str
    content: Content
    channels: Connection
    clock: Any
    pressed: Any


def live(place: Place, drill: Any, at: int, *, first: bool) -> None:
    """Live until the end of the script, or until the moment at which the process is killed."""
    asyncio.run(_live(place, Fate(drill, at), first=first))
    drill.send(("end",))


async def _live(place: Place, fate: Fate, *, first: bool) -> None:
    def now() -> dt.datetime:
        return dt.datetime.fromtimestamp(place.clock.value, dt.UTC)

    database = MortalDatabase(place.url, fate)
    client = await logged_in(place.channels.url, place.content, database, now, Certain())
    fate.dies_in_requests_of(client)
    workers: dict[Any, Worker] = dict(client.dispatcher._workers)
    client.dispatcher._workers = {name: LabelledWorker(worker) for name, worker in workers.items()}
    await Life(client, fate, place.channels, place.clock, place.pressed, first).run()
    await client.close()


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
    state["scores"] = [scores.score_of(learner, GUILD, END) for learner in (ANA, BO, CHRIS)]
    return state


def _columns(row: AnswerRow) -> tuple[object, ...]:
    return row.learner_id, row.chosen, row.right, row.misconception or "", row.first_try


RESTART_SECONDS = due.LEASE.total_seconds() + 1  # after which a new process takes over what the dead one held
