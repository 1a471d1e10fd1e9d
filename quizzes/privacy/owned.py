"""Which rows are a learner's, table by table: what their export holds and their deletion takes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlmodel import col

from quizzes.tables import (
    AnswerRow,
    BallotRow,
    ConfidenceRow,
    DueActionRow,
    LearnerRow,
    MemberRow,
    ParticipantRow,
    RegradedAnswerRow,
    RoundQuestionRow,
    RoundRow,
    ScheduleRow,
    Table,
    VoteRow,
)

PRIVATE = ("solo", "exam")  # forms of rounds that one learner plays alone
NOBODY = 0  # stands for a host who had their data deleted; no Discord id is 0


def owned(learner_id: int) -> dict[type[Table], ColumnElement[bool]]:
    """Return for each table which of its rows are a learner's alone, in an order in which they can be deleted."""
    alone = _private_rounds(learner_id)
    answers = select(col(AnswerRow.id)).where(col(AnswerRow.learner_id) == learner_id)
    return {
        ConfidenceRow: col(ConfidenceRow.answer_id).in_(answers),
        RegradedAnswerRow: col(RegradedAnswerRow.learner_id) == learner_id,
        BallotRow: col(BallotRow.learner_id) == learner_id,
        AnswerRow: col(AnswerRow.learner_id) == learner_id,
        ParticipantRow: col(ParticipantRow.learner_id) == learner_id,
        VoteRow: col(VoteRow.learner_id) == learner_id,
        MemberRow: col(MemberRow.learner_id) == learner_id,
        DueActionRow: or_(
            and_(col(DueActionRow.subject) == "learner", col(DueActionRow.subject_id) == learner_id),
            and_(col(DueActionRow.subject) == "round", col(DueActionRow.subject_id).in_(alone)),
        ),
        RoundQuestionRow: col(RoundQuestionRow.round_id).in_(alone),
        RoundRow: and_(col(RoundRow.host_id) == learner_id, col(RoundRow.form).in_(PRIVATE)),
        LearnerRow: col(LearnerRow.learner_id) == learner_id,
    }


def hosted(learner_id: int) -> dict[type[Table], ColumnElement[bool]]:
    """Return for each table which of its rows name a learner as the host of something that is a group's."""
    return {
        RoundRow: and_(col(RoundRow.host_id) == learner_id, col(RoundRow.form).not_in(PRIVATE)),
        ScheduleRow: col(ScheduleRow.host_id) == learner_id,
    }


def _private_rounds(learner_id: int) -> Any:
    return select(col(RoundRow.id)).where(col(RoundRow.host_id) == learner_id, col(RoundRow.form).in_(PRIVATE))
