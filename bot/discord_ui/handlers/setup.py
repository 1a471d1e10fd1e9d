"""Handlers of `/setup`: each step changes the stored draft, and shows the same card anew."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from discord import ui

from bot.discord_ui.base_client import Interaction
from bot.discord_ui.cards.setup import Note, saved_card, setup_card, test_card
from bot.discord_ui.custom_ids import SEND_TIME, SEND_ZONE
from bot.discord_ui.error_net import foreseen_sentence, tell
from bot.discord_ui.forms import Fields, field, send_form
from bot.discord_ui.limits import MAX_MENU_OPTIONS
from bot.discord_ui.permissions import check_in, missing_in
from quizzes.errors import UnknownZone, UnreadableTime
from quizzes.schedules.drafts import Change
from quizzes.schedules.schedule_views import Preview
from quizzes.schedules.typed import read_time, read_weekdays, weekdays_text
from quizzes.schedules.zones import find_zones, zone_named

from .managing import managed_server

NOWHERE = "UTC"  # where neither the server has a zone nor a language tells one
GUESSED_ZONE = "**The time zone is a guess.** Set it below if the clock in step 3 is not yours."
WHICH_ZONE = "**Which time zone?** Choose one from the first list."
ZONES_BY_LOCALE: Mapping[str, str] = {  # of languages that are spoken in one zone only, more or less
    "en-GB": "Europe/London", "de": "Europe/Berlin", "fr": "Europe/Paris", "it": "Europe/Rome",
    "nl": "Europe/Amsterdam", "pl": "Europe/Warsaw", "cs": "Europe/Prague", "da": "Europe/Copenhagen",
    "no": "Europe/Oslo", "sv-SE": "Europe/Stockholm", "fi": "Europe/Helsinki", "el": "Europe/Athens",
    "ro": "Europe/Bucharest", "tr": "Europe/Istanbul", "uk": "Europe/Kyiv", "bg": "Europe/Sofia",
    "hr": "Europe/Zagreb", "hu": "Europe/Budapest", "lt": "Europe/Vilnius", "es-ES": "Europe/Madrid",
    "hi": "Asia/Kolkata", "th": "Asia/Bangkok", "vi": "Asia/Ho_Chi_Minh", "ja": "Asia/Tokyo", "ko": "Asia/Seoul",
    "zh-TW": "Asia/Taipei", "zh-CN": "Asia/Shanghai", "pt-BR": "America/Sao_Paulo",
}  # fmt: skip


async def begin(interaction: Interaction) -> None:
    """Show the first card, privately."""
    preview, note = await _draft(interaction)
    await interaction.response.send_message(view=_card(interaction, preview, note), ephemeral=True)


async def begin_again(interaction: Interaction) -> None:
    """Set up something else, in place of what was saved."""
    preview, note = await _draft(interaction)
    await interaction.response.edit_message(view=_card(interaction, preview, note))


async def choose_channel(interaction: Interaction, schedule_id: int, chosen: str) -> None:
    """Post in another channel."""
    await _change(interaction, schedule_id, Change(channel_id=int(chosen)))


async def choose_kind(interaction: Interaction, schedule_id: int, chosen: str) -> None:
    """Post something else."""
    await _change(interaction, schedule_id, Change(kind="round" if chosen == "round" else "daily"))


async def choose_topic(interaction: Interaction, schedule_id: int, chosen: str) -> None:
    """Ask about something else."""
    await _change(interaction, schedule_id, Change(topic=chosen))


async def ask_zone(interaction: Interaction, schedule_id: int) -> None:
    """Open the form for the time zone."""
    typed: ui.TextInput[Any] = ui.TextInput(custom_id="zone", max_length=60, placeholder="Berlin")
    fields = [field("Time zone", typed, "A large city nearby, a country, or a name such as America/New_York")]
    await send_form(interaction, "Time zone", SEND_ZONE(schedule_id), fields)


async def ask_time(interaction: Interaction, schedule_id: int) -> None:
    """Open the form for time and days, filled with what is set."""
    guild_id, tutor = managed_server(interaction), interaction.client.tutor
    plan = (await asyncio.to_thread(tutor.drafts.look, schedule_id, guild_id, tutor.clock())).schedule.plan
    at: ui.TextInput[Any] = ui.TextInput(custom_id="time", max_length=20, default=f"{plan.at:%H:%M}")
    days: ui.TextInput[Any] = ui.TextInput(custom_id="days", max_length=80, default=weekdays_text(plan.weekdays))
    fields = [field("Time", at, "Such as 09:00 or 7 pm"), field("Days", days, "Such as every day, or mon-fri")]
    await send_form(interaction, "Time and days", SEND_TIME(schedule_id), fields)


async def set_zone(interaction: Interaction, schedule_id: int, fields: Fields) -> None:
    """Take the zone that was typed, or show those that may be meant; what can't be read changes nothing."""
    typed, now = fields["zone"][0], interaction.client.tutor.clock()
    try:
        zone = zone_named(typed)
    except UnknownZone as error:
        found = await asyncio.to_thread(find_zones, typed, now, MAX_MENU_OPTIONS)
        if len(found) != 1 or typed.casefold() not in found[0].name.casefold():
            text = WHICH_ZONE if found else foreseen_sentence(error) or ""
            await _change(interaction, schedule_id, Change(), Note(text, found))
            return
        zone = found[0].name
    await _change(interaction, schedule_id, Change(zone=zone))


