"""What all tables share: names of constraints that a migration can find, and how a row's id is read."""

from __future__ import annotations

import sqlalchemy
from sqlalchemy import MetaData
from sqlmodel import SQLModel

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMING)


class Table(SQLModel):
    """Base of all tables."""

    metadata = metadata


def id_of(row: Table) -> int:
    """Return the id of a stored row.

    Raises:
        ValueError: if the row was never stored.
    """
    found: int | None = getattr(row, "id", None)
    if found is None:
        raise ValueError("the row was never stored")
    return found


def table_of(row: type[Table]) -> sqlalchemy.Table:
    """Return the table of a class of rows, for statements that pass the objects by."""
    table: sqlalchemy.Table = getattr(row, "__table__")  # noqa: B009 (sqlmodel does not declare it)
    return table
