"""Coefficients of the matcher, made by `python -m tests.knowledge.fit_matcher`, which says from what and how."""

RANKING = (
    1.9374,  # likelihood
    2.4122,  # relative
    2.9568,  # best
    3.1331,  # top3
    -2.4647,  # recall
    0.7104,  # pairs
    1.3230,  # core
    -0.2341,  # title
    0.5730,  # service
    -0.6358,  # unasked
    1.8899,  # solid
    3.3893,  # wide
    -1.2016,  # conflicts
)

CONFIDENCE = (
    -5.4370,  # constant
    0.0889,  # lead
    2.1432,  # first
    0.2279,  # first3
    0.1542,  # score
    0.8278,  # likelihood
    -1.2664,  # relative
    -0.5710,  # best
    0.8362,  # top3
    -0.9828,  # recall
    -0.1439,  # pairs
    0.5464,  # core
    0.3631,  # title
    0.1512,  # service
    -0.0905,  # unasked
    1.8969,  # solid
    1.4778,  # wide
    -0.8610,  # conflict
    -0.8543,  # unknown
    0.1129,  # tells
    -0.0117,  # words
    0.0771,  # anchor
)

REACH = (
    -5.7732,  # constant
    -0.0383,  # lead
    -0.5730,  # first
    2.2910,  # first3
    0.2165,  # score
    1.1058,  # likelihood
    -1.3569,  # relative
    -0.3281,  # best
    1.6072,  # top3
    -1.4712,  # recall
    0.0335,  # pairs
    0.6638,  # core
    0.2927,  # title
    0.2546,  # service
    -0.0456,  # unasked
    1.0674,  # solid
    2.4262,  # wide
    -0.1817,  # conflict
    -1.0801,  # unknown
    0.1465,  # tells
    -0.0240,  # words
    0.0473,  # anchor
)
