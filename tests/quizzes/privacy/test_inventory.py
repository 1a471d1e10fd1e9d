"""The list of what is stored names every table and every column that says who a learner is."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import BigInteger

from quizzes.privacy.inventory import KINDS, kind_of
from quizzes.privacy.owned import hosted, owned
from quizzes.privacy.section import privacy_section
from quizzes.tables import metadata

ROOT = Path(__file__).parents[3]
NAMES_NO_LEARNER = {"guild_id", "channel_id", "message_id", "lobby_message_id", "role_id", "application_id", "scope"}


@pytest.mark.parametrize("table", sorted(metadata.tables))
def test_every_table_is_on_the_list_once(table: str) -> None:
    assert Counter(name for kind in KINDS for name in kind.tables)[table] == 1


@pytest.mark.parametrize("table", sorted(metadata.tables))
def test_every_column_that_can_hold_a_discord_id_is_known_to_name_a_learner_or_not(table: str) -> None:
    wide = {column.name for column in metadata.tables[table].columns if isinstance(column.type, BigInteger)}
    named = kind_of(table).learners.get(table)
    assert wide - NAMES_NO_LEARNER == ({named} if named else set())


def test_the_list_names_no_table_that_is_gone() -> None:
    assert {name for kind in KINDS for name in kind.tables} == set(metadata.tables)


def test_what_names_a_learner_is_exported_and_deleted() -> None:
    reached = {table.__tablename__ for conditions in (owned(1), hosted(1)) for table in conditions}
    assert {table for kind in KINDS for table in kind.learners} <= reached


def test_the_section_on_privacy_is_the_list() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert privacy_section().strip() in readme, "put the output of `python -m quizzes.privacy.section` into the README"
