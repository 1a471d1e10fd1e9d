"""Takes the time of questions, so that figures from different machines, busy or idle, can be compared."""

from __future__ import annotations

import time

STEPS = 100_000
RUNS = 5
FINE = 1e-4  # seconds; a coarser clock can't tell one question from none

# Processor time leaves out what other programs do meanwhile. On some systems it only moves in leaps.
seconds_used = time.thread_time if time.get_clock_info("thread_time").resolution < FINE else time.perf_counter


def reference_seconds() -> float:
    """Return how long this machine and Python take for the reference loop: the best of five runs."""
    return min(_run() for _ in range(RUNS))


def _run() -> float:
    """Count words in a dictionary, which is most of what matching does."""
    words = [f"word{number}" for number in range(997)]
    counts: dict[str, int] = {}
    start = seconds_used()
    for step in range(STEPS):
        word = words[step % len(words)]
        counts[word] = counts.get(word, 0) + step
    return seconds_used() - start
