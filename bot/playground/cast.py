"""Who and what is in the playground's server; apart, because the command line names them before it loads anything."""

from __future__ import annotations

LEARNERS = ("Ana", "Bo", "Chris")
CHANNELS = ("study-group", "quiz-night")
