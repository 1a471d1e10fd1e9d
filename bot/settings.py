"""What a host can set, read from a mapping of environment variables and from nowhere else."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dotenv import dotenv_values
from pydantic import SecretStr
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from .health import DEFAULT_FILE

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
DATABASES = ("sqlite", "postgresql", "postgres")
SQLITE_DRIVERS = ("sqlite", "sqlite+pysqlite")
DEFAULT_DATABASE = "sqlite:///tutor.db"
RANGE_ENDS = 2  # of a range of shards: the first and the last
TOKEN_PARTS = 3  # a Discord bot token is three parts joined by dots


class SettingsError(Exception):
    """A variable can't be used.

    Attributes:
        variable: its name.
        value: what it was; None where it is missing or secret.
        remedy: what to set instead, as a sentence.
    """

    def __init__(self, variable: str, value: str | None, remedy: str) -> None:
        self.variable, self.value, self.remedy = variable, value, remedy
        super().__init__(variable)


@dataclass(frozen=True, slots=True)
class Shards:
    """A part of a bot's servers, as Discord divides them.

    Attributes:
        count: how many parts there are, over all processes.
        ids: those that this process serves, from 0, in order.
    """

    count: int
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one process.

    Attributes:
        token: the bot's Discord token; None where none is set (only `tutor run` needs one).
        database_url: SQLAlchemy URL of the database, SQLite or PostgreSQL.
        log_level: name of a level of the logging module.
        heartbeat_file: file that a running bot touches every few seconds, for the health check.
        shards: the part of Discord's servers that this process serves; None for all of them.
    """

    token: SecretStr | None
    database_url: str
    log_level: str
    heartbeat_file: Path
    shards: Shards | None

    def required_token(self) -> str:
        """Return the token.

        Raises:
            SettingsError: if there is none.
        """
        if self.token is None:
            raise SettingsError(
                "DISCORD_TOKEN",
                None,
                "Copy your bot's token from the Discord developer portal (Bot, Reset Token) into the variable or a "
                "file .env; to try the tutor without one, run `tutor playground`.",
            )
        return self.token.get_secret_value()


def environment_with_dotenv(environ: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Return the variables of `folder`/.env with those of `environ` over them.

    Raises:
        SettingsError: if there is such a file but it can't be read.
    """
    path = folder / ".env"
    try:
        read = dotenv_values(path, interpolate=False)  # a password may hold what looks like a variable
    except (OSError, UnicodeDecodeError):
        raise SettingsError(str(path), None, "Make it a readable text file in UTF-8.") from None
    return {name: value for name, value in read.items() if value is not None} | dict(environ)


def load_settings(environ: Mapping[str, str]) -> Settings:
    """Read the settings from `environ`.

    Raises:
        SettingsError: naming the first variable that can't be used; the token's value is never part of it.
    """
    database_url = _database_url(environ.get("TUTOR_DATABASE_URL", "").strip() or DEFAULT_DATABASE)
    return Settings(
        token=_token(environ.get("DISCORD_TOKEN", "").strip()),
        database_url=database_url,
        log_level=_log_level(environ.get("TUTOR_LOG_LEVEL", "").strip() or "INFO"),
        heartbeat_file=_heartbeat_file(environ.get("TUTOR_HEARTBEAT_FILE", "").strip()),
        shards=_shards(environ.get("SHARD_COUNT", "").strip(), environ.get("SHARD_IDS", "").strip(), database_url),
    )


def _token(value: str) -> SecretStr | None:
    if not value:
        return None
    if len(value.split(".")) != TOKEN_PARTS or any(character.isspace() for character in value):
        raise SettingsError(
            "DISCORD_TOKEN",
            None,
            "Its value does not have the form of a bot token (three parts joined by dots, without spaces). Copy it "
            "again from the Discord developer portal.",
        )
    return SecretStr(value)


def _database_url(value: str) -> str:
    example = "Use `sqlite:///tutor.db` or `postgresql://user:password@host/name`."
    try:
        url = make_url(value)
    except (ArgumentError, ValueError):  # the latter for a port that is no number
        shown = None if "@" in value else value  # what can't be parsed may still hold a password
        raise SettingsError("TUTOR_DATABASE_URL", shown, f"It is not a database URL. {example}") from None
    if url.get_backend_name() not in DATABASES:
        raise SettingsError("TUTOR_DATABASE_URL", _shown(value, url), f"That database is not supported. {example}")
    if url.get_backend_name() == "sqlite":
        if url.drivername not in SQLITE_DRIVERS:
            raise SettingsError("TUTOR_DATABASE_URL", _shown(value, url), f"That driver is not supported. {example}")
        if url.database in (None, "", ":memory:"):
            raise SettingsError(
                "TUTOR_DATABASE_URL", _shown(value, url), f"It names no file, so nothing is kept. {example}"
            )
    return value


def _shown(value: str, url: URL) -> str:
    """Return a URL as it was written if it can't hold a password, else without that and the query, which may too."""
    return url.set(query={}).render_as_string(hide_password=True) if {"@", "?"} & set(value) else value


def _heartbeat_file(value: str) -> Path:
    path = Path(value or DEFAULT_FILE)
    if value and (path.is_dir() or not path.parent.is_dir()):
        raise SettingsError("TUTOR_HEARTBEAT_FILE", value, "Name a file in a folder that exists.")
    return path


def _shards(count: str, ids: str, database_url: str) -> Shards | None:
    if not count and not ids:
        return None
    if not count.isascii() or not count.isdigit() or int(count) < 1:
        example = "Set it to the number of shards over all processes, such as 4, or leave SHARD_IDS empty too."
        raise SettingsError("SHARD_COUNT", count or None, example)
    listed = [part.strip().split("-") for part in ids.split(",")] if ids else [["0", str(int(count) - 1)]]
    if not all(len(part) <= RANGE_ENDS and all(end.isascii() and end.isdigit() for end in part) for part in listed):
        raise SettingsError("SHARD_IDS", ids, "List numbers or ranges, such as 0,1 or 0-3.")
    once = SettingsError("SHARD_IDS", ids, f"Name each shard once, from 0 to {int(count) - 1}.")
    if any(int(part[-1]) >= int(count) for part in listed):
        raise once
    found = [number for part in listed for number in range(int(part[0]), int(part[-1]) + 1)]
    if not found or len(set(found)) != len(found):
        raise once
    if len(found) < int(count) and make_url(database_url).get_backend_name() == "sqlite":
        remedy = "Several processes need PostgreSQL (TUTOR_DATABASE_URL); with SQLite, one process serves all shards."
        raise SettingsError("SHARD_IDS", ids, remedy)
    return Shards(int(count), tuple(sorted(found)))


def _log_level(value: str) -> str:
    name = value.upper()
    if name not in LOG_LEVELS:
        raise SettingsError("TUTOR_LOG_LEVEL", value, f"Use one of {', '.join(LOG_LEVELS)}.")
    return name


def configure_logging(level: str) -> None:
    """Log to standard error, one line an event."""
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # else it reports each tick, and each that waits for one
