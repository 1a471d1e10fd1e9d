"""Checks all content at once: what the loaders demand, and what we demand of the content we ship."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from knowledge.chat.chat import chat_faults
from knowledge.curation import curation_faults, file_size_faults
from knowledge.errors import Fault
from knowledge.loader import SHIPPED as SHIPPED_KNOWLEDGE
from knowledge.loader import Knowledge, read_knowledge
from knowledge.matching.lexicon import read_lexicon
from knowledge.matching.suggest import read_starters
from knowledge.reachability import reachability
from knowledge.vocabulary import read_vocabulary, vocabulary_faults
from quizzes.bank import SHIPPED as SHIPPED_QUIZZES
from quizzes.bank import Bank, read_bank
from quizzes.bank_rules import bank_faults

SEED = 75  # of the typing errors by which the check asks for entries


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found.

    Attributes:
        faults: sorted by file and line; empty if all is well.
        summary: one line that counts what was checked.
        knowledge: the knowledge, as far as it could be read.
        bank: the questions, as far as they could be read; None if none were checked.
    """

    faults: tuple[Fault, ...]
    summary: str
    knowledge: Knowledge
    bank: Bank | None


def check_content(knowledge_folder: Path | None = None, quizzes_folder: Path | None = None) -> Report:
    """Check a folder of knowledge and a folder of questions; None stands for the ones we ship.

    Our own rules of curation (enough phrasings, every fact reachable, short answers) apply to what we ship only: a
    pack of someone else's need not follow them. A folder of knowledge that is not ours is checked without questions
    unless a folder of them is given.
    """
    faults: list[Fault] = []
    knowledge = read_knowledge(knowledge_folder or SHIPPED_KNOWLEDGE, faults)
    read_lexicon(knowledge.folder, faults)
    read_starters(knowledge.folder, knowledge.entries, faults)
    chat_faults(knowledge, faults)
    faults.extend(vocabulary_faults(knowledge, read_vocabulary(knowledge.folder, faults)))
    faults.extend(file_size_faults(knowledge.folder))
    if knowledge_folder is None:
        faults.extend(curation_faults(knowledge))
    bank = None
    counted = f"{len(knowledge.entries)} entries on {len(knowledge.facts)} facts"
    if knowledge_folder is None and not faults:  # a matcher needs sound knowledge
        reached = reachability(knowledge, random.Random(SEED))  # noqa: S311 - typing errors, always the same ones
        faults.extend(reached.faults)
        counted += f", {reached.found} of {reached.asked} titles and mistyped phrasings find theirs first"
    if knowledge_folder is None or quizzes_folder is not None:
        bank = read_bank(knowledge, quizzes_folder or SHIPPED_QUIZZES, faults)
        faults.extend(bank_faults(bank, knowledge))
        faults.extend(file_size_faults(quizzes_folder or SHIPPED_QUIZZES))
        counted += f", {len(bank.questions)} questions on {len(bank.misconceptions)} misconceptions"
    return Report(tuple(sorted(set(faults))), f"All is well: {counted}.", knowledge, bank)
