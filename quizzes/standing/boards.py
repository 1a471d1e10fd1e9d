"""Leaderboards of servers: first-try points of those who chose to be listed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import replace

from sqlmodel import Session, col, select

from quizzes.bank import Bank
from quizzes.database import Database
from quizzes.errors import NoQuestions
from quizzes.questions import Topic
from quizzes.tables import MemberRow

from .activity import zone_of_server
from .standing_views import Board, Improved, Place
from .tallies import Scope, Tallies, Tally
from .windows import When, Window, window_of

PAGE = 10  # places
IMPROVED_TRIES = 10  # first tries that it takes, in this stretch of time and in the one before
IMPROVED_BY = 0.1  # share of first tries: less is chance


class Boards:
    """Makes boards from answers."""

    def __init__(self, database: Database, bank: Bank) -> None:
        self._database = database
        self._bank = bank

    def board(
        self, guild_id: int, viewer_id: int, now: dt.datetime, *, when: When = "week", topic: str = "", page: int = 1
    ) -> Board:
        """Return one page of a server's board.

        Args:
            guild_id: the server.
            viewer_id: who looks; their own place is always part of it.
            now: the present moment.
            when: the stretch of time, which begins in the server's zone.
            topic: id of the topic that counts; empty for everything.
            page: from 1; one beyond the last is the last.

        Raises:
            NoQuestions: if there is no such topic.
        """
        chosen, questions = self._topic(topic)
        with self._database.transaction() as session:
            window = window_of(when, now, zone_of_server(session, guild_id))
            scope = Scope(guild_id, None, window.begins_at, None, questions)
            return self._page(session, window, scope, chosen, viewer_id, page)

    def _page(
        self, session: Session, window: Window, scope: Scope, topic: Topic | None, viewer_id: int, page: int
    ) -> Board:
        guild_id = scope.guild_id or 0
        tallies = Tallies(session, self._bank.questions)
        reached = tallies.by_learner(scope)
        viewer = session.get(MemberRow, (guild_id, viewer_id))
        listed = viewer is not None and viewer.on_board
        own = reached.get(viewer_id) if listed else _own(tallies, replace(scope, learner_id=viewer_id))
        places = _ranked(reached)
        pages = max(1, -(-len(places) // PAGE))
        page = min(max(page, 1), pages)
        return Board(
            when=window.when,
            begins_at=window.begins_at,
            topic=topic,
            places=_named(session, guild_id, places[(page - 1) * PAGE : page * PAGE]),
            own=_place_of(viewer_id, own, reached) if own and own.points else None,
            listed=listed,
            invites=bool(own and own.points) and (viewer is None or viewer.asked_at is None),
            improved=self._improved(session, window, scope, reached),
            page=page,
            pages=pages,
            total=len(places),
        )

    def standings(self, guild_id: int, now: dt.datetime, *, when: When = "all", topic: str = "") -> tuple[Place, ...]:
        """Return all places of a server's board, for its host. Raises NoQuestions."""
        _, questions = self._topic(topic)
        with self._database.transaction() as session:
            window = window_of(when, now, zone_of_server(session, guild_id))
            reached = Tallies(session, self._bank.questions).by_learner(
                Scope(guild_id, None, window.begins_at, None, questions)
            )
            return _named(session, guild_id, _ranked(reached))

    def _topic(self, topic: str) -> tuple[Topic | None, Collection[str] | None]:
        if not topic:
            return None, None
        chosen = self._bank.topics.get(topic)
        if chosen is None:
            raise NoQuestions(topic)
        return chosen, None if chosen.everything else {q.id for q in self._bank.of_topic(topic)}

    def _improved(
        self, session: Session, window: Window, scope: Scope, reached: Mapping[int, Tally]
    ) -> Improved | None:
        """Return who improved most; None for all time, which has no stretch before it, or if nobody did by enough."""
        enough = {learner: tally for learner, tally in reached.items() if tally.tries >= IMPROVED_TRIES}
        if window.before is None or not enough:
            return None
        earlier = replace(scope, since=window.before, until=window.begins_at)
        before = Tallies(session, {}).by_learner(earlier)
        gains = {
            learner: tally.right / tally.tries - before[learner].right / before[learner].tries
            for learner, tally in enough.items()
            if learner in before and before[learner].tries >= IMPROVED_TRIES
        }
        best = max(gains, key=lambda learner: (gains[learner], enough[learner].tries, -learner), default=None)
        if best is None or gains[best] < IMPROVED_BY:
            return None
        alias = _aliases(session, scope.guild_id or 0, [best]).get(best)
        then, now = before[best], enough[best]
        return Improved(best, alias, then.right / then.tries, now.right / now.tries, now.tries)


def _own(tallies: Tallies, scope: Scope) -> Tally | None:
    return tallies.by_learner(scope).get(scope.learner_id or 0)


def _ranked(reached: Mapping[int, Tally]) -> list[Place]:
    """Return the places of those who have points; the same points share a place."""
    places: list[Place] = []
    order = sorted(
        (name for name, tally in reached.items() if tally.points), key=lambda name: (-reached[name].points, name)
    )
    for index, learner in enumerate(order):
        tally = reached[learner]
        tied = places and places[-1].points == tally.points
        place = places[-1].place if tied else index + 1
        places.append(Place(place, learner, None, tally.points, tally.right, tally.tries))
    return places


def _place_of(learner: int, own: Tally, reached: Mapping[int, Tally]) -> Place:
    place = 1 + sum(tally.points > own.points for tally in reached.values())
    return Place(place, learner, None, own.points, own.right, own.tries)


def _named(session: Session, guild_id: int, places: list[Place]) -> tuple[Place, ...]:
    aliases = _aliases(session, guild_id, [place.learner_id for place in places])
    return tuple(replace(place, alias=aliases.get(place.learner_id)) for place in places)


def _aliases(session: Session, guild_id: int, learners: Collection[int]) -> dict[int, str]:
    statement = select(MemberRow.learner_id, MemberRow.alias).where(
        MemberRow.guild_id == guild_id, col(MemberRow.learner_id).in_(learners), col(MemberRow.alias).is_not(None)
    )
    return {learner: alias for learner, alias in session.exec(statement) if alias}
