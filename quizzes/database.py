"""Opens the database and owns its transactions: nobody else commits."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import Session

from . import schema
from .errors import DatabaseState, DatabaseUnreachable

UPGRADE_LOCK = 750_075  # any number, the same in every process: one takes the steps, the others wait
WAL_ATTEMPTS, WAL_PAUSE_SECONDS = 50, 0.1
CACHE_KIB = 16_384  # of each connection to an SQLite file; its own default is 2 MB
MAPPED_BYTES = 2**31  # of an SQLite file that is read without copying; leaderboards read much of it
BUSY_TIMEOUT_MS = 5000  # how long a writer waits for another one on SQLite


Result = TypeVar("Result")


class Database:
    """A database by URL; nothing is opened before the first use.

    Attributes:
        shown_url: the URL without the password.
        is_sqlite: whether it is an SQLite file.
    """

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        if parsed.get_backend_name() in ("postgres", "postgresql"):
            parsed = parsed.set(drivername="postgresql+psycopg")
        self._url = parsed
        self._engine: Engine | None = None
        self.shown_url = parsed.render_as_string(hide_password=True)
        self.is_sqlite = parsed.get_backend_name() == "sqlite"

    @property
    def engine(self) -> Engine:
        """The engine, made at the first use."""
        if self._engine is None:
            self._engine = self._make_engine()
        return self._engine

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Open a session; commit at the end of the block, roll back if it raises.

        Raises:
            DatabaseUnreachable: if the database can't be opened or has gone away.
        """
        try:
            with Session(self.engine, expire_on_commit=False) as session, session.begin():
                yield session
        except OperationalError as error:
            raise DatabaseUnreachable(self.shown_url, _reason(error)) from error

    async def run(self, work: Callable[[Session], Result]) -> Result:
        """Run `work` in a transaction of its own, in a thread, so that the event loop goes on. Raises as it does."""

        def in_transaction() -> Result:
            with self.transaction() as session:
                return work(session)

        return await asyncio.to_thread(in_transaction)

    def state(self) -> DatabaseState:
        """Return how the database stands to this version of the tutor.

        Raises:
            DatabaseUnreachable: if it can't be opened.
        """
        try:
            with self.engine.connect() as connection:
                return schema.state(connection)
        except DBAPIError as error:
            raise DatabaseUnreachable(self.shown_url, _reason(error)) from error

    def upgrade(self) -> None:
        """Bring the database to the form that this version needs, in one transaction.

        Raises:
            DatabaseUnreachable: if it can't be opened.
        """
        try:
            with self.altering() as connection:
                if not self.is_sqlite:  # SQLite's transactions exclude each other by themselves
                    connection.execute(select(func.pg_advisory_xact_lock(UPGRADE_LOCK)))
                schema.upgrade(connection)
        except DBAPIError as error:
            raise DatabaseUnreachable(self.shown_url, _reason(error)) from error

    @contextmanager
    def altering(self) -> Iterator[Connection]:
        """Open a transaction that may change the form of tables, which SQLite does by making each one anew.

        Dropping the old one would delete what refers to it, so the foreign keys sleep meanwhile; nothing is committed
        if one of them is broken at the end.
        """
        if not self.is_sqlite:
            with self.engine.begin() as connection:
                yield connection
            return
        engine = self._make_engine(foreign_keys=False)
        try:
            with engine.begin() as connection:
                yield connection
                if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
                    raise RuntimeError(f"the change leaves {len(broken)} rows that refer to nothing")
        finally:
            engine.dispose()

    def close(self) -> None:
        """Close all connections; the next use opens new ones."""
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None

    def _make_engine(self, *, foreign_keys: bool = True) -> Engine:
        if not self.is_sqlite:
            return create_engine(self._url, pool_pre_ping=True)
        engine = create_engine(self._url)
        event.listen(engine, "connect", _prepare_sqlite)
        if foreign_keys:
            event.listen(engine, "connect", _heed_foreign_keys)
        event.listen(engine, "begin", _begin_immediate)
        return engine


def _prepare_sqlite(connection: Any, _: object) -> None:
    """Set what SQLite does not by itself: readers beside a writer, transactions begun by us."""
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    _use_wal(connection)
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
    connection.execute(f"PRAGMA mmap_size={MAPPED_BYTES}")


def _heed_foreign_keys(connection: Any, _: object) -> None:
    connection.execute("PRAGMA foreign_keys=ON")


def _use_wal(connection: Any) -> None:
    """Switch to a write-ahead log. The busy timeout does not cover this step, which two first starts may share."""
    for _ in range(WAL_ATTEMPTS - 1):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            time.sleep(WAL_PAUSE_SECONDS)
        else:
            return
    connection.execute("PRAGMA journal_mode=WAL")


def _begin_immediate(connection: Any) -> None:
    """Take the write lock at once: a transaction that reads first and writes later would lose updates."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _reason(error: DBAPIError) -> str:
    return str(error.orig).strip().splitlines()[0].rstrip(".")
