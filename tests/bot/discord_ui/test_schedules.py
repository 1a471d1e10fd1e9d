"""Hosts plan what is posted, look at it, and change it; nobody else does."""

from __future__ import annotations

import discord
import pytest
import simcord

from quizzes.database import Database
from quizzes.schedules.schedules import Schedules
from tests.bot.world import Scene


@pytest.fixture
def host(scene: Scene) -> simcord.MemberActor:
    role = scene.guild.create_role("hosts", permissions=discord.Permissions(manage_guild=True))
    return scene.guild.add_member(scene.env.create_user("host"), roles=[role])


async def said(scene: Scene, who: simcord.MemberActor, command: str, **options: object) -> str:
    reply = (await who.slash(scene.channel, command, **options)).response
    assert reply is not None
    assert reply.ephemeral
    return scene.text(reply)


async def test_a_daily_question_is_planned_and_previewed(scene: Scene, host: simcord.MemberActor) -> None:
    assert "In which time zone?" in await said(scene, host, "schedule add daily", time="09:00")
    saved = await said(scene, host, "schedule add daily", time="9", zone="Europe/Berlin", days="mon-fri")
    assert "Saved: Daily question · Mixed" in saved
    assert "Weekdays at 09:00, Europe/Berlin time" in saved
    assert [line.split(",")[0] for line in saved.splitlines() if line.startswith("- ")] == [
        "- Tue 24 Nov", "- Wed 25 Nov", "- Thu 26 Nov", "- Fri 27 Nov", "- Mon 30 Nov",
    ]  # fmt: skip
    again = await said(scene, host, "schedule add round", time="7 pm", days="thursday", quorum=2)
    assert "Thursdays at 19:00, Europe/Berlin time" in again, "the server's zone is remembered"
    assert "Called off unless 2 have joined by then." in again
    listed = await said(scene, host, "schedule list")
    assert "Daily question" in listed
    assert "Round of 5 questions" in listed
    assert "Not posted yet" in listed


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"time": "noonish", "zone": "Europe/Berlin"}, "I can't read noonish as a time of day."),
        ({"time": "9", "days": "someday", "zone": "Europe/Berlin"}, "I can't read someday as days of the week."),
        ({"time": "9", "zone": "Berlin"}, "I know no time zone Berlin. Near it: Europe/Berlin."),
    ],
)
async def test_what_cannot_be_read_is_said(
    scene: Scene, host: simcord.MemberActor, options: dict[str, str], sentence: str
) -> None:
    assert (await said(scene, host, "schedule add daily", **options)).startswith(sentence)
    assert scene.tutor.schedules.of_server(scene.guild.id) == []


