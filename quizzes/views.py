"""What the game hands out: small frozen results without markup, for a front end to show."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from .kinds import Answering
from .questions import Clock, Difficulty, Topic

RoundState = Literal["lobby", "playing", "finished", "stopped", "settled", "called_off"]
Form = Literal["group", "solo", "daily", "exam"]
UNFINISHED: frozenset[RoundState] = frozenset({"lobby", "playing"})


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round.

    Attributes:
        id: its number in the database.
        guild_id: Discord server; None for a round in direct messages.
        channel_id: Discord channel in which it was started.
        host_id: who started it.
        topic: what it is about.
        title: the same for people; narrower than the topic's name where the round is about one entry.
        length: how many questions it has; may be fewer than asked for.
        form: group (a channel plays together), solo (the host alone, unseen by others), daily (one question, open to
            all until the next day), exam (the host alone, without feedback until the end).
        state: lobby (people may join, nothing is asked yet); playing; finished (all was played); stopped (by the host,
            or by starting another private round); settled (ended by the tutor, which was away too long or could not
            post); called_off (in its lobby, by the host or because too few had joined).
    """

    id: int
    guild_id: int | None
    channel_id: int
    host_id: int
    topic: Topic
    title: str
    length: int
    form: Form
    state: RoundState

    @property
    def private(self) -> bool:
        """Whether the host plays alone, unseen by others."""
        return self.form in ("solo", "exam")


@dataclass(frozen=True, slots=True)
class Lobby:
    """A group round before it begins, or what became of it.

    Attributes:
        round: the round.
        starts_at: when it begins; None once it has, or was called off.
        joined: how many learners have joined.
        quorum: how many must have joined by then; 0 where none need to.
        scheduled: whether a schedule opened it; the bot then has to post it itself.
        role_id: role that is mentioned; None for none.
        message_id: message that shows it; None if none is known.
        key: the nonce under which it is posted, 24 characters at most.
    """

    round: RoundView
    starts_at: dt.datetime | None
    joined: int
    quorum: int
    scheduled: bool
    role_id: int | None
    message_id: int | None
    key: str


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option as shown: its letter holds for the whole round."""

    letter: str
    text: str


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """A question of a round, without its solution.

    Attributes:
        round: the round.
        number: from 1.
        question_id: id in the bank.
        stem: the question.
        clock: which clock it asks for.
        difficulty: how hard it is meant to be.
        answering: how it is answered: one letter (button), several (menu), all in order (order), or a text.
        choose: how many options an answer consists of; 0 for a text.
        stage: number of the stage and how many the scenario has; None outside scenarios.
        options: in the order shown; none where a text is asked for.
        closes_at: when the time is up; None in private rounds, and before the question is opened.
        answered: how many learners have answered.
        message_id: message that shows it; None if none is known.
        key: made from round and number, 24 characters at most: the nonce under which it is posted.
    """

    round: RoundView
    number: int
    question_id: str
    stem: str
    clock: Clock
    difficulty: Difficulty
    answering: Answering
    choose: int
    stage: tuple[int, int] | None
    options: tuple[OptionView, ...]
    closes_at: dt.datetime | None
    answered: int
    message_id: int | None
    key: str


@dataclass(frozen=True, slots=True)
class OptionReveal:
    """An option with its solution.

    Attributes:
        letter: as shown; empty for a text that was expected.
        text: as shown.
        right: whether it is (one of) the right one(s); for a step always.
        reason: why it is right or wrong, or why it stands at its place.
        misconception: name of the belief behind it; None for a right one.
        count: how many learners took it; for a step, how many put it at its place.
    """

    letter: str
    text: str
    right: bool
    reason: str
    misconception: str | None
    count: int


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """What a learner answered.

    Attributes:
        given: the answer as they gave it: "B  Key Vault Premium", "A and C", or the text typed.
        right: whether all of it is right.
        credit: how much of it is right, 0-1.
    """

    given: str
    right: bool
    credit: float


@dataclass(frozen=True, slots=True)
class Reveal:
    """A closed question with its solution.

    Attributes:
        card: the question.
        options: in the order shown; steps in the right order; for a text the right one, then those expected as wrong.
        right: the right answer, as a learner gives it: "C  Managed HSM", "A and C", "B, A, D, C", or a text.
        answered: how many learners answered.
        right_count: how many of them were right.
        partly: how many others were right in part.
        explanation: why, in plain words.
        other_clock: what the other clock says; None where both agree.
        misled: name of the misconception that most learners fell for; None if no single one is ahead.
        entry_id: entry of the knowledge base that explains it; None if there is none.
        next_at: when the round goes on; None if it doesn't, if it has, or in private rounds.
        last: whether it is the round's last question.
        own: the learner's own answer; None if they did not answer, or in reveals for everyone.
    """

    card: QuestionCard
    options: tuple[OptionReveal, ...]
    right: str
    answered: int
    right_count: int
    partly: int
    explanation: str
    other_clock: str | None
    misled: str | None
    entry_id: str | None
    next_at: dt.datetime | None
    last: bool
    own: OwnAnswer | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A learner's place in a round, from 1; equal numbers of right answers that count share a place."""

    place: int
    learner_id: int
    right: int
    answered: int


@dataclass(frozen=True, slots=True)
class RoundResult:
    """How a round ended.

    Attributes:
        round: the round.
        asked: how many questions were opened.
        standings: best first; empty if nobody answered.
        most_missed: number and stem of the question with the most wrong answers; None if no single one has the most.
        costly: misconceptions (name, times taken) that cost most, 3 at most, the most taken first.
        key: the nonce under which it is posted, 24 characters at most.
    """

    round: RoundView
    asked: int
    standings: tuple[Standing, ...]
    most_missed: tuple[int, str] | None
    costly: tuple[tuple[str, int], ...]
    key: str


@dataclass(frozen=True, slots=True)
class Missed:
    """A question that a learner answered wrongly.

    Attributes:
        number: in the round, from 1.
        stem: the question.
        own: what they answered; None if they did not.
        right: the right answer, as a learner gives it.
        misconception: name of the belief behind their answer; None if there is none.
        entry_id: entry of the knowledge base that explains it; None if there is none.
    """

    number: int
    stem: str
    own: OwnAnswer | None
    right: str
    misconception: str | None
    entry_id: str | None


@dataclass(frozen=True, slots=True)
class OwnResult:
    """One learner's result of a round, counting closed questions only.

    Attributes:
        round: the round.
        right: right answers that count.
        halves: right answers that don't, because the question's twin was not answered rightly.
        answered: answers.
        asked: questions that were asked and are closed, answered or not.
        missed: what was answered wrongly or not at all, in the order asked.
    """

    round: RoundView
    right: int
    halves: int
    answered: int
    asked: int
    missed: tuple[Missed, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """An answer that is stored.

    Attributes:
        given: the answer as the learner gave it.
        closes_at: when the time is up; None where it isn't.
        changed: whether it stands in place of an earlier one.
    """

    given: str
    closes_at: dt.datetime | None
    changed: bool = False
