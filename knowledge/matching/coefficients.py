"""Coefficients of the matcher, made by tests/knowledge/matching/fit_matcher.py, which says how."""

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
    -5.2837,  # constant
    0.2011,  # lead
    1.7352,  # first
    0.6641,  # first3
    0.1373,  # score
    0.9154,  # likelihood
    -1.4542,  # relative
    -0.3810,  # best
    1.1901,  # top3
    -0.7858,  # recall
    -0.1623,  # pairs
    0.3332,  # core
    0.2956,  # title
    0.1946,  # service
    -0.2436,  # unasked
    0.6380,  # solid
    2.0320,  # wide
    -0.5707,  # conflict
    -1.7086,  # unknown
    0.0498,  # tells
    -0.0282,  # words
    0.2611,  # anchor
)

REACH = (
    -6.1495,  # constant
    0.0438,  # lead
    -0.8913,  # first
    2.7032,  # first3
    0.2099,  # score
    1.0714,  # likelihood
    -1.5871,  # relative
    0.4080,  # best
    1.3278,  # top3
    -1.4030,  # recall
    -0.0382,  # pairs
    0.5107,  # core
    0.3607,  # title
    0.3195,  # service
    -0.2352,  # unasked
    0.1509,  # solid
    3.1929,  # wide
    0.0474,  # conflict
    -1.3773,  # unknown
    0.1760,  # tells
    -0.0429,  # words
    0.1611,  # anchor
)
