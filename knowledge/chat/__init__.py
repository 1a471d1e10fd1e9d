"""Conversation on top of the matcher: everything that is said to a learner is decided here, without I/O."""
