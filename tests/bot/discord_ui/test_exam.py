"""`/exam`: a mock exam in one private message, without feedback until the end."""

from __future__ import annotations

from typing import Any

from sqlmodel import select

from bot.playground.transcript import custom_ids
from quizzes.tables import AnswerRow
from tests.bot.world import Scene, components_of


async def begin(scene: Scene, **options: int) -> Any:
    return (await scene.ana.slash(scene.channel, "exam", **{"questions": 5, **options})).response


def stored(scene: Scene) -> int:
    with scene.tutor.database.transaction() as session:
        return len(session.exec(select(AnswerRow)).all())


async def answer_next(scene: Scene, page: Any) -> int:
    """Turn to the first question that is answered by a letter, and answer it rightly; return its number."""
    number = 1
    while "exama" not in {cid.split(":")[1] for cid in custom_ids(components_of(page))}:
        await scene.click(scene.ana, page, "examq", -1)
        number += 1
    await scene.click(scene.ana, page, "exama", await scene.right_position(1, number))
    return number


async def test_an_exam_tells_nothing_before_the_end_and_all_of_it_then(scene: Scene) -> None:
    page = await begin(scene)
    assert page.ephemeral
    text = scene.text(page)
    assert "Mock exam · question 1 of 5" in text
    assert "0 of 5 answered" in text
    assert "Nothing is revealed before the end." in text
    number = await answer_next(scene, page)
    assert f"question {number + 1} of 5" in scene.text(page)
    assert stored(scene) == 0
    await scene.click(scene.ana, page, "examq")
    assert "Your answer:" in scene.text(page)
    await scene.click(scene.ana, page, "examo")
    left = [str(other) for other in range(1, 6) if other != number]
    assert f"Still unanswered: questions {', '.join(left[:3])} and {left[3]}." in scene.text(page)
    await scene.click(scene.ana, page, "handin")
    assert scene.text(page).startswith("1 of 5 right (20%)")
    assert "4 not answered" in scene.text(page)
    assert stored(scene) == 1
    await scene.click(scene.ana, page, "examx")
    assert "You did not answer this one." in scene.text(page)
    await scene.click(scene.ana, page, "examr")
    assert "By topic:" in scene.text(page)


async def test_an_exam_goes_on_after_a_restart_and_there_is_one_at_a_time(scene: Scene) -> None:
    await begin(scene)
    await scene.env.restart_bot()
    again = await begin(scene, questions=60)
    assert "Your exam goes on." in scene.text(again)
    assert "question 1 of 5" in scene.text(again)


async def test_when_the_time_is_up_the_report_waits_for_the_learner(scene: Scene) -> None:
    page = await begin(scene, minutes=10)
    await answer_next(scene, page)
    await scene.due(601)
    assert stored(scene) == 1
    report = await begin(scene)
    assert "The time was up. What you had answered counts." in scene.text(report)
    fresh = await begin(scene)
    assert "question 1 of 5" in scene.text(fresh)


async def test_an_answer_that_comes_too_late_is_not_stored_and_the_report_is_shown(scene: Scene) -> None:
    page = await begin(scene, minutes=10)
    scene.clock.advance(601)
    await scene.click(scene.ana, page, "examq")
    assert "The time was up." in scene.text(page)
    assert stored(scene) == 0
