"""`tutor regrade`: counts old answers to a corrected question anew, and says what changed."""

from __future__ import annotations

from pathlib import Path

from bot.tutor import load_content
from quizzes.database import Database
from tests.bot.cli.conftest import Tutor
from tests.quizzes.standing.past import Past
from tests.quizzes.standing.test_regrading import corrected


def test_answers_to_an_earlier_version_count_by_the_present_one(tutor: Tutor, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/tutor.db"
    database = Database(url)
    database.upgrade()
    bank = load_content().bank
    now = next(question for question in bank.questions.values() if question.kind == "single")
    before = corrected(now)
    past = Past(database)
    place = next(place for place, option in enumerate(before.options) if option.text == now.options[now.rights[0]].text)
    past.answer(now.id, right=False, asked=before, chosen=str(place), misconception="first-belief")
    database.close()
    command = ("regrade", now.id, "--reason", "The wrong option was marked.", "--database", url)
    first = tutor(*command)
    assert first.code == 0
    assert first.out.splitlines()[:2] == ["Answers to earlier versions: 1", "Right now and not before: 1"]
    assert "Right now and not before: 0" in tutor(*command).out


def test_what_can_not_be_done_is_a_sentence(tutor: Tutor, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/tutor.db"
    Database(url).upgrade()
    unknown = tutor("regrade", "no-such-question", "--reason", "Why", "--database", url)
    assert (unknown.code, unknown.err) == (2, "There is no question 'no-such-question' in the bank.\n")
    wordless = tutor("regrade", "no-such-question", "--reason", " ", "--database", url)
    assert (wordless.code, "Write 1 to 200" in wordless.err) == (2, True)
