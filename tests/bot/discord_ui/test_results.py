"""The card of one learner's result says what they tend to believe."""

from __future__ import annotations

import pytest

from bot.discord_ui.cards.results import own_result_card
from bot.playground.transcript import message_text
from quizzes.questions import Topic
from quizzes.views import Missed, OwnAnswer, OwnResult, RoundView

ROUND = RoundView(
    1, None, 2, 3, Topic(id="hsm", name="Managed HSM", description="On it"), "Managed HSM", 5, "solo", "finished"
)


def text_of(beliefs: list[str | None]) -> str:
    taken = OwnAnswer("A  No", right=False, credit=0.0)
    missed = tuple(Missed(n, f"Question {n}?", taken, "B  Yes", name, None) for n, name in enumerate(beliefs, start=1))
    view = own_result_card(OwnResult(ROUND, 0, 0, len(missed), len(missed), missed), {})
    return message_text("", view.to_components(), {})  # type: ignore[no-untyped-call]  # discord.py has no hints there


@pytest.mark.parametrize(
    ("beliefs", "said"),
    [
        (["Premium means a dedicated HSM"] * 2, "You twice took Premium means a dedicated HSM."),
        (["Premium means a dedicated HSM"] * 3 + ["Another"], "You three times took Premium means a dedicated HSM."),
    ],
)
def test_a_belief_taken_more_than_once_is_named_first(beliefs: list[str | None], said: str) -> None:
    text = text_of(beliefs)
    assert said in text
    assert text.index(said) < text.index("To review:")
    assert "took Another" not in text


def test_beliefs_taken_once_and_answers_without_one_are_no_habit() -> None:
    text = text_of(["One", "Two", None, None])
    assert "You " not in text
