"""Each kind of question has its form, its grading, and its place in a round, on both databases."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from knowledge.wording import Wording
from quizzes.answer_rows import Given
from quizzes.database import Database
from quizzes.errors import AlreadyAnswered, RoundNotFound, UnfitAnswer
from quizzes.kinds import Grade, grade, recognise, shown, to_choose
from quizzes.picking import History, pick_questions
from quizzes.questions import Option, Question, Scenario

from .game import ANA, BELIEFS, BO, CHRIS, HOST, Game, question, small_bank, small_knowledge

STEPS = ("Create the pool", "Activate it", "Assign roles", "Create a key")


def of_kind(kind: str, options: Sequence[Option], number: int = 1, **fields: Any) -> Question:
    return question(number).model_copy(update={"kind": kind, "options": tuple(options), **fields})


def right(text: str, **fields: Any) -> Option:
    return Option(text=text, reason="So it is.", right=True, **fields)


def wrong(text: str, belief: int = 0, **fields: Any) -> Option:
    return Option(text=text, reason="It is not.", misconception=BELIEFS[belief], **fields)


def multiple(number: int = 1) -> Question:
    return of_kind("multiple", [right("One"), right("Two"), wrong("Three"), wrong("Four", 1), wrong("Five", 2)], number)


def ordering(number: int = 1) -> Question:
    steps = [Option(text=STEPS[0], reason="First.")] + [wrong(step, at) for at, step in enumerate(STEPS[1:])]
    return of_kind("ordering", steps, number)


def typed(number: int = 1) -> Question:
    days = right("90 days", wordings=("90", "ninety days"))
    return of_kind("typed", [days, wrong("30 days", wordings=("30", "a month")), wrong("security domain", 1)], number)


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ((0, 1), Grade(True, 1.0, None)),
        ((1, 0), Grade(True, 1.0, None)),
        ((0, 3), Grade(False, 0.5, "second-belief")),
        ((2, 4), Grade(False, 0.0, "first-belief")),
    ],
)
def test_of_several_right_options_each_one_taken_is_credited(chosen: tuple[int, ...], expected: Grade) -> None:
    assert grade(multiple(), chosen) == expected
    assert to_choose(multiple()) == 2


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ((0, 1, 2, 3), Grade(True, 1.0, None)),
        ((1, 0, 2, 3), Grade(False, 2 / 3, "first-belief")),
        ((0, 1, 3, 2), Grade(False, 2 / 3, "third-belief")),
        ((3, 2, 1, 0), Grade(False, 0.0, "first-belief")),
    ],
)
def test_steps_are_credited_by_neighbours_in_order_and_the_first_slip_names_the_belief(
    chosen: tuple[int, ...], expected: Grade
) -> None:
    assert grade(ordering(), chosen) == expected


@pytest.mark.parametrize(
    ("asked", "chosen"),
    [
        (question(1), ()), (question(1), (0, 1)), (question(1), (4,)), (question(1), (-1,)),
        (multiple(), (0,)), (multiple(), (0, 0)), (multiple(), (0, 1, 2)), (multiple(), (0, 5)),
        (ordering(), (0, 1, 2)), (ordering(), (0, 1, 2, 2)), (typed(), (0, 1)), (typed(), (3,)),
    ],
)  # fmt: skip
def test_an_answer_without_the_form_of_its_kind_is_refused(asked: Question, chosen: tuple[int, ...]) -> None:
    with pytest.raises(UnfitAnswer):
        grade(asked, chosen)


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("90 days", 0), ("90", 0), ("NINETY DAYS!", 0), ("the 90 days", 0), ("a month", 1), ("Securty Domain", 2),
        ("9", None), ("900", None), ("", None), ("🙂", None), ("' OR 1=1 --", None), ("days", None),
    ],
)  # fmt: skip
def test_a_typed_answer_is_recognised_in_other_words_but_not_with_another_figure(text: str, index: int | None) -> None:
    assert recognise(typed(), text, Wording(small_knowledge()).same) == (() if index is None else (index,))


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("bank.managedhsm.azure.net", True), (" Bank.ManagedHSM.Azure.net ", True),
        ("bank.managedhsm.azure.net.", True),
        ("https://bank.managedhsm.azure.net/", True), ("bank.mhsm.azure.net", False), ("", False),
        ("bank.managed-hsm.azure.net", False), ("bank.managedhms.azure.net", False),
        ("net.azure.managedhsm.bank", False),
    ],
)  # fmt: skip
def test_a_host_name_is_not_recognised_by_an_abbreviation_of_a_part(text: str, same: bool) -> None:
    assert Wording(small_knowledge()).same(text, "bank.managedhsm.azure.net") is same


def test_a_typed_answer_that_nobody_expected_is_wrong_without_a_belief() -> None:
    assert grade(typed(), ()) == Grade(False, 0.0, None)
    assert grade(typed(), (1,)) == Grade(False, 0.0, "first-belief")


def test_an_answer_is_shown_by_the_letters_of_its_round() -> None:
    assert shown(question(1), (0,), (2, 0, 1, 3)) == "B  Right 1"
    assert shown(multiple(), (0, 1), (4, 1, 2, 0, 3)) == "B and D"
    assert shown(ordering(), (0, 1, 2, 3), (1, 3, 0, 2)) == "C, A, D, B"
    assert shown(typed(), (), ()) == ""


@pytest.fixture
def game(database: Database) -> Game:
    bank = small_bank(multiple(1), ordering(2), typed(3))
    return Game(database, replace(bank, same=Wording(small_knowledge()).same))


async def played(game: Game, kind: str) -> int:
    """Open the one question of a round of this kind, and return the round."""
    questions = [q for q in game.bank.questions.values() if q.kind == kind]
    game.restart(replace(game.bank, questions={q.id: q for q in questions}))
    view = game.start(length=1)
    await game.pass_time()
    return view.id


def positions(game: Game, round_id: int, texts: Sequence[str]) -> Given:
    card = game.rounds.card(round_id, 1)
    shown_texts = [option.text for option in card.options]
    return Given(tuple(shown_texts.index(text) for text in texts))


async def test_several_options_are_chosen_in_a_channel_and_half_of_them_is_half(game: Game) -> None:
    round_id = await played(game, "multiple")
    receipt = game.rounds.answer(round_id, 1, positions(game, round_id, ["One", "Two"]), ANA, game.now)
    assert " and " in receipt.given
    game.rounds.answer(round_id, 1, positions(game, round_id, ["One", "Four"]), BO, game.now)
    with pytest.raises(UnfitAnswer):
        game.rounds.answer(round_id, 1, positions(game, round_id, ["One"]), CHRIS, game.now)
    await game.pass_time(150)
    reveal = game.presenter.reveals[0]
    assert (reveal.answered, reveal.right_count, reveal.partly) == (2, 1, 1)
    assert {option.text: option.count for option in reveal.options} == {
        "One": 2, "Two": 1, "Three": 0, "Four": 1, "Five": 0,
    }  # fmt: skip
    assert reveal.misled == "The second-belief"
    own = game.rounds.reveal(round_id, 1, BO).own
    assert own is not None
    assert own.credit == 0.5


async def test_steps_are_never_shown_in_the_right_order_and_are_graded_as_given(game: Game) -> None:
    round_id = await played(game, "ordering")
    card = game.rounds.card(round_id, 1)
    assert [option.text for option in card.options] != list(STEPS)
    assert (card.answering, card.choose) == ("order", 4)
    game.rounds.answer(round_id, 1, positions(game, round_id, STEPS), ANA, game.now)
    swapped = (STEPS[1], STEPS[0], *STEPS[2:])
    game.rounds.answer(round_id, 1, positions(game, round_id, swapped), BO, game.now)
    await game.pass_time(150)
    reveal = game.presenter.reveals[0]
    assert [option.text for option in reveal.options] == list(STEPS)
    assert [option.count for option in reveal.options] == [1, 1, 2, 2]
    assert (reveal.right_count, reveal.partly) == (1, 1)


async def test_a_typed_answer_is_kept_as_typed_and_options_are_not_shown_before_the_reveal(game: Game) -> None:
    round_id = await played(game, "typed")
    assert game.rounds.card(round_id, 1).options == ()
    assert game.rounds.answer(round_id, 1, Given(typed="Ninety days"), ANA, game.now).given == "Ninety days"
    game.rounds.answer(round_id, 1, Given(typed="a month"), BO, game.now)
    game.rounds.answer(round_id, 1, Given(typed="x" * 5000), CHRIS, game.now)
    await game.pass_time(150)
    with pytest.raises(AlreadyAnswered) as caught:
        game.rounds.answer(round_id, 1, Given(typed="90"), ANA, game.now)
    assert caught.value.given == "Ninety days"
    reveal = game.presenter.reveals[0]
    assert (reveal.right, reveal.answered, reveal.right_count) == ("90 days", 3, 1)
    assert [(option.text, option.count) for option in reveal.options] == [
        ("90 days", 1), ("30 days", 1), ("security domain", 0),
    ]  # fmt: skip
    own = game.rounds.own_result(round_id, CHRIS).missed[0].own
    assert own is not None
    assert own.given == "x" * 60


async def test_a_position_that_is_not_there_is_not_found(game: Game) -> None:
    round_id = await played(game, "multiple")
    for given in (Given((0, 5)), Given((0, -1))):
        with pytest.raises(RoundNotFound):
            game.rounds.answer(round_id, 1, given, ANA, game.now)


def twins() -> tuple[Question, Question]:
    one = question(1).model_copy(update={"twin": "question-2"})
    options = (wrong("Right 1"), right("Wrong 1f"), *one.options[2:])
    return one, question(2).model_copy(update={"twin": "question-1", "options": options})


async def test_twins_count_only_together_and_are_never_side_by_side(database: Database) -> None:
    game = Game(database, small_bank(*twins(), question(3)))
    view = game.start(length=3)
    rows = {}
    for number in (1, 2, 3):
        rows[game.rounds.card(view.id, number).question_id] = number
    assert rows["question-3"] == 2
    await game.pass_time()
    for number in (1, 2, 3):
        asked = game.rounds.card(view.id, number)
        texts = [option.text for option in asked.options]
        rights = next(o.text for o in game.bank.questions[asked.question_id].options if o.right)
        game.rounds.answer(view.id, number, Given((texts.index(rights),)), ANA, game.now)
        other = next(place for place, text in enumerate(texts) if text != rights)
        bos = texts.index(rights) if asked.question_id != "question-2" else other
        game.rounds.answer(view.id, number, Given((bos,)), BO, game.now)
        await game.pass_time(150)
        await game.pass_time(60)
    result = game.rounds.result(view.id)
    assert [(s.learner_id, s.right) for s in result.standings] == [(ANA, 3), (BO, 1)]
    own = game.rounds.own_result(view.id, BO)
    assert (own.right, own.halves) == (1, 1)
    score = game.scores.score_of(BO, None, game.now)
    assert (score.points, score.first_right) == (1, 2)


def scenario(stages: int = 3) -> Scenario:
    stage = {
        "adds": "It wants more.", "asks": "What now?", "explanation": "So.", "facts": ["fact-1"], "clock": "both",
        "options": [option.model_dump() for option in question(1).options],
    }  # fmt: skip
    return Scenario.model_validate(
        {
            "id": "bank", "situation": "A bank with forty vaults looks for a place for its keys.", "difficulty": "hard",
            "topics": ["hsm"], "stages": [stage] * stages,
        }
    )  # fmt: skip


def test_the_stages_of_a_scenario_repeat_what_was_said() -> None:
    first, second, third = scenario().questions()
    assert first.stem == "A bank with forty vaults looks for a place for its keys. It wants more. What now?"
    assert second.stem.count("It wants more.") == 2
    assert (third.id, third.kind, third.scenario) == ("bank-3", "stage", ("bank", 3, 3))


@pytest.mark.parametrize("seed", range(20))
def test_a_scenario_is_asked_in_one_piece_and_in_order(seed: int) -> None:
    pool = [*scenario().questions(), *(question(n) for n in range(2, 6))]
    random.Random(seed).shuffle(pool)
    picked = [q.id for q in pick_questions(pool, 6, random.Random(seed), History({f"question-{n}": 1 for n in (2, 3)}))]
    at = picked.index("bank-1")
    assert picked[at : at + 3] == ["bank-1", "bank-2", "bank-3"]
    assert len(set(picked)) == 6


@pytest.mark.parametrize("seed", range(20))
def test_a_scenario_takes_no_more_than_two_thirds_of_a_round(seed: int) -> None:
    pool = [*scenario(4).questions(), *(question(n) for n in range(2, 8))]
    assert not any(q.scenario for q in pick_questions(pool, 5, random.Random(seed)))
    always = History({f"question-{n}": 1 for n in range(2, 8)})
    assert sum(q.scenario is not None for q in pick_questions(pool, 6, random.Random(seed), always)) == 4


def test_a_scenario_that_does_not_fit_is_begun_at_its_beginning() -> None:
    assert [q.id for q in pick_questions(scenario().questions(), 2, random.Random(1))] == ["bank-1", "bank-2"]


@pytest.mark.parametrize("seed", range(20))
def test_twins_come_both_or_not_at_all(seed: int) -> None:
    pool = [*twins(), *(question(n) for n in range(3, 9))]
    for length in (1, 2, 3, 5, 8):
        picked = [q.id for q in pick_questions(pool, length, random.Random(seed))]
        assert len(picked) == min(length, 8)
        assert ("question-1" in picked) == ("question-2" in picked)
        assert not any({one, other} == {"question-1", "question-2"} for one, other in pairwise(picked))
        assert length > 2 or "question-1" not in picked


def test_the_bag_is_emptied_before_anything_comes_again(database: Database) -> None:
    game = Game(database, small_bank(*(question(n) for n in range(1, 8))))
    asked: list[str] = []
    for _ in range(7):
        card, _ = game.start_private(HOST, length=2)
        for number in (1, 2):
            asked.append(game.rounds.card(card.round.id, number).question_id)
            game.rounds.answer_private(card.round.id, number, Given((0,)), HOST, game.now)
    assert len(set(asked[:7])) == 7
    assert all(asked.count(name) == 2 for name in set(asked))
    assert not any(one == other for one, other in pairwise(asked))
