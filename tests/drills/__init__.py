"""Programs that measure what tests can't: each is run as `python -m tests.drills.NAME` and prints figures."""
