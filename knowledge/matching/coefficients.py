"""Coefficients of the matcher, made by tests/knowledge/matching/fit_matcher.py, which says how."""

RANKING = (
    2.4545,  # likelihood
    0.4336,  # relative
    1.6953,  # best
    4.8612,  # top3
    -0.4518,  # recall
    1.4910,  # pairs
    1.0536,  # core
    0.0356,  # title
    0.5516,  # service
    -0.6140,  # unasked
    1.6700,  # solid
    4.6709,  # wide
    -1.2491,  # conflicts
)

CONFIDENCE = (
    -6.6466,  # constant
    0.3215,  # lead
    1.9359,  # first
    -0.1657,  # first3
    0.6867,  # beyond
    0.0968,  # ahead
    0.0667,  # score
    0.4045,  # likelihood
    0.5832,  # relative
    0.8276,  # best
    0.2775,  # top3
    -0.4221,  # recall
    -0.0740,  # pairs
    0.2946,  # core
    0.3145,  # title
    0.3113,  # service
    -0.1717,  # unasked
    0.0490,  # solid
    1.8669,  # wide
    -0.6937,  # conflict
    -0.2279,  # unknown
    -0.1132,  # strange
    0.3399,  # tells
    -0.0161,  # words
    0.1242,  # anchor
)

REACH = (
    -6.3998,  # constant
    0.0478,  # lead
    0.4903,  # first
    1.6720,  # first3
    -0.3915,  # beyond
    0.0999,  # ahead
    0.0769,  # score
    0.4988,  # likelihood
    -0.0358,  # relative
    1.2277,  # best
    0.0634,  # top3
    -0.5081,  # recall
    0.1270,  # pairs
    0.2748,  # core
    0.4550,  # title
    0.3770,  # service
    -0.1600,  # unasked
    -0.0288,  # solid
    2.2171,  # wide
    -0.2646,  # conflict
    -0.0247,  # unknown
    -0.1622,  # strange
    0.4517,  # tells
    -0.0221,  # words
    0.1987,  # anchor
)
