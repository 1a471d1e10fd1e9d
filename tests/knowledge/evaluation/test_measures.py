"""Statistics, against values worked out by hand or published."""

from __future__ import annotations

import pytest

from knowledge.evaluation.measures import area_under_curve, calibration_error, percentile, reliability, upper_bound


@pytest.mark.parametrize(
    ("events", "trials", "bound"), [(81, 263, 0.3662), (15, 148, 0.1605), (0, 20, 0.1611), (1, 29, 0.1718)]
)
def test_the_upper_bound_is_the_published_one(events: float, trials: int, bound: float) -> None:
    # Newcombe, Statistics in Medicine 17, 1998, 857-872, table I, method 3: the ends of two-sided 95 % intervals.
    assert upper_bound(events, trials, level=0.975) == pytest.approx(bound, abs=5e-5)


def test_the_upper_bound_is_the_share_at_which_what_was_seen_is_just_not_too_rare() -> None:
    bound = upper_bound(12.5, 420)
    assert (bound - 12.5 / 420) / (bound * (1 - bound) / 420) ** 0.5 == pytest.approx(1.6449, abs=1e-4)


def test_the_upper_bound_stays_a_share() -> None:
    assert upper_bound(100, 100) == 1.0
    assert upper_bound(0, 0) == 1.0
    assert 0 < upper_bound(0, 1) < 1


def test_the_upper_bound_is_above_the_share_and_falls_with_more_trials() -> None:
    bounds = [upper_bound(n * 0.075, n) for n in (20, 200, 2000, 20_000)]
    assert bounds == sorted(bounds, reverse=True)
    assert 0.075 < bounds[-1] < 0.08


def test_the_area_is_how_often_a_wanted_one_is_ahead() -> None:
    assert area_under_curve([0.9, 0.8], [0.1, 0.2]) == 1.0
    assert area_under_curve([0.1], [0.9, 0.8]) == 0.0
    assert area_under_curve([0.5, 0.5], [0.5]) == 0.5
    assert area_under_curve([0.9, 0.4], [0.6, 0.2]) == 0.75


def test_there_is_no_area_without_both_kinds() -> None:
    assert area_under_curve([], [0.1]) is None
    assert area_under_curve([0.1], []) is None


def test_confidence_is_compared_with_how_often_it_was_right() -> None:
    judged = [(0.0, False), (0.91, True), (0.99, True), (1.0, False)]
    low, high = reliability(judged)
    assert (low.low, low.high, low.questions, low.right) == (0.0, 0.1, 1, 0.0)
    assert (high.low, high.high, high.questions) == (0.9, 1.0, 3)
    assert high.right == pytest.approx(2 / 3)
    assert high.confidence == pytest.approx(2.9 / 3)
    assert calibration_error([low, high]) == pytest.approx((0 + 3 * 0.3) / 4)


def test_well_meant_confidence_has_no_calibration_error() -> None:
    assert calibration_error(reliability([(0.25, True), (0.25, False), (0.25, False), (0.25, False)])) == 0
    assert calibration_error(reliability([])) == 0


def test_percentiles_are_values_that_occurred() -> None:
    values = [5.0, 1.0, 4.0, 2.0, 3.0]
    assert [percentile(values, share) for share in (0, 0.5, 0.95, 1)] == [1, 3, 5, 5]
    assert percentile([], 0.5) == 0
