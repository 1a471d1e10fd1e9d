"""`/review` and its reminders on Discord."""

from __future__ import annotations

import datetime as dt
from typing import Any

from quizzes.learning.reviews import A_DAY
from tests.bot.world import Scene
from tests.quizzes.standing.past import Past


async def review(scene: Scene) -> Any:
    return (await scene.ana.slash(scene.channel, "review")).response


def wrong(scene: Scene, count: int) -> None:
    for name in list(scene.tutor.bank.of_topic("hsm"))[:count]:
        Past(scene.tutor.database).answer(name.id, right=False, learner=scene.ana.id, days=-1)


async def remind_at_19(scene: Scene) -> None:
    card = (await scene.ana.slash(scene.channel, "settings", zone="UTC", remind="19:00")).response
    assert card is not None
    assert "Reminder to review: 19:00, if something is due" in scene.text(card)
    await scene.due((dt.datetime(2026, 11, 23, 19, tzinfo=dt.UTC) - scene.clock()).total_seconds())


def direct(scene: Scene) -> list[Any]:
    return list(scene.ana.user.dm_channel.history())


async def test_before_anything_was_answered_it_says_how_reviews_come_about(scene: Scene) -> None:
    card = await review(scene)
    assert card.ephemeral
    assert "Nothing to review yet" in scene.text(card)


async def test_what_is_due_is_played_privately_and_then_the_next_date_is_said(scene: Scene) -> None:
    wrong(scene, 1)
    card = await review(scene)
    assert card.ephemeral
    assert "1 question to review." in scene.text(card)
    assert "Question 1 of 1 · Review" in scene.text(card)
    question = scene.tutor.rounds.card(2, 1)
    place = await scene.right_position(2, 1)
    await scene.click(scene.ana, card, "panswer", place)
    assert question.answering == "button"
    assert scene.text(card).startswith("Right: ")
    await scene.click(scene.ana, card, "sure", 1)
    assert "Noted: you were not sure." in scene.text(card)
    await scene.click(scene.ana, card, "pnext")
    after = await review(scene)
    assert "Nothing is due now" in scene.text(after)
    assert "Next:" in scene.text(after)


async def test_after_ten_more_is_offered_not_pressed_on_anybody(scene: Scene) -> None:
    wrong(scene, A_DAY + 2)
    for round_id in (A_DAY + 3, A_DAY + 4):  # the past has a round of its own for each answer
        await review(scene)
        with scene.tutor.rounds.transaction() as progress:
            for row in progress.reader.questions(round_id):
                row.closed_at = scene.clock()
    enough = await review(scene)
    assert "Today's 10 reviews are done" in scene.text(enough)
    assert "more questions could be reviewed now" in scene.text(enough)
    started = (await scene.click(scene.ana, enough, "review")).response
    assert started is not None
    assert "· Review" in scene.text(started)


async def test_a_reminder_comes_by_direct_message_and_can_be_put_off_or_ended(scene: Scene) -> None:
    wrong(scene, 2)
    await remind_at_19(scene)
    (message,) = direct(scene)
    assert scene.text(message).startswith("2 questions to review")
    await scene.click(scene.ana.user, message, "snooze")
    assert "I remind you once more at" in scene.text(direct(scene)[0])
    await scene.due(3600)
    again = direct(scene)[-1]
    assert again.id != message.id
    await scene.click(scene.ana.user, again, "noremind")
    assert "I send you no more reminders." in scene.text(direct(scene)[1])
    await scene.due(86400)
    assert len(direct(scene)) == 2


async def test_a_reminder_leads_into_the_review(scene: Scene) -> None:
    wrong(scene, 2)
    await remind_at_19(scene)
    started = (await scene.click(scene.ana.user, direct(scene)[0], "review")).response
    assert started is not None
    assert "Question 1 of 2 · Review" in scene.text(started)


async def test_without_a_zone_nobody_is_reminded_at_a_guess(scene: Scene) -> None:
    refused = (await scene.ana.slash(scene.channel, "settings", remind="19:00")).response
    assert refused is not None
    assert refused.content == "In which time zone? Choose yours with the option `zone`; nothing was changed."
    off = (await scene.ana.slash(scene.channel, "settings", remind="off", exam="2027-01-07")).response
    assert off is not None
    assert "Exam: 7 Jan 2027" in scene.text(off)


async def test_whoever_takes_no_direct_messages_reads_that_with_the_next_command(scene: Scene) -> None:
    wrong(scene, 1)
    dm = scene.ana.user.dm_channel.id
    scene.env.inject_error("POST", f"/channels/{dm}/messages", status=403, code=50007, message="Cannot send messages")
    await remind_at_19(scene)
    said = await scene.ana.slash(scene.channel, "help")
    assert "your reminders are switched off" in str(said.followups[-1].content)
    silent = await scene.ana.slash(scene.channel, "help")
    assert not silent.followups
