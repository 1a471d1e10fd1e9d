import json
import random
from pathlib import Path

import pytest

from knowledge.entries import Entry
from knowledge.loader import Knowledge, load_knowledge
from knowledge.matcher import Matcher
from knowledge.matching.judgement import FITTED
from knowledge.matching.self_calibration import self_calibrated

SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]


class Language:
    """Invents words and phrasings, always the same ones."""

    def __init__(self) -> None:
        self.rng = random.Random(7)
        self.shared = [self.word() for _ in range(100)]
        self.topics = [[self.word() for _ in range(8)] for _ in range(40)]

    def word(self) -> str:
        return "".join(self.rng.choice(SYLLABLES) for _ in range(3))

    def phrasing(self, topic: list[str]) -> str:
        return " ".join(["how", "do", "i", *self.rng.sample(topic, 2), *self.rng.sample(self.shared, 2)])


@pytest.fixture(scope="module")
def language() -> Language:
    return Language()


@pytest.fixture(scope="module")
def invented(language: Language, tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    folder: Path = tmp_path_factory.mktemp("pack")
    rows = [
        {
            "id": f"topic-{at}",
            "title": f"Topic {topic[0]}",
            "answer": "An answer.",
            "phrasings": [language.phrasing(topic) for _ in range(20)],
        }
        for at, topic in enumerate(language.topics)
    ]
    (folder / "entries.json").write_text(json.dumps(rows), encoding="utf-8")
    return load_knowledge(folder)


def test_a_folder_of_its_own_is_answered_where_it_knows_and_declined_where_it_does_not(
    invented: Knowledge, language: Language
) -> None:
    matcher = Matcher(invented)
    asked = [(language.phrasing(topic), f"topic-{at}") for at, topic in enumerate(language.topics) for _ in range(3)]
    found = [(matcher.ask(text).entry, wanted) for text, wanted in asked]
    strange = [matcher.ask(language.phrasing([language.word(), language.word()])).outcome for _ in range(60)]

    assert sum(entry is not None and entry.id == wanted for entry, wanted in found) >= 0.9 * len(found)
    assert strange.count("answer") <= 0.1 * len(strange)


def test_a_folder_learns_from_its_own_phrasings_always_the_same(invented: Knowledge) -> None:
    learnt = self_calibrated(invented)

    assert learnt is not None
    assert learnt == self_calibrated(invented)
    assert learnt.coefficients != FITTED
    assert 0 < learnt.answer_from < 1
    assert 0 < learnt.choices_from <= 1


def test_half_of_the_questions_on_entries_that_were_left_out_are_declined(invented: Knowledge) -> None:
    left_out = list(invented.entries.values())[3::10]
    known = {name: entry for name, entry in invented.entries.items() if entry not in left_out}
    matcher = Matcher(Knowledge(folder=invented.folder, entries=known, facts={}, places={}))
    outcomes = [matcher.ask(text).outcome for entry in left_out for text in entry.phrasings]

    assert outcomes.count("unknown") >= 0.5 * len(outcomes)
    assert outcomes.count("answer") <= 0.3 * len(outcomes)


def test_a_small_folder_is_left_as_it_is(invented: Knowledge) -> None:
    few = dict(list(invented.entries.items())[:5])

    assert self_calibrated(Knowledge(folder=invented.folder, entries=few, facts={}, places={})) is None


def test_a_folder_of_equal_phrasings_teaches_nothing_and_is_no_error() -> None:
    entries = {f"e{at}": Entry(id=f"e{at}", title="Same", answer="Same.", phrasings=("same",) * 8) for at in range(30)}
    matcher = Matcher(Knowledge(folder=Path("nowhere"), entries=entries, facts={}, places={}))

    assert matcher.ask("same").outcome in ("choices", "unknown")
