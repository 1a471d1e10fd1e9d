"""`tutor ask`: answers as text and as JSON, one at a time and in files, on any knowledge."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.bot.cli.conftest import Tutor, own_environment

PACK = """
- id: tea-time
  title: When tea is served
  answer: Tea is served at four.
  phrasings: [when is tea, tea time, what time do we get tea]
- id: coffee-time
  title: When coffee is served
  answer: Coffee is served at ten.
  phrasings: [when is coffee, coffee time, what time do we get coffee]
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "entries.yaml").write_text(PACK, encoding="utf-8")
    return folder


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    ("question", "entry", "said"),
    [
        ("premium fips level?", "fips-premium", ["140-3 Level 3", "Exam material:", "Azure today:", "Source: "]),
        ("can i store aes keys in key vault", "vault-symmetric-keys", ["Premium", "Exam material:", "Source: "]),
        ("what if i lose the security domain", None, ["security domain", "Exam material:", "Source: "]),
        ("how many vaults per subscription", "vaults-per-subscription", ["no cap", "Exam material:", "Source: "]),
    ],
)
def test_the_sample_questions_get_right_two_clock_sourced_answers(
    tutor: Tutor, question: str, entry: str | None, said: list[str]
) -> None:
    answered = json.loads(tutor("ask", "--json", question).out)
    assert answered["outcome"] == "answer"
    assert entry is None or answered["entry"] == entry
    assert all(words in answered["text"] for words in said)


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("question", ["who won the game last night", "how do I rotate my AWS KMS key"])
def test_the_sample_questions_off_the_subject_are_declined(tutor: Tutor, question: str) -> None:
    declined = json.loads(tutor("ask", "--json", question).out)
    assert (declined["outcome"], declined["entry"], declined["facts"]) == ("unknown", None, [])
    assert declined["text"].startswith(("I don't have a checked answer to that.", "I have no checked answer on: "))


@pytest.mark.usefixtures("shipped")
def test_the_words_of_a_question_need_no_quotes(tutor: Tutor) -> None:
    apart, quoted = tutor("ask", "premium", "fips", "level"), tutor("ask", "premium fips level")
    assert apart.out == quoted.out
    assert apart.code == 0
    assert apart.out.startswith("FIPS level of Key Vault Premium\n")


@pytest.mark.usefixtures("shipped")
def test_json_has_the_fields_that_scripts_read(tutor: Tutor) -> None:
    answered = json.loads(tutor("ask", "--json", "premium fips level?").out)
    assert set(answered) == {"outcome", "entry", "facts", "also", "choices", "confidence", "text"}
    assert answered["facts"][0] == "fips-premium"
    assert answered["also"] is None
    assert 0 <= answered["confidence"] <= 1


@pytest.mark.usefixtures("shipped")
def test_a_question_that_asks_two_things_gets_both_answers(tutor: Tutor) -> None:
    question = "what fips level does premium have and does it support aes"
    answered = json.loads(tutor("ask", "--json", question).out)
    assert answered["entry"] == "fips-premium"
    assert answered["also"]["entry"] == "vault-symmetric-keys"
    assert answered["facts"] == ["fips-premium", *answered["also"]["facts"]]
    text = tutor("ask", question).out
    assert text.rstrip("\n") == answered["text"]
    for title in ("FIPS level of Key Vault Premium\n", "\nSymmetric (AES) keys in Key Vault\n"):
        assert title in text


@pytest.mark.usefixtures("shipped")
def test_an_answer_is_explained_word_by_word(tutor: Tutor) -> None:
    plain, explained = tutor("ask", "premuim fips level").out, tutor("ask", "--explain", "premuim fips level").out
    assert explained.startswith(plain.rstrip("\n"))
    lines = [line.split() for line in explained.splitlines()]
    assert ["mended", "premuim", "->", "premium"] in lines
    assert ["1.", "fips-premium"] in [words[:2] for words in lines]
    assert "Outcome: answer" in explained
    for title in ("Words", "Candidates", "Score", "Ruled out", "Confidence"):
        assert f"\n{title}" in explained


@pytest.mark.usefixtures("shipped")
def test_the_columns_of_an_explanation_are_aligned(tutor: Tutor) -> None:
    explained = tutor("ask", "--explain", "premium fips level").out.splitlines()
    start = next(at for at, line in enumerate(explained) if line.startswith("Words: "))
    table = explained[start + 1 : explained.index("", start)]
    end = table[0].index("weight") + len("weight")
    assert len(table) == 5
    assert all(line[end - 1].isdigit() and line[end] == " " for line in table[1:-1])


@pytest.mark.usefixtures("shipped")
def test_scripts_get_the_explanation_as_values(tutor: Tutor) -> None:
    explained = json.loads(tutor("ask", "--json", "--explain", "--after", "fips level of standard", "for premium?").out)
    [thought] = explained["explanation"]["thoughts"]
    assert explained["entry"] == thought["candidates"][0]["entry"] == "fips-premium"
    assert explained["confidence"] == round(thought["verdict"]["confidence"], 4)
    assert explained["explanation"]["after"] == "fips level of standard"


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("question", ["🔑", "x" * 4000, "{}[]%s\x1b[31m", "who won the game last night"])
def test_what_has_no_answer_is_explained_too(tutor: Tutor, question: str) -> None:
    explained = tutor("ask", "--explain", question)
    assert (explained.code, explained.err) == (0, "")
    assert "Outcome: unknown" in explained.out
    assert "\x1b" not in explained.out


