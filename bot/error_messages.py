"""Words every error that we foresee: for the learner on Discord, and for whoever runs the tutor."""

from __future__ import annotations

from typing import Literal

from knowledge.errors import CannotCompare, NoSuchStep
from quizzes.errors import (
    AlreadyAnswered,
    ChannelLost,
    DatabaseOutdated,
    DatabaseUnreachable,
    DoneForToday,
    LobbyClosed,
    LongEnough,
    MovedOn,
    NoQuestions,
    NotHost,
    NotRunning,
    QuestionChanged,
    QuestionClosed,
    RoundInProgress,
    RoundNotFound,
    ScheduleNotFound,
    TimeField,
    TooManySchedules,
    TryLater,
    UnfitAnswer,
    UnknownZone,
    UnreadableTime,
)
from quizzes.standing.standing_errors import AliasTaken, NotOnBoard, UnfitAlias

from .settings import SettingsError

OLD_BUTTON = "This message is from an earlier version of me. Type the command again to get a new one."


MAX_QUOTED = 30  # characters of what somebody typed: enough to know it again

TIME_FIELDS: dict[TimeField, str] = {"time": "a time of day", "weekdays": "days of the week", "dates": "dates"}


class EntryGone(Exception):
    """A button names an entry that the knowledge base no longer has."""


class BeliefGone(Exception):
    """A button names a misconception that the bank no longer has."""


class NotManager(Exception):
    """Only those who may manage the server can do this."""


class NoZone(Exception):
    """A time was named, but nobody has said in which time zone."""


RoleFault = Literal["gone", "out-of-reach", "powerful", "silent"]

ROLE_FAULTS: dict[RoleFault, str] = {
    "gone": "That role is gone.",
    "out-of-reach": "I can't give or take that role. I need “Manage Roles”, and my own role must stand above it.",
    "powerful": (
        "That role allows more than everyone may do here, and anybody could give it to themselves. "
        "Choose one without permissions of its own."
    ),
    "silent": "My mention of that role would reach nobody. In its settings, allow anyone to mention it.",
}


class RoleUnusable(Exception):
    """A role is not fit to remind people who ask for it.

    Attributes:
        fault: it is gone; the bot can't give or take it; it would bring permissions; the bot may not mention it.
    """

    def __init__(self, fault: RoleFault) -> None:
        self.fault = fault
        super().__init__(fault)


class NoOwnZone(Exception):
    """A learner wants to be reminded at a time, but nobody has said in which time zone."""


class UsageError(Exception):
    """A command line can't be carried out; the text says why and what to do instead."""


class DiscordUnreachable(Exception):
    """Discord can't be reached; the text gives the reason."""


LEARNER_SENTENCES: dict[type[Exception], str] = {  # each may name what its error carries
    AlreadyAnswered: "Your answer is in: {error.given}. It can't be changed any more.",
    UnfitAnswer: ("An answer here names {error.wanted} different options. Nothing was stored; press Answer again."),
    QuestionClosed: "Question {error.number} is closed. Your answer was not stored.",
    LobbyClosed: "This round takes nobody in any more. If it has begun, just answer: you need not join.",
    LongEnough: "A question stays open for {error.minutes} minutes at most.",
    CannotCompare: "{error}",
    ScheduleNotFound: "This schedule is gone. `/schedule list` shows those that there are.",
    TooManySchedules: "A server can have {error.most} schedules. Remove one with `/schedule remove` first.",
    ChannelLost: "I can't post there: {error}.",
    TryLater: "Discord asks me to wait. Please try again in a few minutes.",
    NotRunning: "This schedule is not running. `/schedule resume` starts it again.",
    DoneForToday: "Today's has been posted already, and there is one a day.",
    RoundNotFound: "I no longer know this round. Start a new one with `/quiz`.",
    RoundInProgress: "A round is being played in this channel. Join it, or play alone with the option `private`.",
    QuestionChanged: "This question was corrected since the round began. Start a new round with `/quiz`.",
    MovedOn: "The round has gone on since; nothing was changed.",
    NotHost: "Only the host of this round, or someone who may manage messages here, can do that.",
    UnfitAlias: "An alias has {error.fewest} to {error.most} characters: letters, digits, spaces and . ' - only, "
    "a letter or digit first.",
    AliasTaken: "Somebody in this server is called {error.alias} already. Choose another alias.",
    NotOnBoard: "This learner's score is only for themselves: they are not on this server's board by their name.",
    NotManager: "Only someone with the permission “Manage Server” can do that.",
    NoZone: "In which time zone? Choose one with the option `zone`; I remember it for this server.",
    NoOwnZone: "In which time zone? Choose yours with the option `zone`; nothing was changed.",
    NoQuestions: "I have no questions on this yet. `/quiz mixed` has them on everything.",
    NoSuchStep: "These questions have changed since. Press “Start again”, or ask *help me choose* with `/ask`.",
    BeliefGone: "This belief was merged or removed since. `/score` shows what there is now.",
    EntryGone: "This topic was renamed or removed since. Ask again with `/ask`.",
    DatabaseUnreachable: "I can't reach my database, so nothing was stored. Please try again in a minute.",
}


