"""Where one MariaDB or MySQL database is, on the targets page: looked at, tried, changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop_app.engine import os_keyring
from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.errors import LabVaultError, UnknownName
from desktop_app.engine.progress import Meter
from desktop_app.engine.sources.base import LiveRows
from desktop_app.engine.sources.mariadb.address import Address
from desktop_app.engine.sources.mariadb.live import live_rows
from desktop_app.engine.workspace import login_entry
from desktop_app.gui import text
from desktop_app.gui.error_text import error_text
from desktop_app.gui.kinds.kind import ConnectionEditor
from desktop_app.gui.kinds.mariadb.form import MariaForm
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.state import Tone
from desktop_app.gui.tasks import Task
from desktop_app.gui.text import tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.labels import paragraph, set_tone

Tables = Mapping[str, LiveRows]


class MariaEditor(ConnectionEditor):
    def __init__(self, lab: Lab) -> None:
        super().__init__()
        self._lab = lab
        self._task: Task[Tables] | None = None
        self._form = MariaForm(with_database=True)
        self._form.changed.connect(self._edited)
        self._found = paragraph("", "note")
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(button(tr("Test connection"), self._try))
        row.addWidget(self._found, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._form)
        column.addLayout(row)
        column.addStretch(1)

    def fill(self, entry: TargetEntry) -> None:
        self._forget()
        self._form.fill(Address.from_url(entry.url), entry.password_kept)

    def check(self) -> bool:
        return self._form.check()

    def changed_from(self, entry: TargetEntry) -> TargetEntry:
        url = self._form.address().url()
        if Address.from_url(entry.url).url() == url:
            url = entry.url  # the same, written in another way
        return replace(entry, url=url, password_kept=self._form.keeps_password)

    def secrets(self) -> Mapping[str, str]:
        form = self._form
        if not (form.password and form.keeps_password):
            return {}
        return {login_entry(form.address(), self._lab.name): form.password}

    def _edited(self) -> None:
        self._forget()
        self.changed.emit()

    def _forget(self) -> None:
        """What was found does not hold for what is typed now."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._tell(Tone.NONE, "")

    def _try(self) -> None:
        self._forget()
        if not self._form.check():
            return
        address, typed, kept = self._form.address(), self._form.password, self._form.keeps_password
        self._tell(Tone.NONE, tr("Connecting…"))

        def work(meter: Meter) -> Tables:
            if typed and kept:
                os_keyring.check()
            with self._lab.workspace() as workspace:
                keyholder = workspace.keyholder
                password = typed or keyholder.password(address, kept)
                found = live_rows(address, password, keyholder.client, meter)
            if found is None:
                raise UnknownName("database", address.database)
            return found

        task = self._task = self._lab.tasks.run(
            self,
            work,
            lambda found: self._answered(found) if task is self._task else None,
            lambda error: self._failed(error) if task is self._task else None,
        )

    def _answered(self, found: Tables) -> None:
        tables = text.count(len(found), "table", "tables")
        rows = text.count(sum(live.rows or 0 for live in found.values()), "row", "rows")
        words = tr("The server answers: {tables} with {rows}.").format(tables=tables, rows=rows)
        self._tell(Tone.OK, words)

    def _failed(self, error: LabVaultError) -> None:
        self._form.complain_about(error, str(error_text(error)))
        self._tell(Tone.BAD, tr("The connection does not work."))

    def _tell(self, tone: Tone, words: str) -> None:
        self._found.setText(f"{tone.shape}  {words}" if tone is not Tone.NONE else words)
        set_tone(self._found, tone)
