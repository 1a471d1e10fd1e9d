"""What a learner has learned and what is worth a review: pure functions of their answers."""
