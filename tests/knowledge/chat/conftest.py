"""A conversation on the shipped knowledge, and on small folders of one's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.chat.chat import Chat
from knowledge.loader import Knowledge, load_knowledge
from knowledge.matcher import Matcher

ENTRIES = """
- {id: tea, title: Tea time, answer: At four., detail: In the garden., phrasings: [when is tea, tea time], facts: [tea]}
- {id: milk, title: Milk, answer: A little., phrasings: [milk in tea, how much milk], facts: [milk]}
"""
FACT = """- id: {id}
  topic: basics
  subjects: [kitchen]
  ask: What about {id}?
  exam: {exam}
  docs: Docs.
  verdict: {verdict}
  note: null
  sources: [{{title: Page, url: 'https://example.org/{id}', dated: 2026-07-07}}]
"""

Folder = Callable[..., Path]
ChatOn = Callable[..., Chat]


@pytest.fixture(scope="session")
def chat(shipped: Knowledge, matcher: Matcher) -> Chat:
    return Chat(shipped, matcher)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Make a folder with two entries on two facts, of which `milk` differs from exam material; and further files."""

    def make(**files: str) -> Path:
        (tmp_path / "entries").mkdir()
        (tmp_path / "facts").mkdir()
        two_clock = "two_clock: {exam: Much., today: Little.}, phrasings: [milk in tea"
        (tmp_path / "entries" / "a.yaml").write_text(ENTRIES.replace("phrasings: [milk in tea", two_clock), "utf-8")
        facts = FACT.format(id="tea", exam="null", verdict="docs-only")
        facts += FACT.format(id="milk", exam="Much.", verdict="wrong")
        (tmp_path / "facts" / "basics.yaml").write_text(facts, "utf-8")
        for name, text in files.items():
            (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
        return tmp_path

    return make


@pytest.fixture
def chat_on(folder: Folder) -> ChatOn:
    """Make a conversation on such a folder."""

    def make(**files: str) -> Chat:
        knowledge = load_knowledge(folder(**files))
        return Chat(knowledge, Matcher(knowledge))

    return make
