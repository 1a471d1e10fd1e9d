"""Topics beyond the tutor's knowledge: what people ask in the neighbourhood, and nothing checked answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from .content_files import Identified, Place, parse_unique
from .entries import Entry, Phrasing
from .errors import Fault
from .facts import Identifier, Text
from .fault_wording import Wording

BEYOND_FILE = "beyond.yaml"
TITLE_LIMIT = 60  # a title ends the one sentence "I have no checked answer on: …"
MIN_PHRASINGS = 3  # fewer describe a question, not a topic
MAX_NEAREST = 3  # as many as a card offers

Title = Annotated[Text, StringConstraints(max_length=TITLE_LIMIT)]


class Beyond(Identified):
    """One topic that is known not to be covered.

    Attributes:
        id: stable name, unique over topics and entries.
        title: noun phrase that is understood alone; shown as what there is no checked answer on.
        phrasings: ways in which people ask about it.
        nearest: entries worth offering beside, the best first; empty if none comes near.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Identifier
    title: Title
    phrasings: tuple[Phrasing, ...] = Field(min_length=MIN_PHRASINGS)
    nearest: tuple[Identifier, ...] = Field(default=(), max_length=MAX_NEAREST)


def read_beyond(folder: Path, entries: Mapping[str, Entry], faults: list[Fault]) -> Mapping[str, Beyond]:
    """Return the topics of `folder` by id, in the order of the file; none if it has no such file.

    Args:
        folder: a folder of knowledge.
        entries: its entries by id, from which the topics have to keep apart.
        faults: gets each fault of the file added.
    """
    path = folder / BEYOND_FILE
    found = parse_unique(Beyond, folder, [path], faults) if path.is_file() else {}
    owners = {_folded(phrasing): entry.id for entry in entries.values() for phrasing in entry.phrasings}
    for topic, place in found.values():
        faults.extend(Fault(*place, topic.id, *wording) for wording in _link_faults(topic, entries))
        faults.extend(_claims(topic, place, owners))
    return MappingProxyType({name: topic for name, (topic, _) in found.items()})


def _link_faults(topic: Beyond, entries: Mapping[str, Entry]) -> Iterator[Wording]:
    if topic.id in entries:
        yield "Its id is that of an entry.", "Give the topic another id."
    for name in topic.nearest:
        if name not in entries:
            yield f"`nearest` names `{name}`, which is no entry.", "Correct the id, or remove it."


def _claims(topic: Beyond, place: Place, owners: dict[str, str]) -> Iterator[Fault]:
    """Yield a fault for each phrasing that has an owner already, and enter the others as the topic's own."""
    for phrasing in topic.phrasings:
        owner = owners.get(_folded(phrasing))
        if owner is None:
            owners[_folded(phrasing)] = topic.id
            continue
        elsewhere = "stands twice" if owner == topic.id else f"belongs to `{owner}` too"
        yield Fault(*place, topic.id, f"Its phrasing “{phrasing}” {elsewhere}.", "Keep it where it fits best.")


def _folded(phrasing: str) -> str:
    return " ".join(phrasing.casefold().split())
