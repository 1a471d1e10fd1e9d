"""`/score` and `/leaderboard` on Discord: what learners see of themselves and of each other, and what they choose."""

from __future__ import annotations

import csv
import io
from typing import Any

import discord
import pytest
import simcord

from quizzes.tables import RegradedAnswerRow, RegradeRow
from tests.bot.world import Scene, components_of
from tests.quizzes.standing.past import Past


class Class:
    """Three learners with a past in the scene's server."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.questions = list(scene.tutor.bank.questions.values())
        self.past = Past(scene.tutor.database)

    def points(self, who: simcord.MemberActor, right: int, wrong: int = 0) -> None:
        plain = [question for question in self.questions if not question.twin]
        for number in range(right + wrong):
            question = plain[number]
            belief = min(question.misconceptions, default=None)
            self.past.answer(
                question.id, learner=who.id, guild=self.scene.guild.id, right=number < right, asked=question,
                misconception=None if number < right else belief,
            )  # fmt: skip

    def belief(self, who: simcord.MemberActor, times: int = 3) -> str:
        name, known = next(iter(self.scene.tutor.bank.misconceptions.items()))
        for question in self.scene.tutor.bank.offering(name)[:times]:
            self.past.answer(question.id, learner=who.id, guild=self.scene.guild.id, right=False, misconception=name)
        return known.name


MEDIA_GALLERY = 12  # Discord's number for it


@pytest.fixture
def learners(scene: Scene) -> Class:
    return Class(scene)


async def shown(scene: Scene, who: simcord.MemberActor, command: str, **options: Any) -> Any:
    response = (await who.slash(scene.channel, command, **options)).response
    assert response is not None
    return response


async def test_three_things_to_fix_open_their_entry_and_a_private_quiz(scene: Scene, learners: Class) -> None:
    name = learners.belief(scene.ana)
    score = await shown(scene, scene.ana, "score")
    assert score.ephemeral
    assert f"1. {name} (taken 3 of 3 times)" in scene.text(score)
    entry = (await scene.click(scene.ana, score, "entry")).response
    assert entry is not None
    assert "Source:" in scene.text(entry)
    quiz = (await scene.click(scene.ana, score, "fix")).response
    assert quiz is not None
    assert quiz.ephemeral
    assert "Question 1 of 3" in scene.text(quiz)


async def test_a_score_is_private_until_its_learner_shows_it_and_names_no_belief_then(
    scene: Scene, learners: Class
) -> None:
    learners.points(scene.ana, 2)
    name = learners.belief(scene.ana)
    score = await shown(scene, scene.ana, "score")
    assert "1 day in a row" in scene.text(score)
    public = (await scene.click(scene.ana, score, "showscore")).response
    assert public is not None
    assert not public.ephemeral
    text = scene.text(public)
    assert "Score of ana" in text
    assert "2 points" in text
    assert name not in text


async def test_anothers_score_is_shown_only_while_they_are_on_the_board(scene: Scene, learners: Class) -> None:
    learners.points(scene.bo, 2)
    refused = await shown(scene, scene.ana, "score", member=scene.bo)
    assert "only for themselves" in refused.content
    scene.tutor.members.join_board(scene.guild.id, scene.bo.id, scene.clock())
    allowed = await shown(scene, scene.ana, "score", member=scene.bo)
    assert allowed.ephemeral
    assert "Score of bo" in scene.text(allowed)


async def test_who_has_points_is_asked_once_and_is_listed_only_after_joining(scene: Scene, learners: Class) -> None:
    learners.points(scene.ana, 2)
    board = await shown(scene, scene.ana, "leaderboard")
    assert board.ephemeral
    text = scene.text(board)
    assert "Would you like to be on this board?" in text
    assert "Nobody on the board has points here yet." in text
    assert "You are not listed; you would be 1st: 2 points, 2 of 2 first tries right." in text
    again = await shown(scene, scene.ana, "leaderboard")
    assert "Would you like" not in scene.text(again)
    await scene.click(scene.ana, again, "joinboard")
    listed = scene.text(await shown(scene, scene.ana, "leaderboard"))
    assert "1st  ana  2 points" in listed
    assert "You are 1st of 1" in listed
    await scene.click(scene.ana, await shown(scene, scene.ana, "leaderboard"), "leaveboard")
    assert "1st  ana" not in scene.text(await shown(scene, scene.bo, "leaderboard"))


async def test_not_now_leaves_a_learner_off_the_board(scene: Scene, learners: Class) -> None:
    learners.points(scene.ana, 1)
    board = await shown(scene, scene.ana, "leaderboard")
    told = (await scene.click(scene.ana, board, "notnow")).response
    assert told is not None
    assert told.content.startswith("You stay off the board")
    assert "1st  ana" not in scene.text(await shown(scene, scene.bo, "leaderboard"))


async def test_an_alias_stands_in_place_of_the_name(scene: Scene, learners: Class) -> None:
    learners.points(scene.ana, 1)
    scene.tutor.members.join_board(scene.guild.id, scene.ana.id, scene.clock())
    board = await shown(scene, scene.ana, "leaderboard")
    form = await scene.click(scene.ana, board, "alias")
    refused = (await scene.ana.submit_modal(form, {"alias": "@everyone"})).response
    assert refused is not None
    assert "An alias has 2 to 24 characters" in refused.content
    form = await scene.click(scene.ana, board, "alias")
    await scene.ana.submit_modal(form, {"alias": "Quiet One"})
    text = scene.text(await shown(scene, scene.bo, "leaderboard"))
    assert "1st  Quiet One  1 point" in text
    assert "ana" not in text
    assert "only for themselves" in (await shown(scene, scene.bo, "score", member=scene.ana)).content


async def test_a_board_turns_its_pages_and_stretches_of_time_in_place(scene: Scene, learners: Class) -> None:
    for number in range(12):
        who = scene.guild.add_member(scene.env.create_user(f"learner{number}"))
        learners.points(who, 1)
        scene.tutor.members.join_board(scene.guild.id, who.id, scene.clock())
    board = await shown(scene, scene.ana, "leaderboard", when="all time", topic="hsm")
    assert "Leaderboard · All time · Managed HSM" in scene.text(board)
    await scene.click(scene.ana, board, "board", 0)
    assert scene.text(board).count("1st") == 2
    await scene.click(scene.ana, board, "board", 1)
    assert "Leaderboard · This week · Managed HSM" in scene.text(board)


async def test_a_board_shown_to_all_has_nobodys_own_place(scene: Scene, learners: Class) -> None:
    learners.points(scene.ana, 1)
    board = await shown(scene, scene.ana, "leaderboard")
    public = (await scene.click(scene.ana, board, "showboard")).response
    assert public is not None
    assert not public.ephemeral
    assert "You are" not in scene.text(public)


async def test_a_corrected_question_is_explained_once(scene: Scene, learners: Class) -> None:
    learners.points(scene.ana, 0, 1)
    question = learners.questions[0]
    with scene.tutor.database.transaction() as session:
        regrade = RegradeRow(question_id=question.id, version="v", reason="Both were right.", regraded_at=scene.clock())
        session.add(regrade)
        session.flush()
        session.add(
            RegradedAnswerRow(
                answer_id=1, regrade_id=regrade.id or 0, learner_id=scene.ana.id, guild_id=scene.guild.id,
                question_id=question.id, answered_at=scene.clock(), first_try=True, right=True, credit=1, change=1,
            )
        )  # fmt: skip
    first = scene.text(await shown(scene, scene.ana, "score"))
    assert "Your score changed, because a question was corrected:" in first
    assert "Your answer counts as right now. Both were right." in first
    assert "Your score changed" not in scene.text(await shown(scene, scene.ana, "score"))


async def test_the_export_is_for_those_who_manage_the_server_and_holds_who_joined(
    scene: Scene, learners: Class
) -> None:
    dora = scene.guild.add_member(
        scene.env.create_user("dora"),
        roles=[scene.guild.create_role("hosts", permissions=discord.Permissions(manage_guild=True))],
    )
    for who in (scene.ana, scene.bo, scene.chris):
        learners.points(who, 1)
    scene.tutor.members.join_board(scene.guild.id, scene.ana.id, scene.clock())
    scene.tutor.members.set_alias(scene.guild.id, scene.bo.id, "Quiet One", scene.clock())
    reply = await shown(scene, dora, "leaderboard-export")
    assert reply.ephemeral
    assert "The standings of 2 learners" in reply.content
    (file,) = reply.attachments
    rows = list(csv.DictReader(io.StringIO((await file.read()).decode(), newline="")))
    found = [(row["place"], row["alias"], row["discord_id"], row["points"]) for row in rows]
    assert found == [("1", "", str(scene.ana.id), "1"), ("1", "Quiet One", "", "1")]
    assert "leaderboard-export" not in scene.ana.available_commands(scene.channel)


async def test_a_board_outside_servers_is_not_offered(scene: Scene) -> None:
    assert "leaderboard" not in scene.env.create_user("erin").available_commands()


async def progress_of(scene: Scene) -> Any:
    result = await scene.ana.slash(scene.channel, "progress")
    reply = result.response or result.followups[0]
    assert reply.ephemeral
    return reply


async def test_progress_is_shown_privately_by_topic_with_a_picture(scene: Scene, learners: Class) -> None:
    assert "No answers yet" in scene.text(await progress_of(scene))
    learners.points(scene.ana, 12, 4)
    reply = await progress_of(scene)
    assert " right" in scene.text(reply)
    assert "Sections of the exam chapter that you have learned: 0 of" in scene.text(reply)
    (gallery,) = [item for item in components_of(reply)[0]["components"] if item["type"] == MEDIA_GALLERY]
    (shown_picture,) = gallery["items"]
    assert "12" in shown_picture["description"]
