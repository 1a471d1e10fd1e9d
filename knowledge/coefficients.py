"""Coefficients of the matcher, made by `python -m tests.knowledge.fit_matcher`, which says from what and how."""

RANKING = (
    1.8937,  # likelihood
    2.4835,  # relative
    3.1469,  # best
    3.1348,  # top3
    -2.5920,  # recall
    0.6605,  # pairs
    1.3460,  # core
    -0.2977,  # title
    0.6093,  # service
    -0.6332,  # unasked
    1.7936,  # solid
    3.5388,  # wide
    -1.4734,  # conflicts
)

CONFIDENCE = (
    -6.0403,  # constant
    0.1071,  # lead
    1.9026,  # first
    0.5354,  # first3
    0.1514,  # score
    0.7778,  # likelihood
    -0.8022,  # relative
    -0.4787,  # best
    0.6917,  # top3
    -1.0419,  # recall
    -0.1682,  # pairs
    0.5159,  # core
    0.4437,  # title
    0.1877,  # service
    -0.0580,  # unasked
    2.0311,  # solid
    1.4149,  # wide
    -0.7369,  # conflict
    -0.9733,  # unknown
    0.0669,  # tells
    0.0006,  # words
    0.1417,  # anchor
)

REACH = (
    -5.9536,  # constant
    -0.0227,  # lead
    -0.7276,  # first
    2.5444,  # first3
    0.2163,  # score
    1.1953,  # likelihood
    -1.4137,  # relative
    -0.1581,  # best
    1.4549,  # top3
    -1.4428,  # recall
    -0.1389,  # pairs
    0.6479,  # core
    0.3765,  # title
    0.3058,  # service
    -0.0056,  # unasked
    1.1024,  # solid
    2.3037,  # wide
    -0.2547,  # conflict
    -1.0629,  # unknown
    0.0829,  # tells
    -0.0166,  # words
    0.1368,  # anchor
)
