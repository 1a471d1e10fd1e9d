"""Coefficients of the matcher, made by `python -m tests.knowledge.fit_matcher`, which says how."""

RANKING = (
    2.0310,  # likelihood
    2.3179,  # relative
    2.8843,  # best
    3.4396,  # top3
    -2.4772,  # recall
    0.7385,  # pairs
    1.3312,  # core
    -0.3070,  # title
    0.6031,  # service
    -0.6051,  # unasked
    1.7543,  # solid
    3.6485,  # wide
    -1.6244,  # conflicts
)

CONFIDENCE = (
    -5.6966,  # constant
    0.1379,  # lead
    1.8310,  # first
    0.6291,  # first3
    0.1400,  # score
    0.8560,  # likelihood
    -0.8924,  # relative
    -0.6817,  # best
    0.8061,  # top3
    -0.8974,  # recall
    -0.1473,  # pairs
    0.4907,  # core
    0.3282,  # title
    0.1503,  # service
    -0.1546,  # unasked
    2.0485,  # solid
    1.2954,  # wide
    -0.6562,  # conflict
    -0.9409,  # unknown
    0.0302,  # tells
    -0.0080,  # words
    0.1583,  # anchor
)

REACH = (
    -5.8272,  # constant
    -0.0157,  # lead
    -0.7835,  # first
    2.4987,  # first3
    0.2170,  # score
    1.1371,  # likelihood
    -1.4917,  # relative
    -0.2747,  # best
    1.6695,  # top3
    -1.4969,  # recall
    -0.1617,  # pairs
    0.6854,  # core
    0.2888,  # title
    0.2204,  # service
    -0.1456,  # unasked
    1.0161,  # solid
    2.5469,  # wide
    -0.1268,  # conflict
    -0.9848,  # unknown
    0.1002,  # tells
    -0.0169,  # words
    0.1675,  # anchor
)
