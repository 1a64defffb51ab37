"""Controls that go on below where there is no room beside."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.widgets.flow import FlowRow
from desktop_app.gui.widgets.labels import Elided

WORDS = ("Wiederherstellen …", "Prüfen", "Vergleichen …", "Bezeichnen …")


def test_no_word_is_cut_in_a_small_window(qtbot: QtBot) -> None:
    window, flow = QWidget(), FlowRow()
    qtbot.addWidget(window)
    title = Elided("A long name of a target that somebody made in spring", "title")
    controls = [QPushButton(words) for words in WORDS]
    last = QPushButton("As a command")
    flow.add(title, *controls)
    flow.add(last, at_end=True)
    below = QPushButton("below")
    column = QVBoxLayout(window)
    column.addWidget(flow)
    column.addWidget(below)
    column.addStretch(1)
    window.resize(2000, 600)
    window.show()
    every = [*controls, last]
    tops = {each.y() for each in every}
    assert len(tops) == 1, "there is room for all"
    assert last.geometry().right() == flow.width() - 1
    window.resize(260, 600)
    qtbot.waitUntil(lambda: flow.width() < 260)
    assert all(each.width() >= each.sizeHint().width() for each in every)
    assert len({each.y() for each in every}) > 1
    assert title.width() <= flow.width()
    assert title.text().endswith("…")
    assert below.y() > flow.geometry().bottom()
    areas = [each.geometry() for each in (title, *every)]
    assert not any(a.intersects(b) for n, a in enumerate(areas) for b in areas[:n])
    height = flow.height()
    for control in controls[1:]:
        control.hide()
    qtbot.waitUntil(lambda: flow.height() < height)
