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
    -6.3770,  # constant
    0.2548,  # lead
    2.2719,  # first
    -0.2270,  # first3
    0.6686,  # beyond
    0.0378,  # ahead
    0.0622,  # score
    0.2943,  # likelihood
    1.5025,  # relative
    0.6943,  # best
    0.3304,  # top3
    -0.5890,  # recall
    -0.0192,  # pairs
    0.2420,  # core
    0.1743,  # title
    0.2829,  # service
    -0.1284,  # unasked
    -0.2590,  # solid
    1.9038,  # wide
    -0.9872,  # conflict
    -0.3823,  # unknown
    -0.1881,  # strange
    0.1441,  # tells
    -0.0498,  # words
    0.2667,  # anchor
)

REACH = (
    -5.8766,  # constant
    0.0138,  # lead
    0.8253,  # first
    1.4780,  # first3
    -0.4457,  # beyond
    0.0218,  # ahead
    0.0678,  # score
    0.1966,  # likelihood
    1.0004,  # relative
    0.9769,  # best
    0.1543,  # top3
    -0.6317,  # recall
    0.1839,  # pairs
    0.2738,  # core
    0.2386,  # title
    0.3389,  # service
    -0.0764,  # unasked
    -0.3879,  # solid
    2.2989,  # wide
    -0.7190,  # conflict
    -0.1914,  # unknown
    -0.2730,  # strange
    0.2429,  # tells
    -0.0641,  # words
    0.4291,  # anchor
)
