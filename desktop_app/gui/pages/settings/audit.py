"""The audit log of a repository: who did what, and whether the record is whole."""

from __future__ import annotations

from desktop_app.engine.assurance.audit_log import RepositoryLog, read_log
from desktop_app.engine.repository.audit import AuditEntry
from desktop_app.engine.workspace import Opened
from desktop_app.gui.models import keys as model
from desktop_app.gui.models.table import Table
from desktop_app.gui.pages.settings.drawer import Drawer
from desktop_app.gui.pages.settings.office import Office
from desktop_app.gui.pages.settings.section import button_row
from desktop_app.gui.text import tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.as_command import command_button
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.labels import paragraph, set_tone
from desktop_app.gui.widgets.views import table_view


class AuditDrawer(Drawer):
    def __init__(self, office: Office) -> None:
        super().__init__(office, tr("Audit log"))
        self._table: Table[AuditEntry] = Table(model.audit_columns(self.lab.clock()), self)
        self._state = paragraph("")
        self._state.setAccessibleName(tr("Whether the audit log is whole"))
        view = table_view(self._table, tr("Audit log"), stretched=4, spare=(3,), least=30 * GRID)
        view.setSortingEnabled(True)
        command = command_button(self._command, about=self.name)
        self.again.hide()
        self.body.addWidget(self._state)
        self.body.addWidget(view, 1)
        check = button(tr("Check the chain again"), self.read)
        self.body.addWidget(button_row(check, command))

    def empty(self) -> None:
        self._state.clear()
        self._table.show_rows([])

    def look(self, opened: Opened) -> RepositoryLog:
        return read_log(opened)

    def fill(self, found: RepositoryLog) -> None:
        state = model.chain_state(found)
        self._state.setText(f"{state.tone.shape}  {state.word}")
        set_tone(self._state, state.tone)
        rows = list(reversed(found.entries))
        self._table.show_columns(model.audit_columns(self.lab.clock()), rows)

    def _command(self) -> str:
        return self.lab.command("audit", self.entry.name) if self.entry else ""
