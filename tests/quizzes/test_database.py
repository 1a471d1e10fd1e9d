"""The database: one owner of transactions, migrated by numbered steps, the same on SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt
import multiprocessing
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import BigInteger, Connection, inspect, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from quizzes import schema
from quizzes.database import Database
from quizzes.errors import DatabaseUnreachable
from quizzes.synced_commands import store_digest, stored_digest
from quizzes.tables import RoundRow, metadata

from .game import CHANNEL, HOST, START, Game

DISCORD_IDS = {
    "guild_id",
    "channel_id",
    "host_id",
    "learner_id",
    "message_id",
    "lobby_message_id",
    "role_id",
    "subject_id",
    "application_id",
    "scope",
}
OLD_ROUND = (
    "INSERT INTO round (id, channel_id, host_id, topic, length, private, state, started_at)"
    " VALUES (1, :channel, 3, 'hsm', 1, false, 'finished', '2026-11-23')"
)


def playing(*, form: str = "group", channel: int = CHANNEL) -> RoundRow:
    return RoundRow(
        channel_id=channel, host_id=HOST, topic="hsm", length=1, form=form, state="playing", started_at=START
    )


def indexes(connection: Connection) -> set[str]:
    """Return the definition of every index, partial conditions included, which autogenerate does not compare."""
    if connection.dialect.name == "sqlite":
        found = connection.execute(text("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"))
    else:
        found = connection.execute(text("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'"))
    return {" ".join(definition.split()) for (definition,) in found if "alembic" not in definition}


def test_every_discord_id_has_64_bits() -> None:
    columns = [column for table in metadata.tables.values() for column in table.columns]
    ids = [column for column in columns if column.name in DISCORD_IDS]
    assert len(ids) >= 26
    assert [str(column) for column in ids if not isinstance(column.type, BigInteger)] == []


def test_an_empty_database_is_brought_to_the_current_form(empty_database: Database) -> None:
    assert empty_database.state() == "empty"
    empty_database.upgrade()
    assert empty_database.state() == "current"
    empty_database.upgrade()
    assert empty_database.state() == "current"


def test_models_and_migrations_agree(empty_database: Database) -> None:
    empty_database.upgrade()
    with empty_database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        migrated = indexes(connection)
    with empty_database.altering() as connection:
        schema.downgrade(connection, "base")
        metadata.create_all(connection)
        assert indexes(connection) == migrated


def test_the_steps_can_be_undone_and_taken_again(empty_database: Database) -> None:
    empty_database.upgrade()
    with empty_database.altering() as connection:
        schema.downgrade(connection, "base")
        assert set(inspect(connection).get_table_names()) == {"alembic_version"}
    assert empty_database.state() == "empty"
    empty_database.upgrade()
    assert empty_database.state() == "current"


def test_an_upgrade_keeps_what_is_stored(empty_database: Database) -> None:
    with empty_database.altering() as connection:
        schema.upgrade(connection, "0001")
        assert schema.state(connection) == "outdated"
    with empty_database.transaction() as session:
        session.connection().execute(text(OLD_ROUND), {"channel": CHANNEL})
    empty_database.upgrade()
    assert empty_database.state() == "current"
    with empty_database.transaction() as session:
        assert [row.channel_id for row in session.exec(select(RoundRow))] == [CHANNEL]


def test_a_database_of_a_later_version_is_known_as_such(database: Database) -> None:
    with database.transaction() as session:
        session.connection().execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert database.state() == "newer"


def upgrade_together(url: str, barrier: Barrier, failures: Queue[str]) -> None:
    """Run in a process of its own: Alembic keeps one context a process."""
    database = Database(url)
    barrier.wait()
    try:
        database.upgrade()
    except Exception as error:  # noqa: BLE001 (the test looks at it)
        failures.put(repr(error)[:200])
    finally:
        database.close()


def test_processes_may_upgrade_at_once(empty_database: Database) -> None:
    spawn = multiprocessing.get_context("spawn")
    barrier, failures = spawn.Barrier(2), spawn.Queue()
    url = empty_database._url.render_as_string(hide_password=False)
    processes = [spawn.Process(target=upgrade_together, args=(url, barrier, failures)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert failures.empty(), failures.get()
    assert empty_database.state() == "current"


def test_nothing_is_opened_before_the_first_use(tmp_path: Path) -> None:
    Database(f"sqlite:///{tmp_path / 'tutor.db'}").close()
    assert list(tmp_path.iterdir()) == []
    Database("postgresql://nobody:secret@no.such.host/tutor").close()


def test_what_fails_is_rolled_back(database: Database) -> None:
    def fail() -> None:
        with database.transaction() as session:
            session.add(playing())
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with database.transaction() as session:
        assert session.exec(select(RoundRow)).all() == []


def test_times_come_back_aware_and_in_utc(database: Database) -> None:
    berlin = dt.timezone(dt.timedelta(hours=1))
    with database.transaction() as session:
        session.add(playing())
        session.flush()
        row = session.exec(select(RoundRow)).one()
        row.ended_at = dt.datetime(2026, 11, 23, 10, 0, tzinfo=berlin)
    with database.transaction() as session:
        row = session.exec(select(RoundRow)).one()
    assert row.started_at == row.ended_at == START
    assert row.started_at.tzinfo is dt.UTC


@pytest.mark.parametrize("form", ["group", "solo", "exam"])
def test_the_database_itself_refuses_a_second_unfinished_round(database: Database, form: str) -> None:
    def play_twice() -> None:
        with database.transaction() as session:
            session.add_all([playing(form=form), playing(form=form)])

    with pytest.raises(IntegrityError):
        play_twice()
    with database.transaction() as session:
        session.add_all([playing(), playing(form="solo"), playing(form="daily"), playing(channel=CHANNEL + 1)])


def test_readers_find_the_database_as_it_was_left(database_url: str) -> None:
    first, second = Database(database_url), Database(database_url)
    game = Game(first)
    view = game.start()
    assert Game(second).rounds.playing_in(CHANNEL) == view
    first.close()
    second.close()


def test_a_database_that_cannot_be_opened_is_named_without_its_password(tmp_path: Path) -> None:
    gone = Database(f"sqlite:///{tmp_path}/no/such/folder/tutor.db")
    for use in (gone.state, gone.upgrade, lambda: Game(gone).start()):
        with pytest.raises(DatabaseUnreachable) as caught:
            use()
        assert "unable to open database file" in caught.value.reason
    server = Database("postgres://tutor:secret@127.0.0.1:9/tutor")
    with pytest.raises(DatabaseUnreachable) as caught:
        server.state()
    assert caught.value.url == "postgresql+psycopg://tutor:***@127.0.0.1:9/tutor"
    assert "secret" not in f"{caught.value} {caught.value.reason}"
    assert "\n" not in caught.value.reason
    server.close()


def test_registered_commands_are_remembered_by_application_and_scope(database: Database) -> None:
    with database.transaction() as session:
        assert stored_digest(session, HOST, 0) is None
        store_digest(session, HOST, 0, "first")
        store_digest(session, HOST, CHANNEL, "of a server")
    with database.transaction() as session:
        store_digest(session, HOST, 0, "second")
    with database.transaction() as session:
        assert stored_digest(session, HOST, 0) == "second"
        assert stored_digest(session, HOST, CHANNEL) == "of a server"
        assert stored_digest(session, HOST + 1, 0) is None


def test_an_answer_from_before_the_kinds_of_question_keeps_its_option(empty_database: Database) -> None:
    question = {"round_id": 1, "number": 1, "question_id": "q", "question_version": "v", "option_order": "2031"}
    with empty_database.altering() as connection:
        schema.upgrade(connection, "0002")
        connection.execute(text(OLD_ROUND), {"channel": 2})
        connection.execute(
            text("INSERT INTO round_question (id, round_id, number, question_id, question_version, option_order)"
                 " VALUES (1, :round_id, :number, :question_id, :question_version, :option_order)"), question
        )  # fmt: skip
        connection.execute(
            text('INSERT INTO answer (round_question_id, learner_id, question_id, question_version, position, "option",'
                 " \"right\", answered_at) VALUES (1, :learner, 'q', 'v', 0, :option, :right, '2026-11-23')"),
            [{"learner": 7, "option": 2, "right": True}, {"learner": 8, "option": 0, "right": False}],
        )  # fmt: skip
    empty_database.upgrade()
    with empty_database.engine.connect() as connection:
        stored = connection.execute(text("SELECT learner_id, chosen, typed, credit FROM answer ORDER BY learner_id"))
        assert [tuple(row) for row in stored] == [(7, "2", None, 1.0), (8, "0", None, 0.0)]
    with empty_database.altering() as connection:
        schema.downgrade(connection, "0002")
        stored = connection.execute(text('SELECT learner_id, "option" FROM answer ORDER BY learner_id'))
        assert [tuple(row) for row in stored] == [(7, 2), (8, 0)]
