"""Coefficients of the matcher, made by tests/knowledge/matching/fit_matcher.py, which says how."""

RANKING = (
    2.7367,  # likelihood
    0.0643,  # relative
    2.0783,  # best
    4.4425,  # top3
    -0.4680,  # recall
    1.4454,  # pairs
    1.1128,  # core
    -0.0170,  # title
    0.5352,  # service
    -0.6503,  # unasked
    1.6973,  # solid
    4.7706,  # wide
    -1.2967,  # conflicts
)

CONFIDENCE = (
    -6.0543,  # constant
    0.2213,  # lead
    2.1982,  # first
    -0.2054,  # first3
    0.4365,  # beyond
    0.0587,  # ahead
    0.0598,  # score
    0.2785,  # likelihood
    1.5843,  # relative
    0.4263,  # best
    0.3164,  # top3
    -0.6414,  # recall
    0.0251,  # pairs
    0.2336,  # core
    0.1357,  # title
    0.2209,  # service
    -0.1238,  # unasked
    -0.1969,  # solid
    1.8705,  # wide
    -1.0180,  # conflict
    -0.3560,  # unknown
    -0.2395,  # strange
    0.0446,  # tells
    -0.0690,  # words
    0.2727,  # anchor
)

REACH = (
    -5.3625,  # constant
    0.0148,  # lead
    0.7379,  # first
    1.2850,  # first3
    -0.6170,  # beyond
    0.0576,  # ahead
    0.0632,  # score
    0.1260,  # likelihood
    1.0601,  # relative
    0.6338,  # best
    0.1952,  # top3
    -0.6819,  # recall
    0.2188,  # pairs
    0.2521,  # core
    0.1718,  # title
    0.2525,  # service
    -0.0675,  # unasked
    -0.2626,  # solid
    2.2264,  # wide
    -0.8244,  # conflict
    -0.2630,  # unknown
    -0.3148,  # strange
    0.1375,  # tells
    -0.0830,  # words
    0.4379,  # anchor
)
