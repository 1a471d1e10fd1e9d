"""Numbered steps that change the form of the database."""
