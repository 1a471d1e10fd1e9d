"""`tutor ask`: one question, or a file of them, answered in the terminal or as JSON lines."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from bot.ask_json import as_json
from bot.error_messages import UsageError
from bot.plain_text import reply_text
from knowledge.chat.chat import Chat
from knowledge.chat.replies import Turn
from knowledge.loader import SHIPPED, load_knowledge
from knowledge.matcher import Matcher

from .explanation import explanation_text
from .json_lines import read_json_lines

SEPARATOR = f"\n\n{'-' * 60}\n\n"  # between an answer and why it was given


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the subcommand takes."""
    parser.add_argument("question", nargs="*", help="the question (quotes are not needed)")
    parser.add_argument("--after", metavar="QUESTION", help="the question asked before, for a follow-up")
    parser.add_argument("--batch", metavar="FILE", type=Path, help='JSON lines {"q": …, "after": …}; - reads stdin')
    parser.add_argument("--json", action="store_true", help="print one JSON object a question")
    parser.add_argument("--explain", action="store_true", help="say why, word by word and term by term")
    parser.add_argument("--knowledge", metavar="DIR", type=Path, default=SHIPPED, help="a folder of knowledge files")


def run(options: argparse.Namespace, _: Mapping[str, str]) -> int:
    """Answer, print, and return 0."""
    question = " ".join(options.question).strip()
    if bool(question) == bool(options.batch):
        raise UsageError('Give a question, such as `tutor ask "premium fips level?"`, or a file with --batch.')
    asked = _batch(options.batch) if options.batch else iter([(question, options.after)])
    knowledge = load_knowledge(options.knowledge)
    chat = Chat(knowledge, Matcher(knowledge))
    for question, after in asked:
        before = Turn(after) if after else None
        reply = chat.reply(question, before)
        explanation = chat.explain(question, before) if options.explain else None
        if options.json:
            explained = {"explanation": explanation and asdict(explanation)} if options.explain else {}
            print(json.dumps({**as_json(reply, knowledge), **explained}, ensure_ascii=False))
        else:
            explained_text = SEPARATOR + explanation_text(explanation) if options.explain else ""
            print(reply_text(reply, knowledge) + explained_text + ("\n" if options.batch else ""))
    return 0


def _batch(path: Path) -> Iterator[tuple[str, str | None]]:
    return iter([_question(path, number, item) for number, item in read_json_lines(path)])


def _question(path: Path, number: int, item: object) -> tuple[str, str | None]:
    if not isinstance(item, dict) or not isinstance(item.get("q"), str):
        raise UsageError(f'{path}:{number} has no question: write {{"q": "…"}}.')
    after = item.get("after")
    if after is not None and not isinstance(after, str):
        raise UsageError(f"{path}:{number}: `after` must be text or absent.")
    return item["q"], after
