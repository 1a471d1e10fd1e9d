"""Questions, misconceptions and topics, as curators write them.

What one field may hold is said here; rules that compare fields are in question_rules.py, so that all of an item's
faults can be named at once. What sets the kinds of question apart when they are answered is in kinds.py.
"""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints

from knowledge.content_files import Identified
from knowledge.facts import Identifier, Text

MIN_STEM, MAX_STEM = 40, 300  # characters, as all limits here unless said otherwise
MAX_STAGED_STEM = 900  # a scenario's later stages repeat what was said before
MAX_OPTION = 80  # an option may stand on a button, and Discord's label limit is 80
MAX_REASON = 140
MAX_EXPLANATION = 400
MAX_OTHER_CLOCK = 240
LETTERS = "ABCDEF"  # of the options, as shown
OPTIONS = 4  # of a question with letters on buttons
MAX_OPTIONS = len(LETTERS)
MAX_WORDINGS = 20  # of one typed answer
MAX_TYPED = 60  # a typed answer is a name or a figure
MAX_FACTS = 4  # facts a question or a misconception
MAX_TOPICS = 3  # topics a question
MAX_BELIEF = 70
MAX_TEMPTING = 200
MAX_TRUTH = 240
MAX_DESCRIPTION = 100  # a topic is a subcommand, and Discord's limit for its description is 100
MAX_TOPIC_ID = 32  # Discord's limit for the name of a subcommand

Clock = Literal["exam", "today", "both"]
Difficulty = Literal["easy", "medium", "hard"]
Kind = Literal["single", "because", "multiple", "ordering", "typed", "stage"]
Facts = Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=MAX_FACTS)]
Stem = Annotated[Text, StringConstraints(min_length=MIN_STEM, max_length=MAX_STEM)]


class Option(BaseModel):
    """One choice of a question; for ordering one step, for a typed answer one text that is expected.

    Attributes:
        text: what a learner reads, or types.
        reason: why it is right or wrong, or why it stands at its place; shown at the reveal.
        right: whether it is (one of) the right one(s); not used in ordering, where the place decides.
        misconception: the belief of whoever takes it, or puts this step before the one it follows; None for a right
            option and for the first step.
        wordings: other ways of typing the same; typed answers only.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Annotated[Text, StringConstraints(max_length=MAX_OPTION)]
    reason: Annotated[Text, StringConstraints(max_length=MAX_REASON)]
    right: StrictBool = False
    misconception: Identifier | None = None
    wordings: tuple[Annotated[Text, StringConstraints(max_length=MAX_TYPED)], ...] = Field(
        default=(), max_length=MAX_WORDINGS
    )


class Question(Identified):
    """A question of any kind.

    Attributes:
        id: stable name, unique over the bank.
        kind: single (one of four is right), because (the same, each option a verdict with its reason), multiple
            (choose as many as are right), ordering (put the steps in order), typed (write the answer), stage (a single
            choice that is part of a scenario; scenarios.py makes these).
        clock: what the question asks for: what exam material says, what holds on Azure today, or both where they agree.
        stem: the question.
        options: in the curator's order, shown shuffled; in ordering the right order, in typed what is expected.
        explanation: why, in plain words.
        other_clock: what the other clock says; None where both agree.
        facts: what it rests on, the main one first.
        difficulty: how hard it is meant to be.
        topics: ids of the topics it belongs to.
        twin: id of the question that differs in one word and has another answer; only both together count. None for
            a question without a twin.
        scenario: id of the scenario that a stage belongs to, its number from 1, and how many there are; else None.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Identifier
    kind: Kind
    clock: Clock
    stem: Annotated[Text, StringConstraints(min_length=MIN_STEM, max_length=MAX_STAGED_STEM)]
    options: tuple[Option, ...] = Field(min_length=2, max_length=MAX_OPTIONS)
    explanation: Annotated[Text, StringConstraints(max_length=MAX_EXPLANATION)]
    other_clock: Annotated[Text, StringConstraints(max_length=MAX_OTHER_CLOCK)] | None = None
    facts: Facts
    difficulty: Difficulty
    topics: tuple[Identifier, ...] = Field(min_length=1, max_length=MAX_TOPICS)
    twin: Identifier | None = None
    scenario: tuple[Identifier, int, int] | None = None

    @property
    def rights(self) -> tuple[int, ...]:
        """Indexes of the options that make the right answer, in order where order is asked for."""
        if self.kind == "ordering":
            return tuple(range(len(self.options)))
        return tuple(index for index, option in enumerate(self.options) if option.right)

    @property
    def misconceptions(self) -> frozenset[str]:
        """Ids of the misconceptions that its wrong answers stand for."""
        return frozenset(option.misconception for option in self.options if option.misconception)

    @property
    def version(self) -> str:
        """Short hash of what a learner sees; the same in every process, another after any correction of it."""
        seen = self.model_dump(mode="json", exclude={"facts", "topics"}, exclude_defaults=True)
        return hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()[:12]


