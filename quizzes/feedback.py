"""What learners let us know about answers: that there was none, that it was not what they meant, whether it helped.

A question's text is kept only where its server asks for it, masked, without a trace of who asked, and for 30 days. What
is kept elsewhere are counts, and a learner's own votes.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from knowledge.likeness import Asked

from .database import Database
from .due import insert_for
from .masking import masked
from .tables import KeptQuestionRow, MismatchRow, ServerRow, VoteRow

KEPT_FOR = dt.timedelta(days=30)
MAX_KEPT_PER_SERVER = 5000  # the newest; bounds what one busy or hostile server can fill
DIRECT_MESSAGES = 0  # stands for a server's id in the counts


@dataclass(frozen=True, slots=True)
class Votes:
    """What learners said about one entry.

    Attributes:
        entry_id: the entry.
        helpful: how many learners found it helpful.
        unhelpful: how many did not.
        mismatches: how often it was not what was meant.
    """

    entry_id: str
    helpful: int
    unhelpful: int
    mismatches: int

    @property
    def balance(self) -> int:
        """Helpful votes less complaints; the lower, the more the entry needs a curator."""
        return self.helpful - self.unhelpful - self.mismatches


class Feedback:
    """Stores feedback and hands it out to curators."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record_unknown(self, guild_id: int | None, question: str, now: dt.datetime) -> None:
        """Keep a question that got no answer, if its server keeps them; None (direct messages) never does."""
        if guild_id is not None:
            with self._database.transaction() as session:
                _keep(session, guild_id, question, None, now)

    def record_mismatch(self, guild_id: int | None, question: str | None, entry_id: str, now: dt.datetime) -> None:
        """Count that an entry was not what was meant, and keep the question (if known) where the server keeps them."""
        counted = {"entry_id": entry_id, "guild_id": guild_id or DIRECT_MESSAGES, "times": 1}
        with self._database.transaction() as session:
            if guild_id is not None and question:
                _keep(session, guild_id, question, entry_id, now)
            statement = insert_for(session, MismatchRow).values(counted)
            one_more = {"times": MismatchRow.times + 1}
            session.execute(statement.on_conflict_do_update(index_elements=["entry_id", "guild_id"], set_=one_more))

    def record_vote(
        self,
        learner_id: int,
        guild_id: int | None,
        entry_id: str,
        helpful: bool,
        now: dt.datetime,
    ) -> None:
        """Store whether an entry helped a learner, in place of what they said of it before."""
        vote = {"guild_id": guild_id, "helpful": helpful, "voted_at": now}
        with self._database.transaction() as session:
            statement = insert_for(session, VoteRow).values(learner_id=learner_id, entry_id=entry_id, **vote)
            session.execute(statement.on_conflict_do_update(index_elements=["learner_id", "entry_id"], set_=vote))

    def votes(self, entry_id: str | None = None, guild_id: int | None = None) -> list[Votes]:
        """Return what was said about each entry, or about one, everywhere or in one server; the worst first."""
        with self._database.transaction() as session:
            votes = select(VoteRow.entry_id, VoteRow.helpful, func.count()).group_by(
                col(VoteRow.entry_id), col(VoteRow.helpful)
            )
            mismatches = select(MismatchRow.entry_id, func.sum(MismatchRow.times)).group_by(col(MismatchRow.entry_id))
            if entry_id is not None:
                votes, mismatches = (
                    votes.where(VoteRow.entry_id == entry_id),
                    mismatches.where(MismatchRow.entry_id == entry_id),
                )
            if guild_id is not None:
                votes, mismatches = (
                    votes.where(VoteRow.guild_id == guild_id),
                    mismatches.where(MismatchRow.guild_id == guild_id),
                )
            voted = {(entry, helpful): times for entry, helpful, times in session.exec(votes)}
            missed = {entry: int(times) for entry, times in session.exec(mismatches)}
        entries = sorted({entry for entry, _ in voted} | set(missed))
        said = [Votes(e, voted.get((e, True), 0), voted.get((e, False), 0), missed.get(e, 0)) for e in entries]
        return sorted(said, key=lambda one: one.balance)

    def gaps(self, now: dt.datetime, guild_id: int | None = None) -> list[Asked]:
        """Return the kept questions of the last 30 days, of all servers or of one, the newest first.

        `knowledge.likeness.grouped` puts those together that ask the same.
        """
        statement = select(KeptQuestionRow).where(KeptQuestionRow.asked_at > now - KEPT_FOR)
        if guild_id is not None:
            statement = statement.where(KeptQuestionRow.guild_id == guild_id)
        newest_first = statement.order_by(col(KeptQuestionRow.asked_at).desc(), col(KeptQuestionRow.id).desc())
        with self._database.transaction() as session:
            rows = session.exec(newest_first).all()
        return [Asked(row.question, row.asked_at, row.wrong_entry_id) for row in rows]

    def prune(self, now: dt.datetime) -> int:
        """Delete the questions that were kept for 30 days; return how many that were."""
        old = select(KeptQuestionRow.id).where(KeptQuestionRow.asked_at <= now - KEPT_FOR)
        free = old.with_for_update(skip_locked=True)  # what is locked is being deleted: waiting could end in a deadlock
        with self._database.transaction() as session:
            deleted = session.execute(delete(KeptQuestionRow).where(col(KeptQuestionRow.id).in_(free)))
            return int(deleted.rowcount)  # type: ignore[attr-defined]  # a deletion's result has it

    def forget_learner(self, learner_id: int) -> int:
        """Delete a learner's votes, all that is stored here about a person; return how many that were."""
        with self._database.transaction() as session:
            deleted = session.execute(delete(VoteRow).where(col(VoteRow.learner_id) == learner_id))
            return int(deleted.rowcount)  # type: ignore[attr-defined]  # a deletion's result has it


def _keep(session: Session, guild_id: int, question: str, wrong_entry: str | None, now: dt.datetime) -> None:
    """Store a question, masked, if its server keeps them, and drop the server's oldest beyond the bound."""
    text = masked(question)
    # The lock makes a server that stops keeping them wait until this one is stored, and can be deleted.
    server = select(ServerRow.keeps_questions).where(ServerRow.guild_id == guild_id).with_for_update()
    if not text or not session.exec(server).one_or_none():
        return
    session.add(KeptQuestionRow(guild_id=guild_id, question=text, wrong_entry_id=wrong_entry, asked_at=now))
    session.flush()
    ids = select(KeptQuestionRow.id).where(KeptQuestionRow.guild_id == guild_id)
    oldest_kept = ids.order_by(col(KeptQuestionRow.id).desc()).offset(MAX_KEPT_PER_SERVER - 1).limit(1)
    too_old = col(KeptQuestionRow.id) < oldest_kept.scalar_subquery()
    session.execute(delete(KeptQuestionRow).where(col(KeptQuestionRow.guild_id) == guild_id, too_old))
