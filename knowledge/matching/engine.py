"""What is built once from a body of knowledge: its index, and the way from a question to ranked candidates."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.beyond import Beyond
from knowledge.entries import Entry
from knowledge.errors import ContentError, Fault
from knowledge.loader import Knowledge

from .evidence import Candidate, Evidence
from .guard import Guard
from .index import Index
from .judgement import FITTED, Coefficients, Judgement, judge
from .lexicon import read_lexicon
from .reading import Reader, Reading, read_texts
from .suggest import Suggester

CANDIDATES = 20  # entries that are looked at closely; the right one is among them in 96 of 100 questions


class Engine:
    """Everything that is built once from a body of knowledge; immutable.

    Args:
        knowledge: what can be meant.
        coefficients: what evidence is weighed with.

    Raises:
        ContentError: with all faults of `synonyms.yaml` and `entities.yaml`.
    """

    def __init__(self, knowledge: Knowledge, coefficients: Coefficients = FITTED) -> None:
        self.coefficients = coefficients
        faults: list[Fault] = []
        self.lexicon = lexicon = read_lexicon(knowledge.folder, faults)
        if faults:
            raise ContentError(faults)
        self.entries: Sequence[Entry] = tuple(knowledge.entries.values())
        texts, counts = read_texts(lexicon, knowledge)
        self.reader = Reader(lexicon, counts)
        self.topics: Sequence[Beyond] = tuple(knowledge.beyond.values())
        self.index = Index(texts, len(self.entries))
        self.guard = Guard(lexicon.classes, texts)
        self.suggester = Suggester(self.entries, texts, lexicon, self.reader.mend)
        self._evidence = Evidence(self.index, self.guard, len(self.entries))

    def read(self, text: str) -> Reading:
        """Return how a question is understood."""
        return self.reader.read(text)

    def candidates(self, reading: Reading, most: int = CANDIDATES) -> list[Candidate]:
        """Return the likeliest entries with what speaks for them."""
        return self._evidence.gather(reading, most)

    def topic(self, candidate: Candidate) -> Beyond:
        """Return the topic that a candidate beyond the entries stands for."""
        return self.topics[candidate.number - len(self.entries)]

    def name(self, number: int) -> tuple[str, str]:
        """Return id and title of the entry or topic at a position."""
        one = self.entries[number] if number < len(self.entries) else self.topics[number - len(self.entries)]
        return one.id, one.title

    def judge_text(self, text: str) -> Judgement:
        """Return the ranked candidates for a question as typed."""
        return self.judge(self.read(text))

    def judge(self, reading: Reading, most: int = CANDIDATES) -> Judgement:
        """Return the ranked candidates for a question."""
        reading = self.reader.affirmed(reading)
        return judge(self.index, reading, self.candidates(reading, most), self.coefficients)
