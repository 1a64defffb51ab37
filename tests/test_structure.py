"""The shape of the house: what the style asks for and no linter checks."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = sorted((ROOT / "desktop_app").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
VAGUE = {"utils", "util", "helpers", "helper", "misc", "common", "manager"}
LONGEST_FILE, LONGEST_FUNCTION = 450, 80
ONE_TREE = ROOT / "desktop_app" / "engine" / "errors.py"  # all errors stand in one file

BLOCKED = """
import importlib, pkgutil, sys
for name in ("PySide6", "typer", "rich"):
    sys.modules[name] = None
import desktop_app.engine as engine
count = 0
for module in pkgutil.walk_packages(engine.__path__, engine.__name__ + "."):
    if ".migrations." not in module.name:  # run by Alembic alone, inside its own context
        importlib.import_module(module.name)
        count += 1
print(count)
"""


def test_the_engine_works_without_qt_and_the_command_line() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 20


def test_modules_are_named_after_nouns() -> None:
    named = {part for file in CODE + TESTS for part in file.relative_to(ROOT).with_suffix("").parts}
    assert not named & VAGUE


def test_packaging_is_no_package() -> None:
    # It would shadow the package of that name that build tools import.
    assert not (ROOT / "packaging" / "__init__.py").exists()


@pytest.mark.parametrize("file", CODE, ids=lambda file: str(file.relative_to(ROOT)))
def test_files_and_functions_are_short(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= (650 if file == ONE_TREE else LONGEST_FILE)
    too_long = [f.name for f in functions(ast.parse(text)) if length(f) > LONGEST_FUNCTION]
    assert not too_long


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1
