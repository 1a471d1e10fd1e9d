"""The standings of those on a server's board as CSV, for its host."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from quizzes.standing.standing_views import Place

HEAD = ("place", "alias", "discord_id", "points", "first_tries", "first_right")


def standings_csv(places: Iterable[Place]) -> str:
    """Return the file's text; who chose an alias is known by that alone."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEAD)
    for place in places:
        who = (place.alias, "") if place.alias else ("", place.learner_id)
        writer.writerow((place.place, *who, place.points, place.first_tries, place.first_right))
    return text.getvalue()