class Stage(BaseModel):
    """One question of a scenario.

    Attributes:
        adds: the constraint that comes on top of what was said before.
        asks: the question.
        options: four, as in a single choice.
        explanation: why, in plain words.
        facts: what it rests on, the main one first.
        clock: as in a question; the scenario's stages may differ.
        other_clock: what the other clock says; None where both agree.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    adds: Annotated[Text, StringConstraints(max_length=MAX_STEM)]
    asks: Annotated[Text, StringConstraints(max_length=MAX_STEM)]
    options: tuple[Option, ...] = Field(min_length=OPTIONS, max_length=OPTIONS)
    explanation: Annotated[Text, StringConstraints(max_length=MAX_EXPLANATION)]
    facts: Facts
    clock: Clock
    other_clock: Annotated[Text, StringConstraints(max_length=MAX_OTHER_CLOCK)] | None = None


class Scenario(Identified):
    """A situation in which one constraint after another is added, with a question after each.

    Attributes:
        id: stable name, unique over the bank.
        situation: where it begins.
        stages: two to four questions, asked in this order in one round.
        difficulty: how hard it is meant to be.
        topics: ids of the topics it belongs to.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[Identifier, StringConstraints(max_length=60)]  # the stages' ids are longer by two
    situation: Stem
    stages: tuple[Stage, ...] = Field(min_length=2, max_length=4)
    difficulty: Difficulty
    topics: tuple[Identifier, ...] = Field(min_length=1, max_length=MAX_TOPICS)

    def questions(self) -> tuple[Question, ...]:
        """Return its stages as questions: each repeats what was said before, so that it is understood alone.

        Raises:
            pydantic.ValidationError: if a stage's stem becomes too long.
        """
        made = []
        said = self.situation
        for number, stage in enumerate(self.stages, start=1):
            said = f"{said} {stage.adds}"
            made.append(
                Question(
                    id=f"{self.id}-{number}",
                    kind="stage",
                    clock=stage.clock,
                    stem=f"{said} {stage.asks}",
                    options=stage.options,
                    explanation=stage.explanation,
                    other_clock=stage.other_clock,
                    facts=stage.facts,
                    difficulty=self.difficulty,
                    topics=self.topics,
                    scenario=(self.id, number, len(self.stages)),
                )
            )
        return tuple(made)


class Misconception(Identified):
    """A named wrong belief about Azure.

    Attributes:
        id: stable name.
        name: the belief as a short sentence; shown to learners.
        tempting: why one falls for it.
        truth: what holds on Azure today.
        facts: what the truth rests on, the main one first.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Identifier
    name: Annotated[Text, StringConstraints(max_length=MAX_BELIEF)]
    tempting: Annotated[Text, StringConstraints(max_length=MAX_TEMPTING)]
    truth: Annotated[Text, StringConstraints(max_length=MAX_TRUTH)]
    facts: Facts


class Topic(Identified):
    """What a round can be about; each is a subcommand of `/quiz`.

    Attributes:
        id: stable name, as typed after `/quiz`.
        name: as shown.
        description: what the subcommand does, for whoever types it.
        everything: whether it stands for all questions rather than for those that name it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[Identifier, StringConstraints(max_length=MAX_TOPIC_ID)]
    name: Text
    description: Annotated[Text, StringConstraints(max_length=MAX_DESCRIPTION)]
    everything: StrictBool = False
