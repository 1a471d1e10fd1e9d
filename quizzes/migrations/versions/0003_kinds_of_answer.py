"""Answers of any kind: what was chosen, what was typed, and how much of it was right.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step: an answer had one option, which becomes the first of those chosen."""
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("chosen", AutoString(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("typed", AutoString(), nullable=True))
        batch_op.add_column(sa.Column("credit", sa.Float(), nullable=False, server_default="0"))
    op.execute('UPDATE answer SET chosen = CAST("option" AS VARCHAR), credit = CASE WHEN "right" THEN 1 ELSE 0 END')
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.alter_column("chosen", server_default=None)
        batch_op.alter_column("credit", server_default=None)
        batch_op.drop_column("position")
        batch_op.drop_column("option")


def downgrade() -> None:
    """Undo this step; an answer of another kind keeps its first option only, or none as the first."""
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("option", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("position", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE answer SET \"option\" = CAST(SUBSTR(chosen, 1, 1) AS INTEGER) WHERE chosen <> ''")
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.alter_column("option", server_default=None)
        batch_op.alter_column("position", server_default=None)
        batch_op.drop_column("chosen")
        batch_op.drop_column("typed")
        batch_op.drop_column("credit")
