"""`python -m bot.health`: exit code 0 if the running tutor gave a sign of life lately.

For the container's health check, so it imports nothing but the standard library.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

MAX_AGE_SECONDS = 60.0
DEFAULT_FILE = "/tmp/tutor-heartbeat"  # noqa: S108 (settings.py has the same default; the container mounts a tmpfs there)


def is_alive(heartbeat_file: Path, now: float) -> bool:
    """Return whether the file was touched within MAX_AGE_SECONDS before `now` (seconds since the epoch)."""
    try:
        return now - heartbeat_file.stat().st_mtime <= MAX_AGE_SECONDS
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(0 if is_alive(Path(os.environ.get("TUTOR_HEARTBEAT_FILE") or DEFAULT_FILE), time.time()) else 1)
