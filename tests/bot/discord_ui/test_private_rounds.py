"""One learner plays alone: no time limit, everything in one private message."""

from __future__ import annotations

from typing import Any

from quizzes.answer_rows import Given
from tests.bot.world import Scene


async def begin(scene: Scene, questions: int = 2) -> Any:
    return (await scene.ana.slash(scene.channel, "quiz hsm", questions=questions, private=True)).response


async def test_a_private_round_is_played_in_one_message_to_its_result(scene: Scene) -> None:
    card = await begin(scene)
    assert card.ephemeral
    assert "Question 1 of 2" in scene.text(card)
    assert "closes" not in scene.text(card)
    await scene.click(scene.ana, card, "panswer", await scene.right_position(1, 1))
    assert scene.text(card).startswith("Right: ")
    await scene.click(scene.ana, card, "pnext")
    assert "Question 2 of 2" in scene.text(card)
    wrong = (await scene.right_position(1, 2) + 1) % 4
    await scene.click(scene.ana, card, "panswer", wrong)
    assert scene.text(card).startswith("Not ")
    await scene.click(scene.ana, card, "pnext")
    assert "1 of 2 right" in scene.text(card)
    assert "The belief behind your answer:" in scene.text(card)
    assert "Another round" in scene.text(card)
    assert scene.channel.last_message is None or scene.channel.last_message.author != scene.ana


async def test_a_private_round_goes_on_after_a_restart(scene: Scene) -> None:
    card = await begin(scene)
    await scene.env.restart_bot()
    await scene.click(scene.ana, card, "panswer", 0)
    await scene.env.restart_bot()
    await scene.click(scene.ana, card, "pnext")
    assert "Question 2 of 2" in scene.text(card)


async def test_a_new_private_round_ends_the_unfinished_one_and_says_so(scene: Scene) -> None:
    old = await begin(scene)
    new = await begin(scene)
    assert "Your unfinished round on Managed HSM ends here; its answers are kept." in scene.text(new)
    refused = (await scene.click(scene.ana, old, "panswer")).response
    assert refused is not None
    assert refused.content == "Question 1 is closed. Your answer was not stored."


async def test_private_rounds_and_a_channel_round_go_side_by_side(scene: Scene) -> None:
    await scene.bo.slash(scene.channel, "quiz hsm", questions=1)
    card = await begin(scene)
    assert "Question 1 of 2" in scene.text(card)


async def test_outside_servers_a_round_is_private_without_asking(scene: Scene) -> None:
    card = (await scene.ana.user.slash("quiz hsm", questions=1)).response
    assert card is not None
    assert card.ephemeral
    await scene.click(scene.ana.user, card, "panswer", 0)
    assert "Show the result" in scene.text(card)


async def test_answers_of_a_private_round_count_in_the_score(scene: Scene) -> None:
    card = await begin(scene, questions=1)
    await scene.click(scene.ana, card, "panswer", await scene.right_position(1, 1))
    score = (await scene.ana.slash(scene.channel, "score")).response
    assert score is not None
    assert score.ephemeral
    assert "1 point · right at the first try on 1 of 1 question (100%)" in scene.text(score)


async def test_a_score_without_answers_says_how_to_begin(scene: Scene) -> None:
    score = (await scene.ana.slash(scene.channel, "score")).response
    assert score is not None
    assert "No answers yet. Type /quiz hsm to begin." in scene.text(score)


async def test_a_reveal_that_got_lost_on_its_way_comes_with_the_next_click(scene: Scene) -> None:
    card = await begin(scene)
    scene.tutor.rounds.answer_private(1, 1, Given((0,)), scene.ana.id, scene.clock())
    await scene.click(scene.ana, card, "panswer", 1)
    assert "Next question" in scene.text(card)
    await scene.click(scene.ana, card, "pnext")
    assert "Question 2 of 2" in scene.text(card)
