"""The playground in the browser: a Discord-like page on localhost, served until it is stopped."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Callable

from simcord import Preview, SetupError

from bot.ticker import start_ticker
from bot.tutor import Tutor

from .world import CHANNELS, LEARNERS, World, open_world

log = logging.getLogger(__name__)

REFRESH_TICKS = 15  # seconds between two refreshes of the times shown when nothing else happens


async def serve(tutor: Tutor, *, port: int | None, announce: Callable[[str], None]) -> None:
    """Serve the page until Ctrl-C, SIGTERM, or the page's own "End preview session".

    Args:
        tutor: the tutor to play with.
        port: loopback port; None takes a free one.
        announce: is given the lines to show once the page is up, its address among them.
    """
    async with (
        open_world(tutor) as world,
        world.env.preview(world.channels[0], viewers=world.learners, layout="channel", port=port) as preview,
    ):
        ticker = start_ticker(Heart(world, preview).beat)
        announce(f"The playground is open: {preview.url}")
        announce(f"You act as {', '.join(LEARNERS)} in #{' and #'.join(CHANNELS)}. Stop with Ctrl-C.")
        closing = asyncio.ensure_future(preview.wait_closed())
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, closing.cancel)
        with contextlib.suppress(asyncio.CancelledError):
            await closing
        ticker.shutdown(wait=False)


class Heart:
    """Works off what is due once a second, and shows it on the page."""

    def __init__(self, world: World, preview: Preview) -> None:
        self._world = world
        self._preview = preview
        self._ticks_since_refresh = 0

    async def beat(self) -> None:
        """Do what is due; refresh the page if anything was, or if its times have grown stale."""
        self._world.keep_time()
        done = await self._world.client.dispatcher.run_due()
        self._ticks_since_refresh += REFRESH_TICKS if done else 1
        if self._ticks_since_refresh < REFRESH_TICKS:
            return
        try:
            await self._preview.refresh()
        except SetupError:  # a learner's click is being worked on; the next beat tries again
            return
        self._ticks_since_refresh = 0