async def test_a_channel_without_permission_is_refused_with_what_is_lacking(
    scene: Scene, host: simcord.MemberActor
) -> None:
    closed = scene.guild.create_text_channel(
        "closed", overwrites={scene.guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    )
    refused = await said(scene, host, "schedule add daily", time="9", zone="Europe/Berlin", channel=closed)
    assert "I lack “Send Messages” (to post questions)" in refused


async def test_schedules_are_chosen_from_a_list(scene: Scene, host: simcord.MemberActor) -> None:
    await said(scene, host, "schedule add daily", time="9", zone="Europe/Berlin")
    found = await host.autocomplete(scene.channel, "schedule pause", "schedule", "daily")
    assert [(choice["name"], choice["value"]) for choice in found] == [
        ("Daily question, Mixed, #study, every day at 09:00", 1)
    ]
    zones = await scene.bo.autocomplete(scene.channel, "settings", "zone", "tokyo")
    assert [choice["value"] for choice in zones] == ["Asia/Tokyo"]


async def test_pausing_skipping_and_resuming_move_the_next_dates(scene: Scene, host: simcord.MemberActor) -> None:
    await said(scene, host, "schedule add daily", time="9", zone="UTC")
    assert "Thu 7 Jan" in await said(scene, host, "schedule pause", schedule=1, until="2027-01-07")
    assert "Nothing is planned" in await said(scene, host, "schedule pause", schedule=1)
    assert "Tue 24 Nov" in await said(scene, host, "schedule resume", schedule=1)
    assert "- Tue 24 Nov" not in await said(scene, host, "schedule skip", schedule=1, dates="2026-11-24")
    assert "- Wed 25 Nov" in await said(scene, host, "schedule preview", schedule=1)


async def test_a_change_in_another_process_takes_effect_at_once(
    scene: Scene, host: simcord.MemberActor, database: Database
) -> None:
    await said(scene, host, "schedule add daily", time="9", zone="UTC")
    other = Database(database._url.render_as_string(hide_password=False))
    Schedules(other, scene.tutor.bank).pause(1, scene.guild.id, None, scene.clock())
    other.close()
    await scene.due(24 * 3600)
    assert scene.channel.last_message is None


async def test_todays_is_posted_now_and_once(scene: Scene, host: simcord.MemberActor) -> None:
    await said(scene, host, "schedule add daily", time="23", zone="UTC")
    assert "Posting in" in await said(scene, host, "schedule run-now", schedule=1)
    assert "Question of the day" in scene.text(scene.last)
    assert "there is one a day" in await said(scene, host, "schedule run-now", schedule=1)
    await scene.due(6 * 3600)
    assert len(scene.channel.history()) == 1


async def test_removing_asks_first(scene: Scene, host: simcord.MemberActor) -> None:
    await said(scene, host, "schedule add daily", time="9", zone="UTC")
    asked = (await host.slash(scene.channel, "schedule remove", schedule=1)).response
    assert asked is not None
    assert "Remove this?" in scene.text(asked)
    await scene.click(host, asked, "unschedule")
    assert scene.tutor.schedules.of_server(scene.guild.id) == []
    assert "This schedule is gone." in await said(scene, host, "schedule preview", schedule=1)


async def test_a_scheduled_round_is_announced_played_or_called_off(scene: Scene, host: simcord.MemberActor) -> None:
    role = scene.guild.create_role("quizzers")
    await said(scene, host, "schedule add round", time="19", days="every day", zone="UTC", quorum=1, role=role)
    await scene.due(50 * 60)
    lobby = scene.text(scene.last)
    assert "It is on the schedule" in lobby
    assert "Nobody has joined yet of the 1 it needs" in lobby
    await scene.due(10 * 60 + 1)
    assert "Called off: 1 more learner was needed." in scene.text(scene.last)
    await scene.due(24 * 3600 - 10 * 60)
    await scene.click(scene.bo, scene.last, "join")
    await scene.due(10 * 60 + 1)
    assert "Question 1 of 5" in scene.text(scene.last)


async def test_the_reminder_role_is_given_and_taken_by_a_press(scene: Scene, host: simcord.MemberActor) -> None:
    role = scene.guild.create_role("quizzers")
    await said(scene, host, "schedule add round", time="19", days="every day", zone="UTC", role=role)
    await scene.due(50 * 60)
    refused = (await scene.click(scene.bo, scene.last, "remindme")).response
    assert refused is not None
    assert refused.ephemeral
    assert "Manage Roles" in refused.content or "You are mentioned" in refused.content


@pytest.mark.parametrize(
    ("command", "options"), [("schedule list", {}), ("schedule run-now", {"schedule": 1}), ("setup", {})]
)
async def test_who_may_not_manage_the_server_is_refused_even_where_the_command_is_shown(
    scene: Scene, command: str, options: dict[str, int]
) -> None:
    fetched = {known.name: known for known in await scene.client.tree.fetch_commands()}
    scene.guild.set_command_permissions(fetched[command.split(maxsplit=1)[0]], {scene.guild.default_role: True})
    refused = await said(scene, scene.bo, command, **options)
    assert refused == "Only someone with the permission “Manage Server” can do that."
