from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.sources.folder.index.material import Tree


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """An empty tree without an index."""
    return Tree(tmp_path)
