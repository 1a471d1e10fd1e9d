"""Coefficients of the matcher, made by `python -m tests.knowledge.fit_matcher`, which says how."""

RANKING = (
    1.8790,  # likelihood
    2.4573,  # relative
    3.4621,  # best
    4.0859,  # top3
    -2.3124,  # recall
    1.0092,  # pairs
    1.2171,  # core
    -0.3187,  # title
    0.6205,  # service
    -0.6454,  # unasked
    0.5756,  # solid
    4.5810,  # wide
    -1.7197,  # conflicts
)

CONFIDENCE = (
    -5.2767,  # constant
    0.1967,  # lead
    1.7303,  # first
    0.7253,  # first3
    0.1418,  # score
    0.9103,  # likelihood
    -1.4357,  # relative
    -0.6014,  # best
    1.5125,  # top3
    -0.9231,  # recall
    -0.2000,  # pairs
    0.4215,  # core
    0.1285,  # title
    0.2094,  # service
    -0.1936,  # unasked
    0.6804,  # solid
    1.9642,  # wide
    -0.5703,  # conflict
    -1.8476,  # unknown
    0.0126,  # tells
    -0.0188,  # words
    0.2341,  # anchor
)

REACH = (
    -6.1054,  # constant
    0.0189,  # lead
    -0.7314,  # first
    2.5733,  # first3
    0.2215,  # score
    1.0984,  # likelihood
    -1.5937,  # relative
    0.2382,  # best
    1.6440,  # top3
    -1.6420,  # recall
    -0.1244,  # pairs
    0.6833,  # core
    0.1070,  # title
    0.3395,  # service
    -0.1761,  # unasked
    0.1448,  # solid
    3.1806,  # wide
    0.1785,  # conflict
    -1.5421,  # unknown
    0.1375,  # tells
    -0.0326,  # words
    0.1066,  # anchor
)
