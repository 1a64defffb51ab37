"""The verification page on a real repository: proven, damaged, told, written down."""

from __future__ import annotations

import json
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import psycopg
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.engine.catalog.entries import JobKind, TargetEntry
from desktop_app.engine.model import Level
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.gui.models import verification as model
from desktop_app.gui.pages.verification import VerificationPage
from desktop_app.gui.window_program import WindowProgram
from tests.gui.conftest import PASSPHRASE

LONG = 60_000
HOSTILE = "<img src=x>&\u202e"


class Texts(HTMLParser):
    """The texts of a page and the tags that it has."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def protect(program: WindowProgram, database: Address, folder: Path, name: str) -> None:
    with psycopg.connect(database.conninfo()) as connection:
        connection.execute("CREATE TABLE readings AS SELECT n FROM generate_series(1, 5000) n")
    with program.lab.workspace() as workspace:
        workspace.create_repository("nas", str(folder), PASSPHRASE)[0].repository.close()
        entry = TargetEntry(name, "postgresql", database.url(), "nas", rto_seconds=60)
        workspace.catalog.targets.add(entry)
        with workspace.prepared(name) as run:
            from desktop_app.engine.progress import Silent

            run(Silent())


def verify(qtbot: QtBot, page: VerificationPage, level: Level) -> None:
    """Through the page's own controls; until it shows how that ended."""
    before = _at(page, level)
    page._level.setCurrentIndex(page._level.findData(level.value))
    page._verify.click()
    qtbot.waitUntil(lambda: _at(page, level) != before, timeout=LONG)
    assert page._standing is not None
    page._view.setCurrentIndex(page._matrix.index(0, 1 + list(Level).index(level)))
    qtbot.waitUntil(lambda: page._findings.rowCount() > 0, timeout=LONG)


def cell(page: VerificationPage, title: str) -> str:
    """What the matrix says of the one target in a column."""
    matrix = page._matrix
    titles = [
        matrix.headerData(at, Qt.Orientation.Horizontal) for at in range(matrix.columnCount())
    ]
    return str(matrix.index(0, titles.index(title)).data())


def _at(page: VerificationPage, level: Level) -> object:
    assert page._standing is not None
    return page._standing.statuses[0].looks.get(level)


@pytest.mark.usefixtures("qapp")
def test_what_is_proven_what_is_damaged_and_what_is_written_down(
    qtbot: QtBot, program: WindowProgram, database: Address, tmp_path: Path
) -> None:
    folder = tmp_path / "store"
    protect(program, database, folder, HOSTILE)
    page = program.verification
    program.window.show_page(page)
    qtbot.waitUntil(lambda: page._standing is not None and bool(page._standing.statuses))
    assert page.heading == "0 of 1 target proven to restore"

    assert cell(page, "Restored in") == "○  never, limit 1 min"
    program.lab.queue(JobKind.DRILL, HOSTILE)
    drills = page._drills._drills
    qtbot.waitUntil(lambda: drills.rowCount() == 1, timeout=LONG)
    qtbot.waitUntil(lambda: "All of 1 target" in page.heading, timeout=LONG)
    told = [drills.index(0, column).data() for column in range(drills.columnCount())]
    assert told[2] == "●  Done"
    assert "limit 1 min" in told[3]
    assert cell(page, "Restored in").endswith(", limit 1 min")
    assert cell(page, "Newest backup").endswith(" old")

    verify(qtbot, page, Level.BYTES)
    states = {finding.state.word for finding in page._findings._rows}
    assert states == {model.FINE[Level.BYTES]}

    for pack in (folder / "packs").rglob("*"):
        if pack.is_file():
            content = bytearray(pack.read_bytes())
            content[len(content) // 3] ^= 1
            pack.chmod(0o600)
            pack.write_bytes(content)
    verify(qtbot, page, Level.BYTES)
    assert page.heading.startswith("Damage was found")
    assert page._findings._rows[0].state.tone.value == "bad"
    assert page._pill.text().startswith("▲")

    check_reports(qtbot, page, tmp_path)


def check_reports(qtbot: QtBot, page: VerificationPage, folder: Path) -> None:
    for ending in ("html", "json", "pdf"):
        path = folder / f"report.{ending}"
        path.write_bytes(b"an older one")
        page.save_report(path)
        qtbot.waitUntil(lambda path=path: page._hint.text() == f"●  Saved as {path}", timeout=LONG)  # type: ignore[misc]
    found = json.loads((folder / "report.json").read_text())
    assert found["targets"][0]["target"] == HOSTILE
    assert found["targets"][0]["levels"]["bytes"]["grade"] == "failed"
    assert found["targets"][0]["levels"]["restored"]["grade"] == "ok"
    assert found["drills"][0]["rto_limit_seconds"] == 60
    texts = Texts()
    texts.feed((folder / "report.html").read_text())
    assert "img" not in texts.tags
    assert any("<img src=x>&" in words for words in texts.texts)
    assert (folder / "report.pdf").read_bytes().startswith(b"%PDF-")
    if shutil.which("pdftotext"):
        command = ["pdftotext", str(folder / "report.pdf"), "-"]
        words = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert "<img src=x>" in words
        assert "Damage was found" in words


@pytest.mark.usefixtures("qapp")
def test_a_report_that_cannot_be_written_says_why(
    qtbot: QtBot, program: WindowProgram, database: Address, tmp_path: Path
) -> None:
    protect(program, database, tmp_path / "store", "lab")
    page = program.verification
    program.window.show_page(page)
    qtbot.waitUntil(lambda: page._standing is not None and bool(page._standing.statuses))
    page.save_report(tmp_path / "no such folder" / "report.html")
    qtbot.waitUntil(lambda: page._hint.text().startswith("▲"), timeout=LONG)
    page.save_report(tmp_path / "report.docx")
    qtbot.waitUntil(lambda: ".docx" in page._hint.text() or "stands" in page._hint.text())
    assert not list(tmp_path.glob("*report*"))
