"""The examples in docstrings are true."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WITH_EXAMPLES = sorted(
    ".".join(file.relative_to(ROOT).with_suffix("").parts)
    for file in (ROOT / "desktop_app").rglob("*.py")
    if ">>> " in file.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_examples(name: str) -> None:
    runner = doctest.DocTestRunner()
    for each in doctest.DocTestFinder().find(importlib.import_module(name)):
        # Each run looks whether any source file has changed, and most words are without examples.
        if each.examples:
            runner.run(each)
    assert runner.tries
    assert not runner.failures
