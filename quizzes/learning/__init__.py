"""What a learner has learned, and what to do next."""
