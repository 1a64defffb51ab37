"""What a table draws: a chosen row keeps the colours of its states, a name its room."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.models.state import Tone
from desktop_app.gui.models.table import Column, Table
from desktop_app.gui.theme import stylesheet
from desktop_app.gui.theme.tokens import DARK, LIGHT, Tokens
from desktop_app.gui.widgets.views import LEAST_STRETCHED, table_view


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


def test_columns_of_a_table_give_way_in_their_order(qtbot: QtBot) -> None:
    model = QStandardItemModel(2, 4)
    for column, words in enumerate(("lab", "Protected", "PostgreSQL on a server", "every hour")):
        model.setItem(0, column, QStandardItem(words))
    view = table_view(model, "Targets", spare=(3, 2))
    qtbot.addWidget(view)
    view.show()
    wanted = [view.sizeHintForColumn(column) for column in range(4)]
    header = view.horizontalHeader()
    others = [max(wanted[column], header.sectionSizeHint(column)) for column in (1, 2, 3)]
    frame = view.width() - view.viewport().width()
    all_of_it = frame + LEAST_STRETCHED + sum(others)

    def hidden(width: int) -> list[int]:
        view.resize(width, 200)
        return [column for column in range(4) if view.isColumnHidden(column)]

    assert hidden(all_of_it) == []
    assert hidden(all_of_it - 1) == [3]
    assert hidden(all_of_it - others[2] - 1) == [2, 3]
    assert hidden(100) == [2, 3]
    assert hidden(all_of_it) == []
    assert view.columnWidth(0) >= LEAST_STRETCHED
