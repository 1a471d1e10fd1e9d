"""The tables. Times are aware UTC (sqlmodel's default); Discord ids need 64 bits, hence BigInteger."""

from .base import Table, id_of, metadata, table_of
from .people import KeptQuestionRow, LearnerRow, MismatchRow, ServerRow, VoteRow
from .rounds import AnswerRow, AskedQuestionRow, BallotRow, ParticipantRow, RoundQuestionRow, RoundRow
from .schedules import DueActionRow, ScheduleRow, SkippedDateRow, SlotRow, SyncedCommandsRow
from .standing import MemberRow, RegradedAnswerRow, RegradeRow, RunningHourRow
from .study import ConfidenceRow, DepartedServerRow

__all__ = [
    "AnswerRow",
    "AskedQuestionRow",
    "BallotRow",
    "ConfidenceRow",
    "DepartedServerRow",
    "DueActionRow",
    "KeptQuestionRow",
    "LearnerRow",
    "MemberRow",
    "MismatchRow",
    "ParticipantRow",
    "RegradeRow",
    "RegradedAnswerRow",
    "RoundQuestionRow",
    "RoundRow",
    "RunningHourRow",
    "ScheduleRow",
    "ServerRow",
    "SkippedDateRow",
    "SlotRow",
    "SyncedCommandsRow",
    "Table",
    "VoteRow",
    "id_of",
    "metadata",
    "table_of",
]
