"""`/privacy`: what is stored, a copy of it, its deletion."""

from __future__ import annotations

import json
from typing import Any

from quizzes.tables import metadata
from tests.bot.world import Scene


async def played(scene: Scene) -> None:
    card = (await scene.ana.slash(scene.channel, "quiz hsm", questions=1, private=True)).response
    await scene.click(scene.ana, card, "panswer", 0)


def everything(scene: Scene) -> str:
    with scene.tutor.database.transaction() as session:
        return "\n".join(str(row) for table in metadata.sorted_tables for row in session.execute(table.select()))


async def ask(scene: Scene, what: str) -> Any:
    return (await scene.ana.slash(scene.channel, f"privacy {what}")).response


async def test_what_is_stored_is_said_in_plain_words_and_counted(scene: Scene) -> None:
    await played(scene)
    card = await ask(scene, "show")
    text = scene.text(card)
    assert card.ephemeral
    assert "Your answers (1 record)" in text
    assert "Nothing now: your settings, boards, votes, what is planned and schedules." in text
    assert "24 months after you were last here" in text


async def test_a_copy_comes_as_files_that_only_the_learner_sees(scene: Scene) -> None:
    await played(scene)
    sent = await ask(scene, "export")
    assert sent.ephemeral
    assert [file.filename for file in sent.attachments] == ["my-data.json", "my-answers.csv"]


async def test_all_is_deleted_only_after_a_second_press(scene: Scene) -> None:
    await played(scene)
    card = await ask(scene, "delete")
    assert str(scene.ana.id) in everything(scene)
    await scene.click(scene.ana, card, "deletedata")
    assert str(scene.ana.id) not in everything(scene)
    assert scene.text(card).startswith("Deleted: ")
    again = await ask(scene, "delete")
    await scene.click(scene.ana, again, "deletedata")
    assert scene.text(again) == "There was nothing to delete."


async def test_whoever_thinks_again_keeps_everything(scene: Scene) -> None:
    await played(scene)
    card = await ask(scene, "delete")
    await scene.click(scene.ana, card, "keepdata")
    assert scene.text(card) == "Nothing was deleted."
    assert str(scene.ana.id) in everything(scene)


async def test_opting_out_takes_a_learner_off_every_board(scene: Scene) -> None:
    scene.tutor.members.join_board(scene.guild.id, scene.ana.id, scene.clock())
    said = await ask(scene, "opt-out")
    assert scene.text(said).startswith("You are taken off 1 board")
    assert not scene.tutor.members.is_named_on_board(scene.guild.id, scene.ana.id)


def test_the_export_is_json(scene: Scene) -> None:
    files = scene.tutor.privacy.export(scene.ana.id, scene.clock())
    assert json.loads(files["my-data.json"])["learner_id"] == scene.ana.id
