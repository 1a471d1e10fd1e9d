"""Reads a data file that is one mapping (not a list of items) into a model, keeping the line of each part."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Generic

import yaml
from pydantic import ValidationError

from .content_files import Model, construct, read_document
from .errors import Fault
from .fault_wording import plain_words

Location = tuple[int | str, ...]  # names of fields and positions in lists, from the outside in


@dataclass(frozen=True, slots=True)
class Document(Generic[Model]):
    """A file as a model, and the nodes it was read from."""

    value: Model
    node: yaml.Node

    def line(self, *location: int | str) -> int:
        """Return the line, from 1, of the part at `location`: of the innermost one that is there."""
        return line_at(self.node, location)


def read_mapping(model: type[Model], path: Path, shown: str, faults: list[Fault]) -> Document[Model] | None:
    """Read `path` into `model`; add each fault, with its line, and return None if that is not possible."""
    node = read_document(path, shown, faults)
    if node is None:
        return None
    before = len(faults)
    value = construct(node, shown, faults)
    if len(faults) > before:
        return None
    try:
        return Document(model.model_validate(value), node)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            item = next((part for part in detail["loc"] if isinstance(part, str)), "")
            faults.append(Fault(shown, line_at(node, detail["loc"]), item, *plain_words(detail, model)))
    return None


def line_at(node: yaml.Node, location: Location) -> int:
    """Return the line, from 1, of the part of `node` at `location`: of the innermost one that is there."""
    line = int(node.start_mark.line) + 1
    for part in location:
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = int(node.start_mark.line) + 1
        elif isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == part), None)
            if pair is None:
                break
            line, node = int(pair[0].start_mark.line) + 1, pair[1]
        else:
            break
    return line