def learner_sentence(error: BaseException) -> str | None:
    """Return what a learner is told about an error; None if it is not one that we foresee."""
    if isinstance(error, UnknownZone | UnreadableTime):
        return _typed_sentence(error)
    if isinstance(error, RoleUnusable):
        return ROLE_FAULTS[error.fault]
    sentence = next((text for kind, text in LEARNER_SENTENCES.items() if isinstance(error, kind)), None)
    return sentence and sentence.format(error=error)


def operator_sentence(error: Exception) -> str | None:
    """Return what the operator is told in the terminal; None if the error is not one that we foresee."""
    match error:
        case UsageError():
            return str(error)
        case SettingsError():
            return _settings_sentence(error)
        case DatabaseUnreachable():
            return (
                f"TUTOR_DATABASE_URL is {error.url}, but that database can't be reached: {error.reason}. "
                "Check that it runs and that host, name, user and password are right."
            )
        case DatabaseOutdated():
            return _outdated_sentence(error)
        case DiscordUnreachable():
            return f"Discord can't be reached: {error}. Check the network of this machine, then start again."
    return None


def _typed_sentence(error: UnknownZone | UnreadableTime) -> str:
    typed = _quoted(error.typed)
    if isinstance(error, UnreadableTime):
        return f"I can't read {typed} as {TIME_FIELDS[error.field]}. Write it like this: `{error.example}`."
    if error.near:
        return f"I know no time zone {typed}. Near it: {', '.join(f'`{name}`' for name in error.near)}."
    return f"I know no time zone {typed}. Name one after a city, such as `Europe/Berlin`: it knows about summer time."


def _quoted(typed: str) -> str:
    """Show what somebody typed in one short line, as code, so that nothing in it is taken for markup."""
    line = " ".join(typed.replace("`", "'").split()) or " "
    return f"`{line if len(line) <= MAX_QUOTED else line[: MAX_QUOTED - 1] + '…'}`"


def _settings_sentence(error: SettingsError) -> str:
    if error.value is not None:
        return f"{error.variable} is {error.value!r}. {error.remedy}"
    return f"{error.variable} can't be used as it is, or is missing. {error.remedy}"


def _outdated_sentence(error: DatabaseOutdated) -> str:
    if error.state == "newer":
        return (
            f"TUTOR_DATABASE_URL is {error.url}, a database that a newer version of the tutor has set up. "
            "Install that version, or name another database."
        )
    if error.state == "empty":
        return (
            f"TUTOR_DATABASE_URL is {error.url}, a database that is not set up yet. "
            "Start the tutor once with `tutor run`, or run `tutor database upgrade`."
        )
    return (
        f"TUTOR_DATABASE_URL is {error.url}, a database that is not set up for this version of the tutor. "
        "Make a backup of it, then run `tutor database upgrade`."
    )
