"""The form of the database over time: numbered steps in migrations/, run by Alembic without a configuration file."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from .errors import DatabaseState

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Take the steps up to `revision`, within the connection's transaction; the caller commits."""
    command.upgrade(_config(connection), revision)


def downgrade(connection: Connection, revision: str) -> None:
    """Undo the steps after `revision` ("base" undoes all), within the connection's transaction."""
    command.downgrade(_config(connection), revision)


def state(connection: Connection) -> DatabaseState:
    """Say how the database compares with the steps that this version knows."""
    scripts = ScriptDirectory.from_config(_config(connection))
    reached = MigrationContext.configure(connection).get_current_revision()
    if reached is None:
        return "empty"
    if reached == scripts.get_current_head():
        return "current"
    try:
        known = scripts.get_revision(reached) is not None
    except CommandError:
        known = False
    return "outdated" if known else "newer"


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
