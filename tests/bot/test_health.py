"""The health check looks at the age of the file that a running bot touches."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot import health


def test_a_fresh_file_is_a_sign_of_life_and_an_old_or_missing_one_is_not(tmp_path: Path) -> None:
    file = tmp_path / "heartbeat"
    assert not health.is_alive(file, 1000.0)
    file.touch()
    os.utime(file, (1000.0, 1000.0))
    assert health.is_alive(file, 1000.0 + health.MAX_AGE_SECONDS)
    assert not health.is_alive(file, 1001.0 + health.MAX_AGE_SECONDS)


def test_it_imports_nothing_but_the_standard_library() -> None:
    tree = ast.parse(Path(health.__file__).read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= set(sys.stdlib_module_names)


def test_a_path_that_leads_nowhere_is_no_sign_of_life(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert not health.is_alive(tmp_path / "file" / "heartbeat", 1000.0)


@pytest.mark.parametrize(("touched", "code"), [(True, 0), (False, 1)])
def test_the_container_reads_it_from_the_exit_code(tmp_path: Path, *, touched: bool, code: int) -> None:
    if touched:
        (tmp_path / "heartbeat").touch()
    done = subprocess.run(
        [sys.executable, "-m", "bot.health"],
        env={"TUTOR_HEARTBEAT_FILE": str(tmp_path / "heartbeat")},
        cwd=Path(health.__file__).parents[1],
        capture_output=True,
        timeout=10,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (code, b"", b"")
