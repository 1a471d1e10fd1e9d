"""Coefficients of the matcher, made by `python -m tests.knowledge.fit_matcher`, which says how."""

RANKING = (
    1.4495,  # likelihood
    2.6496,  # relative
    3.1603,  # best
    3.5370,  # top3
    -2.6854,  # recall
    0.7859,  # pairs
    1.3614,  # core
    -0.3075,  # title
    0.6277,  # service
    -0.6127,  # unasked
    2.0559,  # solid
    3.7393,  # wide
    -1.6398,  # conflicts
)

CONFIDENCE = (
    -5.2494,  # constant
    0.2322,  # lead
    1.2015,  # first
    0.7566,  # first3
    0.1396,  # score
    0.9626,  # likelihood
    -0.9138,  # relative
    -0.8433,  # best
    1.1614,  # top3
    -0.9195,  # recall
    -0.1525,  # pairs
    0.3728,  # core
    0.2674,  # title
    0.1150,  # service
    -0.2273,  # unasked
    1.5412,  # solid
    1.3841,  # wide
    -0.5614,  # conflict
    -1.4988,  # unknown
    0.0396,  # tells
    -0.0261,  # words
    0.2066,  # anchor
)

REACH = (
    -5.9660,  # constant
    0.0370,  # lead
    -1.0178,  # first
    2.6143,  # first3
    0.2073,  # score
    1.1495,  # likelihood
    -1.2598,  # relative
    -0.3372,  # best
    1.4278,  # top3
    -1.5069,  # recall
    -0.2665,  # pairs
    0.6932,  # core
    0.2709,  # title
    0.2822,  # service
    -0.1330,  # unasked
    1.3429,  # solid
    2.3230,  # wide
    0.0206,  # conflict
    -1.2594,  # unknown
    0.1159,  # tells
    -0.0263,  # words
    0.2295,  # anchor
)
