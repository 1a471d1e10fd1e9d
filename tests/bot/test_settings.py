"""What a host sets is read from a mapping, and what can't be used is named without giving a secret away."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.error_messages import operator_sentence
from bot.settings import Settings, SettingsError, Shards, environment_with_dotenv, load_settings

TOKEN = ".".join(["MTIzNDU2", "abcdef", "ghi-jkl_mno"])  # the form of one, and nobody's

VARIABLES = (
    "DISCORD_TOKEN", "TUTOR_DATABASE_URL", "TUTOR_LOG_LEVEL", "TUTOR_HEARTBEAT_FILE", "SHARD_COUNT", "SHARD_IDS",
)  # fmt: skip
POSTGRESQL = {"TUTOR_DATABASE_URL": "postgresql://u:p@h/n"}


def test_without_any_variable_the_defaults_hold() -> None:
    settings = load_settings({})
    assert settings.token is None
    assert settings.database_url == "sqlite:///tutor.db"
    assert settings.log_level == "INFO"


@pytest.mark.parametrize("url", ["sqlite:///a.db", "postgresql://u:p@h/n", "postgres://u@h/n"])
def test_sqlite_and_postgresql_are_taken(url: str) -> None:
    assert load_settings({"TUTOR_DATABASE_URL": url}).database_url == url


@pytest.mark.parametrize("name", ["debug", "WARNING", " error "])
def test_a_log_level_may_be_written_in_any_case(name: str) -> None:
    assert load_settings({"TUTOR_LOG_LEVEL": name}).log_level == name.strip().upper()


@pytest.mark.parametrize(
    ("environ", "variable", "value"),
    [
        ({"TUTOR_DATABASE_URL": "tutor.db"}, "TUTOR_DATABASE_URL", "tutor.db"),
        ({"TUTOR_DATABASE_URL": "mysql://h/n"}, "TUTOR_DATABASE_URL", "mysql://h/n"),
        ({"TUTOR_DATABASE_URL": "postgresql://h:port/n"}, "TUTOR_DATABASE_URL", "postgresql://h:port/n"),
        ({"TUTOR_DATABASE_URL": "sqlite:///:memory:"}, "TUTOR_DATABASE_URL", "sqlite:///:memory:"),
        ({"TUTOR_DATABASE_URL": "sqlite+aiosqlite:///a.db"}, "TUTOR_DATABASE_URL", "sqlite+aiosqlite:///a.db"),
        ({"TUTOR_HEARTBEAT_FILE": "/"}, "TUTOR_HEARTBEAT_FILE", "/"),
        ({"TUTOR_HEARTBEAT_FILE": "/nowhere/beat"}, "TUTOR_HEARTBEAT_FILE", "/nowhere/beat"),
        ({"TUTOR_LOG_LEVEL": "loud"}, "TUTOR_LOG_LEVEL", "loud"),
        ({"DISCORD_TOKEN": "not a token"}, "DISCORD_TOKEN", None),
    ],
)
def test_a_bad_value_is_named_with_its_remedy(environ: dict[str, str], variable: str, value: str | None) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(environ)
    assert (caught.value.variable, caught.value.value) == (variable, value)
    sentence = operator_sentence(caught.value) or ""
    assert sentence.startswith(variable)
    assert caught.value.remedy in sentence


def test_no_secret_is_ever_shown() -> None:
    settings = load_settings({"DISCORD_TOKEN": TOKEN})
    assert TOKEN not in repr(settings)
    for environ in (
        {"DISCORD_TOKEN": TOKEN + " x"},
        {"TUTOR_DATABASE_URL": "mysql://u:hunter2@h/n"},
        {"TUTOR_DATABASE_URL": "mysql://h/n?password=hunter2"},
        {"TUTOR_DATABASE_URL": "postgresql://u:hunter2@h:port/n"},
    ):
        with pytest.raises(SettingsError) as caught:
            load_settings(environ)
        assert TOKEN not in f"{caught.value!r} {operator_sentence(caught.value)}"
        assert "hunter2" not in f"{caught.value!r} {operator_sentence(caught.value)}"


def test_running_needs_a_token_and_the_sentence_says_how_to_do_without() -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings({}).required_token()
    assert "tutor playground" in (operator_sentence(caught.value) or "")
    assert load_settings({"DISCORD_TOKEN": TOKEN}).required_token() == TOKEN


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TUTOR_LOG_LEVEL=DEBUG\nTUTOR_DATABASE_URL=sqlite:///file.db\n", encoding="utf-8")
    environ = environment_with_dotenv({"TUTOR_LOG_LEVEL": "ERROR"}, tmp_path)
    settings = load_settings(environ)
    assert (settings.log_level, settings.database_url) == ("ERROR", "sqlite:///file.db")


def test_the_example_file_names_every_variable() -> None:
    text = (Path(__file__).parents[2] / ".env.example").read_text(encoding="utf-8")
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    for variable in (
        "DISCORD_TOKEN",
        "TUTOR_DATABASE_URL",
        "TUTOR_LOG_LEVEL",
        "TUTOR_HEARTBEAT_FILE",
        "SHARD_COUNT",
        "SHARD_IDS",
    ):
        assert f"{variable}=" in text
        assert f"`{variable}`" in readme
    assert len(Settings.__dataclass_fields__) == 5


@pytest.mark.parametrize("variable", VARIABLES)
def test_an_empty_variable_is_as_good_as_none(variable: str) -> None:
    assert load_settings({variable: "  "}) == load_settings({})


def test_the_heartbeat_file_may_be_anywhere_that_exists(tmp_path: Path) -> None:
    assert load_settings({"TUTOR_HEARTBEAT_FILE": f"{tmp_path}/beat"}).heartbeat_file == tmp_path / "beat"


def test_what_looks_like_a_variable_in_a_password_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TUTOR_DATABASE_URL=postgresql://u:${x}@h/n\n", encoding="utf-8")
    assert environment_with_dotenv({}, tmp_path) == {"TUTOR_DATABASE_URL": "postgresql://u:${x}@h/n"}


def test_a_file_that_is_not_there_is_no_fault_and_one_that_is_no_text_is(tmp_path: Path) -> None:
    assert environment_with_dotenv({"A": "b"}, tmp_path) == {"A": "b"}
    (tmp_path / ".env").write_bytes(b"DISCORD_TOKEN=\xff\xfe")
    with pytest.raises(SettingsError) as caught:
        environment_with_dotenv({}, tmp_path)
    assert ".env" in (operator_sentence(caught.value) or "")


@pytest.mark.parametrize(
    ("ids", "served"), [("", (0, 1, 2, 3)), ("2", (2,)), ("0, 3", (0, 3)), ("1-3", (1, 2, 3)), ("3,0-1", (0, 1, 3))]
)
def test_a_process_serves_the_shards_that_it_is_told(ids: str, served: tuple[int, ...]) -> None:
    settings = load_settings({"SHARD_COUNT": "4", "SHARD_IDS": ids, **POSTGRESQL})
    assert settings.shards == Shards(4, served)


def test_one_process_may_serve_all_shards_on_sqlite() -> None:
    assert load_settings({"SHARD_COUNT": "2", "SHARD_IDS": "0-1"}).shards == Shards(2, (0, 1))
    assert load_settings({}).shards is None


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({"SHARD_IDS": "0"}, "SHARD_COUNT can't be used as it is, or is missing. Set it to the number of shards"),
        ({"SHARD_COUNT": "four"}, "SHARD_COUNT is 'four'. Set it to the number of shards"),
        ({"SHARD_COUNT": "0"}, "SHARD_COUNT is '0'."),
        ({"SHARD_COUNT": "4", "SHARD_IDS": "1..3"}, "SHARD_IDS is '1..3'. List numbers or ranges, such as 0,1 or 0-3."),
        ({"SHARD_COUNT": "4", "SHARD_IDS": "4"}, "SHARD_IDS is '4'. Name each shard once, from 0 to 3."),
        ({"SHARD_COUNT": "4", "SHARD_IDS": "0-99999999999"}, "SHARD_IDS is '0-99999999999'. Name each shard once"),
        ({"SHARD_COUNT": "4", "SHARD_IDS": "1,1"}, "SHARD_IDS is '1,1'. Name each shard once, from 0 to 3."),
        ({"SHARD_COUNT": "4", "SHARD_IDS": "3-1"}, "SHARD_IDS is '3-1'. Name each shard once, from 0 to 3."),
        ({"SHARD_COUNT": "4", "SHARD_IDS": "1", "TUTOR_DATABASE_URL": "sqlite:///t.db"}, "SHARD_IDS is '1'. Several"),
    ],
)
def test_shards_that_make_no_sense_are_one_sentence(environ: dict[str, str], sentence: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(POSTGRESQL | environ)
    assert (operator_sentence(caught.value) or "").startswith(sentence)
