"""Who and what is in the playground's server; apart, because the command line names them before it loads anything."""

from __future__ import annotations

LEARNERS = ("Ana", "Bo", "Chris")
OWNER = "Ana"  # owns the server, so that what only its managers may do can be tried too
CHANNELS = ("study-group", "quiz-night")
