"""What we demand of the bank we ship is demanded: each rule finds a bank that breaks it."""

from __future__ import annotations

from dataclasses import replace

from quizzes.bank import Bank
from quizzes.bank_rules import MIN_PER_TOPIC, bank_faults
from quizzes.questions import Option, Question, Topic

from .game import BELIEFS, question, small_bank


def fair_bank(*others: Question) -> Bank:
    """Return a bank that breaks no rule, with other questions added."""
    questions = [question(n) for n in range(10, 10 + 2 * MIN_PER_TOPIC)] + list(others)
    bank = small_bank(*questions)
    topics = {name: topic for name, topic in bank.topics.items() if name in ("hsm", "mixed")}
    places = {("question", q.id): ("questions/hsm.yaml", 1) for q in questions}
    places |= {("misconception", name): ("misconceptions.yaml", 1) for name in BELIEFS}
    return replace(bank, topics=topics, places=places)


def with_options(number: int, *texts: str) -> Question:
    """Return a question with these options, the first of them right."""
    options = [Option(text=texts[0], reason="So.", right=True)]
    options += [Option(text=t, reason="No.", misconception=b) for t, b in zip(texts[1:], BELIEFS, strict=True)]
    return question(number).model_copy(update={"options": tuple(options)})


def rules(bank: Bank) -> list[str]:
    return [fault.rule for fault in bank_faults(bank)]


def test_a_fair_bank_breaks_no_rule() -> None:
    assert rules(fair_bank()) == []


def test_the_right_option_is_not_the_longest_too_often() -> None:
    telling = [with_options(100 + n, "The longest one", "Short", "Brief", "Terse") for n in range(15)]
    assert rules(fair_bank(*telling)) == [
        "In 15 of 35 questions the right option is the longest, which gives it away."
    ]  # fmt: skip


def test_not_too_many_questions_ask_for_exam_material() -> None:
    exam = [question(100 + n).model_copy(update={"clock": "exam"}) for n in range(11)]
    assert rules(fair_bank(*exam)) == ["11 of 31 questions ask for exam material."]


def test_every_topic_has_enough_questions() -> None:
    bank = fair_bank()
    thin = Topic(id="thin", name="Thin", description="Too little")
    assert rules(replace(bank, topics={**bank.topics, "thin": thin})) == [
        f"The topic has 0 questions; at least {MIN_PER_TOPIC} are needed."
    ]


def test_there_are_no_more_topics_than_subcommands() -> None:
    many = {f"t{n}": Topic(id=f"t{n}", name="T", description="D", everything=True) for n in range(26)}
    assert rules(replace(fair_bank(), topics=many)) == ["There are 26 topics; Discord allows 25 subcommands."]


def test_every_misconception_is_used() -> None:
    bank = fair_bank()
    idle = bank.misconceptions[BELIEFS[0]].model_copy(update={"id": "idle"})
    places = {**bank.places, ("misconception", "idle"): ("misconceptions.yaml", 9)}
    faults = bank_faults(replace(bank, misconceptions={**bank.misconceptions, "idle": idle}, places=places))
    assert [(f.file, f.line, f.item, f.rule) for f in faults] == [
        ("misconceptions.yaml", 9, "idle", "No question uses this misconception.")
    ]


def test_absolute_words_do_not_give_wrong_options_away() -> None:
    telling = with_options(100, "In some", "Always", "In few", "In most")
    assert rules(fair_bank(telling)) == ["“always” stands in wrong options only, which gives them away."]
    assert rules(fair_bank(with_options(100, "Always one", "Always two", "Never ten", "In most"))) == [
        "“never” stands in wrong options only, which gives them away."
    ]


def test_phrases_are_of_like_length() -> None:
    uneven = with_options(100, "one two three four", "a b c d", "one two three four", "one two three fours")
    assert rules(fair_bank(uneven)) == ["The options have 7 to 19 characters, so one stands out."]
