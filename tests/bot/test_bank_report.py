"""The statistics of a bank are counted right, and printed so that a writer sees what is missing."""

from __future__ import annotations

from bot.bank_report import long_report, short_report
from quizzes.checks.statistics import bank_statistics
from tests.quizzes.checks.fair import fact, fair_bank, fair_question, ledger, with_options
from tests.quizzes.game import BELIEFS, small_bank


def test_a_bank_is_counted_by_topic_kind_clock_difficulty_and_belief() -> None:
    more = fair_question(100, 1).model_copy(update={"clock": "exam", "difficulty": "hard", "kind": "because"})
    found = bank_statistics(fair_bank(more))
    assert found.topics == {"hsm": 21}
    assert found.kinds == {"single": 20, "because": 1}
    assert found.clocks == {"both": 20, "exam": 1}
    assert found.difficulties == {"easy": 20, "hard": 1}
    assert found.misconceptions == dict.fromkeys(BELIEFS, 21)
    assert found.positions == {"A": 5, "B": 6, "C": 5, "D": 5}
    assert round(found.chi_square, 3) == 0.143
    assert found.facts["fact-100"] == 1


def test_the_short_report_has_a_line_for_each_of_them() -> None:
    telling = with_options(100, "Much longer", "Short", "Brief", "Terse")
    report = short_report(bank_statistics(fair_bank(telling)))
    assert report.splitlines() == [
        "Topics          hsm 21",
        "Kinds           single 21",
        "Clocks          both 21",
        "Difficulties    easy 21",
        "Misconceptions  3, in 21 to 21 options each",
        "Right option at A 6, B 5, C 5, D 5 (chi-square 0.1, at most 7.815)",
        "Right option is longest in 5%, shortest in 0% (at most 35% each)",
        "Readability     LIX 20 in the median, 20 at most (limit 62)",
    ]


def test_the_long_report_lists_beliefs_facts_and_what_one_stem_tells_of_another() -> None:
    telling = with_options(100, "Long answer", "Short", "Brief", "Terse").model_copy(
        update={"stem": "In which case is Right 10r what is asked for?", "facts": ("fact-10",)}
    )
    knowledge = ledger(fact("fact-10", exam="So."), fact("nobody-asks", exam="So."))
    report = long_report(bank_statistics(fair_bank(telling)), knowledge)
    assert "    21  first-belief" in report
    assert "     2  fact-10" in report
    assert "Facts that no question cites: 1\n  nobody-asks" in report
    assert "never in one round: 1\n  question-100 tells question-10" in report


def test_a_bank_without_misconceptions_or_choices_is_reported_too() -> None:
    typed = small_bank(with_options(1, "90").model_copy(update={"kind": "typed"}))
    report = short_report(bank_statistics(typed))
    assert "Right option is" not in report
    assert "A 0, B 0, C 0, D 0 (chi-square 0.0" in report
