"""Handlers of a round: start it, answer, steer it, and see one's own result."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

import discord

from bot.discord_ui.base_client import Interaction
from bot.discord_ui.cards.answer_form import answer_form, read_form
from bot.discord_ui.cards.layout import plain, relative
from bot.discord_ui.cards.lobby import lobby_card
from bot.discord_ui.cards.results import own_result_card
from bot.discord_ui.cards.rounds import question_card, reveal_card
from bot.discord_ui.custom_ids import SEND_FORM
from bot.discord_ui.error_net import tell
from bot.discord_ui.forms import Fields, send_form
from bot.discord_ui.permissions import check_here, check_role
from bot.error_messages import RoleUnusable
from quizzes import due
from quizzes.answer_rows import Given
from quizzes.answering import Submission
from quizzes.errors import AlreadyAnswered
from quizzes.round_rows import NewRound
from quizzes.timing import LOBBY_TIME
from quizzes.views import QuestionCard

from .daily import store_daily


async def start_round(interaction: Interaction, topic: str, length: int, private: bool | None) -> None:
    """Start a round: in the channel for everyone, or privately (the default outside servers)."""
    new = new_round(interaction, topic, length)
    if private or interaction.guild_id is None:
        await start_private(interaction, new)
        return
    check_here(interaction)
    tutor = interaction.client.tutor
    waiting = replace(new, lobby=LOBBY_TIME)
    view = await asyncio.to_thread(tutor.rounds.start_in_channel, waiting, tutor.clock(), tutor.rng)
    lobby = await asyncio.to_thread(tutor.rounds.lobby, view.id)
    sent = await interaction.response.send_message(view=lobby_card(lobby))
    if sent.message_id is not None:
        await asyncio.to_thread(tutor.rounds.lobby_posted, view.id, sent.message_id, tutor.clock())


async def start_private(interaction: Interaction, new: NewRound) -> None:
    """Start a round that only the learner sees."""
    tutor = interaction.client.tutor
    card, left = await asyncio.to_thread(tutor.rounds.start_private, new, tutor.clock(), tutor.rng)
    note = f"Your unfinished round on {left.title} ends here; its answers are kept." if left else None
    await interaction.response.send_message(view=question_card(card, note=note), ephemeral=True)


def new_round(interaction: Interaction, topic: str, length: int) -> NewRound:
    """Return the round that the user of an interaction asks for."""
    return NewRound(interaction.guild_id, interaction.channel_id or 0, interaction.user.id, topic, length)


async def answer(interaction: Interaction, round_id: int, number: int, position: int) -> None:
    """Store an answer in a channel's round, then confirm it privately without a hint."""
    await _store(interaction, round_id, number, Given((position,)))


async def answer_privately(interaction: Interaction, round_id: int, number: int, position: int) -> None:
    """Store an answer in a private round and show the reveal in place of the question."""
    await _store_privately(interaction, round_id, number, Given((position,)))


async def open_form(interaction: Interaction, round_id: int, number: int) -> None:
    """Open the form in which a question is answered that takes more than one click."""
    tutor = interaction.client.tutor
    card = await asyncio.to_thread(tutor.rounds.card, round_id, number)
    title, fields = answer_form(card)
    await send_form(interaction, title, SEND_FORM(round_id, number), fields)


async def answer_by_form(interaction: Interaction, round_id: int, number: int, fields: Fields) -> None:
    """Store the answer that came with a form."""
    card = await asyncio.to_thread(interaction.client.tutor.rounds.card, round_id, number)
    given = read_form(card, fields)
    store = {"solo": _store_privately, "daily": store_daily}.get(card.round.form, _store)
    await store(interaction, round_id, number, given)


async def _store(interaction: Interaction, round_id: int, number: int, given: Given) -> None:
    tutor = interaction.client.tutor
    submission = Submission(round_id, number, given, interaction.user.id, tutor.clock())
    receipt = await tutor.answers.hand_in(submission)
    said = "Changed to" if receipt.changed else "Saved:"
    until = f" You can change it until the reveal {relative(receipt.closes_at)}." if receipt.closes_at else ""
    await tell(interaction, f"{said} {plain(receipt.given)}.{until}")


