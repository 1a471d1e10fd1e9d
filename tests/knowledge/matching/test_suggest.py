import time
from pathlib import Path

import pytest

from knowledge.entries import Entry
from knowledge.errors import ContentError
from knowledge.loader import Knowledge, load_knowledge
from knowledge.matcher import Matcher
from knowledge.matching.lexicon import Lexicon
from knowledge.matching.reading import read_texts
from knowledge.matching.suggest import STARTERS_FILE, Suggester, read_starters

ENTRIES = """
- {id: tea, title: Black tea, answer: Tea., phrasings: [tea, how do i brew black tea, steep leaves]}
- {id: tea-pots, title: Black tea in pots of clay, answer: Pots., phrasings: [clay pots], related: [tea]}
- {id: coffee, title: Coffee, answer: Coffee., phrasings: [does coffee wake me more than black tea], related: [tea]}
"""


def ids(entries: list[Entry] | tuple[Entry, ...]) -> list[str]:
    return [entry.id for entry in entries]


def small(folder: Path) -> Suggester:
    (folder / "entries").mkdir()
    (folder / "entries" / "drinks.yaml").write_text(ENTRIES, encoding="utf-8")
    knowledge = load_knowledge(folder)
    texts, _ = read_texts(Lexicon(), knowledge)
    return Suggester(tuple(knowledge.entries.values()), texts, Lexicon(), lambda word: (word,))


def test_titles_go_before_phrasings_and_short_ones_before_long_ones(tmp_path: Path) -> None:
    assert ids(small(tmp_path).suggest("black te")) == ["tea", "tea-pots", "coffee"]


def test_earlier_words_are_whole_words_and_the_last_one_a_beginning(tmp_path: Path) -> None:
    suggester = small(tmp_path)

    assert ids(suggester.suggest("cof")) == ["coffee"]
    assert ids(suggester.suggest("clay po")) == ["tea-pots"]
    assert suggester.suggest("cla pots") == []
    assert suggester.suggest("nothing like this") == []
    assert suggester.suggest("?!") == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("security dom", "security-domain-what"),
        ("securty domain", "security-domain-what"),
        ("premium fi", "fips-premium"),
        ("mhsm fip", "fips-managed-hsm"),
        ("akv prem fips", "fips-premium"),
        ("soft del", "soft-delete-what"),
        ("byok", "byok-what"),
        ("purge prot", "purge-protection"),
        ("what is managed hs", "managed-hsm-what"),
    ],
)
def test_what_is_typed_brings_the_entry_first_that_is_titled_so(matcher: Matcher, typed: str, first: str) -> None:
    assert ids(matcher.suggest(typed))[0] == first


def test_all_first_suggestions_have_what_is_typed_in_their_title(matcher: Matcher) -> None:
    assert all("ecurity domain" in entry.title for entry in matcher.suggest("security dom", 6))
    assert all("rotat" in entry.title.casefold() for entry in matcher.suggest("rot", 6))


def test_a_newcomer_is_offered_the_starters_first(matcher: Matcher, shipped: Knowledge) -> None:
    starters = read_starters(shipped.folder, shipped.entries, [])

    assert 6 <= len(starters) <= 10
    assert ids(matcher.suggest(""))[: len(starters)] == list(starters)
    assert ids(matcher.suggest(" ", 3)) == list(starters[:3])


def test_without_starters_the_first_entries_are_offered(tmp_path: Path) -> None:
    small(tmp_path)

    assert ids(Matcher(load_knowledge(tmp_path)).suggest("")) == ["tea", "tea-pots", "coffee"]


def test_a_folder_of_entry_files_may_hold_starters_too(tmp_path: Path) -> None:
    (tmp_path / "drinks.yaml").write_text(ENTRIES, encoding="utf-8")
    (tmp_path / STARTERS_FILE).write_text("- coffee\n", encoding="utf-8")

    assert ids(Matcher(load_knowledge(tmp_path)).suggest("")) == ["coffee", "tea", "tea-pots"]


def test_a_starter_that_does_not_exist_is_named_with_its_line(tmp_path: Path) -> None:
    small(tmp_path)
    (tmp_path / STARTERS_FILE).write_text("- tea\n- cocoa\n", encoding="utf-8")

    with pytest.raises(ContentError, match=r"starters\.yaml:2: cocoa"):
        Matcher(load_knowledge(tmp_path))


def test_suggestions_are_fast_enough_for_every_keystroke(matcher: Matcher) -> None:
    typed = "how do i rotate a key in premium"
    times = []
    for length in range(1, len(typed) + 1):
        start = time.perf_counter()
        matcher.suggest(typed[:length])
        times.append(time.perf_counter() - start)

    assert sorted(times)[len(times) // 2] < 0.02  # seconds; under 0.001 on a quiet machine
