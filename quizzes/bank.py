"""The bank: all questions, the misconceptions that their wrong options name, and the topics of rounds.

Format of a folder: `questions/*.yaml`, `scenarios/*.yaml` and `generated/*.yaml` (if there are any),
`misconceptions.yaml`, `topics.yaml`; each file is a list of items.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pydantic import ValidationError

from knowledge.content_files import Place, content_files, parse_unique
from knowledge.errors import ContentError, Fault
from knowledge.fault_wording import plain_words
from knowledge.loader import Knowledge
from knowledge.wording import Wording

from .errors import NoQuestions
from .generated.files import generated_questions
from .kinds import Same
from .pair_rules import pair_faults
from .picking import NOTHING_ASKED, History, pick_questions
from .question_rules import fact_faults, question_faults
from .questions import Misconception, Question, Scenario, Topic

SHIPPED = Path(__file__).parent / "data"

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
        same: whether a typed text says the same as an expected one.
    """

    folder: Path
    questions: Mapping[str, Question]
    misconceptions: Mapping[str, Misconception]
    topics: Mapping[str, Topic]
    places: Mapping[tuple[str, str], Place]
    same: Same

    def of_topic(self, topic: str) -> tuple[Question, ...]:
        """Return the questions of a topic; none if it is unknown."""
        known = self.topics.get(topic)
        if known is None:
            return ()
        return tuple(q for q in self.questions.values() if known.everything or topic in q.topics)

    def pick(
        self, topic: str, length: int, rng: random.Random, history: History = NOTHING_ASKED
    ) -> tuple[Question, ...]:
        """Return up to `length` questions of a topic in the order in which to ask them, those asked least often first.

        Raises:
            NoQuestions: if the topic has none.
        """
        picked = pick_questions(self.of_topic(topic), length, rng, history)
        if not picked:
            raise NoQuestions(topic)
        return picked

    def about(self, facts: Iterable[str]) -> tuple[Question, ...]:
        """Return the questions that rest on any of `facts`, those that are mainly about one of them first."""
        wanted = set(facts)
        found = [question for question in self.questions.values() if wanted & set(question.facts)]
        return tuple(sorted(found, key=lambda question: question.facts[0] not in wanted))

    def offering(self, belief: str) -> tuple[Question, ...]:
        """Return the questions of which a wrong answer stands for a misconception."""
        return tuple(question for question in self.questions.values() if belief in question.misconceptions)


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
    _add_stages(questions, parse_unique(Scenario, folder, content_files(folder / "scenarios"), faults), faults)
    _add_generated(questions, generated_questions(knowledge, folder, faults), faults)
    misconceptions = parse_unique(Misconception, folder, _single_file(folder, "misconceptions.yaml", faults), faults)
    topics = parse_unique(Topic, folder, _single_file(folder, "topics.yaml", faults), faults)
    named = [topic.id for topic, _ in topics.values() if not topic.everything]
    for question, place in questions.values():
        wordings = question_faults(question, knowledge.facts, misconceptions, named)
        faults.extend(Fault(*place, question.id, *wording) for wording in wordings)
    for misconception, place in misconceptions.values():
        wordings = fact_faults(misconception.facts, knowledge.facts)
        faults.extend(Fault(*place, misconception.id, *wording) for wording in wordings)
    faults.extend(pair_faults(questions))
    places = {("question", name): place for name, (_, place) in questions.items()}
    places |= {("misconception", name): place for name, (_, place) in misconceptions.items()}
    return Bank(
        folder=folder,
        questions=_items(questions),
        misconceptions=_items(misconceptions),
        topics=_items(topics),
        places=MappingProxyType(places),
        same=Wording(knowledge).same,
    )


def _add_stages(
    questions: dict[str, tuple[Question, Place]], scenarios: Mapping[str, tuple[Scenario, Place]], faults: list[Fault]
) -> None:
    """Add the questions that the scenarios are made of."""
    for scenario, place in scenarios.values():
        try:
            stages = scenario.questions()
        except ValidationError as error:
            wordings = [plain_words(detail, Question) for detail in error.errors(include_url=False)]
            faults.extend(Fault(*place, scenario.id, *wording) for wording in wordings)
            continue
        for stage in stages:
            if stage.id in questions:
                rule = f"Its stage is called `{stage.id}`, as a question in {questions[stage.id][1][0]} is."
                faults.append(Fault(*place, scenario.id, rule, "Give one of the two another id."))
            questions.setdefault(stage.id, (stage, place))


def _add_generated(
    questions: dict[str, tuple[Question, Place]], made: Iterable[tuple[Question, Place]], faults: list[Fault]
) -> None:
    """Add the questions made from data."""
    for question, place in made:
        if question.id in questions:
            file, line = questions[question.id][1]
            rule = f"The question made here is called `{question.id}`, as one in {file}:{line} is."
            faults.append(Fault(*place, question.id, rule, "Give the written one another id, or ask here only once."))
        questions.setdefault(question.id, (question, place))


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
