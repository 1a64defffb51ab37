"""The recovery kit as a page to be printed: A4, one page unless addresses are very long."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fpdf import FPDF
from fpdf.enums import WrapMode, XPos, YPos
from fpdf.fonts import TTFFont

from desktop_app.engine.errors import NameTaken, NotSupported, StorageUnreachable
from desktop_app.engine.secrets.private_file import store_private
from desktop_app.engine.secrets.recovery_kit import (
    BELONGS,
    CODE,
    ESCAPED,
    GROUPS_IN_A_LINE,
    HOW_TO_TYPE,
    PURPOSE,
    WITHOUT,
    RecoveryKit,
    as_text,
    facts,
    steps,
)
from desktop_app.resources import resource

PDF, TEXT_FILE = ".pdf", ".txt"
# Millimetres and points.
MARGIN, LINE, SMALL_LINE = 18.0, 5.0, 4.4
TEXT, SMALL, HEAD, TITLE, KEY = 9.5, 8.0, 11.0, 20.0, 15.0
QR_SIDE, BOX_HEIGHT, NAME_WIDTH, NUMBER_WIDTH = 40.0, 46.0, 30.0, 6.0
INK, GREY, PALE = (25, 30, 40), (95, 105, 120), (225, 229, 235)
FONTS = (
    ("sans", "", "DejaVuSans"),
    ("sans", "B", "DejaVuSans-Bold"),
    ("mono", "", "DejaVuSansMono"),
)
DOWN: dict[str, Any] = {"new_x": XPos.LMARGIN, "new_y": YPos.NEXT}


def store_kit(kit: RecoveryKit, path: Path) -> None:
    """Write the kit into a new file that only its owner may read: a page to be printed, or plain
    text. Raises what :func:`check_kit_path` and :func:`store_private` raise."""
    check_kit_path(path)
    store_private(path, as_pdf(kit) if path.suffix.lower() == PDF else as_text(kit).encode())


def check_kit_path(path: Path) -> None:
    """Raises :class:`NotSupported` for another ending than .pdf and .txt, :class:`NameTaken` where
    there is a file, :class:`StorageUnreachable` where there is no folder."""
    if path.suffix.lower() not in (PDF, TEXT_FILE):
        raise NotSupported(f"a recovery kit called {path.name}", f"it ends in {PDF} or {TEXT_FILE}")
    if path.exists():
        raise NameTaken("file", str(path))
    if not path.parent.is_dir():
        raise StorageUnreachable(str(path.parent), "there is no such folder")


def as_pdf(kit: RecoveryKit) -> bytes:
    """The page's bytes. The same kit gives the same page."""
    page = _Page(kit)
    page.draw()
    return bytes(page.output())