async def choose_zone(interaction: Interaction, schedule_id: int, chosen: str) -> None:
    """Take a zone that was offered."""
    await _change(interaction, schedule_id, Change(zone=zone_named(chosen)))


async def set_time(interaction: Interaction, schedule_id: int, fields: Fields) -> None:
    """Take the time and days that were typed; what can't be read changes nothing."""
    try:
        change = Change(at=read_time(fields["time"][0]), weekdays=read_weekdays(fields["days"][0]))
    except UnreadableTime as error:
        await _change(interaction, schedule_id, Change(), Note(foreseen_sentence(error) or ""))
        return
    await _change(interaction, schedule_id, change)


async def post_test(interaction: Interaction, schedule_id: int) -> None:
    """Post something that can be deleted, where the schedule would."""
    guild_id, tutor = managed_server(interaction), interaction.client.tutor
    draft = (await asyncio.to_thread(tutor.drafts.look, schedule_id, guild_id, tutor.clock())).schedule
    if interaction.guild:
        check_in(interaction.guild, draft.channel_id)
    await interaction.response.defer(ephemeral=True, thinking=True)  # posting may have to wait
    nonce = f"test{interaction.id}"
    await interaction.client.poster.post(draft.channel_id, guild_id, test_card(), nonce=nonce, again=False)
    await tell(interaction, f"Posted a test in <#{draft.channel_id}>.")


async def delete_test(interaction: Interaction) -> None:
    """Delete a test post."""
    managed_server(interaction)
    if interaction.message:
        await interaction.response.defer()
        await interaction.message.delete()


async def save(interaction: Interaction, schedule_id: int) -> None:
    """Turn the draft into a schedule, if the bot can post there."""
    guild_id, tutor, now = managed_server(interaction), interaction.client.tutor, interaction.client.tutor.clock()
    draft = (await asyncio.to_thread(tutor.drafts.look, schedule_id, guild_id, now)).schedule
    if interaction.guild:
        check_in(interaction.guild, draft.channel_id)
    await asyncio.to_thread(tutor.servers.set_zone, guild_id, draft.plan.zone, now)
    preview = await asyncio.to_thread(tutor.drafts.finish, schedule_id, guild_id, now)
    await interaction.response.edit_message(view=saved_card(preview, now))


async def _draft(interaction: Interaction) -> tuple[Preview, Note | None]:
    """Begin a draft; the note asks for the zone if it is only a guess."""
    guild_id, tutor = managed_server(interaction), interaction.client.tutor
    known = await asyncio.to_thread(tutor.servers.zone_of, guild_id)
    channel_id, host_id, zone = interaction.channel_id or 0, interaction.user.id, known or _likely_zone(interaction)
    preview = await asyncio.to_thread(tutor.drafts.open, guild_id, channel_id, host_id, zone, tutor.clock())
    return preview, None if known else Note(GUESSED_ZONE)


def _likely_zone(interaction: Interaction) -> str:
    """Return where the language of the server, or else of the host, is spoken; most servers leave theirs unset."""
    languages = (str(interaction.guild_locale), str(interaction.locale))
    return next((ZONES_BY_LOCALE[name] for name in languages if name in ZONES_BY_LOCALE), NOWHERE)


async def _change(interaction: Interaction, schedule_id: int, change: Change, note: Note | None = None) -> None:
    guild_id, tutor = managed_server(interaction), interaction.client.tutor
    preview = await asyncio.to_thread(tutor.drafts.change, schedule_id, guild_id, change, tutor.clock())
    await interaction.response.edit_message(view=_card(interaction, preview, note))


def _card(interaction: Interaction, preview: Preview, note: Note | None = None) -> ui.LayoutView:
    tutor, guild = interaction.client.tutor, interaction.guild
    missing = missing_in(guild, preview.schedule.channel_id, useful=True) if guild else []
    return setup_card(preview, list(tutor.bank.topics.values()), missing, tutor.clock(), note)
