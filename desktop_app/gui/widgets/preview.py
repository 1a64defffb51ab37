"""The first rows of a table, or the beginning of a file, straight from the repository."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontDatabase, QImage, QPixmap
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.engine.contents.preview import RowsPreview, preview_bytes, preview_rows
from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.model import Item, ItemKind, Snapshot
from desktop_app.engine.repository.repository import Repository
from desktop_app.gui import moments, text
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.table import Column, Table
from desktop_app.gui.tasks import Task
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.frames import Card
from desktop_app.gui.widgets.labels import paragraph
from desktop_app.gui.widgets.views import table_view

ROWS, BYTES, WIDEST = 50, 4096, 200
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp")
LARGEST_PICTURE = 20_000_000  # bytes; a greater one is shown as bytes
TABLES = (ItemKind.ROWS, ItemKind.TABLE)
READABLE = (ItemKind.ROLES, ItemKind.DATABASE, ItemKind.FILE, ItemKind.LINK, ItemKind.DIGEST)

Row = tuple[str | None, ...]
Beginning = RowsPreview | bytes | QImage


class Preview(QWidget):
    def __init__(self, lab: Lab) -> None:
        super().__init__()
        self._lab = lab
        self._task: Task[Beginning] | None = None
        self._table: Table[Row] = Table((), self)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(tr("Beginning of the file"))
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._hint = paragraph("", "note")
        self._nothing = paragraph("", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty = Card()
        QVBoxLayout(empty).addWidget(self._nothing)
        self._stack = QStackedWidget()
        self._stack.addWidget(table_view(self._table, tr("First rows")))
        self._stack.addWidget(self._text)
        self._stack.addWidget(empty)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self._picture)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._hint)
        column.addWidget(self._stack, 1)
        self.clear("")

    def clear(self, hint: str) -> None:
        """Nothing but a hint, in the place where rows will stand."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._hint.hide()
        self._nothing.setText(hint)
        self._stack.setCurrentIndex(2)

    def show_item(self, snapshot: Snapshot, item: Item) -> None:
        """Read the beginning of an item, and show it when it is there."""
        if item.kind not in TABLES and item.kind not in READABLE:
            folder = item.kind is ItemKind.FOLDER
            empty = tr("A folder with nothing in it.")
            self.clear(
                empty if folder else tr("This item is for programs, and has nothing to read.")
            )
            return
        self.clear(tr("Reading the beginning…"))
        self._task = task = self._lab.tasks.run(
            self,
            lambda _: self._read(snapshot, item),
            lambda found: self._show(item, found) if task is self._task else None,
            lambda error: self._fail(error) if task is self._task else None,
        )

    def _read(self, snapshot: Snapshot, item: Item) -> Beginning:
        with moments.reading(self._lab, snapshot) as repository:
            return _beginning(repository, snapshot, item)

    def _show(self, item: Item, found: Beginning) -> None:
        if isinstance(found, RowsPreview):
            self._show_rows(found)
        elif isinstance(found, QImage):
            self._show_picture(item, found)
        else:
            self._show_text(item, found)
        self._hint.show()

    def _show_rows(self, found: RowsPreview) -> None:
        columns = [Column[Row](shown(c), _cell(at)) for at, c in enumerate(found.columns)]
        self._table.show_columns(columns, found.rows)
        self._stack.setCurrentIndex(0)
        some = tr("The first {shown} of {rows}, straight from the repository.")
        rows = text.count(found.total_rows, "row", "rows")
        self._hint.setText(some.format(shown=text.number(len(found.rows)), rows=rows))

    def _show_text(self, item: Item, found: bytes) -> None:
        self._text.setPlainText(readable(found))
        self._stack.setCurrentIndex(1)
        words = tr("The first {shown} of {size}, straight from the repository.")
        self._hint.setText(words.format(shown=text.size(len(found)), size=text.size(item.size)))

    def _show_picture(self, item: Item, picture: QImage) -> None:
        room = self._stack.size() - QSize(2 * GRID, 2 * GRID)
        if picture.width() > room.width() or picture.height() > room.height():
            keep, smooth = (
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            shrunk = picture.scaled(room, keep, smooth)
        else:
            shrunk = picture
        self._picture.setPixmap(QPixmap.fromImage(shrunk))
        self._picture.setAccessibleName(tr("Picture: {name}").format(name=shown(item.name)))
        self._stack.setCurrentIndex(3)
        words = tr("{width} × {height} pixels, {size}, straight from the repository.")
        self._hint.setText(
            words.format(width=picture.width(), height=picture.height(), size=text.size(item.size))
        )

    def _fail(self, error: LabVaultError) -> None:
        self.clear(str(error_text(error)))


def _beginning(repository: Repository, snapshot: Snapshot, item: Item) -> Beginning:
    if item.kind in TABLES:
        return preview_rows(repository, item, ROWS, repository.items(snapshot))
    if item.kind is ItemKind.FILE and item.name.lower().endswith(PICTURES):
        data = preview_bytes(repository, item, LARGEST_PICTURE)
        picture = QImage.fromData(data) if len(data) == item.size else QImage()
        return data[:BYTES] if picture.isNull() else picture
    return preview_bytes(repository, item, BYTES)


def readable(data: bytes) -> str:
    """Text as it is, with what could hide in it made visible; other bytes as hexadecimal digits.

    >>> readable(bytes([0, 255, 16]))
    '00 ff 10'
    """
    whole = data if len(data) < BYTES else data[:-3]  # a character may be cut at the end
    try:
        lines = whole.decode().splitlines()
    except UnicodeDecodeError:
        lines = []
    if not lines or "\0" in lines[0]:
        return "\n".join(data[at : at + 16].hex(" ") for at in range(0, len(data), 16))
    return "\n".join(shown(line) for line in lines)


def _cell(at: int) -> Callable[[Row], str]:
    def read(row: Row) -> str:
        value = row[at]
        return tr("(null)") if value is None else shown(value[:WIDEST])

    return read
