"""Questions that take more than a click are answered in a form, in the channel and privately."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.tutor import Content, load_content
from knowledge.wording import Wording
from quizzes.bank import Bank
from quizzes.database import Database
from quizzes.questions import Question
from tests.bot.world import Scene, open_scene
from tests.quizzes.test_kinds import STEPS, multiple, ordering, typed

KINDS = {"multiple": multiple(), "ordering": ordering(), "typed": typed()}
RIGHT = {"multiple": ("One", "Two"), "ordering": STEPS, "typed": ("ninety days",)}
HALF = {"multiple": ("One", "Three"), "ordering": (STEPS[1], STEPS[0], *STEPS[2:]), "typed": ("a month",)}


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content()


@pytest.fixture(params=list(KINDS))
async def scene(request: pytest.FixtureRequest, content: Content, database: Database) -> AsyncIterator[Scene]:
    asked: Question = KINDS[request.param].model_copy(update={"facts": ("fips-premium",)})
    bank = Bank(
        content.bank.folder, {asked.id: asked}, content.bank.misconceptions, content.bank.topics, {},
        Wording(content.knowledge).same,
    )  # fmt: skip
    async with open_scene(replace(content, bank=bank), database) as opened:
        yield opened


def kind(scene: Scene) -> str:
    return next(iter(scene.tutor.bank.questions.values())).kind


def filled(scene: Scene, texts: tuple[str, ...]) -> dict[str, Any]:
    """Return what a learner puts into the fields to answer with `texts`."""
    options = [option.text for option in scene.tutor.rounds.card(1, 1).options]
    if kind(scene) == "typed":
        return {"text": texts[0]}
    places = [str(options.index(text)) for text in texts]
    return {"chosen": places} if kind(scene) == "multiple" else {f"place{n}": [p] for n, p in enumerate(places)}


async def test_an_answer_by_form_counts_in_the_channel(scene: Scene) -> None:
    await scene.ana.slash(scene.channel, "quiz hsm", questions=1)
    await scene.due(31)
    assert "[Answer]" in scene.text(scene.last)
    for who, texts in ((scene.ana, RIGHT), (scene.bo, HALF)):
        form = await scene.click(who, scene.last, "form")
        told = await who.submit_modal(form, filled(scene, texts[kind(scene)]))
        assert told.response is not None
        assert told.response.content.startswith("Saved: ")
        assert told.response.ephemeral
    await scene.due(150)
    shown = scene.text(scene.last)
    assert "1 of 2 right" in shown
    assert (", 1 in part" in shown) == (kind(scene) != "typed")


async def test_an_answer_by_form_counts_alone_and_a_form_outlives_a_restart(scene: Scene) -> None:
    started = await scene.ana.slash(scene.channel, "quiz hsm", questions=1, private=True)
    form = await scene.click(scene.ana, started.response, "form")
    assert scene.client._connection._view_store._modals == {}, "a form in memory would be lost with the process"
    await scene.ana.submit_modal(form, filled(scene, RIGHT[kind(scene)]))
    assert "Right: " in scene.text(started.response)


async def test_a_second_form_changes_the_answer(scene: Scene) -> None:
    await scene.ana.slash(scene.channel, "quiz hsm", questions=1)
    await scene.due(31)
    forms = [await scene.click(scene.ana, scene.last, "form") for _ in range(2)]
    await scene.ana.submit_modal(forms[0], filled(scene, RIGHT[kind(scene)]))
    again = await scene.ana.submit_modal(forms[1], filled(scene, HALF[kind(scene)]))
    assert again.response is not None
    assert again.response.content.startswith("Changed to ")
