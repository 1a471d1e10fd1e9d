"""Questions, misconceptions and topics, as curators write them.

What one field may hold is said here; rules that compare fields are in question_rules.py, so that all of an item's
faults can be named at once.
"""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints

from knowledge.content_files import Identified
from knowledge.facts import Identifier, Text

MIN_STEM, MAX_STEM = 40, 300  # characters, as all limits here unless said otherwise
MAX_OPTION = 80  # an option may stand on a button, and Discord's label limit is 80
MAX_REASON = 140
MAX_EXPLANATION = 400
MAX_OTHER_CLOCK = 240
LETTERS = "ABCD"  # of the options, as shown
OPTIONS = len(LETTERS)
MAX_FACTS = 4  # facts a question or a misconception
MAX_TOPICS = 3  # topics a question
MAX_BELIEF = 70
MAX_TEMPTING = 200
MAX_TRUTH = 240
MAX_DESCRIPTION = 100  # a topic is a subcommand, and Discord's limit for its description is 100
MAX_TOPIC_ID = 32  # Discord's limit for the name of a subcommand

Clock = Literal["exam", "today", "both"]
Difficulty = Literal["easy", "medium", "hard"]
Facts = Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=MAX_FACTS)]


class Option(BaseModel):
    """One choice of a question.

    Attributes:
        text: what a learner reads.
        reason: why it is right or wrong; shown at the reveal.
        right: whether it is the right one.
        misconception: the belief of whoever takes it; None for the right one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Annotated[Text, StringConstraints(max_length=MAX_OPTION)]
    reason: Annotated[Text, StringConstraints(max_length=MAX_REASON)]
    right: StrictBool = False
    misconception: Identifier | None = None


class Question(Identified):
    """A question with four options, one of them right.

    Attributes:
        id: stable name, unique over the bank.
        kind: single choice, the only kind there is.
        clock: what the question asks for: what exam material says, what holds on Azure today, or both where they agree.
        stem: the question.
        options: in the curator's order; shown shuffled.
        explanation: why, in plain words.
        other_clock: what the other clock says; None where both agree.
        facts: what it rests on, the main one first.
        difficulty: how hard it is meant to be.
        topics: ids of the topics it belongs to.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Identifier
    kind: Literal["single"]
    clock: Clock
    stem: Annotated[Text, StringConstraints(min_length=MIN_STEM, max_length=MAX_STEM)]
    options: tuple[Option, ...] = Field(min_length=OPTIONS, max_length=OPTIONS)
    explanation: Annotated[Text, StringConstraints(max_length=MAX_EXPLANATION)]
    other_clock: Annotated[Text, StringConstraints(max_length=MAX_OTHER_CLOCK)] | None = None
    facts: Facts
    difficulty: Difficulty
    topics: tuple[Identifier, ...] = Field(min_length=1, max_length=MAX_TOPICS)

    @property
    def right(self) -> Option:
        """The right option."""
        return next(option for option in self.options if option.right)

    @property
    def misconceptions(self) -> frozenset[str]:
        """Ids of the misconceptions that its wrong options stand for."""
        return frozenset(option.misconception for option in self.options if option.misconception)

    @property
    def version(self) -> str:
        """Short hash of what a learner sees; the same in every process, another after any correction of it."""
        seen = self.model_dump(mode="json", exclude={"facts", "topics"})
        return hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()[:12]


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
