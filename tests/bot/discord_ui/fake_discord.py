"""As much of Discord's login and gateway as a client needs to connect, on loopback, in a thread of its own."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import discord
import pytest
import yarl
from aiohttp import WSMsgType, web
from discord.gateway import DiscordWebSocket

BOT = {"id": "9100000000000000001", "username": "Tutor", "discriminator": "0", "avatar": None, "bot": True}
APPLICATION = {
    "id": BOT["id"],
    "name": "Tutor",
    "icon": None,
    "description": "",
    "bot_public": True,
    "bot_require_code_grant": False,
    "owner": BOT,
    "verify_key": "",
    "team": None,
    "flags": 0,
}
HELLO, HEARTBEAT, IDENTIFY, ACKNOWLEDGED, DISPATCH = 10, 1, 2, 11, 0


class FakeDiscord:
    """What it was told, and how it is to behave.

    Attributes:
        status: HTTP status with which it answers the login.
        identified: what each IDENTIFY carried.
        registered: the names of the commands of each registration.
        closed: the code with which the client closed the gateway.
        shards: how many it advises.
        max_concurrency: how many shards may identify at once.
        away: whether the gateway takes no connections, and drops those that it has at their next heartbeat.
        heartbeat_seconds: how often clients send one.
        closes_with: code with which the gateway closes instead of taking an IDENTIFY.
    """

    def __init__(self) -> None:
        self.status = 200
        self.identified: list[dict[str, Any]] = []
        self.registered: list[list[str]] = []
        self.closed: int | None = None
        self.closes_with: int | None = None
        self.away = False
        self.heartbeat_seconds = 41.25
        self.port = 0
        self.shards = 1
        self.max_concurrency = 1

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/api/v10/users/@me", self._login)
        app.router.add_get("/api/v10/oauth2/applications/@me", self._application)
        app.router.add_put("/api/v10/applications/{id}/commands", self._register)
        app.router.add_get("/api/v10/gateway/bot", self._gateway_of_bots)
        app.router.add_get("/", self._gateway)
        return app

    async def _login(self, _: web.Request) -> web.Response:
        return _json(BOT if self.status < 400 else {"message": "no", "code": 0}, self.status)

    async def _application(self, _: web.Request) -> web.Response:
        return _json(APPLICATION)

    async def _gateway_of_bots(self, _: web.Request) -> web.Response:
        limits = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": self.max_concurrency}
        url = f"ws://127.0.0.1:{self.port}/"
        return _json({"url": url, "shards": self.shards, "session_start_limit": limits})

    async def _register(self, request: web.Request) -> web.Response:
        self.registered.append([command["name"] for command in await request.json()])
        return _json([])

    async def _gateway(self, request: web.Request) -> web.StreamResponse:
        if self.away:
            return web.Response(status=503)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": HELLO, "d": {"heartbeat_interval": self.heartbeat_seconds * 1000}})
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                break
            received = json.loads(message.data)
            if received["op"] == HEARTBEAT:
                await socket.send_json({"op": ACKNOWLEDGED})
                if self.away:
                    await socket.close(code=1001)
            elif self.closes_with:
                await socket.close(code=self.closes_with)
            elif received["op"] == IDENTIFY:
                self.identified.append(received["d"])
                await socket.send_json({"op": DISPATCH, "t": "READY", "s": 1, "d": self._ready(received["d"])})
        self.closed = socket.close_code
        return socket

    def _ready(self, identify: dict[str, Any]) -> dict[str, Any]:
        application = {"id": APPLICATION["id"], "flags": 0}
        url = f"ws://127.0.0.1:{self.port}/"
        return {
            "v": 10,
            "user": BOT,
            "guilds": [],
            "session_id": "s",
            "shard": identify["shard"],
            "resume_gateway_url": url,
            "application": application,
        }


def _json(body: object, status: int = 200) -> web.Response:
    # discord.py takes a body as JSON only if the header is exactly this, without a charset.
    return web.Response(body=json.dumps(body).encode(), status=status, headers={"Content-Type": "application/json"})


@contextmanager
def serving(fake: FakeDiscord) -> Iterator[None]:
    """Serve it from a thread until the end of the block."""
    loop = asyncio.new_event_loop()
    runner = web.AppRunner(fake.app(), shutdown_timeout=0.1)

    async def start() -> None:
        await runner.setup()
        await (site := web.TCPSite(runner, "127.0.0.1", 0)).start()
        fake.port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]  # it has just been started

    loop.run_until_complete(start())
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


@pytest.fixture
def fake_discord(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeDiscord]:
    """A Discord of our own, to which discord.py speaks instead of the real one."""
    fake = FakeDiscord()
    with serving(fake):
        monkeypatch.setattr("bot.discord_ui.identify_gate.SPACING_SECONDS", 0.05)
        monkeypatch.setattr(discord.http.Route, "BASE", f"http://127.0.0.1:{fake.port}/api/v10")
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(f"ws://127.0.0.1:{fake.port}/"))
        yield fake
