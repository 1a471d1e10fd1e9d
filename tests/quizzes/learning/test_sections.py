"""A section is learned at 60 % of first tries over two days, and not by one lucky afternoon."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.loader import load_knowledge
from knowledge.sections import Section
from quizzes.bank import load_bank
from quizzes.learning.sections import section_progress, sections_by_question
from quizzes.standing.history import Try

MONDAY = dt.date(2026, 11, 2)
TEA = Section(id="tea", name="Tea", facts=("leaf",))
LATTE = Section(id="latte", name="Latte", facts=("milk",))
SECTIONS = {"tea": TEA, "latte": LATTE}
SECTION_OF = {"q1": "tea", "q2": "tea", "q3": "latte"}


def tries(*results: tuple[int, bool]) -> list[Try]:
    return [Try("q1", MONDAY + dt.timedelta(days=day), right) for day, right in results]


@pytest.mark.parametrize(
    ("results", "learned"),
    [
        ([(0, True), (1, True), (1, True)], True),
        ([(0, True), (0, True), (1, True), (1, False), (1, False)], True),  # 60 % to the point
        ([(0, True), (0, True), (0, True)], False),  # one day
        ([(0, True), (1, True)], False),  # two tries
        ([(0, True), (1, True), (1, False), (2, False)], False),  # half
        ([(0, True), (1, True), (2, True), (3, False), (4, False), (5, False)], False),  # learned once, then not
        ([], False),
    ],
)
def test_learned_takes_share_tries_and_days(results: list[tuple[int, bool]], learned: bool) -> None:
    tea, latte = section_progress(tries(*results), SECTIONS, SECTION_OF)

    assert (tea.section, tea.tries, tea.right) == (TEA, len(results), sum(right for _, right in results))
    assert tea.learned is learned
    assert (latte.tries, latte.days, latte.learned) == (0, 0, False)


def test_a_question_beyond_the_chapter_counts_nowhere() -> None:
    assert all(not p.tries for p in section_progress([Try("elsewhere", MONDAY, True)], SECTIONS, SECTION_OF))


def test_each_shipped_question_on_a_fact_of_the_chapter_has_its_section() -> None:
    knowledge = load_knowledge()
    bank = load_bank(knowledge)

    owners = sections_by_question(bank, knowledge.sections)

    taught = {fact for section in knowledge.sections.values() for fact in section.facts}
    assert set(owners) == {q.id for q in bank.questions.values() if q.facts[0] in taught}
    assert all(bank.questions[q].facts[0] in knowledge.sections[s].facts for q, s in owners.items())
