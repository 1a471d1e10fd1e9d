"""Aliases are plain words, and nobody is called like somebody else."""

from __future__ import annotations

import pytest

from quizzes.database import Database
from quizzes.standing.members import MAX_ALIAS, Members, checked_alias
from quizzes.standing.standing_errors import AliasTaken, UnfitAlias
from tests.quizzes.game import ANA, BO, GUILD, START


@pytest.mark.parametrize("typed", ["Ana", "Ana B. 2", "Zoë", "李 明", "O'Neill-Smith"])
def test_words_of_any_script_make_an_alias(typed: str) -> None:
    assert checked_alias(f"  {typed} ") == typed


@pytest.mark.parametrize(
    "typed",
    ["A", "x" * (MAX_ALIAS + 1), "@everyone", "<@123>", "**Ana**", "_Ana_", "`Ana`", "http://a.b", "A\u200bna", "-Ana",
     "=1+1", "Ana|", "# Ana"],
)  # fmt: skip
def test_mentions_markdown_links_and_formulas_do_not(typed: str) -> None:
    with pytest.raises(UnfitAlias):
        checked_alias(typed)


def test_an_alias_is_unique_in_its_server_whatever_its_case(database: Database) -> None:
    members = Members(database)
    assert members.set_alias(GUILD, ANA, "Quiet  One", START) == "Quiet One"
    with pytest.raises(AliasTaken):
        members.set_alias(GUILD, BO, "quiet one", START)
    assert members.set_alias(GUILD + 1, BO, "quiet one", START) == "quiet one"
    assert members.set_alias(GUILD, ANA, "quiet one", START) == "quiet one"


def test_who_leaves_the_board_gives_the_alias_back(database: Database) -> None:
    members = Members(database)
    members.set_alias(GUILD, ANA, "Quiet One", START)
    members.leave_board(GUILD, ANA, START)
    assert members.set_alias(GUILD, BO, "Quiet One", START) == "Quiet One"


def test_only_who_is_listed_by_name_lets_others_see_a_score(database: Database) -> None:
    members = Members(database)
    assert not members.is_named_on_board(GUILD, ANA)
    members.join_board(GUILD, ANA, START)
    assert members.is_named_on_board(GUILD, ANA)
    assert not members.is_named_on_board(GUILD + 1, ANA)
    members.set_alias(GUILD, ANA, "Quiet One", START)
    assert not members.is_named_on_board(GUILD, ANA)
    assert members.set_alias(GUILD, ANA, "  ", START) is None
    assert members.is_named_on_board(GUILD, ANA)
