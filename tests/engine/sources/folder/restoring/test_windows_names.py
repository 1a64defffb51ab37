"""Which names Windows cannot hold."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.sources.folder.restoring.windows_names import fault_of, one_of_two


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("films/2026-03-14_12-00-00.h264", ""),
        ("Ünïcode 名/a b.c.d", ""),
        ("com10/nulls/CONfig.txt", ""),
        ("films/12:00.h264", "holds ':'"),
        ("what?", "holds '?'"),
        ("a\tb", r"holds '\t'"),
        ("back\\slash", r"holds '\\'"),
        ("films/trailing.", "ends in a dot or a blank"),
        ("films /a", "ends in a dot or a blank"),
        ("CON", "'CON' is a device there"),
        ("a/com1.tar.gz", "'com1' is a device there"),
        ("lpt³", "'lpt³' is a device there"),
        ("aux .txt", "'aux' is a device there"),
        ("n" * 256, "is longer than 255 characters"),
        ("🎞" * 128, "is longer than 255 characters"),
        ("bytes\udcff", "is not text"),
    ],
)
def test_names(name: str, fault: str) -> None:
    assert fault_of(name) == fault


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_a_good_name_has_nothing_that_is_forbidden(name: str) -> None:
    if not fault_of(name):
        assert not re.search(r'[\x00-\x1f<>:"\\|?*]', name)
        assert not any(part.endswith((".", " ")) for part in name.split("/"))


def test_names_that_differ_in_case_alone() -> None:
    assert list(one_of_two(["a", "B", "b", "A", "c"])) == [("B", "b"), ("a", "A")]
