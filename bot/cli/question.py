"""`tutor question`: show a question as a learner sees it, or begin a new one from a template."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from rapidfuzz import process

from bot.error_messages import UsageError
from bot.question_text import question_text
from knowledge.facts import Identifier
from knowledge.loader import load_knowledge
from quizzes.bank import SHIPPED, Bank, load_bank
from quizzes.questions import Question

TEMPLATES = SHIPPED / "templates"
KINDS = ("single", "because", "multiple", "ordering", "typed", "twins", "scenario")
PLACEHOLDER = "question-id"  # stands in a template for the id of what is written
NEAREST = 3  # ids offered for one that is unknown
BETWEEN = f"\n\n{'=' * 60}\n\n"  # the parts of a scenario


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the subcommand takes."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    show = actions.add_parser("show", help="print a question as a learner sees it, with what it rests on")
    show.add_argument("id", metavar="ID", help="of a question, or of a scenario")
    show.add_argument("--quizzes", metavar="DIR", type=Path, default=SHIPPED, help="a folder of question files")
    new = actions.add_parser("new", help="print a template to be filled in")
    new.add_argument("kind", metavar="KIND", choices=KINDS, help=", ".join(KINDS))
    new.add_argument("--id", metavar="ID", help="id of the question")


def run(options: argparse.Namespace, _: Mapping[str, str]) -> int:
    """Print, and return 0."""
    print(_template(options.kind, options.id) if options.action == "new" else _shown(options.id, options.quizzes))
    return 0


def _shown(name: str, folder: Path) -> str:
    knowledge = load_knowledge()
    bank = load_bank(knowledge, folder)
    return BETWEEN.join(question_text(question, bank, knowledge) for question in _found(name, bank))


def _found(name: str, bank: Bank) -> list[Question]:
    """Return the question of an id, or the stages of a scenario's."""
    if name in bank.questions:
        return [bank.questions[name]]
    stages = [q for q in bank.questions.values() if q.scenario and q.scenario[0] == name]
    if not stages:
        near = [found for found, _, _ in process.extract(name, list(bank.questions), limit=NEAREST)]
        raise UsageError(f"There is no question `{name}`. Nearest: {', '.join(near)}.")
    return stages


def _template(kind: str, name: str | None) -> str:
    text = (TEMPLATES / f"{kind}.yaml").read_text(encoding="utf-8").rstrip("\n")
    if name is None:
        return text
    try:
        TypeAdapter(Identifier).validate_python(name)
    except ValidationError:
        raise UsageError(f"`{name}` can't be an id: use up to 64 small letters, digits and hyphens.") from None
    return text.replace(PLACEHOLDER, name)
