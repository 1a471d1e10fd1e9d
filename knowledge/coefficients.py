"""Coefficients of the matcher, made by `python -m tests.knowledge.fit_matcher`, which says how."""

RANKING = (
    1.9561,  # likelihood
    2.3855,  # relative
    3.3794,  # best
    4.1668,  # top3
    -2.2873,  # recall
    1.0081,  # pairs
    1.2285,  # core
    -0.3291,  # title
    0.6252,  # service
    -0.6497,  # unasked
    0.5766,  # solid
    4.5883,  # wide
    -1.7146,  # conflicts
)

CONFIDENCE = (
    -5.0613,  # constant
    0.2022,  # lead
    1.7570,  # first
    0.6545,  # first3
    0.1386,  # score
    0.9264,  # likelihood
    -1.5577,  # relative
    -0.4336,  # best
    1.2476,  # top3
    -0.8952,  # recall
    -0.1872,  # pairs
    0.4318,  # core
    0.1835,  # title
    0.2064,  # service
    -0.1818,  # unasked
    0.6749,  # solid
    1.9443,  # wide
    -0.5888,  # conflict
    -1.8415,  # unknown
    -0.0089,  # tells
    -0.0166,  # words
    0.2141,  # anchor
)

REACH = (
    -5.9567,  # constant
    0.0380,  # lead
    -0.8321,  # first
    2.5941,  # first3
    0.2163,  # score
    1.0828,  # likelihood
    -1.6763,  # relative
    0.4575,  # best
    1.3657,  # top3
    -1.6159,  # recall
    -0.0885,  # pairs
    0.6749,  # core
    0.1667,  # title
    0.3567,  # service
    -0.1502,  # unasked
    0.2233,  # solid
    3.1185,  # wide
    0.0669,  # conflict
    -1.5329,  # unknown
    0.1146,  # tells
    -0.0283,  # words
    0.0796,  # anchor
)
