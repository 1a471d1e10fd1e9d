"""What is stored about learners: the one list of it, their copy, and its end."""
