"""The card of a round before it begins, and of what became of it."""

from __future__ import annotations

from discord import ButtonStyle, ui

from bot.discord_ui.custom_ids import JOIN, REMIND_ME, START_NOW, STOP
from quizzes.views import Lobby

from .layout import Button, button, counted, layout, plain, relative

RULES = (
    "Your answer stays private, and you can change it until the reveal. Being fast earns nothing. "
    "You can also just answer, without joining."
)


def lobby_card(lobby: Lobby) -> ui.LayoutView:
    """Return a lobby: what will be played, when it begins, and how many have joined."""
    view = lobby.round
    host = "It is on the schedule" if lobby.scheduled else f"<@{view.host_id}> is the host"
    role = f"<@&{lobby.role_id}>" if lobby.role_id else None
    return layout(
        f"### Round: {plain(view.title)}\n{counted(view.length, 'question')}. {host}.",
        _state(lobby),
        f"-# {RULES}" if lobby.starts_at else None,
        role if lobby.starts_at else None,
        rows=[_controls(lobby)],
    )


def _state(lobby: Lobby) -> str:
    joined = f"{counted(lobby.joined, 'has', 'have')} joined" if lobby.joined else "Nobody has joined yet"
    if lobby.starts_at:
        needed = f" of the {lobby.quorum} it needs" if lobby.quorum else ""
        return f"**Starts {relative(lobby.starts_at)}** · {joined}{needed}"
    if lobby.round.state == "called_off":
        if lobby.quorum and lobby.joined < lobby.quorum:
            missing = lobby.quorum - lobby.joined
            return f"Called off: {counted(missing, 'more learner was', 'more learners were')} needed. Maybe next time."
        return "Called off."
    return f"It has begun · {joined}" if lobby.joined else "It has begun."


def _controls(lobby: Lobby) -> list[Button]:
    if not lobby.starts_at:
        return []
    round_id = lobby.round.id
    remind = [button("Remind me of these", REMIND_ME(round_id))] if lobby.role_id else []
    return [
        button("Join", JOIN(round_id), ButtonStyle.primary),
        *remind,
        button("Start now", START_NOW(round_id)),
        button("Call it off", STOP(round_id)),
    ]
