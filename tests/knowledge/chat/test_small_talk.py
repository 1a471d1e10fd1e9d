"""Courtesies and asides as data: what is nothing but them, and what is wrong with the file."""

from __future__ import annotations

import pytest

from knowledge.chat.phrases import Phrasebook
from knowledge.chat.small_talk import SMALL_TALK_FILE, SmallTalk, TalkFile, read_small_talk
from knowledge.documents import read_mapping
from knowledge.errors import Fault
from knowledge.loader import SHIPPED, Knowledge

from .conftest import Folder

BOOK = Phrasebook({"thanks": ["thanks", "thank you"], "bye": ["bye", "see you"], "you": ["you"]}, ["very much", "so"])


@pytest.fixture(scope="module")
def file() -> TalkFile:
    document = read_mapping(TalkFile, SHIPPED / SMALL_TALK_FILE, SMALL_TALK_FILE, [])
    assert document is not None
    return document.value


def faults_of(folder: Folder, text: str) -> list[str]:
    faults: list[Fault] = []
    read_small_talk(folder(small_talk=text), faults)
    return [f"{fault.line} {fault.item}: {fault.rule}" for fault in faults]


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("Thanks!", ("thanks",)),
        ("THANK YOU so very much, bye", ("thanks", "bye")),
        ("thank you", ("thanks",)),
        ("see you", ("bye",)),
        ("so very much", ()),
        ("thanks for nothing", ()),
        ("thank", ()),
        ("", ()),
        ("?!", ()),
    ],
)
def test_a_text_means_something_only_if_it_holds_nothing_else(text: str, meanings: tuple[str, ...]) -> None:
    assert BOOK.meanings(text) == meanings


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Thanks! What is BYOK?", "What is BYOK?"),
        ("thanks, bye. and premium?", "and premium?"),
        ("thanks", "thanks"),
        ("thanks, bye", "bye"),
        ("what now? thanks", "what now? thanks"),
        ("thank you - what is byok", "what is byok"),
        ("thanks what is byok", "thanks what is byok"),
    ],
)
def test_courtesies_at_the_beginning_are_cut_off_up_to_the_question(text: str, rest: str) -> None:
    assert BOOK.beyond(text) == rest


def test_every_form_in_the_shipped_file_says_what_it_stands_for(file: TalkFile) -> None:
    talk = SmallTalk(file)
    replies = {saying.reply for saying in file.sayings}
    for saying in file.sayings:
        assert len(saying.reply) <= 300
        for form in saying.forms:
            assert talk.reply(form) in replies, form
            assert talk.reply(f"{form} please") in replies, form
    for aside in file.asides:
        for form in aside.forms:
            assert talk.aside(form) == aside.show, form
    for form in file.other_one:
        assert talk.asks_for_other(form), form


def test_no_form_of_a_courtesy_or_aside_is_a_phrasing_of_an_entry(file: TalkFile, shipped: Knowledge) -> None:
    talk = SmallTalk(file)
    for entry in shipped.entries.values():
        for phrasing in entry.phrasings:
            assert talk.reply(phrasing) is None, phrasing
            assert talk.aside(phrasing) is None, phrasing
            assert not talk.asks_for_other(phrasing), phrasing


@pytest.mark.parametrize(
    ("named", "last", "other"),
    [
        ("fips of standard", "", "premium"),
        ("fips of premium", "", "standard"),
        ("price of vault", "", "mhsm"),
        ("price of mhsm", "", "vault"),
        ("standard or premium", "fips of premium", "standard"),
        ("standard or premium", "fips of standard", "premium"),
        ("standard or premium", "standard and premium", None),
        ("soft delete", "", None),
    ],
)
def test_the_other_one_is_the_one_that_was_not_spoken_of(
    file: TalkFile, named: str, last: str, other: str | None
) -> None:
    assert SmallTalk(file).other(named.split(), last.split()) == other


GOOD = """sayings:
  - {id: thanks, forms: [thanks], reply: Welcome.}
asides:
  - {id: why, forms: [why], show: detail}
other_one: [the other]
"""


def test_a_good_file_has_no_faults(folder: Folder) -> None:
    assert faults_of(folder, GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("forms: [thanks]", "forms: ['👍']", "2 thanks: The form `👍` holds no word."),
        ("forms: [why]", "forms: [Thanks!]", "4 why: The form `Thanks!` belongs to `thanks` too."),
        ("[the other]", "['...']", "5 other_one: `...` holds no word."),
        ("show: detail", "show: all", "4 asides: `asides[1].show` is 'all'."),
        ("forms: [why]", "forms: [no]", "4 asides: `asides[1].forms[1]` must be text, but YAML reads no"),
        ("Welcome.", "x" * 401, "2 sayings: `sayings[1].reply` has 401 characters; the limit is 400."),
    ],
)
def test_a_fault_names_its_line_and_its_rule(folder: Folder, old: str, new: str, fault: str) -> None:
    assert old in GOOD
    found = faults_of(folder, GOOD.replace(old, new, 1))
    assert any(one.startswith(fault) for one in found), found
