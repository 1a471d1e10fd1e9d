"""Coefficients of the matcher, made by tests/knowledge/matching/fit_matcher.py, which says how."""

RANKING = (
    2.7350,  # likelihood
    0.0634,  # relative
    2.0867,  # best
    4.4317,  # top3
    -0.4652,  # recall
    1.4481,  # pairs
    1.1178,  # core
    -0.0176,  # title
    0.5372,  # service
    -0.6490,  # unasked
    1.6964,  # solid
    4.7727,  # wide
    -1.2959,  # conflicts
)

CONFIDENCE = (
    -7.1913,  # constant
    0.2996,  # lead
    2.0687,  # first
    -0.0125,  # first3
    0.5220,  # beyond
    0.0193,  # ahead
    0.0654,  # score
    0.3199,  # likelihood
    1.3445,  # relative
    0.7308,  # best
    0.3861,  # top3
    -0.4707,  # recall
    -0.0401,  # pairs
    0.2887,  # core
    0.3209,  # title
    0.3206,  # service
    -0.1443,  # unasked
    -0.0297,  # solid
    1.9080,  # wide
    -0.8499,  # conflict
    -0.2278,  # unknown
    -0.1661,  # strange
    0.3623,  # tells
    -0.0216,  # words
    0.1804,  # anchor
)

REACH = (
    -6.9132,  # constant
    0.0358,  # lead
    0.6033,  # first
    1.9195,  # first3
    -0.6450,  # beyond
    -0.0152,  # ahead
    0.0737,  # score
    0.3720,  # likelihood
    0.7504,  # relative
    1.1165,  # best
    0.0282,  # top3
    -0.4732,  # recall
    0.1499,  # pairs
    0.3179,  # core
    0.4539,  # title
    0.3977,  # service
    -0.1171,  # unasked
    -0.1647,  # solid
    2.2888,  # wide
    -0.4471,  # conflict
    0.1672,  # unknown
    -0.2674,  # strange
    0.5052,  # tells
    -0.0345,  # words
    0.2920,  # anchor
)
