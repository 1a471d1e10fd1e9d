"""As much of Discord, over HTTP, as rounds and daily questions need; it runs in a process of its own.

Messages keep their last content. A nonce that was seen in the last minutes returns the first message. When the callback
of an interaction arrived is kept by the interaction's id.
"""

from __future__ import annotations

import json
import multiprocessing
import re
import socket
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.request import Request, urlopen

from aiohttp import web

NONCE_SECONDS = 300
BOT_ID, APPLICATION_ID = 900_000_000_000_000_900, 900_000_000_000_000_901
FIRST_ID = 990_000_000_000_000_000
BOT = {"id": str(BOT_ID), "username": "tutor", "discriminator": "0", "avatar": None, "bot": True, "global_name": None}
APPLICATION = {
    "id": str(APPLICATION_ID), "name": "tutor", "icon": None, "description": "", "bot_public": True,
    "bot_require_code_grant": False, "verify_key": "", "flags": 0, "summary": "", "hook": True, "owner": BOT,
}  # fmt: skip


@dataclass(slots=True)
class SmallDiscord:
    """What Discord holds.

    Attributes:
        clock: shared memory with the present moment in seconds since the epoch; None for the wall's.
        messages: by id, in the order of posting.
        nonces: the last use of a nonce in a channel: when, and its message.
        acknowledged: when an interaction was, by the wall, by its id.
        requests: how many came that were no answers to interactions.
        limit: how many of those it takes a second; None for any number.
        arrived: when those of the last second came.
        posted_at: when each message came.
        rejected: how many were not.
    """

    clock: Any = None
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    nonces: dict[tuple[str, str], tuple[float, int]] = field(default_factory=dict)
    acknowledged: dict[str, float] = field(default_factory=dict)
    requests: int = 0
    limit: int | None = None
    arrived: deque[float] = field(default_factory=deque)
    posted_at: list[float] = field(default_factory=list)
    rejected: int = 0

    def app(self) -> web.Application:
        app = web.Application(client_max_size=2**24)
        channel, hook = r"/channels/{channel:\d+}/messages", r"/webhooks/{application:\d+}/{token}"
        app.add_routes(
            [
                web.get("/users/@me", self._give(BOT)),
                web.get("/oauth2/applications/@me", self._give(APPLICATION)),
                web.put("/applications/{application}/commands", self._give([])),
                web.post("/users/@me/channels", self.open_direct),
                web.post(channel, self.post),
                web.get(channel, self.history),
                web.patch(channel + r"/{message:\d+}", self.edit),
                web.post("/interactions/{interaction}/{token}/callback", self.callback),
                web.patch(hook + "/messages/@original", self._give(self._message("0", {}, 1))),
                web.post(hook, self._give(self._message("0", {}, 1))),
                web.get("/_state", self.state),
                web.post("/_reset", self.reset),
            ]
        )
        return app

    def _now(self) -> float:
        return float(self.clock.value) if self.clock is not None else time.time()

    @staticmethod
    def _give(answer: Any) -> Any:
        async def given(_: web.Request) -> web.Response:
            return _json(answer)

        return given

    def _message(self, channel: str, body: dict[str, Any], number: int) -> dict[str, Any]:
        return {
            "id": str(number), "channel_id": channel, "author": BOT, "content": body.get("content") or "",
            "components": body.get("components") or [], "flags": body.get("flags") or 0, "nonce": body.get("nonce"),
            "timestamp": "2026-11-23T09:00:00+00:00", "edited_timestamp": None, "tts": False, "mention_everyone": False,
            "mentions": [], "mention_roles": [], "attachments": [], "embeds": [], "pinned": False, "type": 0,
        }  # fmt: skip

    def _over_limit(self) -> web.Response | None:
        """Count a request; return the refusal if more come in a second than Discord takes of a bot."""
        self.requests += 1
        now = time.time()
        while self.arrived and self.arrived[0] <= now - 1:
            self.arrived.popleft()
        if self.limit is not None and len(self.arrived) >= self.limit:
            self.rejected += 1
            wait = self.arrived[0] + 1 - now
            body = {"message": "You are being rate limited.", "retry_after": wait, "global": True}
            headers = {"Content-Type": "application/json", "Retry-After": str(wait), "Via": "1.1 stand-in"}
            return web.Response(status=429, body=json.dumps(body).encode(), headers=headers)
        self.arrived.append(now)
        return None

    async def open_direct(self, request: web.Request) -> web.Response:
        """Open a channel of direct messages; its id is that of the one at the other end, as good as any here."""
        if refusal := self._over_limit():
            return refusal
        user_id = str((await request.json())["recipient_id"])
        other = {"id": user_id, "username": "learner", "discriminator": "0", "avatar": None, "global_name": None}
        return _json({"id": user_id, "type": 1, "last_message_id": None, "recipients": [other]})

    async def post(self, request: web.Request) -> web.Response:
        if refusal := self._over_limit():
            return refusal
        channel, body = request.match_info["channel"], await request.json()
        key = (channel, str(body.get("nonce")))
        if body.get("enforce_nonce") and key in self.nonces:
            used_at, number = self.nonces[key]
            if self._now() - used_at < NONCE_SECONDS:
                return _json(self.messages[number])
        number = FIRST_ID + len(self.messages)
        self.messages[number] = self._message(channel, body, number)
        self.nonces[key] = (self._now(), number)
        self.posted_at.append(time.time())
        return _json(self.messages[number])

    async def history(self, request: web.Request) -> web.Response:
        if refusal := self._over_limit():
            return refusal
        mine = [one for one in self.messages.values() if one["channel_id"] == request.match_info["channel"]]
        before = int(request.query.get("before", FIRST_ID * 2))
        newest = [one for one in reversed(mine) if int(one["id"]) < before]
        return _json(newest[: int(request.query.get("limit", 50))])

    async def edit(self, request: web.Request) -> web.Response:
        if refusal := self._over_limit():
            return refusal
        message, body = self.messages[int(request.match_info["message"])], await request.json()
        message |= {name: value for name, value in body.items() if name in ("content", "components", "flags")}
        return _json(message)

    async def callback(self, request: web.Request) -> web.Response:
        interaction = request.match_info["interaction"]
        self.acknowledged.setdefault(interaction, time.time())
        body = await request.json()
        answer: dict[str, Any] = {"interaction": {"id": interaction, "type": 3}}
        if body["type"] == 4:
            answer["resource"] = {"type": 4, "message": self._message("0", body.get("data") or {}, 1)}
        return _json(answer)

    async def state(self, _: web.Request) -> web.Response:
        held = {"messages": list(self.messages.values()), "acknowledged": self.acknowledged, "requests": self.requests}
        return _json(held | {"posted_at": self.posted_at, "rejected": self.rejected})

    async def reset(self, _: web.Request) -> web.Response:
        self.messages.clear()
        self.nonces.clear()
        self.acknowledged.clear()
        self.requests = 0
        return _json({})


