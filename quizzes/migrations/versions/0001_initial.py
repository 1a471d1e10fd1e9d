"""The tables of rounds, answers, due actions and registered commands.

Revision ID: 0001
Revises: nothing
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=True),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("host_id", sa.BigInteger(), nullable=False),
        sa.Column("topic", AutoString(), nullable=False),
        sa.Column("title", AutoString(), nullable=True),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("started_at", UTCDateTime(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint("state IN ('playing', 'finished', 'stopped', 'settled')", name=op.f("ck_round_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
    )
    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_channel_id"), ["channel_id"], unique=False)
        batch_op.create_index(
            "uq_round_playing_alone",
            ["host_id"],
            unique=True,
            sqlite_where=sa.text("state = 'playing' AND private"),
            postgresql_where=sa.text("state = 'playing' AND private"),
        )
        batch_op.create_index(
            "uq_round_playing_channel",
            ["channel_id"],
            unique=True,
            sqlite_where=sa.text("state = 'playing' AND NOT private"),
            postgresql_where=sa.text("state = 'playing' AND NOT private"),
        )

    op.create_table(
        "synced_commands",
        sa.Column("application_id", sa.BigInteger(), nullable=False),
        sa.Column("scope", sa.BigInteger(), nullable=False),
        sa.Column("digest", AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("application_id", "scope", name=op.f("pk_synced_commands")),
    )
    op.create_table(
        "due_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("lease_until", UTCDateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", AutoString(), nullable=True),
        sa.Column("done_at", UTCDateTime(), nullable=True),
        sa.Column("given_up_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_due_action_round_id_round"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_due_action")),
        sa.UniqueConstraint("round_id", "kind", "number", name=op.f("uq_due_action_round_id")),
    )
    with op.batch_alter_table("due_action", schema=None) as batch_op:
        batch_op.create_index(
            "ix_due_action_pending",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text("done_at IS NULL AND given_up_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL AND given_up_at IS NULL"),
        )

    op.create_table(
        "round_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("question_id", AutoString(), nullable=False),
        sa.Column("question_version", AutoString(), nullable=False),
        sa.Column("option_order", AutoString(), nullable=False),
        sa.Column("opened_at", UTCDateTime(), nullable=True),
        sa.Column("closes_at", UTCDateTime(), nullable=True),
        sa.Column("closed_at", UTCDateTime(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_round_question_round_id_round"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_question")),
        sa.UniqueConstraint("round_id", "number", name=op.f("uq_round_question_round_id")),
    )
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_question_id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.BigInteger(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=True),
        sa.Column("question_id", AutoString(), nullable=False),
        sa.Column("question_version", AutoString(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("option", sa.Integer(), nullable=False),
        sa.Column("right", sa.Boolean(), nullable=False),
        sa.Column("misconception", AutoString(), nullable=True),
        sa.Column("answered_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_question_id"],
            ["round_question.id"],
            name=op.f("fk_answer_round_question_id_round_question"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("round_question_id", "learner_id", name=op.f("uq_answer_round_question_id")),
    )
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.create_index("ix_answer_learner_question", ["learner_id", "question_id", "answered_at"], unique=False)


def downgrade() -> None:
    """Undo this step."""
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.drop_index("ix_answer_learner_question")

    op.drop_table("answer")
    op.drop_table("round_question")
    with op.batch_alter_table("due_action", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_due_action_pending",
            sqlite_where=sa.text("done_at IS NULL AND given_up_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL AND given_up_at IS NULL"),
        )

    op.drop_table("due_action")
    op.drop_table("synced_commands")
    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_round_playing_channel",
            sqlite_where=sa.text("state = 'playing' AND NOT private"),
            postgresql_where=sa.text("state = 'playing' AND NOT private"),
        )
        batch_op.drop_index(
            "uq_round_playing_alone",
            sqlite_where=sa.text("state = 'playing' AND private"),
            postgresql_where=sa.text("state = 'playing' AND private"),
        )
        batch_op.drop_index(batch_op.f("ix_round_channel_id"))

    op.drop_table("round")
