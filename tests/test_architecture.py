"""The shape of the code: who may import whom, how large things may grow, and what pins the environment."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("knowledge", "quizzes", "bot")
MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 40
MAX_HANDLER_LINES = 30


def sources(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def grown(*folders: str) -> list[Path]:
    """Files that we write; a migration stays as Alembic generated it."""
    return [path for path in sources(*folders) if path.parent.name != "versions"]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def test_the_import_contract_holds() -> None:
    # A process of its own: the linter switches off the loggers of the one that calls it.
    command = [
        sys.executable,
        "-c",
        "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 (our own command)
    assert done.returncode == 0, done.stdout


def test_only_one_folder_meets_discord() -> None:
    meeting = {path.parent.relative_to(ROOT).parts[:2] for path in sources(*PACKAGES) if "discord" in imported(path)}
    assert meeting == {("bot", "discord_ui")}


def test_only_the_playground_meets_the_simulation() -> None:
    meeting = {path.parent.relative_to(ROOT).as_posix() for path in sources(*PACKAGES) if "simcord" in imported(path)}
    assert meeting - {"bot/cli"} == {"bot/playground"}


@pytest.mark.parametrize("path", grown(*PACKAGES), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_and_functions_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_FILE_LINES
    long = {function.name: length(function) for function in functions(path) if length(function) > MAX_FUNCTION_LINES}
    assert not long


def test_handlers_are_thin() -> None:
    handlers = [f for path in sources("bot/discord_ui/handlers", "bot/discord_ui/commands") for f in functions(path)]
    assert handlers
    assert {f.name: length(f) for f in handlers if length(f) > MAX_HANDLER_LINES} == {}


def test_locks_carry_hashes_and_name_no_host() -> None:
    for name in ("requirements.lock", ".ci/requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        pins = re.findall(r"^[a-z0-9][^\n=]*==[^\n]*(?:\n    [^\n]*)*", text, re.MULTILINE)
        assert len(pins) > 20
        assert all("--hash=sha256:" in pin for pin in pins)


def test_a_run_without_the_lock_resolves_to_the_same_versions() -> None:
    lock = (ROOT / ".ci" / "requirements-dev.lock").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;\\]+)", lock, re.MULTILINE))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    constraints = {tuple(pin.split("==")) for pin in project["tool"]["uv"]["constraint-dependencies"]}
    assert constraints == pinned


def test_what_runs_is_pinned_to_the_same_versions_as_what_is_tested() -> None:
    pattern = re.compile(r"^([a-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;\\]+)", re.MULTILINE)
    runtime = set(pattern.findall((ROOT / "requirements.lock").read_text(encoding="utf-8")))
    tested = set(pattern.findall((ROOT / ".ci" / "requirements-dev.lock").read_text(encoding="utf-8")))
    assert runtime <= tested
