"""What learners set for studying, how sure they were, and servers that the tutor has left.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    with op.batch_alter_table("learner") as learner:
        learner.add_column(sa.Column("exam_on", sa.Date(), nullable=True))
        learner.add_column(sa.Column("remind_at", sa.Time(), nullable=True))
        learner.add_column(sa.Column("unreachable_at", UTCDateTime(), nullable=True))
    op.create_table(
        "confidence",
        sa.Column("answer_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sure", sa.Boolean(), nullable=False),
        sa.Column("said_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answer.id"], name=op.f("fk_confidence_answer_id_answer"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("answer_id", name=op.f("pk_confidence")),
    )
    op.create_table(
        "departed_server",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("left_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_departed_server")),
    )
    op.create_index("ix_round_host", "round", ["host_id", "form", "id"])
    op.create_index(op.f("ix_participant_learner_id"), "participant", ["learner_id"])
    op.create_index(op.f("ix_ballot_learner_id"), "ballot", ["learner_id"])


def downgrade() -> None:
    """Undo this step; exam dates, reminders and what was said on how sure one was are lost with it."""
    op.drop_index(op.f("ix_ballot_learner_id"), "ballot")
    op.drop_index(op.f("ix_participant_learner_id"), "participant")
    op.drop_index("ix_round_host", "round")
    op.drop_table("departed_server")
    op.drop_table("confidence")
    with op.batch_alter_table("learner") as learner:
        learner.drop_column("unreachable_at")
        learner.drop_column("remind_at")
        learner.drop_column("exam_on")
