"""Drills: what goes wrong in production, made to go wrong on purpose, with figures."""
