"""What each learner asked last, so that the next question may lean on it: in memory, and for minutes only."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import NamedTuple

from knowledge.chat.replies import Turn

KEPT_FOR = dt.timedelta(minutes=15)
MOST_KEPT = 10_000  # learners and channels; the one that was quiet for longest is dropped first


class Place(NamedTuple):
    """A learner in a channel, by Discord's ids: what one asks elsewhere, or another one asks here, is apart."""

    learner_id: int
    channel_id: int


@dataclass(frozen=True, slots=True)
class Rejection:
    """A learner's "not what I meant".

    Attributes:
        question: what they had asked, as it was understood; None if that is forgotten.
        entries: what was not meant by it, the newest last.
        again: whether they had said so of this entry before.
    """

    question: str | None
    entries: tuple[str, ...]
    again: bool


@dataclass(frozen=True, slots=True)
class _Memory:
    """The last thing asked in a place (`asked`), what to lean on (`turn`), and the entries that were not meant."""

    at: dt.datetime
    asked: Turn | None = None
    turn: Turn | None = None
    rejected: tuple[str, ...] = ()


class Conversations:
    """Remembers one question a place. Not shared between processes; to be used from one thread."""

    def __init__(self) -> None:
        self._memories: OrderedDict[Place, _Memory] = OrderedDict()  # the one that was quiet for longest comes first

    def __len__(self) -> int:
        """Return how many places are remembered."""
        return len(self._memories)

    def before(self, place: Place, now: dt.datetime) -> Turn | None:
        """Return what the next question there may lean on; None if nothing was asked, or KEPT_FOR ago."""
        return self._recalled(place, now).turn

    def asked(self, place: Place, turn: Turn, now: dt.datetime) -> None:
        """Remember a question with what answered it, in place of the one before."""
        self._keep(place, _Memory(now, asked=turn, turn=turn))

    def opened(self, place: Place, turn: Turn, now: dt.datetime) -> None:
        """Remember that a learner went on to another entry by a button: the next question may lean on that one."""
        self._keep(place, replace(self._recalled(place, now), turn=turn))

    def rejected(self, place: Place, entry: str, now: dt.datetime) -> Rejection:
        """Remember that an entry was not what a learner meant, and return all that is known about it."""
        known = self._recalled(place, now)
        again = entry in known.rejected
        entries = known.rejected if again else (*known.rejected, entry)
        self._keep(place, replace(known, rejected=entries))
        question = known.asked.question if known.asked and known.asked.entry == entry else None
        return Rejection(question, entries, again)

    def forget(self, learner_id: int) -> None:
        """Forget what a learner asked anywhere."""
        for place in [place for place in self._memories if place.learner_id == learner_id]:
            del self._memories[place]

    def _recalled(self, place: Place, now: dt.datetime) -> _Memory:
        memory = self._memories.get(place)
        return replace(memory, at=now) if memory and now - memory.at < KEPT_FOR else _Memory(now)

    def _keep(self, place: Place, memory: _Memory) -> None:
        self._memories[place] = memory
        self._memories.move_to_end(place)
        oldest = next(iter(self._memories.values()))
        while len(self._memories) > MOST_KEPT or memory.at - oldest.at >= KEPT_FOR:
            self._memories.popitem(last=False)
            oldest = next(iter(self._memories.values()))
