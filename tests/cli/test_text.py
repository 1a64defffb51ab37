"""How values look; the examples are in the docstrings, the corners here."""

from __future__ import annotations

import subprocess

import pytest

from desktop_app.cli.text import count, duration, noted, shown, size, table, typed


@pytest.mark.parametrize(
    ("hostile", "safe"),
    [
        ("a\r\nb\t", r"a\r\nb\t"),
        ("\x1b]0;title\x07", r"\x1b]0;title\x07"),
        ("\u202eabc\u2066", r"\u202eabc\u2066"),
        ("\x9b31m", r"\x9b31m"),
        ("line\u2028end", r"line\u2028end"),
        ("\udcff", r"\udcff"),
        ("Ünïcode 🧪 漢字", "Ünïcode 🧪 漢字"),
        ("[bold]not markup[/]", "[bold]not markup[/]"),
    ],
)
def test_nothing_shown_moves_the_cursor(hostile: str, safe: str) -> None:
    assert shown(hostile) == safe


@pytest.mark.parametrize(
    "name",
    [
        "mice",
        "latest:mice",
        "my lab",
        "it's",
        "größe 🧪",
        '$HOME `id` $(id) \\ "x" !! *',
        "s3://lab/a?endpoint=http://h:1&region=x",
        "odd\nname\\n 'x' $(id)",
        "\x1b[31mred",
        "a\u202eb",
        "",
    ],
)
def test_what_is_typed_means_the_name_and_nothing_else(name: str) -> None:
    told = typed(name)
    assert shown(told) == told
    done = subprocess.run(
        ["bash", "-c", f"printf %s {told}"],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={"LC_ALL": "C.UTF-8"},
    )
    assert done.stdout == name


def test_sizes_keep_their_unit() -> None:
    assert size(0) == "0 B"
    assert size(1023) == "1023 B"
    assert size(1 << 40) == "1.0 TiB"
    assert size(5000 * (1 << 50)) == "5000.0 PiB"


def test_durations() -> None:
    assert duration(59.94) == "59.9 s"
    assert duration(3599.7) == "1 h 0 min"


def test_counts() -> None:
    assert count(0, "row") == "0 rows"


def test_columns_are_as_wide_as_they_look() -> None:
    lines = table(("NAME", "ROWS"), [("漢字", "1"), ("plain", "12,000")], right=(1,)).splitlines()
    assert lines == ["NAME     ROWS", "漢字        1", "plain  12,000"]


def test_a_remark_of_no_item_has_no_colon_in_front() -> None:
    assert noted("◆", "", "the clock\x1b") == r"  ◆ the clock\x1b"
    assert noted("▲", "a\nb", "lost") == r"  ▲ a\nb: lost"
