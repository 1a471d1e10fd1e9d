"""Which sections of the chapter a learner has learned, from their first tries.

Only the first answer to a question tells what somebody knew before being told.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.sections import Section
from quizzes.bank import Bank
from quizzes.standing.history import Try

from .intervals import Interval, wilson_interval

LEARNED_SHARE = 0.6  # of first tries: what the chapter itself asks for before it unlocks the next one
LEARNED_DAYS = 2  # local days with first tries: what is known only today may be gone tomorrow
LEARNED_TRIES = 3  # two tries at 60 % are both right, which a guesser among four reaches in one of 16


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """What a learner has shown of one section.

    Attributes:
        section: the section.
        tries: first tries at its questions.
        right: how many of them were right.
        days: local days on which they were.
        interval: of the share of right ones.
    """

    section: Section
    tries: int
    right: int
    days: int
    interval: Interval

    @property
    def learned(self) -> bool:
        """Whether it counts as learned: LEARNED_SHARE of LEARNED_TRIES or more, over LEARNED_DAYS."""
        enough = self.tries >= LEARNED_TRIES and self.days >= LEARNED_DAYS
        return enough and self.right >= LEARNED_SHARE * self.tries


def sections_by_question(bank: Bank, sections: Mapping[str, Section]) -> Mapping[str, str]:
    """Return the section of each question, that of its main fact; a question beyond the chapter has none."""
    owners = {fact: section.id for section in sections.values() for fact in section.facts}
    mains = ((question.id, question.facts[0]) for question in bank.questions.values())
    return {question_id: owners[fact] for question_id, fact in mains if fact in owners}


def section_progress(
    tries: Iterable[Try], sections: Mapping[str, Section], section_of: Mapping[str, str]
) -> tuple[SectionProgress, ...]:
    """Return a learner's progress in each section, also in those without a try, in their order.

    Args:
        tries: first tries; those at questions without a section are left out.
        sections: by id, in the chapter's order.
        section_of: as sections_by_question returns it.
    """
    rights: dict[str, list[bool]] = defaultdict(list)
    days: dict[str, set[dt.date]] = defaultdict(set)
    for one in tries:
        section_id = section_of.get(one.question_id)
        if section_id is not None:
            rights[section_id].append(one.right)
            days[section_id].add(one.day)
    return tuple(_progress(section, rights[section.id], days[section.id]) for section in sections.values())


def _progress(section: Section, rights: list[bool], days: set[dt.date]) -> SectionProgress:
    tries, right = len(rights), sum(rights)
    return SectionProgress(section, tries, right, len(days), wilson_interval(right, tries))