class Connection:
    """The drill's own look at the stand-in.

    Attributes:
        url: its address, in place of discord.py's.
    """

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"

    def state(self) -> dict[str, Any]:
        with urlopen(f"{self.url}/_state") as answer:  # noqa: S310 (our own address)
            held: dict[str, Any] = json.load(answer)
        return held

    def reset(self) -> None:
        with urlopen(Request(f"{self.url}/_reset", method="POST")):  # noqa: S310 (our own address)
            pass


def _json(answer: Any) -> web.Response:
    """Return an answer as Discord writes it: its clients look for this very content type."""
    return web.Response(body=json.dumps(answer).encode(), headers={"Content-Type": "application/json"})


def _serve(listening: socket.socket, clock: Any, limit: int | None) -> None:
    web.run_app(
        SmallDiscord(clock, limit=limit).app(), sock=listening, print=None, handle_signals=False, access_log=None
    )


@contextmanager
def small_discord(clock: Any = None, limit: int | None = None) -> Iterator[Connection]:
    """Run the stand-in in a process of its own until the end of the block."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=4096)
    process = multiprocessing.get_context("fork").Process(target=_serve, args=(listening, clock, limit))
    process.start()
    try:
        yield Connection(listening.getsockname()[1])
    finally:
        process.kill()
        process.join()
        listening.close()


def shown(messages: list[dict[str, Any]]) -> list[str]:
    """Return what messages say and offer, by channel, apart from times and the ids of rows."""
    ordered = sorted(messages, key=lambda message: (message["channel_id"], int(message["id"])))
    return [_plain(json.dumps([one["content"], one["components"]], sort_keys=True)) for one in ordered]


def _plain(text: str) -> str:
    without_times = re.sub(r"<t:\d+(:\w)?>", "<time>", text)
    return re.sub(r'("custom_id": "[^":]+:[^":]+)[^"]*"', r'\1"', without_times)


def doubled(messages: list[dict[str, Any]]) -> int:
    """Return how many messages came of a nonce that another one came of."""
    return len(messages) - len({(message["channel_id"], message["nonce"]) for message in messages})
