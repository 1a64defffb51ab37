"""The recovery kit on a printer: what the engine's page says, set by Qt. Main thread only."""

from __future__ import annotations

from html import escape

import segno
from PySide6.QtCore import QSizeF, QUrl
from PySide6.QtGui import QColor, QImage, QPageSize, QTextDocument
from PySide6.QtPrintSupport import QPrinter

from desktop_app.engine.secrets.recovery_kit import (
    BELONGS,
    CODE,
    GROUPS_IN_A_LINE,
    HOW_TO_TYPE,
    PURPOSE,
    WITHOUT,
    RecoveryKit,
    facts,
    steps,
)

CODE_NAME = "kit:code"
CODE_SIDE, FINENESS = 130, 8
QUIET_ZONE = 4

PAGE = """<html><body style="font-family: sans-serif; font-size: 9.5pt; color: #191e28">
<h1 style="font-size: 20pt; font-weight: 600">LabVault recovery kit</h1>
<p>{purpose}</p>
<table width="100%" border="1" cellspacing="0" cellpadding="12"><tr>
<td valign="middle"><table cellpadding="10">{groups}</table></td>
<td align="right"><img src="{code}" width="{side}" height="{side}"></td></tr></table>
<p style="font-size: 8pt; color: #5f6978">{typing} {camera}</p>
<h2 style="font-size: 11pt">What it opens</h2><table cellspacing="0">{facts}</table>
<h2 style="font-size: 11pt">How to get the data back on a new computer</h2><ol>{steps}</ol>
<p>{without}</p><p style="font-size: 8pt; color: #5f6978">{belongs}</p></body></html>"""


def print_kit(kit: RecoveryKit, printer: QPrinter) -> None:
    """One page of A4 unless addresses are very long. What the printer says is in its state."""
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setDocName("LabVault recovery kit")
    document = QTextDocument()
    resource = QTextDocument.ResourceType.ImageResource
    document.addResource(resource, QUrl(CODE_NAME), code_of(kit.recovery_key))
    document.setHtml(as_html(kit))
    room = printer.pageLayout().paintRectPoints()
    document.setPageSize(QSizeF(room.width(), room.height()))
    document.print_(printer)


def as_html(kit: RecoveryKit) -> str:
    """Every name and address is escaped."""
    rows = range(0, len(kit.groups), GROUPS_IN_A_LINE)
    return PAGE.format(
        purpose=escape(PURPOSE),
        groups="".join(_row(kit, at) for at in rows),
        code=CODE_NAME,
        side=CODE_SIDE,
        typing=escape(HOW_TO_TYPE),
        camera=escape(CODE),
        facts="".join(
            f'<tr><td style="color: #5f6978">{escape(name)}&nbsp;&nbsp;</td>'
            f"<td>{_typed(value)}</td></tr>"
            for name, value in facts(kit)
        ),
        steps="".join(_step(step.what, step.typed) for step in steps(kit)),
        without=escape(WITHOUT.what),
        belongs=escape(BELONGS),
    )


def code_of(text: str) -> QImage:
    """A QR code with its quiet zone, large enough to be printed without being smoothed."""
    rows = list(segno.make_qr(text, error="q").matrix_iter(border=QUIET_ZONE))
    image = QImage(len(rows), len(rows), QImage.Format.Format_RGB32)
    white, black = QColor("white"), QColor("black")
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            image.setPixelColor(x, y, black if dark else white)
    return image.scaled(CODE_SIDE * FINENESS, CODE_SIDE * FINENESS)


def _row(kit: RecoveryKit, begin: int) -> str:
    cells = enumerate(kit.groups[begin : begin + GROUPS_IN_A_LINE], begin + 1)
    return "<tr>{}</tr>".format(
        "".join(
            f'<td><span style="font-size: 8pt; color: #5f6978">{number}</span><br>'
            f'<span style="font-family: monospace; font-size: 15pt">{escape(group)}</span></td>'
            for number, group in cells
        )
    )


def _step(what: str, typed: tuple[str, ...]) -> str:
    lines = "".join(f"<br>{_typed(line)}" for line in typed)
    return f"<li>{escape(what)}{lines}</li>"


def _typed(words: str) -> str:
    return f'<span style="font-family: monospace; font-size: 9pt">{escape(words)}</span>'
