"""Reads files of JSON lines for subcommands."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bot.error_messages import UsageError


def read_json_lines(path: Path) -> list[tuple[int, object]]:
    """Return the number (from 1) and the value of each line that is not blank; `-` reads standard input.

    Raises:
        UsageError: if the file can't be read, is not UTF-8, or a line is not JSON.
    """
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"The file {path} can't be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise UsageError(f"The file {path} is not UTF-8 text. Save it as UTF-8.") from None
    # Not splitlines(): JSON may hold the rarer line ends, such as U+2028, within a text.
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    return [(number, _value(path, number, line)) for number, line in lines]


def _value(path: Path, number: int, line: str) -> object:
    try:
        value: object = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise UsageError(f"{path}:{number} is not JSON: {error}.") from None
    return value
