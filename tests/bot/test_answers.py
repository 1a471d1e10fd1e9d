"""What the tutor says to a question: the answer, both clocks where they differ, sources with dates, where to go on."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.answers import MAX_RELATED, MAX_SOURCES, Answer, answer_for, day, source_line
from bot.plain_text import answer_text, reply_text
from bot.tutor import Content
from knowledge.chat.chat import Chat
from knowledge.loader import load_knowledge
from knowledge.matcher import Matcher


@pytest.fixture
def premium(content: Content) -> Answer:
    return answer_for(content.knowledge.entries["fips-premium"], content.knowledge)


def test_both_clocks_are_shown_with_where_they_stand_and_of_when(premium: Answer) -> None:
    exam, today = premium.clocks
    assert (exam.label, today.label) == ("Exam material", "Azure today")
    assert "140-2 Level 2" in exam.text
    assert "140-3 Level 3" in today.text
    assert exam.origin == "AZ-500 chapter 75"
    assert today.origin is not None
    assert today.origin.startswith("Microsoft documentation, ")


def test_clocks_are_shown_exactly_where_they_differ(content: Content) -> None:
    for entry in content.knowledge.entries.values():
        assert len(answer_for(entry, content.knowledge).clocks) == (2 if entry.two_clock else 0)


def test_every_answer_names_the_pages_it_rests_on_and_no_more_than_fit(content: Content) -> None:
    for entry in content.knowledge.entries.values():
        answer = answer_for(entry, content.knowledge)
        documented = any(fact.pages for fact in content.knowledge.facts_of(entry))
        assert documented <= len(answer.sources) <= MAX_SOURCES
        assert len(answer.related) <= MAX_RELATED
        assert entry not in answer.related


def test_dates_are_written_as_people_do_and_undated_pages_are_called_so(premium: Answer) -> None:
    assert day(dt.date(2026, 7, 8)) == "8 Jul 2026"
    page = premium.sources[0]
    assert source_line(page.model_copy(update={"dated": dt.date(2026, 7, 8)})) == f"{page.title} (8 Jul 2026)"
    assert source_line(page.model_copy(update={"dated": None})) == f"{page.title} (undated page)"


def test_the_text_leads_with_the_answer_and_ends_with_where_to_go_on(premium: Answer) -> None:
    parts = answer_text(premium).split("\n\n")
    assert parts[:2] == [premium.entry.title, premium.entry.answer]
    assert parts[-1] == "Related: " + " · ".join(entry.title for entry in premium.related)
    for page in premium.sources:
        assert f"Source: {source_line(page)} {page.url}" in answer_text(premium)


def test_an_entry_without_a_ledger_is_just_its_text(tmp_path: Path) -> None:
    (tmp_path / "entries.yaml").write_text(
        "- {id: tea, title: Tea time, answer: At four., phrasings: [when is tea]}", encoding="utf-8"
    )
    knowledge = load_knowledge(tmp_path)
    assert reply_text(Chat(knowledge, Matcher(knowledge)).reply("when is tea"), knowledge) == "Tea time\n\nAt four."
