"""A corrected question counts old answers anew: recorded, told once, and the answers stay as they were."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlmodel import select

from quizzes.database import Database
from quizzes.questions import Question
from quizzes.standing.regrading import Regraded, Regrading
from quizzes.standing.scores import Scores
from quizzes.standing.standing_errors import UnknownQuestion
from quizzes.tables import AnswerRow, RegradeRow
from tests.quizzes.game import ANA, BO, CHRIS, GUILD, START, question, small_bank, small_knowledge

from .past import Past

LATER = START + dt.timedelta(days=1)


def corrected(old: Question) -> Question:
    """Return the question with its third option right instead of the first, and the options in another order."""
    options = [option.model_copy(update={"right": False, "misconception": "first-belief"}) for option in old.options]
    options[2] = options[2].model_copy(update={"right": True, "misconception": None})
    return old.model_copy(update={"options": tuple(reversed(options))})


OLD = question(1)
NEW = corrected(OLD)


def regrade(database: Database, now: Question = NEW) -> Regraded:
    return Regrading(database, small_bank(now)).regrade(OLD.id, "Two options were right.", LATER)


def scores(database: Database, now: Question = NEW) -> Scores:
    return Scores(database, small_bank(now), small_knowledge())


def test_answers_count_by_the_corrected_question_and_stay_as_they_were(database: Database, past: Past) -> None:
    past.answer(OLD.id, learner=ANA, right=False, asked=OLD)
    past.answer(OLD.id, learner=BO, asked=OLD)
    past.answer(OLD.id, learner=CHRIS, right=False, asked=OLD, chosen="3")
    with database.transaction() as session:
        before = [row.model_dump() for row in session.exec(select(AnswerRow))]
    done = regrade(database)
    assert (done.older, done.now_right, done.now_wrong, done.unclear) == (3, 1, 1, 0)
    assert done.learners == {ANA, BO}
    now = scores(database)
    assert [now.score_of(learner, GUILD, LATER).points for learner in (ANA, BO, CHRIS)] == [1, 0, 0]
    with database.transaction() as session:
        assert [row.model_dump() for row in session.exec(select(AnswerRow))] == before


def test_a_second_regrade_changes_nothing(database: Database, past: Past) -> None:
    past.answer(OLD.id, right=False, asked=OLD)
    regrade(database)
    assert regrade(database).now_right == 0
    with database.transaction() as session:
        assert len(session.exec(select(RegradeRow)).all()) == 1
    assert scores(database).score_of(ANA, GUILD, LATER).points == 1


def test_learners_whose_score_changed_are_told_why_once(database: Database, past: Past) -> None:
    past.answer(OLD.id, right=False, asked=OLD)
    past.answer(OLD.id, learner=CHRIS, right=False, asked=OLD, chosen="3")
    regrade(database)
    now = scores(database)
    (told,) = now.tell_corrections(ANA, LATER)
    assert (told.stem, told.reason, told.right) == (OLD.stem, "Two options were right.", True)
    assert now.tell_corrections(ANA, LATER) == []
    assert now.tell_corrections(CHRIS, LATER) == []


def test_a_correction_that_is_taken_back_before_it_was_told_is_not_told(database: Database, past: Past) -> None:
    past.answer(OLD.id, right=False, asked=OLD)
    regrade(database)
    back = OLD.model_copy(update={"explanation": "It was right as it stood."})
    assert regrade(database, back).now_wrong == 1
    now = scores(database, back)
    assert now.score_of(ANA, GUILD, LATER).points == 0
    assert now.tell_corrections(ANA, LATER) == []


def test_what_was_chosen_and_is_no_option_any_more_stays_as_it_was(database: Database, past: Past) -> None:
    other = OLD.options[2].model_copy(update={"text": "Something else"})
    reworded = OLD.model_copy(update={"options": (*OLD.options[:2], other, OLD.options[3])})
    past.answer(OLD.id, right=False, asked=OLD)
    past.answer(OLD.id, learner=BO, right=False, question_version="never kept")
    done = regrade(database, reworded)
    assert (done.older, done.unclear, done.now_right) == (2, 2, 0)


def test_a_typed_answer_is_read_anew(database: Database, past: Past) -> None:
    right = OLD.options[0].model_copy(update={"text": "Premium"})
    standard = right.model_copy(update={"text": "Standard", "right": False})
    old = OLD.model_copy(update={"kind": "typed", "options": (right, standard)})
    wordings = right.model_copy(update={"wordings": ("Key Vault Premium",)})
    new = old.model_copy(update={"options": (wordings, old.options[1])})
    past.answer(old.id, right=False, asked=old, chosen="", typed="key vault premium", misconception=None)
    assert regrade(database, new).now_right == 1


def test_a_question_that_is_not_there_is_named(database: Database) -> None:
    with pytest.raises(UnknownQuestion):
        Regrading(database, small_bank()).regrade("no-such", "Why", START)
