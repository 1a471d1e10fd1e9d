"""A fixed piece of work to measure times by, so that figures from different machines can be compared."""

from __future__ import annotations

import time

STEPS = 100_000
RUNS = 5


def reference_seconds() -> float:
    """Return how long this machine and Python take for the reference loop: the best of five runs."""
    return min(_run() for _ in range(RUNS))


def _run() -> float:
    """Count words in a dictionary, which is most of what matching does."""
    words = [f"word{number}" for number in range(997)]
    counts: dict[str, int] = {}
    start = time.perf_counter()
    for step in range(STEPS):
        word = words[step % len(words)]
        counts[word] = counts.get(word, 0) + step
    return time.perf_counter() - start
