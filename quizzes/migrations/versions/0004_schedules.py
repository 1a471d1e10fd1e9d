"""Rounds of several forms with a lobby, ballots until the close, schedules, and due actions of any subject.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

LOBBY = "form = 'group' AND state IN ('lobby', 'playing')"
SOLO = "form = 'solo' AND state = 'playing'"
EXAM = "form = 'exam' AND state = 'playing'"
IN_CHANNEL = "state = 'playing' AND NOT private"
ALONE = "state = 'playing' AND private"
STATES = "state IN ('lobby', 'playing', 'finished', 'stopped', 'settled', 'called_off')"
OLD_STATES = "state IN ('playing', 'finished', 'stopped', 'settled')"
PENDING = "done_at IS NULL AND given_up_at IS NULL"


def unique(batch_op: BatchOperations, name: str, column: str, condition: str) -> None:
    """Create an index that is unique among the rows of a condition."""
    where = sa.text(condition)
    batch_op.create_index(name, [column], unique=True, sqlite_where=where, postgresql_where=where)


def upgrade() -> None:
    """Apply this step; a round that was private is one of form solo, every other one of form group."""
    create_schedules()
    change_rounds()
    create_parts_of_rounds()
    change_answers()
    change_due_actions()
    create_people()


def create_schedules() -> None:
    """Create what schedules consist of."""
    op.create_table(
        "schedule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("host_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("topic", AutoString(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("zone", AutoString(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("weekdays", AutoString(), nullable=False),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("quorum", sa.Integer(), nullable=False),
        sa.Column("announce_minutes", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.BigInteger(), nullable=True),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.Column("failed_at", UTCDateTime(), nullable=True),
        sa.Column("failure", AutoString(), nullable=True),
        sa.CheckConstraint("kind IN ('daily', 'round')", name=op.f("ck_schedule_kind")),
        sa.CheckConstraint(
            "state IN ('draft', 'active', 'paused', 'broken', 'removed')", name=op.f("ck_schedule_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule")),
    )
    op.create_index(op.f("ix_schedule_guild_id"), "schedule", ["guild_id"])
    op.create_table(
        "skipped_date",
        sa.Column("schedule_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["schedule_id"], ["schedule.id"], name=op.f("fk_skipped_date_schedule_id_schedule"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("schedule_id", "day", name=op.f("pk_skipped_date")),
    )


def change_rounds() -> None:
    """Give rounds a form, a lobby, and the occurrence they stand for."""
    with op.batch_alter_table("round") as batch_op:
        batch_op.drop_index("uq_round_playing_alone")
        batch_op.drop_index("uq_round_playing_channel")
        batch_op.add_column(sa.Column("form", AutoString(), nullable=False, server_default="group"))
        batch_op.add_column(sa.Column("schedule_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("local_date", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("quorum", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("lobby_message_id", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("ends_at", UTCDateTime(), nullable=True))
    op.execute("UPDATE round SET form = 'solo' WHERE private")
    with op.batch_alter_table("round") as batch_op:
        batch_op.alter_column("form", server_default=None)
        batch_op.alter_column("quorum", server_default=None)
        batch_op.drop_column("private")
        batch_op.drop_constraint(op.f("ck_round_state"), type_="check")
        batch_op.create_check_constraint(op.f("ck_round_state"), STATES)
        batch_op.create_check_constraint(op.f("ck_round_form"), "form IN ('group', 'solo', 'daily', 'exam')")
        batch_op.create_unique_constraint(op.f("uq_round_schedule_id"), ["schedule_id", "local_date"])
        batch_op.create_foreign_key(
            op.f("fk_round_schedule_id_schedule"), "schedule", ["schedule_id"], ["id"], ondelete="SET NULL"
        )
        batch_op.create_index(op.f("ix_round_guild_id"), ["guild_id"])
    with op.batch_alter_table("round") as batch_op:
        unique(batch_op, "uq_round_channel", "channel_id", LOBBY)
        unique(batch_op, "uq_round_solo", "host_id", SOLO)
        unique(batch_op, "uq_round_exam", "host_id", EXAM)


def create_parts_of_rounds() -> None:
    """Create who takes part, what was asked, and choices on open questions."""
    op.create_table(
        "participant",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.BigInteger(), nullable=False),
        sa.Column("joined_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_participant_round_id_round"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round_id", "learner_id", name=op.f("pk_participant")),
    )
    op.create_table(
        "asked_question",
        sa.Column("question_id", AutoString(), nullable=False),
        sa.Column("version", AutoString(), nullable=False),
        sa.Column("content", AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("question_id", "version", name=op.f("pk_asked_question")),
    )
    op.create_table(
        "ballot",
        sa.Column("round_question_id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.BigInteger(), nullable=False),
        sa.Column("chosen", AutoString(), nullable=False),
        sa.Column("typed", AutoString(), nullable=True),
        sa.Column("right", sa.Boolean(), nullable=False),
        sa.Column("credit", sa.Float(), nullable=False),
        sa.Column("misconception", AutoString(), nullable=True),
        sa.Column("answered_at", UTCDateTime(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["round_question_id"],
            ["round_question.id"],
            name=op.f("fk_ballot_round_question_id_round_question"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("round_question_id", "learner_id", name=op.f("pk_ballot")),
    )


def change_answers() -> None:
    """Say of each answer whether it was the first to its question, and how long it took (of old ones: not known)."""
    with op.batch_alter_table("answer") as batch_op:
        batch_op.add_column(sa.Column("first_try", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("seconds", sa.Float(), nullable=True))
    op.execute(
        "UPDATE answer SET first_try = (answer.id = (SELECT MIN(other.id) FROM answer AS other WHERE"
        " other.learner_id = answer.learner_id AND other.question_id = answer.question_id))"
    )
    with op.batch_alter_table("answer") as batch_op:
        batch_op.alter_column("first_try", server_default=None)


def change_due_actions() -> None:
    """Let due actions belong to any subject; until now all belonged to rounds."""
    with op.batch_alter_table("due_action") as batch_op:
        batch_op.add_column(sa.Column("subject", AutoString(), nullable=False, server_default="round"))
        batch_op.add_column(sa.Column("subject_id", sa.BigInteger(), nullable=False, server_default="0"))
    op.execute("UPDATE due_action SET subject_id = round_id")
    with op.batch_alter_table("due_action") as batch_op:
        batch_op.alter_column("subject", server_default=None)
        batch_op.alter_column("subject_id", server_default=None)
        batch_op.drop_constraint(op.f("fk_due_action_round_id_round"), type_="foreignkey")
        batch_op.drop_constraint(op.f("uq_due_action_round_id"), type_="unique")
        batch_op.drop_column("round_id")
        batch_op.create_unique_constraint(op.f("uq_due_action_subject"), ["subject", "subject_id", "kind", "number"])
    op.create_table(
        "slot",
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("free_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_slot")),
    )


def create_people() -> None:
    """Create what learners set, and the zone of a server."""
    op.create_table(
        "learner",
        sa.Column("learner_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("zone", AutoString(), nullable=True),
        sa.Column("time_percent", sa.Integer(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("learner_id", name=op.f("pk_learner")),
    )
    with op.batch_alter_table("server") as batch_op:
        batch_op.add_column(sa.Column("zone", AutoString(), nullable=True))


def downgrade() -> None:
    """Undo this step; daily questions, exams, lobbies and what is due for schedules are lost with it."""
    with op.batch_alter_table("server") as batch_op:
        batch_op.drop_column("zone")
    for table in ("learner", "slot", "ballot", "asked_question", "participant"):
        op.drop_table(table)
    op.execute("DELETE FROM due_action WHERE subject <> 'round'")
    with op.batch_alter_table("due_action") as batch_op:
        batch_op.add_column(sa.Column("round_id", sa.Integer(), nullable=True))
    op.execute("UPDATE due_action SET round_id = subject_id")
    op.execute("DELETE FROM answer WHERE round_question_id IN (SELECT q.id FROM round_question AS q"
               " JOIN round ON round.id = q.round_id WHERE form IN ('daily', 'exam'))")  # fmt: skip
    op.execute("DELETE FROM round_question WHERE round_id IN (SELECT id FROM round WHERE form IN ('daily', 'exam'))")
    op.execute("DELETE FROM round WHERE form IN ('daily', 'exam')")
    op.execute("DELETE FROM due_action WHERE round_id NOT IN (SELECT id FROM round)")
    with op.batch_alter_table("due_action") as batch_op:
        batch_op.alter_column("round_id", nullable=False)
        batch_op.drop_constraint(op.f("uq_due_action_subject"), type_="unique")
        batch_op.drop_column("subject")
        batch_op.drop_column("subject_id")
        batch_op.create_unique_constraint(op.f("uq_due_action_round_id"), ["round_id", "kind", "number"])
        batch_op.create_foreign_key(
            op.f("fk_due_action_round_id_round"), "round", ["round_id"], ["id"], ondelete="CASCADE"
        )
    with op.batch_alter_table("answer") as batch_op:
        batch_op.drop_column("first_try")
        batch_op.drop_column("seconds")
    downgrade_rounds()
    op.drop_table("skipped_date")
    op.drop_table("schedule")


def downgrade_rounds() -> None:
    """Take form, lobby and occurrence from rounds."""
    op.execute("UPDATE round SET state = 'stopped' WHERE state IN ('lobby', 'called_off')")
    with op.batch_alter_table("round") as batch_op:
        for index in ("uq_round_channel", "uq_round_solo", "uq_round_exam", "ix_round_guild_id"):
            batch_op.drop_index(index)
        batch_op.add_column(sa.Column("private", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE round SET private = (form = 'solo')")
    with op.batch_alter_table("round") as batch_op:
        batch_op.alter_column("private", server_default=None)
        batch_op.drop_constraint(op.f("ck_round_form"), type_="check")
        batch_op.drop_constraint(op.f("ck_round_state"), type_="check")
        batch_op.create_check_constraint(op.f("ck_round_state"), OLD_STATES)
        batch_op.drop_constraint(op.f("uq_round_schedule_id"), type_="unique")
        batch_op.drop_constraint(op.f("fk_round_schedule_id_schedule"), type_="foreignkey")
        for column in ("form", "schedule_id", "local_date", "quorum", "lobby_message_id", "ends_at"):
            batch_op.drop_column(column)
    with op.batch_alter_table("round") as batch_op:
        unique(batch_op, "uq_round_playing_alone", "host_id", ALONE)
        unique(batch_op, "uq_round_playing_channel", "channel_id", IN_CHANNEL)
