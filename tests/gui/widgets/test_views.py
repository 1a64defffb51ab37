"""What a table draws: a chosen row keeps the colours of its states."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.models.state import Tone
from desktop_app.gui.models.table import Column, Table
from desktop_app.gui.theme import stylesheet
from desktop_app.gui.theme.tokens import DARK, LIGHT, Tokens
from desktop_app.gui.widgets.views import table_view


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
def test_a_chosen_state_keeps_its_colour(qtbot: QtBot, qapp: QApplication, scheme: Tokens) -> None:
    stylesheet.apply(qapp, scheme)
    table = Table((Column[Tone]("State", lambda tone: tone.shape * 3, tone=lambda tone: tone),))
    table.show_rows([Tone.BAD, Tone.OK])
    view = table_view(table, "States")
    qtbot.addWidget(view)
    view.resize(200, 160)
    view.selectRow(0)
    view.show()
    seen = colours(view.viewport().grab(view.visualRect(table.index(0, 0))).toImage())
    assert {scheme.bad, scheme.accent_soft} <= seen
    assert scheme.text not in seen
    stylesheet.apply(qapp, LIGHT)


def colours(image: QImage) -> set[str]:
    return {
        QColor(image.pixel(x, y)).name()
        for x in range(image.width())
        for y in range(image.height())
    }
