"""`tutor check`: everything that is wrong with the content in one readable list, never a traceback."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.loader import SHIPPED as KNOWLEDGE
from quizzes.bank import SHIPPED as QUIZZES
from tests.bot.cli.conftest import Outcome, Tutor

ENTRIES, QUESTIONS = "entries/basics.yaml", "questions/choosing.yaml"


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    """The shipped content, to be broken."""
    for shipped, name in ((KNOWLEDGE, "knowledge"), (QUIZZES, "quizzes")):
        shutil.copytree(shipped, tmp_path / name, copy_function=shutil.copyfile)
    return tmp_path / "knowledge", tmp_path / "quizzes"


def check(tutor: Tutor, copies: tuple[Path, Path]) -> Outcome:
    return tutor("check", "--knowledge", copies[0], "--quizzes", copies[1])


def test_what_we_ship_is_well(tutor: Tutor) -> None:
    result = tutor("check")
    assert result.code == 0
    assert result.out.startswith("All is well: ")
    assert result.err == ""


def test_a_copy_of_it_is_well(tutor: Tutor, copies: tuple[Path, Path]) -> None:
    assert check(tutor, copies).code == 0


def replaced(old: str, new: str) -> Callable[[str], bytes]:
    def change(text: str) -> bytes:
        assert old in text
        return text.replace(old, new, 1).encode()

    return change


BROKEN: dict[str, tuple[str, Callable[[str], bytes], list[str]]] = {
    "duplicate id": (ENTRIES, lambda text: (text + text[: text.index("\n- id", 5)]).encode(), ["key-vault-what"]),
    "unknown fact": (ENTRIES, replaced("facts: [key-vault-what]", "facts: [no-such-fact]"), ["no-such-fact"]),
    "YAML yes as text": (
        ENTRIES,
        replaced("title: What Azure Key Vault is", "title: yes"),
        ["key-vault-what", "quote"],
    ),
    "answer over the limit": (
        ENTRIES,
        replaced("Azure Key Vault is a managed", "Azure Key Vault is " + "very " * 400 + "managed"),
        ["key-vault-what", "answer"],
    ),
    "tab-indented file": (ENTRIES, replaced("\n  title:", "\n\ttitle:"), [ENTRIES, "tab"]),
    "empty file": (ENTRIES, lambda _: b"", [ENTRIES, "empty"]),
    "1 MB file": (ENTRIES, lambda text: text.encode() + b"# filler\n" * 120_000, [ENTRIES]),
    "not UTF-8": (ENTRIES, lambda text: text.encode() + b"# \xff\xfe\n", [ENTRIES, "UTF-8"]),
    "option without reason": (
        QUESTIONS,
        replaced("      reason: Single-tenant, and its security domain is in the customer's hands.\n", ""),
        ["choose-recovery-keys", "reason"],
    ),
    "81-character label": (
        QUESTIONS,
        replaced("text: Key Vault Premium", f"text: {'K' * 81}"),
        ["choose-recovery-keys", "80"],
    ),
    "question on an unknown fact": (
        QUESTIONS,
        replaced("[mhsm-single-tenant, root", "[no-such-fact, root"),
        ["choose-recovery-keys", "no-such-fact"],
    ),
    "question with an unknown misconception": (
        QUESTIONS,
        replaced("misconception: premium-means-dedicated", "misconception: no-such-belief"),
        ["choose-recovery-keys", "no-such-belief"],
    ),
}


@pytest.mark.parametrize(("file", "broken", "said"), BROKEN.values(), ids=BROKEN.keys())
def test_broken_content_gives_one_readable_list(
    tutor: Tutor, copies: tuple[Path, Path], file: str, broken: Callable[[str], bytes], said: list[str]
) -> None:
    path = copies[file == QUESTIONS] / file
    path.write_bytes(broken(path.read_text(encoding="utf-8")))
    result = check(tutor, copies)
    assert result.code == 1
    assert result.err == ""
    *faults, count = result.out.splitlines()
    assert faults
    assert count == f"{len(faults)} fault(s)."
    assert all("Remedy: " in fault for fault in faults)
    assert any(all(words.casefold() in fault.casefold() for words in said) for fault in faults)


def test_faults_of_several_files_are_told_at_once(tutor: Tutor, copies: tuple[Path, Path]) -> None:
    (copies[0] / ENTRIES).write_bytes(b"\xff")
    (copies[0] / "entries" / "networking.yaml").write_text("- id: [", encoding="utf-8")
    out = check(tutor, copies).out
    assert "basics.yaml" in out
    assert "networking.yaml" in out


def test_a_folder_that_is_not_there_is_named(tutor: Tutor) -> None:
    result = tutor("check", "--knowledge", "nowhere")
    assert result.code == 1
    assert "nowhere" in result.out


def test_what_the_bank_consists_of_is_counted_and_listed_if_wanted(tutor: Tutor) -> None:
    brief, full = tutor("check").out.splitlines(), tutor("check", "--stats").out
    for label in ("Topics", "Kinds", "Clocks", "Misconceptions", "Right option at", "Right option is", "Readability"):
        assert sum(line.startswith(label) for line in brief) == 1, label
    assert full.startswith("\n".join(brief))
    assert "premium-means-dedicated" in full
    assert "Questions by fact" in full
    assert " tells " in full


def test_a_folder_of_knowledge_alone_is_checked_without_counting_questions(tutor: Tutor, tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(
        "- {id: greet, title: Greeting, answer: Hello., phrasings: [hi there]}\n", encoding="utf-8"
    )
    result = tutor("check", "--knowledge", tmp_path)
    assert (result.code, "Topics" in result.out) == (0, False)
