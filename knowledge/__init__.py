"""The subject: facts, entries and the matcher that finds an entry for a question. Imports nothing of ours."""
