"""`tutor evaluate`: the same verdicts as on what `tutor ask` prints, figures as text, JSON and Markdown."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.cli import evaluate
from bot.cli.evaluate import BEGIN, END
from bot.tutor import Content
from knowledge.evaluation import evaluation
from knowledge.evaluation.baselines import BASELINES
from knowledge.evaluation.evaluation import Evaluation
from knowledge.evaluation.footprint import Footprint
from knowledge.evaluation.labelled import LabelledQuestion
from knowledge.evaluation.verdicts import Given, verdict
from tests.bot.cli.conftest import Tutor
from tests.bot.cli.test_ask import PACK

LABELLED = Path(__file__).parents[2] / "knowledge" / "labelled.jsonl"
QUESTIONS: Sequence[dict[str, Any]] = (
    {"q": "what time do we get tea", "scope": "in", "best": "tea-time", "style": "real"},
    {"q": "coffee time", "scope": "in", "best": "tea-time", "style": "chat"},
    {"q": "who won the cup final", "scope": "out"},
)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "entries.yaml").write_text(PACK, encoding="utf-8")
    return folder


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what loading costs: each measuring starts three processes."""
    monkeypatch.setattr("knowledge.evaluation.evaluation.measured", lambda _: Footprint(0.1, 0.1, 1, 1))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "questions.jsonl"
    path.write_text("".join(json.dumps(question) + "\n" for question in QUESTIONS), encoding="utf-8")
    return path


@pytest.mark.usefixtures("quick")
def test_the_figures_are_printed_as_a_report(tutor: Tutor, pack: Path, file: Path) -> None:
    done = tutor("evaluate", file, "--knowledge", pack)
    assert done.code == 0
    assert "In scope: right 50.0 %, right or among the choices 50.0 %. Out of scope: declined 100.0 %." in done.out
    assert "Wrong of all: 33.3 %" in done.out
    assert "reference loops" in done.out
    assert "ready-made" not in done.out


def test_the_figures_are_printed_as_one_json_object(tutor: Tutor, pack: Path, file: Path) -> None:
    found = json.loads(tutor("evaluate", file, "--knowledge", pack, "--json").out)
    assert found["figures"]["right_in"] == 0.5
    assert found["figures"]["wrong_of_all"] == pytest.approx(1 / 3)
    assert found["footprint"]["load_seconds"] > 0
    assert found["tallies"][0] == {
        "scope": "in",
        "style": "chat",
        "questions": 1,
        "counts": {"right": 0, "helped": 0, "missed": 0, "half": 0, "wrong": 1},
    }
    assert found["standings"] == {}
    assert "shown" not in found


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(("which", "lines"), [("wrong", 1), ("missed", 0), ("all", 3)])
def test_questions_are_shown_by_verdict(tutor: Tutor, pack: Path, file: Path, which: str, lines: int) -> None:
    out = tutor("evaluate", file, "--knowledge", pack, "--show", which).out
    assert out.partition("VERDICTS")[0].strip().count(" -> ") == lines
    assert ("wrong  in   'coffee time' -> answer coffee-time (wanted tea-time)" in out) == bool(lines)
    shown = json.loads(tutor("evaluate", file, "--knowledge", pack, "--show", which, "--json").out).get("shown", [])
    assert len(shown) == lines


@pytest.mark.usefixtures("quick")
def test_all_ready_made_ways_stand_beside_the_tutor(tutor: Tutor, pack: Path, file: Path) -> None:
    done = tutor("evaluate", file, "--knowledge", pack, "--baselines")
    assert "Tutor (as shipped)" in done.out
    assert all(name in done.out for name in BASELINES)
    assert all(f"Trying {name} …" in done.err for name in BASELINES)


@pytest.mark.usefixtures("quick")
def test_the_report_is_written_between_the_marks_and_only_there(
    tutor: Tutor, pack: Path, file: Path, tmp_path: Path
) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"Before\n{BEGIN}\nold\n{END}\nAfter\n", encoding="utf-8")
    assert tutor("evaluate", file, "--knowledge", pack, "--into", readme).code == 0
    text = readme.read_text(encoding="utf-8")
    assert text.startswith(f"Before\n{BEGIN}\n**Verdicts**")
    assert text.endswith(f"\n{END}\nAfter\n")
    assert "old" not in text
    assert "| in | 2 | 1 (50.0 %) |" in text
    tutor("evaluate", file, "--knowledge", pack, "--into", readme)
    assert readme.read_text(encoding="utf-8").count("**Verdicts**") == 1


@pytest.mark.usefixtures("quick")
def test_what_is_written_to_the_file_meanwhile_is_kept(
    tutor: Tutor, pack: Path, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"{BEGIN}\n{END}\n", encoding="utf-8")

    def working(*arguments: Any, **options: Any) -> Evaluation:
        readme.write_text(f"New\n{BEGIN}\n{END}\n", encoding="utf-8")
        return original(*arguments, **options)

    original = evaluation.evaluate
    monkeypatch.setattr(evaluate, "evaluate", working)
    tutor("evaluate", file, "--knowledge", pack, "--into", readme)
    assert readme.read_text(encoding="utf-8").startswith(f"New\n{BEGIN}\n**Verdicts**")


@pytest.mark.parametrize("text", ["no marks", f"{END}\n{BEGIN}", BEGIN])
def test_a_file_without_marks_is_left_as_it_is(tutor: Tutor, pack: Path, file: Path, tmp_path: Path, text: str) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(text, encoding="utf-8")
    done = tutor("evaluate", file, "--knowledge", pack, "--into", readme)
    assert (done.code, done.out) == (2, "")
    assert BEGIN in done.err
    assert readme.read_text(encoding="utf-8") == text
    assert tutor("evaluate", file, "--knowledge", pack, "--into", tmp_path / "missing.md").code == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "holds no question"),
        ('{"q": "tea?", "scope": "in"}', "questions.jsonl:1: It is in scope, but `best` names nothing"),
        ('\n{"q": "tea?"}', "questions.jsonl:2: `scope` is missing"),
        ("tea?", "questions.jsonl:1 is not JSON"),
    ],
)
def test_what_is_wrong_with_the_file_is_said_in_plain_words(tutor: Tutor, tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(text, encoding="utf-8")
    done = tutor("evaluate", path)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err


@pytest.mark.usefixtures("quick")
def test_questions_are_read_from_standard_input(tutor: Tutor, pack: Path, file: Path) -> None:
    done = tutor("evaluate", "-", "--knowledge", pack, "--json", stdin=file.read_bytes())
    assert json.loads(done.out)["figures"]["questions"] == len(QUESTIONS)


@pytest.mark.usefixtures("shipped", "quick")
def test_the_verdicts_are_those_on_what_the_tutor_prints(
    tutor: Tutor, content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evaluate, "load_knowledge", lambda _: content.knowledge)
    lines = LABELLED.read_text(encoding="utf-8").splitlines()[::4]
    part = tmp_path / "part.jsonl"
    part.write_text("\n".join(lines), encoding="utf-8")
    printed = [json.loads(line) for line in tutor("ask", "--json", "--batch", part).out.splitlines()]
    expected = [
        verdict(LabelledQuestion.model_validate_json(line), Given.from_json(reply))
        for line, reply in zip(lines, printed, strict=True)
    ]
    shown = json.loads(tutor("evaluate", part, "--json", "--show", "all").out)["shown"]
    assert [line.split()[0] for line in shown] == expected
    assert {"right", "helped", "wrong"} <= set(expected)
