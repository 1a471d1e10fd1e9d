"""Every error that we foresee has a plain sentence, for the learner and for whoever runs the tutor."""

from __future__ import annotations

import pytest

from bot.error_messages import (
    DiscordUnreachable,
    EntryGone,
    UsageError,
    learner_sentence,
    operator_sentence,
)
from bot.settings import SettingsError
from quizzes import errors
from quizzes.errors import (
    AlreadyAnswered,
    DatabaseOutdated,
    DatabaseUnreachable,
    QuestionClosed,
    QuizError,
    UnknownZone,
    UnreadableTime,
)
from quizzes.standing.standing_errors import UnknownQuestion

URL = "postgresql://u:***@h/n"
FOR_OPERATORS: set[type[QuizError]] = {  # no learner ever meets them
    errors.DatabaseOutdated,
    errors.ChannelLost,
    errors.TryLater,
    UnknownQuestion,
}


def kinds_of_quiz_errors() -> set[type[QuizError]]:
    return set(QuizError.__subclasses__())


@pytest.mark.parametrize("kind", sorted(kinds_of_quiz_errors() - FOR_OPERATORS, key=str))
def test_every_error_of_the_game_has_a_sentence_for_the_learner(kind: type[QuizError]) -> None:
    error = kind.__new__(kind)
    error.__dict__.update(given="B  Managed HSM", wanted=2, number=2, minutes=10, most=20, fewest=2, alias="Ana")
    error.__dict__.update(typed="Berln", near=("Europe/Berlin",), field="time", example="09:00")
    sentence = learner_sentence(error)
    assert sentence is not None
    assert sentence.endswith((".", "`."))
    assert len(sentence) < 200
    assert kind.__name__ not in sentence


def test_a_second_answer_is_told_what_stands_and_a_late_one_that_it_was_not_stored() -> None:
    sentence = learner_sentence(AlreadyAnswered("B  Managed HSM"))
    assert sentence == "Your answer is in: B  Managed HSM. It can't be changed any more."
    assert learner_sentence(QuestionClosed(2)) == "Question 2 is closed. Your answer was not stored."
    assert "renamed or removed" in (learner_sentence(EntryGone("fips")) or "")


def test_what_a_host_typed_is_said_again_with_what_would_be_read() -> None:
    assert learner_sentence(UnreadableTime("time", "9:5", "09:00")) == (
        "I can't read `9:5` as a time of day. Write it like this: `09:00`."
    )
    assert learner_sentence(UnknownZone("tokio", ("Asia/Tokyo",))) == (
        "I know no time zone `tokio`. Near it: `Asia/Tokyo`."
    )
    assert "after a city, such as `Europe/Berlin`" in (learner_sentence(UnknownZone("UTC+2", ())) or "")


def test_what_a_host_typed_can_neither_break_the_sentence_nor_fill_the_screen() -> None:
    longest = ("America/Argentina/ComodRivadavia",) * 3
    for typed in ("", "` @everyone `", "a\n\n# b", "x" * 6000):
        sentence = learner_sentence(UnknownZone(typed, longest)) or ""
        assert "\n" not in sentence
        assert sentence.count("`") == 8
        assert len(sentence) < 200


@pytest.mark.parametrize(
    ("error", "parts"),
    [
        (UsageError("Give a question."), ["Give a question."]),
        (SettingsError("A", "b", "Use c."), ["A is 'b'. Use c."]),
        (SettingsError("A", None, "Set it."), ["A can't be used as it is, or is missing. Set it."]),
        (DatabaseUnreachable(URL, "refused"), [URL, "refused", "Check that it runs"]),
        (DatabaseOutdated(URL, "outdated"), [URL, "backup", "tutor database upgrade"]),
        (DatabaseOutdated(URL, "empty"), [URL, "not set up yet", "tutor database upgrade"]),
        (DatabaseOutdated(URL, "newer"), [URL, "newer version"]),
        (DiscordUnreachable("no route"), ["no route", "network"]),
    ],
)
def test_the_operator_reads_what_is_wrong_and_what_to_do(error: Exception, parts: list[str]) -> None:
    sentence = operator_sentence(error) or ""
    assert all(part in sentence for part in parts)
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_what_nobody_foresaw_has_no_sentence() -> None:
    assert learner_sentence(ValueError("x")) is None
    assert operator_sentence(ValueError("x")) is None
