"""Labels by their role: heading, title, note, pill. Their look is the style sheet's."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop_app.gui.models.state import State, Tone


def label(text: str, role: str = "", parent: QWidget | None = None) -> QLabel:
    """Plain text always: a name from a database must not become markup."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    if role:
        made.setProperty("role", role)
    return made


def paragraph(text: str, role: str = "", parent: QWidget | None = None) -> QLabel:
    """A label that breaks its lines and may be selected with the mouse."""
    made = label(text, role, parent)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return made


class Elided(QLabel):
    """A label that ends in an ellipsis where there is no room, or has it in its middle; the whole
    is in its tool tip."""

    def __init__(
        self,
        text: str,
        role: str = "",
        parent: QWidget | None = None,
        *,
        middle: bool = False,
    ) -> None:
        super().__init__(parent)
        self._whole = text
        self._mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setMinimumWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def show_text(self, text: str) -> None:
        """Another text."""
        self._whole = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self._elide()
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """That of the whole text, whatever is left out of it now."""
        metrics, margins = self.fontMetrics(), self.contentsMargins()
        sides = margins.left() + margins.right()
        width = metrics.horizontalAdvance(self._whole) + sides + 1
        return QSize(width, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = self.contentsRect().width()
        metrics = self.fontMetrics()
        self.setText(metrics.elidedText(self._whole, self._mode, room))


class Pill(QLabel):
    """A state as shape, word and colour."""

    def __init__(self, state: State, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "pill")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.show_state(state)

    def show_state(self, state: State) -> None:
        self.setText(f"{state.tone.shape}  {state.word}")
        self.setAccessibleName(state.word)
        set_tone(self, state.tone)


def set_tone(widget: QWidget, tone: Tone) -> None:
    """Change the tone and let the style sheet look again."""
    if widget.property("tone") != tone.value:
        widget.setProperty("tone", tone.value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
