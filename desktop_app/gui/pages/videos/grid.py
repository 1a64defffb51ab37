"""The films as pictures. Made for a hundred thousand: all cells are of one size, and only those
that are seen are asked for anything."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop_app.engine.film_library.listing import FilmEntry, FilmState
from desktop_app.gui.models.film_grid import PICTURE, FilmGrid, Thumb
from desktop_app.gui.models.films import run_title, short_state_of, size_and_length, title_of
from desktop_app.gui.models.state import SHAPES, Tone
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme import stylesheet
from desktop_app.gui.theme.tokens import GRID, NOTE_POINTS, RADIUS_SMALL, Tokens
from desktop_app.gui.theme.tones import colour_of

CELL_WIDTH, PICTURE_HEIGHT, CELL_HEIGHT = 23 * GRID, 13 * GRID, 25 * GRID
LINES = 5
GAP = GRID // 2
SEEN_MS = 60
BATCH = 2000  # cells that are laid out in one turn of the event loop
AHEAD = 2  # rows of cells below those that are seen

Index = QModelIndex | QPersistentModelIndex
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap


class FilmCells(QStyledItemDelegate):
    """Draws one film: its picture, its name, whose it is, how long, and its state."""

    size = QSize(CELL_WIDTH, CELL_HEIGHT)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802
        return self.size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        film = index.data(Qt.ItemDataRole.UserRole)
        if film is None:
            return
        application = QApplication.instance()
        assert application is not None
        colours = stylesheet.applied(application)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        cell = option.rect.adjusted(GAP, GAP, -GAP, -GAP)
        _surface(
            painter, cell, colours, chosen, bool(option.state & QStyle.StateFlag.State_HasFocus)
        )
        thumb = index.data(PICTURE)
        inside = cell.adjusted(GRID, GRID, -GRID, -GRID)
        picture = QRect(inside.topLeft(), QSize(inside.width(), PICTURE_HEIGHT - GRID))
        _picture(painter, picture, film, thumb, colours)
        words = inside.adjusted(0, PICTURE_HEIGHT - GAP, 0, 0)
        _words(painter, words, film, thumb, colours, option.font)
        painter.restore()


def _surface(painter: QPainter, cell: QRect, colours: Tokens, chosen: bool, focused: bool) -> None:
    pen = QPen(QColor(colours.accent if chosen or focused else colours.hairline))
    pen.setWidth(2 if focused else 1)
    painter.setPen(pen)
    painter.setBrush(QColor(colours.accent_soft if chosen else colours.surface))
    painter.drawRoundedRect(cell, RADIUS_SMALL, RADIUS_SMALL)


def _picture(
    painter: QPainter, place: QRect, film: FilmEntry, thumb: Thumb | None, colours: Tokens
) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.none_soft))
    painter.drawRoundedRect(place, GAP, GAP)
    if thumb is not None and thumb.image is not None:
        _fit(painter, place, thumb.image)
        return
    painter.setPen(QColor(colours.none))
    inside = place.adjusted(GRID, GAP, -GRID, -GAP)
    painter.drawText(inside, int(CENTRE), _instead(film, thumb))


def _instead(film: FilmEntry, thumb: Thumb | None) -> str:
    """What is said where there is no picture."""
    if film.state is FilmState.GAP:
        return tr("No film of this number")
    if thumb is None:
        return tr("Looking…")
    return f"{SHAPES[Tone.WARNING.value]}  {thumb.why}"


def _fit(painter: QPainter, place: QRect, image: QImage) -> None:
    size = image.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
    at = place.topLeft() + QPoint(
        (place.width() - size.width()) // 2, (place.height() - size.height()) // 2
    )
    painter.drawImage(QRect(at, size), image)


def _words(
    painter: QPainter,
    place: QRect,
    film: FilmEntry,
    thumb: Thumb | None,
    colours: Tokens,
    font: QFont,
) -> None:
    strong, note = QFont(font), QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    note.setPointSizeF(NOTE_POINTS)
    height, width = place.height() // LINES, place.width()
    lines = [QRect(place.left(), place.top() + height * n, width, height) for n in range(LINES)]
    state = short_state_of(film)
    facts = size_and_length(film, thumb.facts if thumb else None)
    middle = Qt.TextElideMode.ElideMiddle
    _line(painter, lines[0], title_of(film), strong, colours.text, middle)
    _line(painter, lines[1], shown(film.device), note, colours.muted, middle)
    _line(painter, lines[2], run_title(film.run), note, colours.muted, middle)
    _line(painter, lines[3], facts, note, colours.muted, Qt.TextElideMode.ElideRight)
    painter.setPen(colour_of(state.tone))
    painter.drawText(lines[4], int(LEFT), f"{state.tone.shape}  {state.word}")


def _line(
    painter: QPainter, place: QRect, words: str, font: QFont, colour: str, mode: Qt.TextElideMode
) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(place, int(LEFT), painter.fontMetrics().elidedText(words, mode, place.width()))


class FilmView(QListView):
    """``seen`` tells the rows that are in sight, and a few below them, once nobody scrolls.

    A wrapped list, not Qt's icon mode: that keeps a tree of all places, which takes a second to
    build for a hundred thousand.
    """

    seen = Signal(object)

    def __init__(self, model: FilmGrid) -> None:
        super().__init__()
        self._cells = FilmCells(self)
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(SEEN_MS)
        self._look.timeout.connect(self._tell)
        self.setProperty("role", "films")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Films"))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        # Laying out a hundred thousand at once would be felt.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(BATCH)
        self.setItemDelegate(self._cells)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(CELL_HEIGHT // 4)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._look.start())
        self.setModel(model)
        model.modelReset.connect(self._look.start)

    def rows_in_sight(self) -> range:
        """The rows of the model that are seen, and a few more."""
        count = self.model().rowCount()
        across = max(1, self.viewport().width() // self._cells.size.width())
        first = self.verticalScrollBar().value() // CELL_HEIGHT
        down = self.viewport().height() // CELL_HEIGHT + AHEAD
        return range(min(count, first * across), min(count, (first + down) * across))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """The cells share the width."""
        width = self.viewport().width() - 1  # cells that fill it to the last would be wrapped
        across = max(1, width // CELL_WIDTH)
        size = QSize(max(CELL_WIDTH, width // across), CELL_HEIGHT)
        if size != self._cells.size:
            self._cells.size = size
            self.setGridSize(size)
        super().resizeEvent(event)
        self._look.start()

    def _tell(self) -> None:
        self.seen.emit(self.rows_in_sight())
