"""Coefficients of the matcher, made by `python -m tests.knowledge.fit_matcher`, which says how."""

RANKING = (
    1.4292,  # likelihood
    2.6659,  # relative
    3.1570,  # best
    3.5356,  # top3
    -2.6840,  # recall
    0.7857,  # pairs
    1.3590,  # core
    -0.3072,  # title
    0.6324,  # service
    -0.6055,  # unasked
    2.0709,  # solid
    3.7200,  # wide
    -1.6388,  # conflicts
)

CONFIDENCE = (
    -5.2029,  # constant
    0.2056,  # lead
    1.3324,  # first
    0.4959,  # first3
    0.1436,  # score
    0.9417,  # likelihood
    -0.8879,  # relative
    -0.8899,  # best
    1.3222,  # top3
    -0.9043,  # recall
    -0.1214,  # pairs
    0.4037,  # core
    0.2285,  # title
    0.0918,  # service
    -0.2134,  # unasked
    1.4945,  # solid
    1.4597,  # wide
    -0.7008,  # conflict
    -1.4129,  # unknown
    0.0506,  # tells
    -0.0270,  # words
    0.1917,  # anchor
)

REACH = (
    -5.9177,  # constant
    0.0126,  # lead
    -0.8731,  # first
    2.4591,  # first3
    0.2077,  # score
    1.1339,  # likelihood
    -1.2774,  # relative
    -0.4228,  # best
    1.6807,  # top3
    -1.4211,  # recall
    -0.2250,  # pairs
    0.6959,  # core
    0.2364,  # title
    0.2382,  # service
    -0.1461,  # unasked
    1.2585,  # solid
    2.3234,  # wide
    -0.3506,  # conflict
    -1.1618,  # unknown
    0.1332,  # tells
    -0.0309,  # words
    0.2586,  # anchor
)
