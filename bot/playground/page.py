"""The playground in the browser: a Discord-like page on localhost, served until it is stopped."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import signal
from collections.abc import Callable

from simcord import Preview, SetupError

from bot.error_messages import UsageError
from bot.ticker import start_ticker
from bot.tutor import Tutor
from quizzes import due

from .cast import CHANNELS, LEARNERS, OWNER
from .turns import Turns
from .world import World, open_world

log = logging.getLogger(__name__)

COUNTDOWN_BEATS = 10  # the page works out "in 40 seconds" only when a message changes, so open questions do
LAST_TURN_SECONDS = 3.0  # what is under way when the playground is stopped may take this long


async def serve(tutor: Tutor, *, channel: str, port: int | None, announce: Callable[[str], None]) -> None:
    """Serve the page until Ctrl-C, SIGTERM, or the page's own "End preview session".

    Args:
        tutor: the tutor to play with.
        channel: name of the channel that the page shows.
        port: loopback port; None takes a free one.
        announce: is given the lines to show once the page is up, its address among them.

    Raises:
        UsageError: if the port can't be had.
    """
    async with open_world(tutor) as world, contextlib.AsyncExitStack() as stack:
        shown = world.channels[CHANNELS.index(channel)]
        page = world.env.preview(shown, viewers=world.learners, layout="channel", port=port)
        try:
            preview = await stack.enter_async_context(page)
        except SetupError as error:
            raise UsageError(_no_page(error, port)) from None
        turns = Turns(preview)
        ticker = start_ticker(Heart(world, preview, turns).beat)
        for line in _welcome(preview.url, channel):
            announce(line)
        await _until_stopped(preview)
        ticker.shutdown(wait=False)
        with contextlib.suppress(TimeoutError):  # simcord can't be closed in the middle of something
            await asyncio.wait_for(turns.ours.acquire(), LAST_TURN_SECONDS)


def _welcome(url: str, channel: str) -> list[str]:
    others = [name for name in CHANNELS if name != channel]
    return [
        f"The playground is open: {url}",
        f"You act as {', '.join(LEARNERS[:-1])} or {LEARNERS[-1]} in #{channel}. Stop with Ctrl-C.",
        *(f"To be in #{name} instead, start it with --channel {name}." for name in others),
        f"{OWNER} owns the server and may also use /curate.",
    ]


def _no_page(error: SetupError, port: int | None) -> str:
    cause = error.__cause__
    if not isinstance(cause, OSError):
        return f"The page can't be served: {error}."
    if cause.errno == errno.EADDRINUSE:
        return f"Port {port} is in use. Stop the other program, or choose another with --port."
    return f"Port {port} can't be used: {cause.strerror}. Choose another with --port."


async def _until_stopped(preview: Preview) -> None:
    closing = asyncio.ensure_future(preview.wait_closed())
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C cancels us instead
            loop.add_signal_handler(name, closing.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await closing


class Heart:
    """Works off what is due once a second, and shows it on the page."""

    def __init__(self, world: World, preview: Preview, turns: Turns) -> None:
        self._world = world
        self._preview = preview
        self._turns = turns
        self._beats = 0
        self._page_is_old = False

    async def beat(self) -> None:
        """Do what is due; renew the page if anything has happened on it."""
        async with self._turns.ours:
            self._world.keep_time()
            if self._beats % COUNTDOWN_BEATS == 0:
                await asyncio.to_thread(self._plan_countdowns)
            self._beats += 1
            if await self._world.client.dispatcher.run_due() or self._turns.acted:
                self._page_is_old = True
            if self._page_is_old:
                await self._renew_page()

    def _plan_countdowns(self) -> None:
        """Let the dispatcher edit each open question without changing it; one that a restart lost is posted again."""
        tutor = self._world.client.tutor
        for channel in self._world.channels:
            card = tutor.rounds.open_card(channel.id)
            if card and card.message_id:
                with tutor.rounds.transaction() as progress:
                    due.plan_again(progress.session, due.of_round(card.round.id), "refresh", card.number, tutor.clock())

    async def _renew_page(self) -> None:
        try:
            await self._preview.refresh()
        except (SetupError, TimeoutError) as error:  # it is being closed, or a handler still works; the next beat tries
            log.debug("the page was not renewed: %s", error)
            return
        self._page_is_old = self._turns.acted = False
