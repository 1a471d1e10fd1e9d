"""Coefficients of the matcher, made by `python -m tests.knowledge.fit_matcher`, which says how."""

RANKING = (
    1.6478,  # likelihood
    2.4014,  # relative
    3.0224,  # best
    3.4037,  # top3
    -2.4988,  # recall
    0.7576,  # pairs
    1.3124,  # core
    -0.2881,  # title
    0.6392,  # service
    -0.6114,  # unasked
    1.9594,  # solid
    3.6598,  # wide
    -1.6107,  # conflicts
)

CONFIDENCE = (
    -5.0182,  # constant
    0.1944,  # lead
    1.2998,  # first
    0.7203,  # first3
    0.1355,  # score
    0.9345,  # likelihood
    -1.1663,  # relative
    -0.8049,  # best
    1.0549,  # top3
    -0.8019,  # recall
    -0.1871,  # pairs
    0.3585,  # core
    0.3793,  # title
    0.0946,  # service
    -0.1755,  # unasked
    1.4879,  # solid
    1.5082,  # wide
    -0.6947,  # conflict
    -1.3444,  # unknown
    0.0238,  # tells
    -0.0155,  # words
    0.1987,  # anchor
)

REACH = (
    -6.0606,  # constant
    0.0038,  # lead
    -0.8571,  # first
    2.4592,  # first3
    0.2048,  # score
    1.1593,  # likelihood
    -1.1581,  # relative
    -0.2880,  # best
    1.6438,  # top3
    -1.3141,  # recall
    -0.4016,  # pairs
    0.6806,  # core
    0.2991,  # title
    0.2096,  # service
    -0.1410,  # unasked
    1.1332,  # solid
    2.4061,  # wide
    -0.2896,  # conflict
    -1.0534,  # unknown
    0.1088,  # tells
    -0.0164,  # words
    0.2510,  # anchor
)
