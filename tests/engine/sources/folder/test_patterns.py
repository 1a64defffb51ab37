from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.errors import NotSupported
from desktop_app.engine.sources.folder.patterns import Patterns, literal

NAMES = st.text(st.characters(blacklist_characters="/\0\r\n"), min_size=1, max_size=8).filter(
    lambda name: name not in (".", "..")
)


@pytest.mark.parametrize("line", ["", "# a comment", "!", "   "])
def test_a_line_that_means_nothing_is_refused(line: str) -> None:
    with pytest.raises(NotSupported):
        Patterns.of(exclude=[line])


def test_without_patterns_all_is_taken() -> None:
    assert Patterns().includes("a", folder=False)
    assert not Patterns().leaves_out("a", folder=False)


@given(st.lists(NAMES, min_size=1, max_size=3), NAMES)
def test_a_literal_pattern_means_that_path_alone(parts: list[str], other: str) -> None:
    path = "/".join(parts)
    patterns = Patterns.of(exclude=[literal(path)])
    assert patterns.leaves_out(path, folder=True)
    assert patterns.leaves_out(f"{path}/below", folder=False)
    if other != parts[0]:
        assert not patterns.leaves_out(other, folder=False)
        assert not patterns.leaves_out(f"{other}/{path}", folder=True)
