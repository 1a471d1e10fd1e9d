"""Coefficients of the matcher, made by `python -m tests.knowledge.fit_matcher`, which says how."""

RANKING = (
    1.6704,  # likelihood
    2.3996,  # relative
    3.0464,  # best
    3.4292,  # top3
    -2.6021,  # recall
    0.8206,  # pairs
    1.3022,  # core
    -0.3070,  # title
    0.6291,  # service
    -0.6007,  # unasked
    1.9459,  # solid
    3.6915,  # wide
    -1.6127,  # conflicts
)

CONFIDENCE = (
    -5.1154,  # constant
    0.1695,  # lead
    1.5393,  # first
    0.5596,  # first3
    0.1369,  # score
    0.9292,  # likelihood
    -0.9615,  # relative
    -0.8965,  # best
    1.2057,  # top3
    -0.8489,  # recall
    -0.1442,  # pairs
    0.3589,  # core
    0.3668,  # title
    0.0955,  # service
    -0.1701,  # unasked
    1.5019,  # solid
    1.4225,  # wide
    -0.6964,  # conflict
    -1.3759,  # unknown
    0.0218,  # tells
    -0.0204,  # words
    0.2148,  # anchor
)

REACH = (
    -6.1447,  # constant
    0.0226,  # lead
    -0.9549,  # first
    2.4980,  # first3
    0.2084,  # score
    1.1970,  # likelihood
    -1.0292,  # relative
    -0.2666,  # best
    1.7631,  # top3
    -1.4086,  # recall
    -0.3217,  # pairs
    0.6204,  # core
    0.3067,  # title
    0.2442,  # service
    -0.0961,  # unasked
    1.0661,  # solid
    2.3069,  # wide
    -0.2701,  # conflict
    -1.0919,  # unknown
    0.1003,  # tells
    -0.0203,  # words
    0.2404,  # anchor
)
