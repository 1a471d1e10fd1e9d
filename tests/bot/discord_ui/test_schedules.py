"""Hosts plan what is posted, look at it, and change it; nobody else does."""

from __future__ import annotations

import datetime as dt

import discord
import pytest
import simcord

from quizzes.database import Database
from quizzes.schedules.calendar import Plan
from quizzes.schedules.schedule_rows import MOST_SCHEDULES, stop_broken
from quizzes.schedules.schedule_views import NewSchedule
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


async def test_the_reminder_role_is_given_taken_and_mentioned(scene: Scene, host: simcord.MemberActor) -> None:
    role = scene.guild.create_role("quizzers")
    await said(scene, host, "schedule add round", time="19", days="every day", zone="UTC", role=role)
    await scene.due(50 * 60)
    announced = scene.env.backend.messages[scene.channel.id][scene.last.id]
    assert announced.ping_role_ids == [role.id]
    assert announced.allowed_mentions.roles == frozenset({role.id})
    assert not announced.allowed_mentions.everyone
    for sentence, has_it in (("You are mentioned when", True), ("You are not reminded any more", False)):
        reply = (await scene.click(scene.bo, scene.last, "remindme")).response
        assert reply is not None
        assert reply.content.startswith(sentence)
        assert (role.id in roles_of(scene, scene.bo)) == has_it


@pytest.mark.parametrize(
    ("permissions", "lacking", "sentence"),
    [
        (discord.Permissions(kick_members=True), {}, "allows more than everyone may"),
        (discord.Permissions.none(), {"mention_everyone": False}, "would reach nobody"),
        (discord.Permissions.none(), {"manage_roles": False}, "I need “Manage Roles”"),
    ],
)
async def test_a_role_that_is_not_fit_to_remind_is_refused_at_once(
    scene: Scene, host: simcord.MemberActor, permissions: discord.Permissions, lacking: dict[str, bool], sentence: str
) -> None:
    role = scene.guild.create_role("quizzers", permissions=permissions)
    await limit_bot(scene, lacking)
    assert sentence in await said(scene, host, "schedule add round", time="19", days="daily", zone="UTC", role=role)
    assert scene.tutor.schedules.of_server(scene.guild.id) == []


async def test_a_role_that_opens_a_channel_by_now_is_not_given(scene: Scene, host: simcord.MemberActor) -> None:
    role = scene.guild.create_role("quizzers")
    await said(scene, host, "schedule add round", time="19", days="every day", zone="UTC", role=role)
    await scene.due(50 * 60)
    scene.guild.create_text_channel("secret", overwrites={role: discord.PermissionOverwrite(view_channel=True)})
    refused = (await scene.click(scene.bo, scene.last, "remindme")).response
    assert refused is not None
    assert "allows more than everyone may" in refused.content
    assert role.id not in roles_of(scene, scene.bo)


async def limit_bot(scene: Scene, lacking: dict[str, bool]) -> None:
    """Take permissions from the bot's own role."""
    backend = scene.env.backend
    role = next(role for role in backend.get_guild(scene.guild.id).roles.values() if role.managed)
    permissions = discord.Permissions(role.permissions)
    permissions.update(**lacking)
    backend.edit_role(scene.guild.id, role.id, {"permissions": permissions.value})
    await scene.env.settle()


def roles_of(scene: Scene, who: simcord.MemberActor) -> list[int]:
    return scene.env.backend.get_guild(scene.guild.id).members[who.id].role_ids


async def test_as_many_schedules_as_a_server_may_have_are_listed_on_pages(
    scene: Scene, host: simcord.MemberActor
) -> None:
    plan = Plan("America/Argentina/Buenos_Aires", dt.time(9), frozenset({1, 2, 4, 6, 7}))
    new = NewSchedule(scene.guild.id, scene.channel.id, host.id, "round", "lifecycle", plan, length=20)
    numbers = [scene.tutor.schedules.add(new, scene.clock()).schedule.id for _ in range(MOST_SCHEDULES)]
    with scene.tutor.database.transaction() as session:
        for number in numbers:
            stop_broken(session, number, "channel-lost", scene.clock())
    listed = (await host.slash(scene.channel, "schedule list")).response
    assert listed is not None
    seen = []
    for page in range(1, 5):
        text = scene.text(listed)
        assert f"page {page} of 4" in text
        seen.append(text.count("I could not post in the channel."))
        if page < 4:
            await scene.click(host, listed, "schedules", -1)
    assert seen == [6, 6, 6, 2]


async def test_a_pause_that_is_over_is_not_listed_any_more(scene: Scene, host: simcord.MemberActor) -> None:
    await said(scene, host, "schedule add daily", time="9", zone="UTC")
    await said(scene, host, "schedule pause", schedule=1, until="2026-11-25")
    assert "Paused until Wed 25 Nov" in await said(scene, host, "schedule list")
    scene.clock.advance(48 * 3600)
    assert "Paused" not in await said(scene, host, "schedule list")


async def test_the_dates_of_a_clock_change_and_those_left_out_are_named(
    scene: Scene, host: simcord.MemberActor
) -> None:
    scene.clock.moment = dt.datetime(2027, 3, 26, 12, tzinfo=dt.UTC)
    gap = await said(scene, host, "schedule add daily", time="02:30", zone="Europe/Berlin")
    assert "Sun 28 Mar, 03:30 there" in gap
    assert gap.count("(the clocks skip 02:30 that day)") == 1
    usual = await said(scene, host, "schedule add daily", time="9", zone="Europe/Berlin")
    assert usual.count("(the clocks change that day)") == 1
    scene.clock.moment = dt.datetime(2027, 10, 29, 12, tzinfo=dt.UTC)
    fold = await said(scene, host, "schedule add daily", time="02:30", zone="Europe/Berlin")
    assert "Sun 31 Oct, 02:30 there" in fold
    assert fold.count("show 02:30 twice that day; this is the first)") == 1
    skipped = await said(scene, host, "schedule skip", schedule=3, dates="2027-12-24..2028-01-01, 2027-11-05")
    assert "Left out: 5 Nov, 24 Dec to 1 Jan" in skipped


async def test_nothing_is_posted_now_where_the_bot_may_not(scene: Scene, host: simcord.MemberActor) -> None:
    closed = scene.guild.create_text_channel(
        "closed", overwrites={scene.guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    )
    plan = Plan("UTC", dt.time(9), frozenset(range(1, 8)))
    scene.tutor.schedules.add(NewSchedule(scene.guild.id, closed.id, host.id, "daily", "hsm", plan), scene.clock())
    assert "I lack “Send Messages”" in await said(scene, host, "schedule run-now", schedule=1)
    assert scene.tutor.schedules.of_server(scene.guild.id)[0].state == "active"


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
