"""Coefficients of the matcher, made by `python -m tests.knowledge.fit_matcher`, which says how."""

RANKING = (
    1.8751,  # likelihood
    2.4596,  # relative
    3.4445,  # best
    4.0976,  # top3
    -2.2874,  # recall
    1.0069,  # pairs
    1.1831,  # core
    -0.2971,  # title
    0.6136,  # service
    -0.6493,  # unasked
    0.6367,  # solid
    4.5317,  # wide
    -1.7564,  # conflicts
)

CONFIDENCE = (
    -5.0042,  # constant
    0.2002,  # lead
    1.7237,  # first
    0.8258,  # first3
    0.1336,  # score
    0.9848,  # likelihood
    -1.6171,  # relative
    -0.7887,  # best
    1.4860,  # top3
    -0.8583,  # recall
    -0.1495,  # pairs
    0.3711,  # core
    0.1399,  # title
    0.1792,  # service
    -0.2463,  # unasked
    0.9641,  # solid
    1.7717,  # wide
    -0.5421,  # conflict
    -1.7494,  # unknown
    -0.0454,  # tells
    -0.0105,  # words
    0.2123,  # anchor
)

REACH = (
    -5.8400,  # constant
    0.0387,  # lead
    -0.9465,  # first
    2.9121,  # first3
    0.2079,  # score
    1.2812,  # likelihood
    -1.6076,  # relative
    0.0520,  # best
    1.5058,  # top3
    -1.5627,  # recall
    -0.0971,  # pairs
    0.6620,  # core
    0.0877,  # title
    0.2836,  # service
    -0.2784,  # unasked
    0.5258,  # solid
    2.7925,  # wide
    0.3185,  # conflict
    -1.5280,  # unknown
    0.0193,  # tells
    -0.0249,  # words
    0.1061,  # anchor
)
