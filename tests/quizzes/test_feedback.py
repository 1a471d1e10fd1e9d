"""What learners say about answers is kept only as far as they and their server agreed to, and only for 30 days."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterable
from functools import partial

import pytest
from sqlalchemy import func
from sqlmodel import select

from quizzes import feedback as feedback_module
from quizzes.database import Database
from quizzes.feedback import KEPT_FOR, Feedback, Votes
from quizzes.servers import Servers
from quizzes.tables import KeptQuestionRow, MismatchRow, VoteRow

from .game import ANA, BO, CHRIS, GUILD, START

OTHER_GUILD = GUILD + 50
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def feedback(database: Database) -> Feedback:
    return Feedback(database)


@pytest.fixture
def servers(database: Database) -> Servers:
    return Servers(database)


def kept(database: Database) -> int:
    with database.transaction() as session:
        return session.exec(select(func.count()).select_from(KeptQuestionRow)).one()


def texts(feedback: Feedback, guild_id: int | None = None, now: dt.datetime = START) -> list[str]:
    return [asked.question for asked in feedback.gaps(now, guild_id)]


def at_once(jobs: Iterable[Callable[[], object]]) -> None:
    """Run the jobs in threads that begin together; raise what any of them raised."""
    listed = list(jobs)
    barrier, failures = threading.Barrier(len(listed)), list[BaseException]()

    def run(job: Callable[[], object]) -> None:
        barrier.wait()
        try:
            job()
        except BaseException as error:  # noqa: BLE001 (raised again below)
            failures.append(error)

    threads = [threading.Thread(target=run, args=(job,)) for job in listed]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for failure in failures:
        raise failure


def test_without_consent_of_the_server_no_question_is_kept(database: Database, feedback: Feedback) -> None:
    feedback.record_unknown(GUILD, "thales luna?", START)
    feedback.record_mismatch(GUILD, "thales luna?", "fips-premium", START)
    assert kept(database) == 0
    assert feedback.votes() == [Votes("fips-premium", helpful=0, unhelpful=0, mismatches=1)]


def test_direct_messages_are_never_kept(database: Database, feedback: Feedback, servers: Servers) -> None:
    servers.keep_questions(feedback_module.DIRECT_MESSAGES, START)
    feedback.record_unknown(None, "thales luna?", START)
    feedback.record_mismatch(None, "thales luna?", "fips-premium", START)
    assert kept(database) == 0


def test_a_server_that_agreed_gets_its_questions_and_no_others(feedback: Feedback, servers: Servers) -> None:
    servers.keep_questions(GUILD, START)
    servers.keep_questions(OTHER_GUILD, START)
    feedback.record_unknown(GUILD, "thales luna?", START)
    feedback.record_mismatch(GUILD, "premium?", "fips-premium", START + SECOND)
    feedback.record_unknown(OTHER_GUILD, "bluetooth?", START + SECOND * 2)
    here = feedback.gaps(START + SECOND * 3, GUILD)
    assert [(asked.question, asked.wrong_entry, asked.at) for asked in here] == [
        ("premium?", "fips-premium", START + SECOND),
        ("thales luna?", None, START),
    ]
    assert texts(feedback, now=START + SECOND * 3) == ["bluetooth?", "premium?", "thales luna?"]
    assert texts(feedback, OTHER_GUILD + 1) == []


def test_questions_are_stored_masked_and_short(database: Database, feedback: Feedback, servers: Servers) -> None:
    servers.keep_questions(GUILD, START)
    feedback.record_unknown(GUILD, "<@123456789012345678> ana@example.com \x00\ud800" + "long " * 100, START)
    with database.transaction() as session:
        (stored,) = session.exec(select(KeptQuestionRow.question)).all()
    assert stored.startswith("[mention] [e-mail] long")
    assert len(stored) <= 300


def test_a_text_of_which_nothing_is_left_is_not_kept(database: Database, feedback: Feedback, servers: Servers) -> None:
    servers.keep_questions(GUILD, START)
    feedback.record_unknown(GUILD, " \u200b\n", START)
    feedback.record_mismatch(GUILD, None, "fips-premium", START)
    assert kept(database) == 0
    assert feedback.votes()[0].mismatches == 1


def test_nothing_that_is_stored_beside_a_question_tells_who_asked() -> None:
    columns = set(KeptQuestionRow.model_fields)
    assert columns == {"id", "guild_id", "question", "wrong_entry_id", "asked_at"}


def test_whoever_stops_keeping_questions_deletes_what_is_kept_at_once(
    database: Database, feedback: Feedback, servers: Servers
) -> None:
    for guild in (GUILD, OTHER_GUILD):
        servers.keep_questions(guild, START)
        feedback.record_unknown(guild, "thales luna?", START)
    feedback.record_unknown(GUILD, "bluetooth?", START)
    assert servers.stop_keeping_questions(GUILD, START) == 2
    assert not servers.keeps_questions(GUILD)
    feedback.record_unknown(GUILD, "again?", START)
    assert (kept(database), texts(feedback)) == (1, ["thales luna?"])
    assert servers.stop_keeping_questions(GUILD, START) == 0


def test_servers_keep_nothing_by_default_and_may_change_their_mind(servers: Servers) -> None:
    assert not servers.keeps_questions(GUILD)
    servers.keep_questions(GUILD, START)
    servers.keep_questions(GUILD, START)
    assert servers.keeps_questions(GUILD)
    assert servers.keeping_questions() == 1
    servers.stop_keeping_questions(GUILD, START)
    assert servers.keeping_questions() == 0
    servers.keep_questions(GUILD, START)
    assert servers.keeps_questions(GUILD)


def test_after_30_days_a_question_is_neither_shown_nor_stored(
    database: Database, feedback: Feedback, servers: Servers
) -> None:
    servers.keep_questions(GUILD, START)
    feedback.record_unknown(GUILD, "first", START)
    feedback.record_unknown(GUILD, "second", START + SECOND)
    assert feedback.prune(START + KEPT_FOR - SECOND) == 0
    assert texts(feedback, GUILD, START + KEPT_FOR) == ["second"]
    assert kept(database) == 2
    assert feedback.prune(START + KEPT_FOR) == 1
    assert kept(database) == 1
    assert feedback.prune(START + KEPT_FOR) == 0


def test_a_server_keeps_its_newest_questions_up_to_a_bound(
    database: Database, feedback: Feedback, servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feedback_module, "MAX_KEPT_PER_SERVER", 3)
    servers.keep_questions(GUILD, START)
    servers.keep_questions(OTHER_GUILD, START)
    feedback.record_unknown(OTHER_GUILD, "elsewhere", START)
    for number in range(5):
        feedback.record_unknown(GUILD, f"number {number}", START + SECOND * number)
    assert texts(feedback, GUILD, START + SECOND * 9) == ["number 4", "number 3", "number 2"]
    assert kept(database) == 4


def test_a_learner_has_one_vote_an_entry_and_may_change_it(feedback: Feedback) -> None:
    feedback.record_vote(ANA, GUILD, "fips-premium", True, START)
    feedback.record_vote(ANA, None, "fips-premium", False, START + SECOND)
    feedback.record_vote(BO, GUILD, "fips-premium", True, START)
    feedback.record_vote(ANA, GUILD, "soft-delete", True, START)
    assert feedback.votes("fips-premium") == [Votes("fips-premium", helpful=1, unhelpful=1, mismatches=0)]
    assert feedback.votes("no-such-entry") == []


def test_the_entry_that_needs_a_curator_most_comes_first(feedback: Feedback) -> None:
    for learner, entry, helpful in [
        (ANA, "good", True),
        (BO, "good", True),
        (ANA, "mixed", True),
        (BO, "mixed", False),
        (ANA, "bad", False),
    ]:
        feedback.record_vote(learner, GUILD, entry, helpful, START)
    for _ in range(2):
        feedback.record_mismatch(None, None, "worst", START)
    assert [(votes.entry_id, votes.balance) for votes in feedback.votes()] == [
        ("worst", -2),
        ("bad", -1),
        ("mixed", 0),
        ("good", 2),
    ]


def test_votes_and_mismatches_of_one_server_can_be_asked_for(feedback: Feedback) -> None:
    feedback.record_vote(ANA, GUILD, "fips-premium", True, START)
    feedback.record_vote(BO, OTHER_GUILD, "fips-premium", False, START)
    feedback.record_mismatch(GUILD, "which?", "fips-premium", START)
    feedback.record_mismatch(None, "which?", "fips-premium", START)
    assert feedback.votes(guild_id=GUILD) == [Votes("fips-premium", helpful=1, unhelpful=0, mismatches=1)]
    assert feedback.votes() == [Votes("fips-premium", helpful=1, unhelpful=1, mismatches=2)]


def test_a_learner_can_be_forgotten(database: Database, feedback: Feedback) -> None:
    for entry in ("fips-premium", "soft-delete"):
        feedback.record_vote(ANA, GUILD, entry, True, START)
        feedback.record_vote(BO, GUILD, entry, True, START)
    assert feedback.forget_learner(ANA) == 2
    assert feedback.forget_learner(ANA) == 0
    with database.transaction() as session:
        assert set(session.exec(select(VoteRow.learner_id)).all()) == {BO}


def test_votes_and_mismatches_that_come_at_once_are_counted_once_each(
    database_url: str, database: Database, feedback: Feedback
) -> None:
    others = [Database(database_url) for _ in range(2)]
    jobs: list[Callable[[], object]] = []
    for number, there in enumerate(map(Feedback, others)):
        record = partial(there.record_vote, guild_id=GUILD, entry_id="fips-premium", helpful=number == 0, now=START)
        jobs += [partial(record, learner) for learner in (ANA, BO, CHRIS)]
        jobs += [partial(there.record_mismatch, GUILD, "which?", "fips-premium", START)] * 3
    at_once(jobs)
    (votes,) = feedback.votes()
    assert votes.helpful + votes.unhelpful == 3
    assert votes.mismatches == 6
    with database.transaction() as session:
        assert len(session.exec(select(VoteRow)).all()) == 3
        assert len(session.exec(select(MismatchRow)).all()) == 1
    for other in others:
        other.close()


def test_questions_may_be_kept_pruned_and_given_up_at_once(
    database: Database, feedback: Feedback, servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feedback_module, "MAX_KEPT_PER_SERVER", 5)
    servers.keep_questions(GUILD, START)
    servers.keep_questions(OTHER_GUILD, START)
    for number in range(5):
        feedback.record_unknown(GUILD, f"old {number}", START - KEPT_FOR)
        feedback.record_unknown(OTHER_GUILD, f"old {number}", START - KEPT_FOR)
    jobs: list[Callable[[], object]] = [partial(feedback.prune, START)] * 2
    jobs += [partial(feedback.record_unknown, guild, "new", START) for guild in (GUILD, OTHER_GUILD) for _ in range(4)]
    jobs += [partial(servers.stop_keeping_questions, OTHER_GUILD, START)]
    at_once(jobs)
    feedback.prune(START)
    assert texts(feedback) == ["new"] * 4
    assert kept(database) == 4
