"""Sections of the exam chapter: what a learner can tick off, each a set of facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from .content_files import Identified, Place, parse_unique
from .errors import Fault
from .facts import Fact, Identifier, Text

SECTIONS_FILE = "sections.yaml"
NAME_LIMIT = 32  # characters: a name stands beside a bar in a picture that has to be read on a phone

Name = Annotated[Text, StringConstraints(max_length=NAME_LIMIT)]


class Section(Identified):
    """One section of the chapter.

    Attributes:
        id: stable name, unique over the sections.
        name: what it is about, in a learner's words.
        facts: ids of the facts it teaches; a fact is in one section only.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Identifier
    name: Name
    facts: tuple[Identifier, ...] = Field(min_length=1)


def read_sections(folder: Path, facts: Mapping[str, Fact], faults: list[Fault]) -> Mapping[str, Section]:
    """Return the sections of `folder` by id, in the order of the file; none if it has no such file.

    Args:
        folder: a folder of knowledge.
        facts: its ledger, by id.
        faults: gets each fault of the file added.
    """
    path = folder / SECTIONS_FILE
    found = parse_unique(Section, folder, [path], faults) if path.is_file() else {}
    owners: dict[str, str] = {}
    names: dict[str, str] = {}
    for section, place in found.values():
        faults.extend(_claims(section, place, facts, owners))
        other = names.setdefault(section.name.casefold(), section.id)
        if other != section.id:
            remedy = "Say in the name what sets the two apart."
            faults.append(Fault(*place, section.id, f"Its name is that of `{other}` too.", remedy))
    return MappingProxyType({name: section for name, (section, _) in found.items()})


def _claims(section: Section, place: Place, facts: Mapping[str, Fact], owners: dict[str, str]) -> Iterator[Fault]:
    """Yield a fault for each fact that is none or has a section already, and enter the others as the section's own."""
    for name in section.facts:
        if name not in facts:
            rule = f"`facts` names `{name}`, which is no fact."
            yield Fault(*place, section.id, rule, "Correct the id, or remove it.")
        elif name in owners:
            elsewhere = "stands twice" if owners[name] == section.id else f"belongs to `{owners[name]}` too"
            yield Fault(*place, section.id, f"Its fact `{name}` {elsewhere}.", "Keep it where it is taught.")
        else:
            owners[name] = section.id
