"""What can go wrong in a game: each error carries data; the front end words it (bot/error_messages.py)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # for the signatures only: the views know nothing of errors
    from .views import RoundView

DatabaseState = Literal["empty", "current", "outdated", "newer"]
TimeField = Literal["time", "weekdays", "dates"]


class QuizError(Exception):
    """Root of all errors of this package."""


class NoQuestions(QuizError):
    """There is no question to ask.

    Attributes:
        topic: id of the topic asked for.
    """

    def __init__(self, topic: str) -> None:
        self.topic = topic
        super().__init__(topic)


class RoundInProgress(QuizError):
    """The channel has an unfinished round already.

    Attributes:
        round: that round.
    """

    def __init__(self, running: RoundView) -> None:
        self.round = running
        super().__init__(f"round {running.id}")


class RoundNotFound(QuizError):
    """There is no such round, or no such question or option in it.

    Attributes:
        round_id: what was asked for.
    """

    def __init__(self, round_id: int) -> None:
        self.round_id = round_id
        super().__init__(f"round {round_id}")


class QuestionClosed(QuizError):
    """The question takes no answers: it is closed, or not open yet.

    Attributes:
        number: its number in the round, from 1.
    """

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"question {number}")


class AlreadyAnswered(QuizError):
    """The learner has answered this question before.

    Attributes:
        given: their answer then, as they gave it.
    """

    def __init__(self, given: str) -> None:
        self.given = given
        super().__init__(given)


class UnfitAnswer(QuizError):
    """An answer has not the form that its question asks for; nothing was stored.

    Attributes:
        wanted: of how many different options an answer consists.
    """

    def __init__(self, wanted: int) -> None:
        self.wanted = wanted
        super().__init__(f"{wanted} different options wanted")


class QuestionChanged(QuizError):
    """The question was corrected in the bank, or removed, since the round began.

    Attributes:
        number: its number in the round, from 1.
    """

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"question {number}")


class MovedOn(QuizError):
    """The round has gone on, or has ended, since the button that asks for this was shown.

    Attributes:
        round_id: the round.
    """

    def __init__(self, round_id: int) -> None:
        self.round_id = round_id
        super().__init__(f"round {round_id}")


class NotHost(QuizError):
    """Only the host of the round may do this.

    Attributes:
        host_id: Discord id of the host.
    """

    def __init__(self, host_id: int) -> None:
        self.host_id = host_id
        super().__init__(f"host {host_id}")


class LobbyClosed(QuizError):
    """The round takes nobody in any more: it has begun, or was called off.

    Attributes:
        state: what became of it.
    """

    def __init__(self, state: str) -> None:
        self.state = state
        super().__init__(state)


class LongEnough(QuizError):
    """The time for a question can't be extended any further.

    Attributes:
        minutes: for how long a question may be open at most.
    """

    def __init__(self, minutes: int) -> None:
        self.minutes = minutes
        super().__init__(f"{minutes} minutes")


class ScheduleNotFound(QuizError):
    """The server has no such schedule.

    Attributes:
        schedule_id: what was asked for.
    """

    def __init__(self, schedule_id: int) -> None:
        self.schedule_id = schedule_id
        super().__init__(f"schedule {schedule_id}")


class TooManySchedules(QuizError):
    """The server has as many schedules as it may have.

    Attributes:
        most: how many that is.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(f"{most} schedules")


class NotRunning(QuizError):
    """The schedule is paused, or can't post; it has to be resumed first.

    Attributes:
        schedule_id: the schedule.
    """

    def __init__(self, schedule_id: int) -> None:
        self.schedule_id = schedule_id
        super().__init__(f"schedule {schedule_id}")


class DoneForToday(QuizError):
    """The schedule has had its occurrence of today, and there is one a day.

    Attributes:
        schedule_id: the schedule.
    """

    def __init__(self, schedule_id: int) -> None:
        self.schedule_id = schedule_id
        super().__init__(f"schedule {schedule_id}")


class TryLater(QuizError):
    """Something can't be shown now, and it is known when it can be at the earliest.

    Attributes:
        after: the time to wait.
    """

    def __init__(self, after: dt.timedelta) -> None:
        self.after = after
        super().__init__(f"{after.total_seconds():.0f} s")


class UnknownZone(QuizError):
    """There is no time zone of this name.

    Attributes:
        typed: what the host typed.
        near: up to three names that look like it, the nearest first; none if it is an offset, or like nothing.
    """

    def __init__(self, typed: str, near: tuple[str, ...]) -> None:
        self.typed = typed
        self.near = near
        super().__init__(typed)


class UnreadableTime(QuizError):
    """What a host typed is no time, weekdays or dates, or could mean more than one thing.

    Attributes:
        field: what was asked for.
        typed: what they typed.
        example: a text that is read.
    """

    def __init__(self, field: TimeField, typed: str, example: str) -> None:
        self.field = field
        self.typed = typed
        self.example = example
        super().__init__(f"{field}: {typed}")


class ChannelLost(QuizError):
    """A presenter can't reach the round's channel, and trying again won't help; the text says why, for the log."""


class DatabaseUnreachable(QuizError):
    """The database doesn't answer, or refuses to.

    Attributes:
        url: its URL without the password.
        reason: what the driver says, one line.
    """

    def __init__(self, url: str, reason: str) -> None:
        self.url = url
        self.reason = reason
        super().__init__(f"{url}: {reason}")


class DatabaseOutdated(QuizError):
    """The database is not in the form that this version needs.

    Attributes:
        url: its URL without the password.
        state: how it compares with what is needed.
    """

    def __init__(self, url: str, state: DatabaseState) -> None:
        self.url = url
        self.state = state
        super().__init__(f"{url}: {state}")
