"""What loading a body of knowledge costs: measured in a fresh process, where nothing else is in memory."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

STATUS = Path("/proc/self/status")
ROOT = Path(__file__).parents[2]  # from where a new process finds these packages


@dataclass(frozen=True, slots=True)
class Footprint:
    """The cost of loading.

    Attributes:
        import_seconds: to import the code and the libraries it needs.
        load_seconds: to load the knowledge and build the matcher and the conversation over it.
        library_bytes: resident memory that importing added.
        added_bytes: resident memory that loading, building and a first question added to that.
        Both are None on a system without /proc. (`getrusage` won't do: its peak is inherited from the parent process.)
    """

    import_seconds: float
    load_seconds: float
    library_bytes: int | None
    added_bytes: int | None


def measured(folder: Path, runs: int = 3) -> Footprint:
    """Return the cost of loading a folder of knowledge: of several fresh processes the one that loaded fastest.

    Raises:
        subprocess.CalledProcessError: if the folder can't be loaded.
    """
    return min((_in_new_process(folder) for _ in range(runs)), key=lambda one: one.load_seconds)


def _in_new_process(folder: Path) -> Footprint:
    command = [sys.executable, "-m", __name__, str(folder.resolve())]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)  # noqa: S603 (our own code)
    return Footprint(**json.loads(done.stdout))


def _resident_bytes() -> int | None:
    gc.collect()
    try:
        text = STATUS.read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    kilobytes = next((line.split()[1] for line in text.splitlines() if line.startswith("VmRSS:")), None)
    return int(kilobytes) * 1024 if kilobytes else None


def _grown(before: int | None, after: int | None) -> int | None:
    return None if before is None or after is None else after - before


def _print_own(folder: Path) -> None:
    """Load the folder in this process and print what that cost, as JSON."""
    bare, start = _resident_bytes(), time.perf_counter()
    from knowledge.chat.chat import Chat  # noqa: PLC0415 (the import is measured)
    from knowledge.loader import load_knowledge  # noqa: PLC0415
    from knowledge.matcher import Matcher  # noqa: PLC0415

    imported, imported_bytes = time.perf_counter(), _resident_bytes()
    loading = time.perf_counter()
    knowledge = load_knowledge(folder)
    chat = Chat(knowledge, Matcher(knowledge))
    loaded = time.perf_counter()
    chat.reply(next(iter(knowledge.entries.values())).title)
    figures = {
        "import_seconds": imported - start,
        "load_seconds": loaded - loading,
        "library_bytes": _grown(bare, imported_bytes),
        "added_bytes": _grown(imported_bytes, _resident_bytes()),
    }
    print(json.dumps(figures))  # noqa: T201 (the parent process reads it)


if __name__ == "__main__":
    _print_own(Path(sys.argv[1]))
