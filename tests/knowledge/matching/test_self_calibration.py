import json
import random
from pathlib import Path

import pytest

from knowledge.loader import Knowledge, load_knowledge
from knowledge.matcher import Matcher
from knowledge.matching.engine import Engine
from knowledge.matching.self_calibration import Scale, self_calibrated

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


def test_calibration_raises_what_turns_out_right_too_often_to_be_doubted(invented: Knowledge) -> None:
    confidence, _ = self_calibrated(invented, Engine)

    assert confidence == self_calibrated(invented, Engine)[0]
    assert confidence.apply(0.5) > 0.5


def test_a_small_folder_is_left_as_it_is(invented: Knowledge) -> None:
    few = dict(list(invented.entries.items())[:5])
    small = Knowledge(folder=invented.folder, entries=few, facts={}, places={})

    assert self_calibrated(small, Engine) == (Scale(), Scale())


def test_a_scale_keeps_the_order_and_the_range_and_never_makes_something_of_nothing() -> None:
    scale = Scale(shift=1.5, slope=0.7)
    chances = [scale.apply(step / 20) for step in range(21)]

    assert chances == sorted(chances)
    assert all(0 <= chance <= 1 for chance in chances)
    assert scale.apply(0.0) == 0.0
    assert Scale().apply(0.3) == pytest.approx(0.3)
