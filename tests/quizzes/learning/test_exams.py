"""Mock exams: the database decides what goes on, what counts and when it is over."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter

import pytest
from sqlmodel import select

from knowledge.loader import load_knowledge
from quizzes.answer_rows import Given
from quizzes.bank import load_bank
from quizzes.errors import MovedOn, NotHost, RoundNotFound
from quizzes.learning.exam_questions import pick_exam, shares
from quizzes.learning.exam_views import ExamOverview, ExamPage, ExamReport
from quizzes.learning.exams import Exams, usual_minutes
from quizzes.pair_rules import gives_away
from quizzes.round_rows import NewRound
from quizzes.tables import AnswerRow, BallotRow, RoundRow
from tests.quizzes.game import ANA, BO, CHANNEL, GUILD, START, Game, question, small_bank, small_knowledge
from tests.quizzes.test_rounds import at_once

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def exams(game: Game) -> Exams:
    return Exams(game.database, game.bank, small_knowledge())


def opened(exams: Exams, now: dt.datetime = START, learner: int = ANA, seed: int = 1) -> ExamPage | ExamReport:
    return exams.open(NewRound(GUILD, CHANNEL, learner, "mixed", 4), 10, now, random.Random(seed))


def begun(exams: Exams) -> ExamPage:
    page = opened(exams)
    assert isinstance(page, ExamPage)
    return page


def count(game: Game, table: type[AnswerRow | BallotRow | RoundRow]) -> int:
    with game.database.transaction() as session:
        return len(session.exec(select(table)).all())


def answer(game: Game, exams: Exams, number: int, *, right: bool, now: dt.datetime = START) -> object:
    page = exams.turn(1, number, ANA, now)
    assert isinstance(page, ExamPage)
    return exams.answer(1, number, Given((game.position(page.card, right=right),)), ANA, now)


def test_answers_can_be_changed_until_the_end_and_only_then_count(game: Game, exams: Exams) -> None:
    page = begun(exams)
    assert (page.card.number, page.given, page.answered, page.resumed) == (1, None, 0, False)
    answer(game, exams, 1, right=False)
    following = answer(game, exams, 1, right=True)
    assert isinstance(following, ExamPage)
    assert (following.card.number, following.answered) == (2, 1)
    last = answer(game, exams, 4, right=False)
    assert isinstance(last, ExamOverview)
    assert last.unanswered == (2, 3)
    assert (count(game, AnswerRow), count(game, BallotRow)) == (0, 2)
    report = exams.hand_in(1, ANA, START)
    assert (report.right, report.answered, report.wrong) == (1, 2, (2, 3, 4))
    assert sum(part.asked for part in report.topics) == 4
    assert (count(game, AnswerRow), count(game, BallotRow)) == (2, 0)
    assert exams.hand_in(1, ANA, START) == report
    assert exams.report(1, ANA) == report
    assert exams.explained(1, 4, ANA).own is not None
    assert exams.explained(1, 2, ANA).own is None


def test_nothing_is_explained_before_the_end_and_nothing_to_anybody_else(exams: Exams) -> None:
    begun(exams)
    with pytest.raises(MovedOn):
        exams.report(1, ANA)
    with pytest.raises(MovedOn):
        exams.explained(1, 1, ANA)
    with pytest.raises(NotHost):
        exams.turn(1, 1, BO, START)
    with pytest.raises(RoundNotFound):
        exams.turn(2, 1, ANA, START)


def test_it_goes_on_at_the_first_unanswered_question_whatever_became_of_the_process(game: Game, exams: Exams) -> None:
    begun(exams)
    answer(game, exams, 1, right=True)
    after = opened(Exams(game.database, game.bank, small_knowledge()), START + MINUTE, seed=2)
    assert isinstance(after, ExamPage)
    assert (after.card.number, after.resumed, after.answered) == (2, True, 1)
    assert count(game, RoundRow) == 1


def test_a_question_that_was_corrected_meanwhile_stays_as_it_was_asked(game: Game, exams: Exams) -> None:
    page = begun(exams)
    corrected = [q.model_copy(update={"explanation": "Now otherwise."}) for q in game.bank.questions.values()]
    later = Exams(game.database, small_bank(*corrected), small_knowledge())
    again = later.turn(1, 1, ANA, START)
    assert isinstance(again, ExamPage)
    assert again.card.options == page.card.options
    assert later.hand_in(1, ANA, START).wrong == (1, 2, 3, 4)


def test_when_the_time_is_up_it_ends_whoever_comes_first(game: Game, exams: Exams) -> None:
    begun(exams)
    answer(game, exams, 1, right=True)
    late = START + 10 * MINUTE
    given = Given((0,))
    report = exams.answer(1, 2, given, ANA, late)
    assert isinstance(report, ExamReport)
    assert (report.answered, report.round.state) == (1, "settled")
    fresh = opened(exams, late)
    assert isinstance(fresh, ExamPage)
    assert not fresh.resumed


def test_an_exam_that_ran_out_unseen_shows_its_report_once(game: Game, exams: Exams) -> None:
    begun(exams)
    answer(game, exams, 1, right=True)
    exams.expire(1, START + 10 * MINUTE)
    exams.expire(1, START + 11 * MINUTE)
    exams.expire(99, START)
    assert count(game, AnswerRow) == 1
    assert isinstance(opened(exams, START + 60 * MINUTE), ExamReport)
    assert isinstance(opened(exams, START + 60 * MINUTE), ExamPage)


def test_of_exams_begun_at_once_there_is_one(game: Game, exams: Exams) -> None:
    outcomes = at_once(6, lambda index: opened(exams, seed=index))
    assert all(isinstance(outcome, ExamPage) for outcome in outcomes), outcomes
    assert count(game, RoundRow) == 1


def test_each_topic_has_its_share_of_the_bank() -> None:
    bank = small_bank(*(question(n, "hsm" if n <= 6 else "vault") for n in range(1, 10)))
    assert shares(bank, 3) == {"hsm": 2, "vault": 1}
    assert shares(bank, 4) == {"hsm": 3, "vault": 1}
    assert sum(shares(bank, 5).values()) == 5


@pytest.mark.parametrize("length", [5, 20, 60])
def test_an_exam_of_the_real_bank_is_whole_by_weight_and_gives_nothing_away(length: int) -> None:
    bank = load_bank(load_knowledge())
    for seed in range(3):
        asked = pick_exam(bank, length, random.Random(seed))
        assert len({one.id for one in asked}) == length
        found, wanted = Counter(one.topics[0] for one in asked), shares(bank, length)
        assert sum(abs(found[topic] - wanted.get(topic, 0)) for topic in found | wanted) <= length // 5
        assert not [(a.id, b.id) for a in asked for b in asked if a is not b and gives_away(a, b)]


def test_a_minute_and_a_half_a_question() -> None:
    assert [usual_minutes(questions) for questions in (5, 20, 60)] == [8, 30, 90]
