"""The game: question bank, rounds, scoring, and the storage of both. Imports knowledge, and nothing of the front ends."""