class _Page(FPDF):
    def __init__(self, kit: RecoveryKit) -> None:
        super().__init__(format="A4")
        self._kit, self._escaped = kit, False
        self.c_margin = 0.0
        self.set_margins(MARGIN, MARGIN)
        self.set_auto_page_break(True, MARGIN + LINE)
        self.set_creation_date(kit.printed)
        self.set_title("LabVault recovery kit")
        self.set_lang("en")
        for family, style, name in FONTS:
            self.add_font(family, style, resource(f"fonts/{name}.ttf"))

    def footer(self) -> None:
        self.set_y(-MARGIN + 2)
        self._type("sans", SMALL, GREY)
        where = f"Page {self.page_no()} of {{nb}}"
        self.cell(0, SMALL_LINE, f"{where}. LabVault recovery kit, {self._kit.repository_id}")

    def draw(self) -> None:
        self.add_page()
        self._type("sans", TITLE, INK, "B")
        self.cell(0, 10, "LabVault recovery kit", **DOWN)
        self._paragraph(PURPOSE)
        self._key()
        self._paragraph(f"{HOW_TO_TYPE} {CODE}", SMALL, GREY)
        self._heading("What it opens")
        for name, value in facts(self._kit):
            self._fact(name, value)
        self._heading("How to get the data back on a new computer")
        for number, step in enumerate(steps(self._kit), 1):
            self._step(f"{number}.", step.what, step.typed)
        self._paragraph(WITHOUT.what)
        self._paragraph(BELONGS, SMALL, GREY)
        if self._escaped:
            self._paragraph(ESCAPED, SMALL, GREY)

    def _key(self) -> None:
        """The groups with their numbers in a frame, the code beside them."""
        top = self.get_y() + 2
        self.set_draw_color(*PALE)
        self.set_line_width(0.6)
        self.rect(MARGIN, top, self.epw, BOX_HEIGHT)
        width = (self.epw - QR_SIDE - 8) / GROUPS_IN_A_LINE
        for at, group in enumerate(self._kit.groups):
            left = MARGIN + 4 + at % GROUPS_IN_A_LINE * width
            line = top + 8 + at // GROUPS_IN_A_LINE * 18
            self.set_xy(left, line)
            self._type("sans", SMALL, GREY)
            self.cell(width, SMALL_LINE, str(at + 1))
            self.set_xy(left, line + SMALL_LINE)
            self._type("mono", KEY, INK)
            self.cell(width, 8, group)
        self._code(MARGIN + self.epw - QR_SIDE - 3, top + (BOX_HEIGHT - QR_SIDE) / 2)
        self.set_xy(MARGIN, top + BOX_HEIGHT + 3)

    def _code(self, left: float, top: float) -> None:
        """The QR code, drawn as squares; its quiet zone lies within the side."""
        import segno

        code = segno.make_qr(self._kit.recovery_key, error="q")
        rows = list(code.matrix_iter(border=4))
        side = QR_SIDE / len(rows)
        self.set_fill_color(0, 0, 0)
        for y, row in enumerate(rows):
            for x, dark in enumerate(row):
                if dark:  # a hair wider, so that no white lines show between neighbours
                    self.rect(left + x * side, top + y * side, side + 0.02, side + 0.02, style="F")

    def _heading(self, words: str) -> None:
        self.ln(2.5)
        self._type("sans", HEAD, INK, "B")
        self.cell(0, 7, words, **DOWN)

    def _paragraph(
        self, words: str, points: float = TEXT, colour: tuple[int, int, int] = INK
    ) -> None:
        self._type("sans", points, colour)
        line = LINE if points == TEXT else SMALL_LINE
        self.multi_cell(0, line, words, align="L", **DOWN)
        self.ln(1)

    def _fact(self, name: str, value: str) -> None:
        self._type("sans", TEXT, GREY)
        self.cell(NAME_WIDTH, LINE, name)
        self._typed_line(MARGIN + NAME_WIDTH, value)

    def _step(self, number: str, what: str, typed: tuple[str, ...]) -> None:
        self._type("sans", TEXT, INK)
        self.cell(NUMBER_WIDTH, LINE, number)
        self.multi_cell(self.epw - NUMBER_WIDTH, LINE, what, align="L", **DOWN)
        for line in typed:
            self._typed_line(MARGIN + NUMBER_WIDTH, line)
        self.ln(0.8)

    def _typed_line(self, left: float, words: str) -> None:
        """Something to be typed: where it does not fit, it goes on in the next line at once."""
        self._type("mono", TEXT - 0.5, INK)
        self.set_x(left)
        room = MARGIN + self.epw - left
        self.multi_cell(
            room, LINE, self._with_glyphs(words), align="L", wrapmode=WrapMode.CHAR, **DOWN
        )

    def _with_glyphs(self, words: str) -> str:
        r"""Characters that the font lacks, as ``\u4e2d``: the plain text shows them."""
        font = self.current_font
        known = font.cmap if isinstance(font, TTFFont) else {}
        lacking = {c for c in words if ord(c) not in known}
        self._escaped = self._escaped or bool(lacking)
        escaped = (c.encode("unicode_escape").decode() if c in lacking else c for c in words)
        return "".join(escaped)

    def _type(
        self, family: str, points: float, colour: tuple[int, int, int], style: str = ""
    ) -> None:
        self.set_font(family, style, points)
        self.set_text_color(*colour)