async def _store_privately(interaction: Interaction, round_id: int, number: int, given: Given) -> None:
    tutor = interaction.client.tutor
    learner = interaction.user.id
    try:
        reveal = await asyncio.to_thread(tutor.rounds.answer_private, round_id, number, given, learner, tutor.clock())
    except AlreadyAnswered:  # the reveal of the first click got lost on its way; the round must not end there
        reveal = await asyncio.to_thread(tutor.rounds.reveal, round_id, number, learner)
    entry = tutor.knowledge.entries.get(reveal.entry_id or "")
    await interaction.response.edit_message(view=reveal_card(reveal, entry))


async def go_on_privately(interaction: Interaction, round_id: int, number: int) -> None:  # noqa: ARG001 (the number keeps the custom ids of two reveals apart)
    """Show the next question of a private round, or its result."""
    tutor = interaction.client.tutor
    following = await asyncio.to_thread(tutor.rounds.next_private, round_id, interaction.user.id, tutor.clock())
    if isinstance(following, QuestionCard):
        await interaction.response.edit_message(view=question_card(following))
        return
    own = await asyncio.to_thread(tutor.rounds.own_result, round_id, interaction.user.id)
    await interaction.response.edit_message(view=own_result_card(own, tutor.knowledge.entries))


async def join(interaction: Interaction, round_id: int) -> None:
    """Take the learner into a round that has not begun."""
    tutor = interaction.client.tutor
    lobby = await asyncio.to_thread(tutor.steering.join, round_id, interaction.user.id, tutor.clock())
    starts = f" It starts {relative(lobby.starts_at)}." if lobby.starts_at else ""
    await tell(interaction, f"You are in.{starts}")


async def remind_me(interaction: Interaction, round_id: int) -> None:
    """Give the learner the role that is mentioned when such rounds are announced, or take it from them."""
    lobby = await asyncio.to_thread(interaction.client.tutor.rounds.lobby, round_id)
    member = interaction.user
    if interaction.guild is None or not isinstance(member, discord.Member):
        raise RoleUnusable("gone")
    role = check_role(interaction.guild, interaction.guild.get_role(lobby.role_id or 0))
    has_it = member.get_role(role.id) is not None
    try:
        await (member.remove_roles(role) if has_it else member.add_roles(role))
    except discord.Forbidden:
        raise RoleUnusable("out-of-reach") from None
    said = "You are not reminded any more" if has_it else "You are mentioned when such a round is announced"
    await tell(interaction, f"{said}. Press again to change that.")


async def start_now(interaction: Interaction, round_id: int) -> None:
    """Begin a round without waiting."""
    await _steer(interaction, interaction.client.tutor.steering.start_now, round_id)


async def give_more_time(interaction: Interaction, round_id: int, number: int) -> None:
    """Leave the open question open for longer."""
    await _steer(interaction, interaction.client.tutor.steering.extend, round_id, number)


async def reveal_now(interaction: Interaction, round_id: int, number: int) -> None:
    """Close the open question at once."""
    await _steer(interaction, interaction.client.tutor.steering.reveal_now, round_id, number)


async def next_now(interaction: Interaction, round_id: int, number: int) -> None:
    """Go on without waiting."""
    await _steer(interaction, interaction.client.tutor.steering.next_now, round_id, number)


async def stop(interaction: Interaction, round_id: int) -> None:
    """End the round; what was answered counts."""
    await _steer(interaction, interaction.client.tutor.steering.stop, round_id)


async def play_again(interaction: Interaction, topic: str, length: int) -> None:
    """Start another round like the last one, in the channel."""
    await start_round(interaction, topic, length, private=None)


async def play_alone(interaction: Interaction, topic: str, length: int) -> None:
    """Start a round that nobody else sees."""
    await start_round(interaction, topic, length, private=True)


async def show_mine(interaction: Interaction, round_id: int) -> None:
    """Show the learner's own result of a round, privately."""
    tutor = interaction.client.tutor
    own = await asyncio.to_thread(tutor.rounds.own_result, round_id, interaction.user.id)
    await interaction.response.send_message(view=own_result_card(own, tutor.knowledge.entries), ephemeral=True)


async def _steer(interaction: Interaction, use_case: Callable[..., object], *which: int) -> None:
    tutor = interaction.client.tutor
    may_manage = interaction.permissions.manage_messages
    await asyncio.to_thread(use_case, *which, interaction.user.id, tutor.clock(), may_manage=may_manage)
    await interaction.response.defer()  # the card itself changes; there is nothing more to say
    await interaction.client.dispatcher.run_due(of=due.of_round(which[0]))
