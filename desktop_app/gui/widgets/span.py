"""A span of time to be typed: a number and its unit, or none."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from desktop_app.gui.text import later, tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.number import NumberField

HOUR = 3600
UNITS = {1: later("seconds"), 60: later("minutes"), HOUR: later("hours"), 86_400: later("days")}
LONG_ONES = (60, HOUR, 86_400)
MOST = 10_000


class SpanField(QWidget):
    """``seconds`` is None where no span is set. Changed by a person or by :meth:`show_seconds`,
    it emits ``changed``."""

    changed = Signal()

    def __init__(self, name: str, none: str, units: tuple[int, ...] = LONG_ONES) -> None:
        """``none`` is what 0 reads as."""
        super().__init__()
        self.setAccessibleName(name)
        self._number, self._unit = NumberField(name, 0, MOST, none), QComboBox()
        self._unit.setAccessibleName(tr("Unit of: {name}").format(name=name))
        for unit in units:
            self._unit.addItem(tr(UNITS[unit]), unit)
        self._unit.setVisible(len(units) > 1)
        self.setFocusProxy(self._number)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self._number, 1)
        row.addWidget(self._unit)
        self._number.valueChanged.connect(lambda _: self.changed.emit())
        self._unit.currentIndexChanged.connect(lambda _: self.changed.emit())

    @property
    def seconds(self) -> int | None:
        return self._number.value() * int(self._unit.currentData()) or None

    def show_seconds(self, seconds: int | None) -> None:
        """In the greatest unit that says it in a whole number."""
        units = [int(self._unit.itemData(at)) for at in range(self._unit.count())]
        fitting = [unit for unit in units if seconds and seconds % unit == 0]
        unit = max(fitting, default=HOUR if HOUR in units else units[-1])
        before = self.seconds
        for control in (self._unit, self._number):
            control.blockSignals(True)
        self._unit.setCurrentIndex(units.index(unit))
        self._number.setValue((seconds or 0) // unit)
        for control in (self._unit, self._number):
            control.blockSignals(False)
        if self.seconds != before:
            self.changed.emit()
