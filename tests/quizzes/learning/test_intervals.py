"""Intervals say how little a few answers tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.learning.intervals import Interval, wilson_interval


def test_no_try_tells_nothing() -> None:
    assert wilson_interval(0, 0) == Interval(0.0, 1.0)


@pytest.mark.parametrize(
    ("right", "tries", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_figures_are_those_of_newcombe(right: int, tries: int, low: float, high: float) -> None:
    """Table I, method 3, of Newcombe, Statistics in Medicine 17, 1998, 857-872."""
    interval = wilson_interval(right, tries)
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_share_lies_within_and_right_and_wrong_mirror_each_other(counts: tuple[int, int]) -> None:
    right, tries = counts
    interval, mirrored = wilson_interval(right, tries), wilson_interval(tries - right, tries)
    assert interval.low >= -1e-12
    assert interval.low - 1e-12 <= right / tries <= interval.high + 1e-12
    assert interval.high <= 1
    assert interval.low == pytest.approx(1 - mirrored.high)


def test_what_is_no_share_is_refused() -> None:
    with pytest.raises(ValueError, match="3 of 2"):
        wilson_interval(3, 2)
