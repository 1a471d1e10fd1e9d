"""`/setup` leads a host through, one card edited in place, and survives a restart between two steps."""

from __future__ import annotations

import discord
import pytest
import simcord

from quizzes.schedules.schedule_rows import MOST_SCHEDULES
from tests.bot.world import Scene


@pytest.fixture
def host(scene: Scene) -> simcord.MemberActor:
    role = scene.guild.create_role("hosts", permissions=discord.Permissions(manage_guild=True))
    return scene.guild.add_member(scene.env.create_user("host"), roles=[role])


async def begun(scene: Scene, host: simcord.MemberActor) -> simcord.ResponseMessage:
    reply = (await host.slash(scene.channel, "setup")).response
    assert reply is not None
    assert reply.ephemeral
    return reply


async def test_it_begins_with_what_most_want(scene: Scene, host: simcord.MemberActor) -> None:
    text = scene.text(await begun(scene, host))
    assert "2 What: a daily question · Mixed" in text
    assert "4 When: every day at 09:00" in text
    assert "I have all the permissions that I need there." in text
    assert scene.tutor.schedules.of_server(scene.guild.id) == [], "nothing is planned before it is saved"


async def test_each_step_changes_the_card_and_saving_plans_it(scene: Scene, host: simcord.MemberActor) -> None:
    card = await begun(scene, host)
    quiet = scene.guild.create_text_channel("quiet")
    await host.select(card, ["round"], custom_id=scene.custom_id(card, "supkind"))
    await host.select(card, ["vault"], custom_id=scene.custom_id(card, "suptopic"))
    await host.select(card, [quiet], custom_id=scene.custom_id(card, "supchannel"))
    await scene.env.restart_bot()
    form = await scene.click(host, card, "supzone")
    await host.submit_modal(form, {"zone": "europe/berlin"})
    form = await scene.click(host, card, "suptime")
    await host.submit_modal(form, {"time": "8 pm", "days": "Mon, Wed"})
    text = scene.text(card)
    assert "a weekly round of 5 questions · Key Vault" in text
    assert "Europe/Berlin, where it is 19:00 now" in text
    assert "Mondays and Wednesdays at 20:00" in text
    await scene.click(host, card, "supsave")
    assert "Saved: Round of 5 questions · Key Vault" in scene.text(card)
    (saved,) = scene.tutor.schedules.of_server(scene.guild.id)
    assert (saved.channel_id, saved.plan.zone, saved.state) == (quiet.id, "Europe/Berlin", "active")
    assert scene.tutor.servers.zone_of(scene.guild.id) == "Europe/Berlin"
    await scene.click(host, card, "supmore")
    assert "2 What: a daily question · Mixed" in scene.text(card)


async def test_what_cannot_be_read_changes_nothing_and_says_so(scene: Scene, host: simcord.MemberActor) -> None:
    card = await begun(scene, host)
    form = await scene.click(host, card, "supzone")
    await host.submit_modal(form, {"zone": "+2"})
    assert "I know no time zone" in scene.text(card)
    assert "3 Time zone: UTC" in scene.text(card)
    form = await scene.click(host, card, "suptime")
    await host.submit_modal(form, {"time": "soon", "days": "every day"})
    assert "as a time of day" in scene.text(card)
    assert "every day at 09:00" in scene.text(card)


@pytest.mark.parametrize(
    ("typed", "offered"), [("berlin", None), ("Berln", "Europe/Berlin"), ("Germany", "Europe/Busingen")]
)
async def test_a_city_is_taken_and_what_may_mean_several_zones_is_offered(
    scene: Scene, host: simcord.MemberActor, typed: str, offered: str | None
) -> None:
    card = await begun(scene, host)
    assert "The time zone is a guess." in scene.text(card)
    form = await scene.click(host, card, "supzone")
    await host.submit_modal(form, {"zone": typed})
    if offered:
        assert "3 Time zone: UTC" in scene.text(card)
        assert "[Which time zone?]" in scene.text(card)
        await scene.env.restart_bot()
        await host.select(card, [offered], custom_id=scene.custom_id(card, "supnear"))
    assert f"3 Time zone: {offered or 'Europe/Berlin'}" in scene.text(card)
    assert "[Which time zone?]" not in scene.text(card)


async def test_a_server_with_as_many_schedules_as_it_may_have_saves_no_more(
    scene: Scene, host: simcord.MemberActor
) -> None:
    for _ in range(MOST_SCHEDULES):
        await scene.click(host, await begun(scene, host), "supsave")
    refused = (await scene.click(host, await begun(scene, host), "supsave")).response
    assert refused is not None
    assert "A server can have 20 schedules." in refused.content
    assert len(scene.tutor.schedules.of_server(scene.guild.id)) == MOST_SCHEDULES


async def test_missing_permissions_are_listed_with_what_each_is_for(scene: Scene, host: simcord.MemberActor) -> None:
    closed = scene.guild.create_text_channel(
        "closed",
        overwrites={
            scene.guild.default_role: discord.PermissionOverwrite(send_messages=False, read_message_history=False)
        },
    )
    card = await begun(scene, host)
    await host.select(card, [closed], custom_id=scene.custom_id(card, "supchannel"))
    assert "Send Messages, to post questions" in scene.text(card)
    assert "Read Message History, to find my own post after a crash" in scene.text(card)
    refused = (await scene.click(host, card, "supsave")).response
    assert refused is not None
    assert "I lack “Send Messages”" in refused.content
    assert scene.tutor.schedules.of_server(scene.guild.id) == []


async def test_a_test_post_can_be_deleted(scene: Scene, host: simcord.MemberActor) -> None:
    card = await begun(scene, host)
    await scene.click(host, card, "suptest")
    assert "This is a test" in scene.text(scene.last)
    await scene.click(host, scene.last, "deltest")
    assert scene.channel.last_message is None


async def test_a_finished_setup_cannot_be_changed_by_its_old_card(scene: Scene, host: simcord.MemberActor) -> None:
    card = await begun(scene, host)
    test_button = scene.custom_id(card, "suptest")
    await scene.click(host, card, "supsave")
    assert test_button.endswith(":1")
    again = await begun(scene, host)
    assert scene.custom_id(again, "suptest").endswith(":2")
