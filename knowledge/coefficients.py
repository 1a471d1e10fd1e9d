"""Coefficients of the matcher, made by `python -m tests.knowledge.fit_matcher`, which says how."""

RANKING = (
    1.6417,  # likelihood
    2.4123,  # relative
    2.9868,  # best
    3.4153,  # top3
    -2.4651,  # recall
    0.7271,  # pairs
    1.3123,  # core
    -0.2813,  # title
    0.6332,  # service
    -0.6090,  # unasked
    1.9471,  # solid
    3.6598,  # wide
    -1.6158,  # conflicts
)

CONFIDENCE = (
    -5.0580,  # constant
    0.1933,  # lead
    1.3468,  # first
    0.6790,  # first3
    0.1363,  # score
    0.9303,  # likelihood
    -1.1429,  # relative
    -0.7892,  # best
    1.0346,  # top3
    -0.8157,  # recall
    -0.1931,  # pairs
    0.3621,  # core
    0.3712,  # title
    0.0978,  # service
    -0.1575,  # unasked
    1.5131,  # solid
    1.5033,  # wide
    -0.7101,  # conflict
    -1.3254,  # unknown
    0.0285,  # tells
    -0.0168,  # words
    0.2062,  # anchor
)

REACH = (
    -6.2126,  # constant
    0.0002,  # lead
    -0.8451,  # first
    2.4827,  # first3
    0.2078,  # score
    1.1137,  # likelihood
    -1.0859,  # relative
    -0.2578,  # best
    1.6170,  # top3
    -1.3706,  # recall
    -0.4024,  # pairs
    0.7019,  # core
    0.2888,  # title
    0.2093,  # service
    -0.1221,  # unasked
    1.1725,  # solid
    2.4454,  # wide
    -0.3154,  # conflict
    -1.0374,  # unknown
    0.1181,  # tells
    -0.0167,  # words
    0.2723,  # anchor
)
