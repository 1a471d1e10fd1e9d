"""A learner's last question is remembered for minutes, apart from everybody else's."""

from __future__ import annotations

import datetime as dt

from bot.conversations import KEPT_FOR, MOST_KEPT, Conversations, Place
from knowledge.chat.replies import Turn

NOW = dt.datetime(2026, 11, 23, 18, 0, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
HERE = Place(1, 10)
TURN = Turn("what fips level has premium", "fips-premium")


def test_a_question_is_remembered_until_a_quarter_of_an_hour_has_passed() -> None:
    conversations = Conversations()
    conversations.asked(HERE, TURN, NOW)
    assert KEPT_FOR.total_seconds() == 15 * 60
    assert conversations.before(HERE, NOW + KEPT_FOR - SECOND) == TURN
    assert conversations.before(HERE, NOW + KEPT_FOR) is None


def test_looking_does_not_make_a_question_last_longer() -> None:
    conversations = Conversations()
    conversations.asked(HERE, TURN, NOW)
    conversations.before(HERE, NOW + KEPT_FOR - SECOND)
    assert conversations.before(HERE, NOW + KEPT_FOR + SECOND) is None


def test_nobody_leans_on_what_another_learner_asked_or_on_what_was_asked_elsewhere() -> None:
    conversations = Conversations()
    conversations.asked(HERE, TURN, NOW)
    assert conversations.before(Place(2, 10), NOW) is None
    assert conversations.before(Place(1, 11), NOW) is None


def test_the_next_question_takes_the_place_of_the_last_one() -> None:
    conversations = Conversations()
    conversations.asked(HERE, TURN, NOW)
    conversations.asked(HERE, Turn("and standard"), NOW)
    assert conversations.before(HERE, NOW) == Turn("and standard")
    assert len(conversations) == 1


def test_what_a_button_opened_is_leant_on_but_the_question_stays_for_a_rejection() -> None:
    conversations = Conversations()
    conversations.asked(HERE, TURN, NOW)
    conversations.opened(HERE, Turn("Compare the tiers", "tiers"), NOW)
    assert conversations.before(HERE, NOW) == Turn("Compare the tiers", "tiers")
    assert conversations.rejected(HERE, "fips-premium", NOW).question == TURN.question


def test_a_rejection_knows_the_question_and_whether_it_comes_twice() -> None:
    conversations = Conversations()
    conversations.asked(HERE, TURN, NOW)
    first = conversations.rejected(HERE, "fips-premium", NOW)
    assert (first.question, first.entries, first.again) == (TURN.question, ("fips-premium",), False)
    second = conversations.rejected(HERE, "fips-premium", NOW)
    assert (second.question, second.entries, second.again) == (TURN.question, ("fips-premium",), True)
    conversations.asked(HERE, TURN, NOW)
    assert not conversations.rejected(HERE, "fips-premium", NOW).again


def test_a_rejected_entry_that_did_not_answer_the_last_question_is_not_tied_to_it() -> None:
    conversations = Conversations()
    assert conversations.rejected(HERE, "fips-premium", NOW).question is None
    conversations.asked(HERE, TURN, NOW)
    assert conversations.rejected(HERE, "soft-delete", NOW).question is None
    assert conversations.rejected(HERE, "fips-premium", NOW + KEPT_FOR).question is None


def test_only_the_newest_ten_thousand_places_are_kept() -> None:
    conversations = Conversations()
    for learner in range(MOST_KEPT + 5):
        conversations.asked(Place(learner, 1), TURN, NOW)
    assert len(conversations) == MOST_KEPT == 10_000
    assert conversations.before(Place(4, 1), NOW) is None
    assert conversations.before(Place(5, 1), NOW) == TURN


def test_one_who_asks_again_is_not_dropped_as_the_oldest() -> None:
    conversations = Conversations()
    for learner in range(MOST_KEPT):
        conversations.asked(Place(learner, 1), TURN, NOW)
    conversations.asked(Place(0, 1), TURN, NOW)
    conversations.asked(Place(MOST_KEPT, 1), TURN, NOW)
    assert conversations.before(Place(0, 1), NOW) == TURN
    assert conversations.before(Place(1, 1), NOW) is None


def test_what_is_forgotten_leaves_memory_as_soon_as_anyone_asks() -> None:
    conversations = Conversations()
    for learner in range(100):
        conversations.asked(Place(learner, 1), TURN, NOW)
    conversations.asked(HERE, TURN, NOW + KEPT_FOR)
    assert len(conversations) == 1
