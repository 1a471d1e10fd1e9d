"""What a round is made of, over many seeds and the whole bank: mixed, whole, nothing twice before its time."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise, permutations

import pytest

from knowledge.loader import load_knowledge
from quizzes.bank import Bank, load_bank
from quizzes.pair_rules import gives_away
from quizzes.picking import TWINS_NEED, History, pick_questions
from quizzes.questions import Question

from .game import question

SEEDS = 500
TOPICS = ("hsm", "vault", "choosing", "roles", "lifecycle", "traps", "mixed")
LENGTHS = (1, 2, 3, 5, 10, 20)

Round = tuple[Question, ...]


@cache
def bank() -> Bank:
    return load_bank(load_knowledge())


@cache
def rounds() -> tuple[tuple[str, int, Round], ...]:
    """Rounds of all topics and lengths, each with its seed: (topic, length, questions)."""
    plans = [(TOPICS[seed % len(TOPICS)], LENGTHS[seed % len(LENGTHS)], seed) for seed in range(SEEDS)]
    return tuple((topic, length, bank().pick(topic, length, random.Random(seed))) for topic, length, seed in plans)


def blocks(asked: Round) -> Iterator[tuple[Question, Question]]:
    """Yield neighbours that are not stages of one scenario."""
    for one, other in pairwise(asked):
        if not (one.scenario and other.scenario and one.scenario[0] == other.scenario[0]):
            yield one, other


def test_no_stem_of_a_round_holds_the_answer_to_another_question_of_it() -> None:
    telling = {(a.id, b.id) for a, b in permutations(bank().questions.values(), 2) if gives_away(a, b)}
    assert telling, "the bank has such pairs"
    for _, _, asked in rounds():
        assert telling.isdisjoint(permutations((q.id for q in asked), 2))


def test_a_round_is_on_its_topic_as_long_as_wanted_and_without_repetition() -> None:
    for topic, length, asked in rounds():
        assert len(asked) == len({q.id for q in asked}) == length
        assert topic == "mixed" or all(topic in q.topics for q in asked)


def test_no_belief_is_asked_for_twice_in_a_row_where_that_can_be_avoided() -> None:
    clashes = neighbours = 0
    for topic, length, asked in rounds():
        alike = [(a.id, b.id) for a, b in blocks(asked) if a.misconceptions & b.misconceptions]
        clashes += len(alike)
        neighbours += max(0, length - 1)
        assert topic != "mixed" or length > 10 or not alike
    assert clashes < 0.05 * neighbours, "a topic with few beliefs leaves no choice now and then"


def test_twins_come_both_or_not_at_all_and_never_side_by_side() -> None:
    seen = 0
    for _, length, asked in rounds():
        ids = {q.id for q in asked}
        for twin in (q for q in asked if q.twin):
            seen += 1
            assert twin.twin in ids
            assert length >= TWINS_NEED
        assert not any(one.twin == other.id for one, other in pairwise(asked))
    assert seen > 0


def test_the_stages_of_a_scenario_come_in_one_piece_from_the_first_on() -> None:
    seen = 0
    for _, _, asked in rounds():
        names = [q.scenario[0] for q in asked if q.scenario]
        for name in set(names):
            at = [place for place, q in enumerate(asked) if q.scenario and q.scenario[0] == name]
            assert at == list(range(at[0], at[0] + len(at)))
            assert [q.scenario[1] for q in asked if q.scenario and q.scenario[0] == name] == list(range(1, len(at) + 1))
            seen += 1
    assert seen > 0


def test_difficulties_are_mixed() -> None:
    for topic, length, asked in rounds():
        if topic == "mixed" and length >= 5:
            assert len({q.difficulty for q in asked}) == 3, [q.id for q in asked]


@pytest.mark.parametrize("topic", ["roles", "mixed"])
@pytest.mark.parametrize("length", [1, 5])
def test_nothing_comes_again_while_something_is_left(topic: str, length: int) -> None:
    """Rounds of one channel or learner, who remember how often each was asked, until all have been."""
    pool, times, rng = bank().of_topic(topic), Counter[str](), random.Random(75)
    # Of a scenario that does not fit, only the first stages are asked; and a twin is not asked without the other.
    reachable = [q for q in pool if not q.scenario and (not q.twin or length >= TWINS_NEED)]
    singles = [q for q in reachable if not q.twin]  # a last place of a round is none for a pair
    while any(not times[q.id] for q in reachable):
        asked = bank().pick(topic, length, rng, History(dict(times)))
        left = sum(not times[q.id] for q in singles)
        times.update(q.id for q in asked)
        again = [q.id for q in asked if times[q.id] > 1 and not q.scenario]
        assert not again or left < 2 * length, (again, left)
    assert max(times[q.id] for q in reachable) <= 2


def test_a_round_is_rather_shorter_than_that_one_question_answers_another() -> None:
    telling = question(1).model_copy(
        update={"stem": "In which case is Right 2 what is asked for?", "facts": ("shared",)}
    )
    told = question(2).model_copy(update={"facts": ("shared",)})
    for seed in range(20):
        assert len(pick_questions([telling, told], 2, random.Random(seed))) == 1
        assert len(pick_questions([telling, told, question(3)], 3, random.Random(seed))) == 2


def test_stages_of_one_scenario_may_build_on_each_other_but_not_on_those_of_another() -> None:
    telling = question(1).model_copy(
        update={"stem": "In which case is Right 2 what is asked for?", "facts": ("shared",)}
    )
    told = question(2).model_copy(update={"facts": ("shared",)})
    first, second, elsewhere = ("one", 1, 2), ("one", 2, 2), ("another", 1, 2)
    assert not gives_away(telling.model_copy(update={"scenario": second}), told.model_copy(update={"scenario": first}))
    assert gives_away(telling.model_copy(update={"scenario": second}), told.model_copy(update={"scenario": elsewhere}))
    assert gives_away(telling, told)
    assert not gives_away(told, telling)
