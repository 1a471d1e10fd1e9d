"""What the matcher is made of, a concept a file; matcher.py is the one interface to it."""
