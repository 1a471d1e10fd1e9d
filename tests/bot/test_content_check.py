"""`tutor check` names what is wrong with broken content in one list, and never with a traceback."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from bot.cli import main
from bot.content_check import check_content
from knowledge.loader import SHIPPED as KNOWLEDGE
from quizzes.bank import SHIPPED as QUIZZES

ENTRY = "- id: extra\n  title: Extra\n  answer: It is extra.\n  facts: [key-vault-what]\n  phrasings: [what is extra]\n"
Break = Callable[[Path], object]


def write(name: str, text: str | bytes) -> Break:
    data = text.encode() if isinstance(text, str) else text
    return lambda folder: (folder / name).write_bytes(data)


def replace(name: str, old: str, new: str) -> Break:
    def change(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        (write("entries/extra.yaml", ENTRY + ENTRY), "The id is used already, in entries/extra.yaml:1."),
        (write("entries/extra.yaml", ENTRY.replace("key-vault-what", "no-fact")), "cites the fact `no-fact`"),
        (write("entries/extra.yaml", ENTRY.replace("It is extra.", "yes")), "must be text, but YAML reads yes"),
        (write("entries/extra.yaml", ENTRY.replace("It is extra.", "x" * 1001)), "`answer` has 1001 characters"),
        (write("entries/extra.yaml", ENTRY.replace("  title", "\ttitle")), "The line is indented with a tab."),
        (write("entries/extra.yaml", ""), "The file is empty."),
        (write("entries/extra.yaml", ENTRY + "#" * 1_000_000), "bytes; from 1,000,000 on nobody reviews it."),
        (write("entries/extra.yaml", b"\xff\xfe"), "The file is not UTF-8"),
        (write("synonyms.yaml", "[1, 2"), "not valid YAML"),
        (write("starters.yaml", "- no-such-entry\n"), "There is no entry of this name."),
        (
            replace("beyond.yaml", "nearest: [", "nearest: [no-such-entry, "),
            "names `no-such-entry`, which is no entry.",
        ),
        (replace("sections.yaml", "exam-share, ", "no-such-fact, "), "names `no-such-fact`, which is no fact."),
    ],
)
def test_broken_knowledge_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], broken: Break, rule: str
) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE, folder)
    broken(folder)
    assert main(["check", "--knowledge", str(folder)]) == 1
    printed = capsys.readouterr()
    assert rule in printed.out
    assert "Remedy:" in printed.out
    assert "Traceback" not in printed.out + printed.err


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        (replace("questions/hsm.yaml", "      reason: ", "      why: "), "`options[1].why` is not a field."),
        (replace("questions/hsm.yaml", "- text: A software RSA key", f"- text: {'x' * 81}"), "has 81 characters"),
        (replace("questions/hsm.yaml", "misconception: same-key-types", "misconception: nobody"), "does not exist"),
        (replace("questions/hsm.yaml", "right: true", "right: false"), "It has 0 right options"),
        (replace("misconceptions.yaml", "- id: premium-means-dedicated", "- id: renamed"), "does not exist"),
        (write("topics.yaml", "- {id: hsm}\n"), "`description` is missing."),
        (write("questions/extra.yaml", "\t- id: x\n"), "The line is indented with a tab."),
    ],
)
def test_broken_questions_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], broken: Break, rule: str
) -> None:
    folder = tmp_path / "quizzes"
    shutil.copytree(QUIZZES, folder)
    broken(folder)
    assert main(["check", "--quizzes", str(folder)]) == 1
    printed = capsys.readouterr()
    assert rule in printed.out
    assert "Traceback" not in printed.out + printed.err


def test_what_we_ship_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr().out.startswith("All is well: 282 entries on 284 facts")


def test_all_faults_are_in_one_list(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE, folder)
    (folder / "entries" / "one.yaml").write_text("", encoding="utf-8")
    (folder / "entries" / "two.yaml").write_bytes(b"\xff")
    (folder / "facts" / "three.yaml").write_text("- {id: lonely}\n", encoding="utf-8")
    report = check_content(folder)
    assert {fault.file for fault in report.faults} >= {"entries/one.yaml", "entries/two.yaml", "facts/three.yaml"}


def test_a_pack_of_someone_else_need_not_follow_our_curation(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(
        "- {id: greet, title: Greeting, answer: Hello., phrasings: [hi there]}\n", encoding="utf-8"
    )
    assert check_content(tmp_path).faults == ()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--knowledge", str(tmp_path / "nowhere")]) == 1
    assert "There is no such folder." in capsys.readouterr().out


def test_planted_faults_are_all_told_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong key, a missing reason, twins that differ in two words, and a question that is there already."""
    folder = tmp_path / "quizzes"
    shutil.copytree(QUIZZES, folder)
    path = folder / "questions" / "vault.yaml"
    items = {item["id"]: item for item in yaml.safe_load(path.read_text(encoding="utf-8"))}
    wrong_key = items["vault-premium-fips-today"]
    right = next(option for option in wrong_key["options"] if option.get("right"))
    assert right["text"] == "FIPS 140-3 Level 3"
    right["text"] = "FIPS 140-3 Level 4"
    without_reason = items["vault-rsa-sizes"]
    del without_reason["options"][2]["reason"]
    duplicate = {**items["vault-premium-adds"], "id": "planted-duplicate"}
    stems = ("Which of these may a vault in the east hold?", "Which of these may a pool in the west hold?")
    one, other = ({**items["vault-premium-adds"], "id": f"planted-{n}", "stem": stems[n]} for n in (0, 1))
    one["twin"], other["twin"] = other["id"], one["id"]
    other["options"] = _turned(other["options"])
    path.write_text(yaml.safe_dump([*items.values(), duplicate, one, other]), encoding="utf-8")
    assert main(["check", "--quizzes", str(folder)]) == 1
    printed = capsys.readouterr().out
    for item, rule in [
        ("vault-premium-fips-today", "says 140-3 level 4, which no cited fact says about Azure today."),
        ("vault-rsa-sizes", "`options[3].reason` is missing."),
        ("planted-duplicate", "The stem asks nearly the same as `vault-premium-adds` in questions/vault.yaml:"),
        ("planted-0", "The stem differs from that of `planted-1` in 2 words; twins differ in one."),
        ("planted-1", "The stem differs from that of `planted-0` in 2 words; twins differ in one."),
    ]:
        assert any(f" {item}: " in line and rule in line for line in printed.splitlines()), (rule, printed)


def _turned(options: list[dict[str, object]]) -> list[dict[str, object]]:
    """Return options with the right one and the first wrong one changed round."""
    right = next(option for option in options if option.get("right"))
    wrong = next(option for option in options if not option.get("right"))
    turned = {
        str(right["text"]): {"text": right["text"], "reason": "No.", "misconception": wrong["misconception"]},
        str(wrong["text"]): {"text": wrong["text"], "reason": "So.", "right": True},
    }
    return [turned.get(str(option["text"]), option) for option in options]
