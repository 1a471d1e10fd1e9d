"""Every kind of reply as text for the terminal and as JSON for scripts."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.answers import clock_note
from bot.ask_json import as_json
from bot.plain_text import (
    NO_MORE,
    NO_SOURCE,
    TABLE_WIDTH,
    UNKNOWN,
    UNSURE,
    advice_text,
    comparison_text,
    main_facts,
    reply_text,
)
from bot.tutor import Content
from knowledge.chat.chat import Chat
from knowledge.chat.replies import Answered, Compared, Offered, Reply, Turn, Unknown
from knowledge.entries import Entry
from knowledge.loader import Knowledge


@pytest.fixture(scope="session")
def knowledge(content: Content) -> Knowledge:
    return content.knowledge


@pytest.fixture(scope="session")
def chat(content: Content) -> Chat:
    return Chat(content.knowledge, content.matcher)


def entry_with(knowledge: Knowledge, *, detail: bool) -> Entry:
    return next(e for e in knowledge.entries.values() if bool(e.detail) == detail and not e.two_clock)


def shown(knowledge: Knowledge, answered: Answered) -> list[str]:
    return reply_text(Reply(answered, None, 1.0), knowledge).split("\n\n")


def test_choices_and_nearest_topics_are_listed_by_title(knowledge: Knowledge) -> None:
    first, second = list(knowledge.entries.values())[:2]
    titles = f"  - {first.title}\n  - {second.title}"
    assert reply_text(Reply(Offered((first, second)), None, 0.4), knowledge) == f"{UNSURE}\n{titles}"
    unknown = Reply(Unknown((first, second)), None, 0.1)
    assert reply_text(unknown, knowledge) == f"{UNKNOWN}\nNearest topics:\n{titles}"
    assert reply_text(replace(unknown, answer=Unknown()), knowledge) == UNKNOWN
    named = replace(unknown, answer=Unknown((), "Key Vault in Terraform"))
    assert reply_text(named, knowledge) == "I have no checked answer on: Key Vault in Terraform."


def test_why_shows_the_detail_and_says_if_there_is_no_more(knowledge: Knowledge) -> None:
    entry = entry_with(knowledge, detail=True)
    assert shown(knowledge, Answered(entry, focus="detail")) == [entry.title, entry.detail]
    bare = entry.model_copy(update={"detail": None})
    assert shown(knowledge, Answered(bare, focus="detail")) == [entry.title, f"{entry.answer} {NO_MORE}"]


def test_source_shows_pages_with_their_dates_and_says_if_there_is_none(knowledge: Knowledge) -> None:
    title, pages = shown(knowledge, Answered(knowledge.entries["fips-premium"], focus="sources"))
    assert title == knowledge.entries["fips-premium"].title
    assert all(line.startswith("Source: ") and "https://" in line for line in pages.split("\n"))
    bare = knowledge.entries["fips-premium"].model_copy(update={"facts": ()})
    assert shown(knowledge, Answered(bare, focus="sources"))[1] == NO_SOURCE


def test_exam_or_today_shows_both_clocks_or_says_how_the_two_compare(knowledge: Knowledge) -> None:
    _, clocks = shown(knowledge, Answered(knowledge.entries["fips-premium"], focus="clocks"))
    assert [line.split(":")[0] for line in clocks.split("\n")] == ["Exam material", "Azure today"]
    agreed = next(e for e in knowledge.entries.values() if not e.two_clock and "\n\n" not in e.answer)
    assert shown(knowledge, Answered(agreed, focus="clocks"))[1:] == [agreed.answer, str(clock_note(agreed, knowledge))]


def test_how_the_clocks_compare_follows_from_the_verdicts(knowledge: Knowledge) -> None:
    for entry in knowledge.entries.values():
        verdicts = [fact.verdict for fact in knowledge.facts_of(entry)]
        note = clock_note(entry, knowledge)
        if entry.two_clock:
            assert note is None
        elif set(verdicts) == {"agrees"}:
            assert note == "Exam material and Microsoft's documentation say the same on this."
        elif set(verdicts) == {"docs-only"}:
            assert note == "Exam material is silent on this; it is what Microsoft's documentation says."
        else:
            assert note == "Where exam material speaks of this, Microsoft's documentation says the same."
    bare = knowledge.entries["cloud-hsm-what"].model_copy(update={"facts": ()})
    assert clock_note(bare, knowledge) is None


def test_a_compound_question_shows_both_answers(knowledge: Knowledge) -> None:
    first, second = knowledge.entries["fips-premium"], knowledge.entries["mhsm-pricing"]
    text = reply_text(Reply(Answered(first, second), None, 1.0), knowledge)
    assert text.index(first.answer) < text.index(second.answer)


def test_a_single_row_is_sourced_with_all_its_facts_and_several_with_their_main_ones(chat: Chat) -> None:
    price = chat.compare(["premium", "managed-hsm"], "price")
    assert main_facts(price)[:2] == ("premium-key-charge", "mhsm-pricing")
    assert "price-ranking" in main_facts(price)  # the cells rank by it
    several = chat.compare(["premium", "managed-hsm"])
    assert main_facts(several) == tuple(dict.fromkeys(cell.facts[0] for row in several.rows for cell in row.cells))


def test_a_comparison_is_an_aligned_table_with_both_clocks_and_sources(chat: Chat, knowledge: Knowledge) -> None:
    table = chat.compare(["premium", "managed-hsm"], "fips")
    lines = comparison_text(table).split("\n")
    assert all(len(line) <= TABLE_WIDTH for line in lines)
    column = lines[0].index("Managed HSM")
    assert lines[0].split("  ")[0] == ""
    assert {line[column - 1] for line in lines if len(line) > column} == {" "}
    words = " ".join(" ".join(lines).split())
    assert "FIPS 140-3 Level 3." in words
    assert words.count("Exam:") == 2
    text = reply_text(Reply(Compared(table), None, 1.0), knowledge)
    assert text.startswith(comparison_text(table))
    assert "\n\nSource: " in text


def test_three_subjects_fit_the_table_as_well(chat: Chat) -> None:
    lines = comparison_text(chat.compare(["standard", "premium", "managed-hsm"])).split("\n")
    assert all(len(line) <= TABLE_WIDTH for line in lines)
    assert [name in lines[0] for name in ("Key Vault Standard", "Key Vault Premium", "Managed HSM")] == [True] * 3


def test_the_dialogue_shows_choices_and_at_its_end_the_reasons(chat: Chat, knowledge: Knowledge) -> None:
    opening = reply_text(chat.reply("which one should i use"), knowledge)
    assert opening.split("\n")[0] == chat.advise().question
    assert [line[2:4] for line in opening.split("\n")[1:]] == ["1.", "2.", "3.", "4."]
    step = chat.advise("12")
    assert step.recommendation is not None
    assert step.recommendation.exam
    parts = advice_text(step, knowledge).split("\n\n")
    assert parts[0] == "\n".join(f"{question} {choice}" for question, choice in step.given)
    assert parts[1:4] == [
        step.recommendation.name,
        step.recommendation.text,
        f"Exam material: {step.recommendation.exam}",
    ]
    assert parts[4].startswith("Source: ")


@pytest.mark.parametrize(
    ("question", "outcome", "has_entry", "has_facts"),
    [
        ("premium fips?", "answer", True, True),
        ("rotate key", "choices", False, False),
        ("who won the game last night", "unknown", False, False),
        ("thanks", "unknown", False, False),
        ("which one should i use", "unknown", False, False),
        ("compare all three on pkcs11", "answer", False, True),
    ],
)
def test_each_kind_of_reply_has_its_outcome_in_json(
    chat: Chat, knowledge: Knowledge, question: str, outcome: str, has_entry: bool, has_facts: bool
) -> None:
    reply = chat.reply(question)
    values = as_json(reply, knowledge)
    assert json.loads(json.dumps(values)) == values
    assert list(values) == ["outcome", "entry", "facts", "also", "choices", "confidence", "text"]
    assert (values["outcome"], values["entry"] is not None, bool(values["facts"])) == (outcome, has_entry, has_facts)
    assert len(values["facts"]) <= 4
    assert bool(values["choices"]) == (outcome == "choices")
    assert values["text"] == reply_text(reply, knowledge)


def test_facts_of_two_answers_are_given_together_only_if_they_are_few(knowledge: Knowledge) -> None:
    by_count = {len(entry.facts): entry for entry in knowledge.entries.values()}
    one = next(e for e in knowledge.entries.values() if len(e.facts) == 1 and e.facts[0] not in by_count[2].facts)
    few = as_json(Reply(Answered(one, by_count[2]), Turn("x"), 0.9), knowledge)
    assert few["facts"] == [*one.facts, *by_count[2].facts]
    assert few["also"] == {"entry": by_count[2].id, "facts": list(by_count[2].facts)}
    three, other = [e for e in knowledge.entries.values() if len(e.facts) >= 3][:2]
    assert as_json(Reply(Answered(three, other), None, 0.9), knowledge)["facts"] == list(three.facts)
