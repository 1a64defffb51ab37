"""What a job told is read in the window's language, with units."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from desktop_app.engine.jobs.log import in_units
from desktop_app.gui import language
from desktop_app.gui.models.log_lines import said_line


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    language.speak(qapp, language.GERMAN)
    yield
    language.speak(qapp, language.ENGLISH)
    QLocale.setDefault(before)


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            "15:32:14  backing up: 22 items, about 22.2 MB",
            "15:32:14  sichern: 22 Einträge, etwa 22,2 MB",
        ),
        ("connecting", "verbinden"),
        ("warning: and 12 more", "Warnung: und 12 weitere"),
        ("warning: lab.x: cannot be read", "Warnung: lab.x: lässt sich nicht lesen"),
        ("succeeded", "gelungen"),
    ],
)
def test_lines_in_german(told: str, said: str) -> None:
    assert said_line(told) == said


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"])))
def test_no_line_is_lost_in_english(line: str) -> None:
    assert said_line(f"15:32:14  {line}").replace("\u202f", " ").startswith("15:32:14  ")
    if "items" not in line and not line.startswith("warning: ") and "about" not in line:
        assert said_line(line) == line


def test_bytes_have_units() -> None:
    assert [in_units(n) for n in (0, 1000, 999_949, 999_951, 5 * 10**15, 10**19)] == [
        "0 bytes",
        "1.0 kB",
        "999.9 kB",
        "1.0 MB",
        "5.0 PB",
        "10000.0 PB",
    ]
