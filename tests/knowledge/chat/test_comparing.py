"""The table of comparison: its cells rest on facts, and its faults are told with their lines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from knowledge.chat.chat import Chat
from knowledge.chat.comparing import MOST_TELLING, NO_FACT
from knowledge.chat.comparison_file import CELL_LIMIT, ComparisonFile, read_comparison
from knowledge.errors import CannotCompare, Fault
from knowledge.loader import Knowledge, load_knowledge

from .conftest import Folder

TABLE = """markers: [vs]
subjects:
  - {id: tea, name: Tea, words: [tea]}
  - {id: milk, name: Milk, words: [milk]}
telling: [when]
aspects:
  - id: when
    name: When
    words: [when]
    cells:
      tea: {today: At four., facts: [tea]}
      milk: {today: A little., exam: Much., facts: [milk]}
"""


@pytest.fixture(scope="module")
def table() -> ComparisonFile:
    faults: list[Fault] = []
    file = read_comparison(load_knowledge(), faults)
    assert file is not None
    assert faults == []
    return file


def faults_of(folder: Path) -> list[str]:
    faults: list[Fault] = []
    read_comparison(load_knowledge(folder), faults)
    return [f"{fault.line} {fault.item}: {fault.rule}" for fault in faults]


def test_both_services_of_every_pair_can_be_compared_in_every_aspect(chat: Chat) -> None:
    for first, _ in chat.subjects:
        for second, _ in chat.subjects:
            for aspect, name in chat.aspects if first != second else ():
                table = chat.compare([first, second], aspect)
                assert [row.name for row in table.rows] == [name]
                assert [cell.subject for cell in table.rows[0].cells] == [first, second]


def test_the_three_main_subjects_have_cells_nearly_everywhere(table: ComparisonFile) -> None:
    assert len(table.aspects) >= 14
    lacking = {a.id for a in table.aspects if not {"standard", "premium", "managed-hsm"} <= set(a.cells)}
    assert lacking == {"pkcs11"}


def test_every_cell_is_short_and_shows_both_clocks_exactly_where_a_fact_differs(
    table: ComparisonFile, shipped: Knowledge
) -> None:
    for aspect in table.aspects:
        for name, cell in aspect.cells.items():
            facts = [shipped.facts[fact] for fact in cell.facts]
            assert len(cell.today) <= CELL_LIMIT
            assert bool(cell.exam) == any(fact.disagrees for fact in facts), (aspect.id, name)


def test_every_cell_cites_a_fact_that_speaks_of_its_subject(table: ComparisonFile, shipped: Knowledge) -> None:
    meant = {"standard": "key-vault-standard", "premium": "key-vault-premium"}
    for aspect in table.aspects:
        for name, cell in aspect.cells.items():
            facts = [shipped.facts[fact] for fact in cell.facts]
            subjects = {subject for fact in facts for subject in fact.subjects}
            named = any(name.replace("-", " ") in str(fact.docs).casefold() for fact in facts)
            assert named or meant.get(name, name) in subjects, (aspect.id, name)


def test_figures_in_a_cell_stand_in_its_facts(table: ComparisonFile, shipped: Knowledge) -> None:
    for aspect in table.aspects:
        for name, cell in aspect.cells.items():
            facts = [shipped.facts[fact] for fact in cell.facts]
            ground = " ".join(part for f in facts for part in (f.docs, f.exam, f.note, f.ask) if part)
            for figure in re.findall(r"\d[\d.,-]*\d|\d", f"{cell.today} {cell.exam or ''}"):
                assert figure in ground, (aspect.id, name, figure)


def test_without_an_aspect_the_most_telling_ones_are_shown(chat: Chat) -> None:
    table = chat.compare(["standard", "managed-hsm"])
    assert len(table.rows) == MOST_TELLING
    assert all(len({cell.today for cell in row.cells}) == 2 for row in table.rows)


def test_aspects_in_which_the_subjects_are_alike_are_passed_over(chat: Chat) -> None:
    table = chat.compare(["standard", "premium"])
    assert all(row.cells[0].today != row.cells[1].today for row in table.rows)
    assert "objects" not in {row.aspect for row in table.rows}


def test_a_cell_without_a_fact_says_so(chat: Chat) -> None:
    cell = chat.compare(["payment-hsm", "managed-hsm"], "rotation").rows[0].cells[0]
    assert (cell.today, cell.exam, cell.facts) == (NO_FACT, None, ())


def test_rows_in_which_nothing_is_known_are_not_telling(chat: Chat) -> None:
    for row in chat.compare(["dedicated-hsm", "payment-hsm"]).rows:
        assert any(cell.facts for cell in row.cells)


@pytest.mark.parametrize(
    ("subjects", "aspect"),
    [
        ([], None),
        (["standard"], None),
        (["standard", "standard"], None),
        (["standard", "nonsense"], None),
        (["standard", "premium"], "colour"),
        (["standard", "premium", "managed-hsm", "cloud-hsm"], None),
        (["", "🔑"], None),
    ],
)
def test_what_cannot_be_compared_is_refused_in_a_sentence(chat: Chat, subjects: list[str], aspect: str | None) -> None:
    with pytest.raises(CannotCompare, match=r"^[A-Z].*\.$"):
        chat.compare(subjects, aspect)


def test_a_good_table_has_no_faults(folder: Folder) -> None:
    assert faults_of(folder(comparison=TABLE)) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("At four., facts: [tea]", "At four., facts: [tee]", "11 when.tea: It cites the fact `tee`, which does not"),
        (", exam: Much.", "", "12 when.milk: Exam material and documentation differ on milk."),
        ("At four.,", "At four., exam: At five.,", "11 when.tea: It has `exam`, but its facts do not differ"),
        ("      milk: {", "      mlik: {", "12 when.mlik: There is no such subject."),
        ("telling: [when]", "telling: [where]", "5 where: It is not defined here."),
        ("id: milk, name", "id: tea, name", "4 tea: The id is used already in this list."),
        ("facts: [tea]", "facts: []", "11 aspects: `aspects[1].cells.tea.facts` has 0 elements"),
        ("At four.", "x" * 111, "11 aspects: `aspects[1].cells.tea.today` has 111 characters; the limit is 110."),
        ("markers", "marker", "1 markers: `markers` is missing."),
    ],
)
def test_a_fault_names_its_line_and_its_rule(folder: Folder, old: str, new: str, fault: str) -> None:
    assert old in TABLE
    found = faults_of(folder(comparison=TABLE.replace(old, new, 1)))
    assert any(one.startswith(fault) for one in found), found
