"""How long things take in a round: long enough to read, the same for everyone. All results are timedeltas."""

from __future__ import annotations

import datetime as dt

from .kinds import Answering, answering
from .questions import Question

ANSWER_BASE_SECONDS = 30.0  # to think, to choose and to click
ANSWER_SECONDS_PER_WORD = 0.35  # reading at about 170 words a minute: a second language, on a phone
MIN_ANSWER_SECONDS, MAX_ANSWER_SECONDS = 45.0, 150.0
HANDLING_SECONDS: dict[Answering, float] = {"button": 0.0, "menu": 10.0, "text": 20.0, "order": 30.0}  # beyond a click
DWELL_BASE_SECONDS = 5.0
DWELL_SECONDS_PER_WORD = 0.25
MIN_DWELL_SECONDS, MAX_DWELL_SECONDS = 15.0, 40.0

USUAL_PERCENT = 100
TIME_PERCENTS = (100, 150, 200, 300)  # of the usual time for a question, that a learner may ask for
EXTENSION = dt.timedelta(seconds=30)  # that a host adds with one press
LONGEST_OPEN = dt.timedelta(minutes=10)  # for which a question can be open, extensions included
LOBBY_TIME = dt.timedelta(seconds=30)  # to join a round that somebody starts; the host may start at once
REPLY_TIME = dt.timedelta(seconds=5)  # Discord takes the reply to a command for 3 s; a lobby not seen by then is posted
LATE_GRACE = dt.timedelta(minutes=10)  # a group that was left alone for longer has gone; its round is settled
DAILY_REFRESH_DELAY = dt.timedelta(seconds=20)  # the same for a daily question, which is answered all day
REFRESH_DELAY = dt.timedelta(seconds=2)  # gathers the answers of a moment into one edit of the question


def time_to_answer(question: Question) -> dt.timedelta:
    """Return the time for a question: 45 to 150 seconds, by the words shown and by how it is answered."""
    how = answering(question)
    options = () if how == "text" else question.options
    words = _words(question.stem, *(option.text for option in options))
    seconds = ANSWER_BASE_SECONDS + HANDLING_SECONDS[how] + ANSWER_SECONDS_PER_WORD * words
    return dt.timedelta(seconds=min(max(seconds, MIN_ANSWER_SECONDS), MAX_ANSWER_SECONDS))


def dwell(question: Question) -> dt.timedelta:
    """Return the time for which a reveal stands before the round goes on: 15 to 40 seconds, by its words."""
    words = _words(question.explanation, question.other_clock or "", *(option.reason for option in question.options))
    seconds = DWELL_BASE_SECONDS + DWELL_SECONDS_PER_WORD * words
    return dt.timedelta(seconds=min(max(seconds, MIN_DWELL_SECONDS), MAX_DWELL_SECONDS))


def _words(*texts: str) -> int:
    return sum(len(text.split()) for text in texts)
