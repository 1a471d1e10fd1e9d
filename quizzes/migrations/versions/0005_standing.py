"""Corrections of answers, who is on a server's board, the hours in which the tutor ran, and indexes for scores.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "member",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("learner_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("on_board", sa.Boolean(), nullable=False),
        sa.Column("alias", AutoString(), nullable=True),
        sa.Column("alias_key", AutoString(), nullable=True),
        sa.Column("asked_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("guild_id", "learner_id", name=op.f("pk_member")),
        sa.UniqueConstraint("guild_id", "alias_key", name=op.f("uq_member_guild_id")),
    )
    op.create_index(op.f("ix_member_learner_id"), "member", ["learner_id"])
    op.create_table(
        "regrade",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", AutoString(), nullable=False),
        sa.Column("version", AutoString(), nullable=False),
        sa.Column("reason", AutoString(), nullable=False),
        sa.Column("regraded_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regrade")),
    )
    op.create_index(op.f("ix_regrade_question_id"), "regrade", ["question_id"])
    create_regraded_answers()
    op.create_table(
        "running_hour",
        sa.Column("began_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("began_at", name=op.f("pk_running_hour")),
    )
    op.create_index("ix_answer_learner_time", "answer", ["learner_id", "answered_at"])
    of_question = ["question_id", "guild_id", "answered_at", "learner_id", "right", "first_try"]
    op.create_index("ix_answer_question", "answer", of_question)
    where = sa.text("first_try")
    columns = ["guild_id", "learner_id", "answered_at", "question_id", "right"]
    op.create_index("ix_answer_board", "answer", columns, sqlite_where=where, postgresql_where=where)


def create_regraded_answers() -> None:
    """Create what answers are worth by corrected questions."""
    op.create_table(
        "regraded_answer",
        sa.Column("answer_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("regrade_id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.BigInteger(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=True),
        sa.Column("question_id", AutoString(), nullable=False),
        sa.Column("answered_at", UTCDateTime(), nullable=False),
        sa.Column("first_try", sa.Boolean(), nullable=False),
        sa.Column("right", sa.Boolean(), nullable=False),
        sa.Column("credit", sa.Float(), nullable=False),
        sa.Column("misconception", AutoString(), nullable=True),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("told_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answer.id"], name=op.f("fk_regraded_answer_answer_id_answer"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["regrade_id"], ["regrade.id"], name=op.f("fk_regraded_answer_regrade_id_regrade"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("answer_id", name=op.f("pk_regraded_answer")),
    )
    op.create_index(op.f("ix_regraded_answer_regrade_id"), "regraded_answer", ["regrade_id"])
    op.create_index(op.f("ix_regraded_answer_learner_id"), "regraded_answer", ["learner_id"])
    op.create_index("ix_regraded_answer_guild", "regraded_answer", ["guild_id", "learner_id"])


def downgrade() -> None:
    """Undo this step; corrections of answers, boards and the record of outages are lost with it."""
    op.drop_index("ix_answer_board", "answer")
    op.drop_index("ix_answer_question", "answer")
    op.drop_index("ix_answer_learner_time", "answer")
    for table in ("running_hour", "regraded_answer", "regrade", "member"):
        op.drop_table(table)
