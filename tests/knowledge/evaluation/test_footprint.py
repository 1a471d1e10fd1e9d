"""The cost of loading, and the loop that times are compared by."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest

from knowledge.evaluation import footprint
from knowledge.evaluation.timing import reference_seconds, seconds_used
from knowledge.loader import SHIPPED, Knowledge


def test_a_fresh_process_tells_time_and_memory(house: Knowledge) -> None:
    small = footprint.measured(house.folder, runs=1)
    large = footprint.measured(SHIPPED, runs=1)
    assert 0 < small.load_seconds < large.load_seconds
    assert small.import_seconds > 0
    assert small.library_bytes
    assert small.added_bytes
    assert large.added_bytes
    assert small.added_bytes < 8_000_000 < large.added_bytes


def test_what_this_process_holds_does_not_count(house: Knowledge) -> None:
    ballast = bytearray(b"x") * 300_000_000
    added = footprint.measured(house.folder, runs=1).added_bytes
    assert added is not None
    assert added < 50_000_000 < len(ballast)


def test_a_system_without_proc_has_times_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(footprint, "STATUS", tmp_path / "missing")
    assert footprint._resident_bytes() is None
    assert footprint._grown(None, None) is None


def test_a_folder_that_can_not_be_loaded_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        footprint.measured(tmp_path, runs=1)


def test_the_reference_loop_takes_measurable_time() -> None:
    assert 0.0005 < reference_seconds() < 5


def test_waiting_for_others_takes_no_processor_time() -> None:
    start = seconds_used()
    time.sleep(0.05)
    assert seconds_used() - start < 0.04
