"""The bank: all questions, the misconceptions that their wrong options name, and the topics of rounds.

Format of a folder: `questions/*.yaml`, `misconceptions.yaml`, `topics.yaml`; each file is a list of items.
"""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from rapidfuzz import fuzz, process

from knowledge.content_files import Place, content_files, parse_unique
from knowledge.errors import ContentError, Fault
from knowledge.loader import Knowledge

from .errors import NoQuestions
from .picking import pick_questions
from .question_rules import fact_faults, question_faults
from .questions import Misconception, Question, Topic

SHIPPED = Path(__file__).parent / "data"
SAME_STEM = 94  # rapidfuzz's token-sort ratio (0-100) from which two stems ask the same; distinct ones stay below 90

Item = TypeVar("Item", Question, Misconception, Topic)


@dataclass(frozen=True, slots=True)
class Bank:
    """All that can be asked, immutable after loading.

    Attributes:
        folder: where it was loaded from.
        questions: by id, in the order of the files.
        misconceptions: by id.
        topics: by id, in the order in which they are offered.
        places: file and line of each question and misconception, by ("question" or "misconception", id).
    """

    folder: Path
    questions: Mapping[str, Question]
    misconceptions: Mapping[str, Misconception]
    topics: Mapping[str, Topic]
    places: Mapping[tuple[str, str], Place]

    def of_topic(self, topic: str) -> tuple[Question, ...]:
        """Return the questions of a topic; none if it is unknown."""
        known = self.topics.get(topic)
        if known is None:
            return ()
        return tuple(q for q in self.questions.values() if known.everything or topic in q.topics)

    def pick(self, topic: str, length: int, rng: random.Random, seen: Collection[str] = ()) -> tuple[Question, ...]:
        """Return up to `length` questions of a topic in the order in which to ask them, those not in `seen` first.

        Raises:
            NoQuestions: if the topic has none.
        """
        picked = pick_questions(self.of_topic(topic), length, rng, seen)
        if not picked:
            raise NoQuestions(topic)
        return picked

    def about(self, facts: Iterable[str]) -> tuple[Question, ...]:
        """Return the questions that rest on any of `facts`, those that are mainly about one of them first."""
        wanted = set(facts)
        found = [question for question in self.questions.values() if wanted & set(question.facts)]
        return tuple(sorted(found, key=lambda question: question.facts[0] not in wanted))


def load_bank(knowledge: Knowledge, folder: Path = SHIPPED) -> Bank:
    """Load and check a folder of questions.

    Raises:
        ContentError: with all faults of all files, if there is any.
    """
    faults: list[Fault] = []
    bank = read_bank(knowledge, folder, faults)
    if faults:
        raise ContentError(faults)
    return bank


def read_bank(knowledge: Knowledge, folder: Path, faults: list[Fault]) -> Bank:
    """Load a folder of questions as far as possible, adding each fault to `faults`."""
    questions = parse_unique(Question, folder, _question_files(folder, faults), faults)
    misconceptions = parse_unique(Misconception, folder, _single_file(folder, "misconceptions.yaml", faults), faults)
    topics = parse_unique(Topic, folder, _single_file(folder, "topics.yaml", faults), faults)
    named = [topic.id for topic, _ in topics.values() if not topic.everything]
    for question, place in questions.values():
        wordings = question_faults(question, knowledge.facts, misconceptions, named)
        faults.extend(Fault(*place, question.id, *wording) for wording in wordings)
    for misconception, place in misconceptions.values():
        wordings = fact_faults(misconception.facts, knowledge.facts)
        faults.extend(Fault(*place, misconception.id, *wording) for wording in wordings)
    faults.extend(_same_stems(list(questions.values())))
    places = {("question", name): place for name, (_, place) in questions.items()}
    places |= {("misconception", name): place for name, (_, place) in misconceptions.items()}
    return Bank(folder, _items(questions), _items(misconceptions), _items(topics), MappingProxyType(places))


def _question_files(folder: Path, faults: list[Fault]) -> list[Path]:
    files = content_files(folder / "questions")
    if not files:
        remedy = "Add a file with a list of questions."
        faults.append(Fault("questions", 0, "", "The folder holds no questions.", remedy))
    return files


def _single_file(folder: Path, name: str, faults: list[Fault]) -> list[Path]:
    if (folder / name).is_file():
        return [folder / name]
    faults.append(Fault(name, 0, "", "The file is missing.", "Add it; the shipped one shows the format."))
    return []


def _items(found: Mapping[str, tuple[Item, Place]]) -> Mapping[str, Item]:
    return MappingProxyType({name: item for name, (item, _) in found.items()})


def _same_stems(questions: list[tuple[Question, Place]]) -> Iterator[Fault]:
    """Two questions in nearly the same words are one question, or one of them gives the other away.

    A different clock or figure makes a different question, however alike the words are.
    """
    stems = [_comparable(question.stem) for question, _ in questions]
    for position, (question, (file, line)) in enumerate(questions):
        earlier = process.extract(
            stems[position], stems[:position], scorer=fuzz.token_sort_ratio, score_cutoff=SAME_STEM, limit=None
        )
        for _, _, index in earlier:
            other, (other_file, other_line) = questions[index]
            if other.clock == question.clock and _numbers(other.stem) == _numbers(question.stem):
                rule = f"The stem asks nearly the same as `{other.id}` in {other_file}:{other_line}."
                yield Fault(file, line, question.id, rule, "Remove one of the two, or ask for something else.")


def _comparable(stem: str) -> str:
    return " ".join(re.findall(r"[\w+#-]+", stem.casefold()))


def _numbers(stem: str) -> list[str]:
    return re.findall(r"\d[\d.,-]*", stem)
