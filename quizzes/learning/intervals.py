"""How sure a share is, given how few answers it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.evaluation.measures import upper_bound

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a share plausibly lies; both ends 0-1."""

    low: float
    high: float


def wilson_interval(right: int, tries: int, confidence: float = CONFIDENCE) -> Interval:
    """Return the two-sided interval of a share of right answers; 0 to 1 without a try.

    Wilson's score interval (J. Am. Stat. Assoc. 22, 1927, 209-212), which unlike the textbook's stays within 0-1 and
    honest for few tries (Brown, Cai and DasGupta, Stat. Sci. 16, 2001, 101-133).

    Raises:
        ValueError: if `right` is not within 0 and `tries`.
    """
    if not 0 <= right <= tries:
        raise ValueError(f"{right} of {tries} is no share")
    level = (1 + confidence) / 2  # each end leaves out half of the rest
    return Interval(1 - upper_bound(tries - right, tries, level), upper_bound(right, tries, level))
