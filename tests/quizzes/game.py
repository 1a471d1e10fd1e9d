"""A small bank, a presenter written by hand, and a game to play with both."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

from knowledge.entries import Entry
from knowledge.loader import Knowledge
from knowledge.wording import Wording
from quizzes.answer_rows import Given
from quizzes.bank import Bank
from quizzes.database import Database
from quizzes.dispatcher import Dispatcher
from quizzes.questions import Misconception, Option, Question, Topic
from quizzes.round_rows import NewRound
from quizzes.round_worker import RoundWorker
from quizzes.rounds import Rounds
from quizzes.standing.scores import Scores
from quizzes.steering import Steering
from quizzes.views import Lobby, QuestionCard, Reveal, RoundResult, RoundView

START = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
GUILD = 900_000_000_000_000_001  # larger than 32 bits, as all of Discord's ids
CHANNEL = 900_000_000_000_000_002
HOST = 900_000_000_000_000_010
ANA, BO, CHRIS = HOST, 900_000_000_000_000_011, 900_000_000_000_000_012
BELIEFS = ("first-belief", "second-belief", "third-belief")


class Killed(BaseException):
    """Stands for SIGKILL: nothing in the code may catch it."""


def question(number: int, topic: str = "hsm") -> Question:
    """Return a question whose first option is right."""
    options = [Option(text=f"Right {number}", reason="Because it is.", right=True)]
    options += [Option(text=f"Wrong {number}{b[0]}", reason="It is not.", misconception=b) for b in BELIEFS]
    return Question(
        id=f"question-{number}",
        kind="single",
        clock="both",
        stem=f"Which of these four is the right answer to question {number}?",
        options=tuple(options),
        explanation="The first option was written to be right.",
        facts=(f"fact-{number}",),
        difficulty="easy",
        topics=(topic,),
    )


def small_bank(*questions: Question) -> Bank:
    """Return a bank of the given questions, or of three on `hsm` and one on `vault`."""
    asked = questions or (question(1), question(2), question(3), question(4, "vault"))
    misconceptions = [
        Misconception(id=b, name=f"The {b}", tempting="It sounds so.", truth="It is not so.", facts=("fact-1",))
        for b in BELIEFS
    ]
    topics = [
        Topic(id="hsm", name="Managed HSM", description="On Managed HSM"),
        Topic(id="vault", name="Key Vault", description="On Key Vault"),
        Topic(id="roles", name="Roles", description="A topic without questions"),
        Topic(id="mixed", name="Mixed", description="On everything", everything=True),
    ]
    return Bank(
        Path("memory"),
        MappingProxyType({q.id: q for q in asked}),
        MappingProxyType({m.id: m for m in misconceptions}),
        MappingProxyType({t.id: t for t in topics}),
        MappingProxyType({}),
        Wording(small_knowledge()).same,
    )


def small_knowledge() -> Knowledge:
    """Return a knowledge base whose one entry explains fact-1."""
    entry = Entry(id="entry-1", title="First", answer="So it is.", facts=("fact-1",), phrasings=("first",))
    return Knowledge(Path("memory"), {entry.id: entry}, {}, {})


class Hanging(Exception):
    """Stands for a call that never comes back."""


class FakePresenter:
    """Remembers what a channel would show.

    Attributes:
        seen: what was shown, in order: "ask 1", "refresh 1: 2", "reveal 1", "finish".
        past: questions whose reveal was shown again without its buttons, after the round had gone on.
        during: what happens while a verb is under way.
        messages: message id by nonce; posting the same nonce again posts nothing new, as on Discord.
        failing: what to raise at the next calls of a verb, first first.
        crash_after: verb after whose effect the process is killed, once; None if it lives.
        last: the views shown last, by verb.
    """

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.past: list[int] = []
        self.during: dict[str, Callable[[], None]] = {}
        self.messages: dict[str, int] = {}
        self.failing: dict[str, list[BaseException]] = {}
        self.crash_after: str | None = None
        self.told: list[tuple[int, int, str]] = []
        self.lobbies: list[Lobby] = []
        self.cards: list[QuestionCard] = []
        self.reveals: list[Reveal] = []
        self.results: list[RoundResult] = []

    async def lobby(self, lobby: Lobby, *, again: bool) -> int | None:  # noqa: ARG002 (nonces serve here)
        await self._before("lobby")
        self.lobbies.append(lobby)
        posted = None if lobby.message_id else self._post(lobby.key)
        self._after("lobby", f"lobby: {lobby.joined} {lobby.round.state}")
        return posted

    async def tell_host(self, host_id: int, channel_id: int, why: str) -> None:
        self.told.append((host_id, channel_id, why))

    async def tell_given_up(self, host_id: int, channel_id: int) -> None:
        self.told.append((host_id, channel_id, "given up"))

    async def ask(self, card: QuestionCard, *, again: bool) -> int:  # noqa: ARG002 (nonces serve here)
        await self._before("ask")
        self.cards.append(card)
        if "ask" in self.during:
            self.during["ask"]()
        self._after("ask", f"ask {card.number}")
        return self._post(card.key)

    async def refresh(self, card: QuestionCard) -> int | None:
        await self._before("refresh")
        self.cards.append(card)
        self._after("refresh", f"refresh {card.number}: {card.answered}")
        return None

    async def reveal(self, reveal: Reveal) -> int | None:
        await self._before("reveal")
        self.reveals.append(reveal)
        posted = None if reveal.card.message_id else self._post(f"{reveal.card.key}r")
        self._after("reveal", f"reveal {reveal.card.number}")
        return posted

    async def put_away(self, reveal: Reveal) -> None:
        assert reveal.next_at is None
        self.past.append(reveal.card.number)

    async def finish(self, result: RoundResult, *, again: bool) -> int | None:  # noqa: ARG002 (nonces serve here)
        await self._before("finish")
        self.results.append(result)
        posted = self._post(result.key)
        self._after("finish", "finish")
        return posted

    def _post(self, nonce: str) -> int:
        assert len(nonce) <= 25, "Discord's limit"
        return self.messages.setdefault(nonce, 950_000_000_000_000_000 + len(self.messages))

    async def _before(self, verb: str) -> None:
        waiting = self.failing.get(verb)
        if not waiting:
            return
        error = waiting.pop(0)
        if isinstance(error, Hanging):
            await asyncio.sleep(60)
        raise error

    def _after(self, verb: str, shown: str) -> None:
        self.seen.append(shown)
        if self.crash_after == verb:
            self.crash_after = None
            raise Killed


class Game:
    """Rounds on a database, with a clock that moves only when told to.

    Attributes:
        now: the present moment.
    """

    def __init__(self, database: Database, bank: Bank | None = None) -> None:
        self.database = database
        self.bank = bank or small_bank()
        self.now = START
        self.rng = random.Random(75)
        self.presenter = FakePresenter()
        self.restart()

    def restart(self, bank: Bank | None = None) -> None:
        """Forget all that is in memory, as a new process does."""
        self.bank = bank or self.bank
        self.rounds = Rounds(self.database, self.bank, small_knowledge())
        self.scores = Scores(self.database, self.bank, small_knowledge())
        self.steering = Steering(self.rounds)
        self.dispatcher = Dispatcher(
            self.database, {"round": RoundWorker(self.rounds, self.presenter)}, lambda: self.now
        )

    def start(self, length: int = 2, topic: str = "hsm", channel: int = CHANNEL) -> RoundView:
        return self.rounds.start_in_channel(NewRound(GUILD, channel, HOST, topic, length), self.now, self.rng)

    def start_private(
        self, learner: int = ANA, length: int = 2, topic: str = "hsm", about: tuple[str, ...] = ()
    ) -> tuple[QuestionCard, RoundView | None]:
        return self.rounds.start_private(NewRound(GUILD, CHANNEL, learner, topic, length, about), self.now, self.rng)

    def position(self, card: QuestionCard, *, right: bool = True, belief: int = 0) -> int:
        """Return where the right option stands, or the one of a belief."""
        options = self.bank.questions[card.question_id].options
        text = options[0 if right else 1 + belief].text
        return next(place for place, option in enumerate(card.options) if option.text == text)

    def answer(self, round_id: int, number: int, learner: int, *, right: bool = True, belief: int = 0) -> None:
        card = self.rounds.card(round_id, number)
        given = Given((self.position(card, right=right, belief=belief),))
        self.rounds.answer(round_id, number, given, learner, self.now)

    async def pass_time(self, seconds: float = 0) -> int:
        """Let time pass, then do what is due."""
        self.now += dt.timedelta(seconds=seconds)
        return await self.dispatcher.run_due(self.now)

    async def play_on(self, seconds: int = 600) -> None:
        """Let time pass second by second, as a ticker does."""
        for _ in range(seconds):
            await self.pass_time(1)
            if self.presenter.results:
                return