@pytest.mark.usefixtures("shipped")
def test_a_courtesy_needs_no_explanation(tutor: Tutor) -> None:
    assert "Nothing was looked up" in tutor("ask", "--explain", "thanks").out
    assert json.loads(tutor("ask", "--explain", "--json", "thanks").out)["explanation"] is None
    assert "explanation" not in json.loads(tutor("ask", "--json", "thanks").out)


def test_a_pack_and_a_batch_are_explained(tutor: Tutor, pack: Path) -> None:
    lines = batch({"q": "tea tiem"}, {"q": "coffee time"})
    out = tutor("ask", "--explain", "--json", "--knowledge", pack, "--batch", "-", stdin=lines).out
    first, second = (json.loads(line)["explanation"]["thoughts"][0] for line in out.splitlines())
    assert first["candidates"][0]["entry"] == "tea-time"
    assert second["candidates"][0]["entry"] == "coffee-time"
    text = tutor("ask", "--explain", "--knowledge", pack, "--batch", "-", stdin=lines).out
    assert text.count("Outcome: ") == 2


def batch(*lines: Any) -> bytes:
    return "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines).encode()


def test_a_batch_is_answered_in_its_order(tutor: Tutor, pack: Path, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_bytes(
        b"\xef\xbb\xbf" + batch({"q": "coffee time"}, "", {"q": "tea time"}, {"q": ""}, {"q": "coffee time"})
    )
    result = tutor("ask", "--batch", file, "--json", "--knowledge", pack)
    answers = [json.loads(line) for line in result.out.splitlines()]
    assert [answer["entry"] for answer in answers] == ["coffee-time", "tea-time", None, "coffee-time"]
    assert [answer["outcome"] for answer in answers][2] == "unknown"
    assert result.code == 0


def test_a_batch_may_come_through_a_pipe_and_in_any_script(tutor: Tutor, pack: Path) -> None:
    piped = '{"q": "tea time"}\r\n{"q": "चाय\u2028कब"}'.encode()
    result = tutor("ask", "--batch", "-", "--json", "--knowledge", pack, stdin=piped)
    assert [json.loads(line)["entry"] for line in result.out.splitlines()] == ["tea-time", None]


@pytest.mark.usefixtures("shipped")
def test_a_follow_up_takes_what_it_lacks_from_the_question_before(tutor: Tutor) -> None:
    lines = batch({"q": "and for premium?", "after": "fips level of standard"}, {"q": "and for premium?"})
    with_it, without = map(json.loads, tutor("ask", "--batch", "-", "--json", stdin=lines).out.splitlines())
    assert with_it["entry"] == "fips-premium"
    assert without["entry"] != "fips-premium"
    alone = tutor("ask", "--json", "--after", "fips level of standard", "and for premium?")
    assert json.loads(alone.out) == with_it


def test_a_pack_without_a_ledger_is_answered_from(tutor: Tutor, pack: Path) -> None:
    assert tutor("ask", "--knowledge", pack, "when is tea").out == "When tea is served\n\nTea is served at four.\n"


@pytest.mark.parametrize(
    ("arguments", "stdin", "said"),
    [
        (["ask"], b"", "Give a question, such as"),
        (["ask", "  "], b"", "Give a question, such as"),
        (["ask", "one", "--batch", "-"], b"", "Give a question, such as"),
        (["ask", "--batch", "missing.jsonl"], b"", "missing.jsonl can't be read: No such file or directory."),
        (["ask", "--batch", "-"], b'{"q": "tea"}\nnot json', "-:2 is not JSON"),
        (["ask", "--batch", "-"], b'["tea"]', "-:1 has no question"),
        (["ask", "--batch", "-"], b'{"q": 7}', "-:1 has no question"),
        (["ask", "--batch", "-"], b'{"q": "tea", "after": 7}', "-:1: `after` must be text or absent."),
        (["ask", "--batch", "-"], b"[" * 100_000, "-:1 is not JSON"),
        (["ask", "--batch", "-"], b'{"q": "\xff"}', "is not UTF-8 text"),
        (["ask", "--knowledge", "nowhere", "tea"], b"", "nowhere"),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_line_with_exit_code_2(
    tutor: Tutor, arguments: list[str], stdin: bytes, said: str
) -> None:
    result = tutor(*arguments, stdin=stdin)
    assert result.code == 2
    assert said in result.err
    assert (result.out, "Traceback" in result.err) == ("", False)


def test_a_reader_that_has_had_enough_is_no_failure(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "many.jsonl").write_bytes(batch(*[{"q": "tea time"}] * 3000))
    command = f"{sys.executable} -m bot ask --batch {tmp_path}/many.jsonl --json --knowledge {pack} | head -n 1"
    script = f"set -o pipefail; {command}"
    done = subprocess.run(  # noqa: S603 (our own words)
        ["/bin/bash", "-c", script],
        cwd=Path(__file__).parents[3],
        env=own_environment(PYTHONIOENCODING="ascii"),
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["entry"] == "tea-time"
