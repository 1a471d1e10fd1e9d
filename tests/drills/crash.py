"""Kills the process at every step of a round and a daily cycle, and compares what is left with an undisturbed run.

`uv run python -m tests.drills.crash` does it on SQLite and on PostgreSQL: by a real SIGKILL just before and just after
each commit, before a request leaves, after the channel has acted on it but before the answer is used, and before and
after each press of a learner. A new process takes over when the dead one's leases are over (in simulated time), and
learners repeat what was not acknowledged.
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from multiprocessing import connection
from pathlib import Path
from typing import Any

from quizzes.database import Database
from tests.postgres import TEMPLATE, running_postgres

from .client import small_content
from .cycle import BEGIN, RESTART_SECONDS, Place, end_state, live, set_up
from .small_discord import Connection, doubled, shown, small_discord

HANGS_AFTER = 120.0  # seconds by the wall without a word from the process
KINDS = ("commit, before", "commit, after", "request, before it leaves", "request, before its answer is used",
         "press, before", "press, after")  # fmt: skip

Moment = tuple[str, str]  # its kind, and what was being done


@dataclass(slots=True)
class Outcome:
    """What one run left behind.

    Attributes:
        state: what the database holds.
        shown: what the channels hold.
        doubled: messages that show what another one shows.
        moments: at which the process might have been killed, in order.
        killed: whether it was.
    """

    state: dict[str, object]
    shown: list[str]
    doubled: int
    moments: list[Moment]
    killed: bool


@dataclass(slots=True)
class Figures:
    """What came of a drill on one database."""

    backend: str
    points: Counter[Moment] = field(default_factory=Counter)
    differing: Counter[Moment] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)
    doubled: int = 0
    moments: int = 0
    seconds: float = 0.0

    @property
    def faults(self) -> int:
        return self.differing.total() + self.doubled

    def table(self) -> str:
        steps = sorted({step for _, step in self.points})
        lines = [
            f"{self.backend}: {self.moments} moments in an undisturbed run",
            f"{'step':<24}{'kills':>8}{'differ':>8}",
        ]
        lines += [f"{step:<24}{_of_step(self.points, step):>8}{_of_step(self.differing, step):>8}" for step in steps]
        lines += [f"{kind:<36}{_of_kind(self.points, kind):>8}" for kind in KINDS]
        lines.append(
            f"kill points {self.points.total()}, differences {self.differing.total()}, doubled posts {self.doubled}, "
            f"{self.seconds:.0f} s"
        )
        return "\n".join([*lines, *self.examples[:5]])


def _of_step(counter: Counter[Moment], step: str) -> int:
    return sum(count for (_, one), count in counter.items() if one == step)


def _of_kind(counter: Counter[Moment], kind: str) -> int:
    return sum(count for (one, _), count in counter.items() if one == kind)


class Drill:
    """Runs the script on fresh databases.

    Args:
        fresh: opens the URL of a fresh, migrated database.
        channels: the stand-in.
        clock: shared memory with the stand-in's clock.
    """

    def __init__(self, fresh: Callable[[], Any], channels: Connection, clock: Any) -> None:
        self._fresh = fresh
        self._channels = channels
        self._clock = clock
        self._content = small_content()
        self._context = multiprocessing.get_context("fork")

    def run(self, at: int) -> Outcome:
        """Run the script, with a kill at a moment (0: none), and return what is left."""
        with self._fresh() as url:
            database = Database(url)
            set_up(database)
            database.close()  # no connection is shared with a child
            self._clock.value = BEGIN.timestamp()
            self._channels.reset()
            place = Place(url, self._content, self._channels, self._clock, self._context.RawValue("i", 0))
            moments = list[Moment]()
            ended = self._life(place, moments, at, first=True)
            if not ended:
                self._clock.value += RESTART_SECONDS
                if not self._life(place, [], 0, first=False):
                    raise RuntimeError(f"the process that was started after a kill at {moments[-1]} did not live")
            state = end_state(database)
            database.close()
        messages = self._channels.state()["messages"]
        return Outcome(state, shown(messages), doubled(messages), moments, killed=not ended)

    def _life(self, place: Place, moments: list[Moment], at: int, *, first: bool) -> bool:
        """Listen to a process until it ends or is killed; return whether it came to the end of the script."""
        ours, theirs = self._context.Pipe(duplex=False)
        process = self._context.Process(target=live, args=(place, theirs, at), kwargs={"first": first})
        process.start()
        theirs.close()
        try:
            while True:
                if not connection.wait([ours], timeout=HANGS_AFTER):
                    raise TimeoutError(f"the process hangs after {moments[-1:]}")
                match ours.recv():
                    case ("moment", kind, step):
                        moments.append((kind, step))
                    case _:
                        return True
        except EOFError:
            process.join()
            if process.exitcode != -signal.SIGKILL:
                raise RuntimeError(f"the process ended by itself after {moments[-1:]}") from None
            return False
        finally:
            process.kill()
            process.join()
            ours.close()


def differences(outcome: Outcome, expected: Outcome) -> str:
    """Return what differs from the undisturbed run, in words; empty if nothing does."""
    found = [
        f"{name}: {outcome.state[name]} instead of {value}"
        for name, value in expected.state.items()
        if outcome.state[name] != value
    ]
    if outcome.shown != expected.shown:
        found.append(f"shown: {set(outcome.shown) ^ set(expected.shown) or outcome.shown}")
    return "; ".join(found)


def drill(backend: str, fresh: Callable[[], Any], points: int, minutes: float = float("inf")) -> Figures:
    """Kill the process at `points` moments (0: all), spread evenly over the script, and compare.

    After `minutes`, no further ones are begun; the order is drawn by lot, so that those done are spread as well.
    """
    begun, figures = time.monotonic(), Figures(backend)
    clock = multiprocessing.get_context("fork").RawValue("d", BEGIN.timestamp())
    with small_discord(clock) as channels:
        _kill(Drill(fresh, channels, clock), figures, points, begun + 60 * minutes)
    figures.seconds = time.monotonic() - begun
    return figures


def _kill(runner: Drill, figures: Figures, points: int, until: float) -> None:
    expected = runner.run(0)
    figures.moments, figures.doubled = len(expected.moments), expected.doubled
    count = min(points or figures.moments, figures.moments)
    for number in random.Random(75).sample(range(count), count):
        if time.monotonic() > until:
            return
        outcome = runner.run(1 + number * figures.moments // count)
        moment = outcome.moments[-1]
        figures.points[moment] += outcome.killed
        figures.doubled += outcome.doubled
        if differing := differences(outcome, expected):
            figures.differing[moment] += 1
            figures.examples.append(f"after a kill at {moment}: {differing}")


@contextmanager
def sqlite_files() -> Iterator[Callable[[], Any]]:
    """Make fresh SQLite databases until the end of the block."""
    with tempfile.TemporaryDirectory(prefix="tutor-crash-") as folder:
        template = Path(folder, "template.db")
        database = Database(f"sqlite:///{template}")
        database.upgrade()
        database.close()

        @contextmanager
        def fresh() -> Iterator[str]:
            with tempfile.TemporaryDirectory(dir=folder) as own:
                shutil.copy(template, Path(own, "tutor.db"))
                yield f"sqlite:///{Path(own, 'tutor.db')}"

        yield fresh


@contextmanager
def postgres_databases() -> Iterator[Callable[[], Any]]:
    """Make fresh databases on a PostgreSQL of our own until the end of the block."""
    with running_postgres() as server:

        @contextmanager
        def fresh() -> Iterator[str]:
            name = server.create(TEMPLATE)
            yield server.url(name)
            server.drop(name)

        yield fresh


BACKENDS: dict[str, Callable[[], Any]] = {"sqlite": sqlite_files, "postgresql": postgres_databases}


def main() -> None:
    """Run the drill, print its tables, and fail if there is any difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=0, help="kill points on each database (default: all)")
    parser.add_argument("--backend", choices=BACKENDS, action="append", help="default: both")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="at most, on each database")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    faults = 0
    for backend in options.backend or BACKENDS:
        with ExitStack() as stack:
            figures = drill(backend, stack.enter_context(BACKENDS[backend]()), options.points, options.minutes)
        sys.stdout.write(figures.table() + "\n\n")
        faults += figures.faults
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
