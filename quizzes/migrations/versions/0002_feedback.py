"""The tables of feedback: servers' settings, kept questions, mismatches and votes.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "mismatch",
        sa.Column("entry_id", AutoString(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("entry_id", "guild_id", name=op.f("pk_mismatch")),
    )
    op.create_table(
        "server",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("keeps_questions", sa.Boolean(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_server")),
    )
    op.create_table(
        "vote",
        sa.Column("learner_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entry_id", AutoString(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=True),
        sa.Column("helpful", sa.Boolean(), nullable=False),
        sa.Column("voted_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("learner_id", "entry_id", name=op.f("pk_vote")),
    )
    with op.batch_alter_table("vote", schema=None) as batch_op:
        batch_op.create_index("ix_vote_entry", ["entry_id"], unique=False)

    op.create_table(
        "kept_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("question", AutoString(), nullable=False),
        sa.Column("wrong_entry_id", AutoString(), nullable=True),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["server.guild_id"], name=op.f("fk_kept_question_guild_id_server"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_question")),
    )
    with op.batch_alter_table("kept_question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kept_question_asked_at"), ["asked_at"], unique=False)
        batch_op.create_index("ix_kept_question_guild", ["guild_id", "id"], unique=False)


def downgrade() -> None:
    """Undo this step."""
    with op.batch_alter_table("kept_question", schema=None) as batch_op:
        batch_op.drop_index("ix_kept_question_guild")
        batch_op.drop_index(batch_op.f("ix_kept_question_asked_at"))

    op.drop_table("kept_question")
    with op.batch_alter_table("vote", schema=None) as batch_op:
        batch_op.drop_index("ix_vote_entry")

    op.drop_table("vote")
    op.drop_table("server")
    op.drop_table("mismatch")
