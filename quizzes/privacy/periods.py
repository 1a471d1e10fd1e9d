"""For how long things are kept."""

from __future__ import annotations

import datetime as dt

from quizzes.feedback import KEPT_FOR as QUESTIONS_KEPT

__all__ = ["ACTIONS_KEPT", "DEPARTED_KEPT", "INACTIVE", "INACTIVE_MONTHS", "QUESTIONS_KEPT"]

ACTIONS_KEPT = dt.timedelta(days=30)  # after they were done or given up
DEPARTED_KEPT = dt.timedelta(days=30)  # what is stored of a server, after the tutor left it
INACTIVE_MONTHS = 24
INACTIVE = dt.timedelta(days=731)  # two years, a leap day included
