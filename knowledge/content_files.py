"""Reads curated YAML files into models, and says in plain words what is wrong with them.

All faults of all files are collected before anyone is told, so that a curator mends them in one go. The same reader
serves facts, entries, misconceptions and questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from .errors import Fault
from .fault_wording import plain_words

SUFFIXES = (".yaml", ".yml", ".json")  # JSON is YAML, so one reader serves both
MAX_FILE_BYTES = 32_000_000  # far above any pack seen; keeps a wrong path from filling the memory

Model = TypeVar("Model", bound=BaseModel)


Place = tuple[str, int]  # file and line, from 1


class Identified(BaseModel):
    """Base of what stands in data files: each item has an id of its own."""

    id: str


Unique = TypeVar("Unique", bound=Identified)


@dataclass(frozen=True, slots=True)
class Item:
    """One element of a data file's list, as read, with the line at which it starts (from 1)."""

    line: int
    value: object


class _Loader(yaml.CSafeLoader):
    """The safe loader of PyYAML, refusing a key that stands twice in one mapping (YAML itself keeps the last)."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key_node, _ in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(
                    None, None, "a field's name is not plain text; braces need quotes around them", key_node.start_mark
                )
            if key_node.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the field `{key_node.value}` stands twice in one item", key_node.start_mark
                )
            seen.add(key_node.value)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return mapping


def content_files(folder: Path) -> list[Path]:
    """Return the data files directly in `folder`, sorted by name; empty if the folder does not exist."""
    return sorted(path for path in folder.glob("*") if path.suffix in SUFFIXES and path.is_file())


def read_document(path: Path, shown: str, faults: list[Fault]) -> yaml.Node | None:
    """Parse `path` into YAML nodes; add a fault named `shown` and return None if that is not possible."""
    text = _read_text(path, shown, faults)
    if text is None:
        return None
    loader = _Loader(text)
    try:
        node: yaml.Node | None = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        faults.append(_syntax_fault(shown, text, error))
        return None
    except yaml.YAMLError as error:
        faults.append(Fault(shown, 0, "", f"The file is not valid YAML: {error}.", "Remove the characters named."))
        return None
    finally:
        loader.dispose()
    if node is None:
        faults.append(Fault(shown, 0, "", "The file is empty.", "Add at least one item, or delete the file."))
    return node


def construct(node: yaml.Node, shown: str, faults: list[Fault]) -> object:
    """Turn a parsed node into Python values; None, with a fault added, if a value can't be made from it."""
    loader = _Loader("")
    try:
        return loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        remedy = "Correct it; text with braces, `: ` or ` #` needs quotes."
        faults.append(Fault(shown, line, "", _sentence(error.problem), remedy))
    except (ValueError, OverflowError, TypeError, KeyError, AttributeError) as error:
        line = node.start_mark.line + 1
        faults.append(Fault(shown, line, "", f"A value can't be read: {error}.", "Put it in quotes."))
    finally:
        loader.dispose()
    return None


def read_items(path: Path, shown: str, faults: list[Fault]) -> list[Item]:
    """Return the items of a file that holds a list, adding a fault for whatever can't be read."""
    node = read_document(path, shown, faults)
    if node is None:
        return []
    if not isinstance(node, yaml.SequenceNode):
        faults.append(Fault(shown, 1, "", "The file is not a list of items.", "Start each item with `- id: …`."))
        return []
    if not node.value:
        faults.append(Fault(shown, 1, "", "The file is an empty list.", "Add at least one item, or delete the file."))
    items = []
    for child in node.value:
        before = len(faults)
        value = construct(child, shown, faults)
        if len(faults) == before:
            items.append(Item(child.start_mark.line + 1, value))
    return items


def parse_items(model: type[Model], path: Path, shown: str, faults: list[Fault]) -> Iterator[tuple[int, Model]]:
    """Yield (line, parsed item) for each good item of `path`, adding a fault for each way in which another is not."""
    for position, item in enumerate(read_items(path, shown, faults), start=1):
        name = item_name(item.value, position)
        try:
            yield item.line, model.model_validate(item.value)
        except ValidationError as error:
            faults.extend(
                Fault(shown, item.line, name, *plain_words(detail, model)) for detail in error.errors(include_url=False)
            )


def parse_unique(
    model: type[Unique], folder: Path, files: list[Path], faults: list[Fault]
) -> dict[str, tuple[Unique, Place]]:
    """Return the good items of `files` with their places, by id, adding a fault for each id that is used again."""
    found: dict[str, tuple[Unique, Place]] = {}
    for path in files:
        shown = path.relative_to(folder).as_posix()
        for line, item in parse_items(model, path, shown, faults):
            if item.id in found:
                file, first = found[item.id][1]
                rule = f"The id is used already, in {file}:{first}."
                faults.append(Fault(shown, line, item.id, rule, "Give one of the two another id."))
            else:
                found[item.id] = (item, (shown, line))
    return found


def item_name(value: object, position: int) -> str:
    """Return the id of an item as read, or "item N" where it has none that could be shown."""
    identity = value.get("id") if isinstance(value, Mapping) else None
    return identity if isinstance(identity, str) and identity else f"item {position}"


def _read_text(path: Path, shown: str, faults: list[Fault]) -> str | None:
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            rule = f"The file has {size:,} bytes; at most {MAX_FILE_BYTES:,} are read."
            faults.append(Fault(shown, 0, "", rule, "Split it into several files by topic."))
            return None
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        rule = f"The file is not UTF-8: byte {error.start + 1} can't be read."
        faults.append(Fault(shown, 0, "", rule, "Save it as UTF-8 in your editor."))
    except OSError as error:
        faults.append(Fault(shown, 0, "", f"The file can't be read: {error.strerror}.", "Check its permissions."))
    return None


def _syntax_fault(shown: str, text: str, error: yaml.MarkedYAMLError) -> Fault:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 0
    lines = text.splitlines()
    at = lines[line - 1] if 0 < line <= len(lines) else ""
    if "\t" in at[: len(at) - len(at.lstrip())] or "'\\t'" in str(error.problem):
        return Fault(shown, line, "", "The line is indented with a tab.", "Indent with spaces; YAML allows no tabs.")
    remedy = "Check indentation, the colon after the field's name, and quotes: text with `: ` or ` #` needs them."
    return Fault(shown, line, "", f"The file is not valid YAML: {_sentence(error.problem)}", remedy)


def _sentence(text: str | None) -> str:
    return (text or "it can't be parsed").strip().rstrip(".") + "."
