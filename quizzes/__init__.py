"""The game: question bank, rounds, scoring, and their storage. Imports knowledge, and no front end."""
