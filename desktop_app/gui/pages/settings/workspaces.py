"""Workspaces: what each has and may have; add, switch, limit, remove."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QComboBox, QHBoxLayout

from desktop_app.engine.catalog.entries import DEFAULT_WORKSPACE
from desktop_app.engine.profile.settings import read_settings_file, write_settings_file
from desktop_app.engine.progress import Meter
from desktop_app.engine.workspace.lifetime import Deleted
from desktop_app.gui.models import workspaces as model
from desktop_app.gui.models.state import Tone
from desktop_app.gui.models.table import Table
from desktop_app.gui.models.workspaces import WorkspaceRow
from desktop_app.gui.pages.settings.office import Office
from desktop_app.gui.pages.settings.section import Section, button_row
from desktop_app.gui.pages.settings.workspace_forms import (
    AddWorkspace,
    LimitWorkspace,
    RemoveWorkspace,
)
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.labels import label
from desktop_app.gui.widgets.views import table_view

Found = tuple[tuple[WorkspaceRow, ...], str]


class WorkspacesSection(Section):
    def __init__(self, office: Office) -> None:
        super().__init__(office, tr("Workspaces"))
        self._rows: tuple[WorkspaceRow, ...] = ()
        self._chosen: WorkspaceRow | None = None
        self._table: Table[WorkspaceRow] = Table(model.columns(self.lab.name), self)
        self._view = table_view(self._table, tr("Workspaces"), spare=(4,))
        self._view.selectionModel().currentChanged.connect(
            lambda now, _before: self._choose(self._table.row(now))
        )
        self._switch = button(tr("Switch to it"), self._switch_to_chosen)
        self._limit = button(tr("Quotas…"), self._ask_limits)
        self._remove = button(tr("Remove…"), self._ask_removal, "danger")
        add = button(tr("Add a workspace…"), self._ask_new)
        self._at_start = QComboBox()
        self._at_start.setAccessibleName(tr("Workspace that opens at the start"))
        self._at_start.activated.connect(lambda _: self._keep_start())
        start = QHBoxLayout()
        start.setSpacing(GRID)
        start.addWidget(label(tr("LabVault opens at its start:")))
        start.addWidget(self._at_start)
        start.addStretch(1)
        self.body.addWidget(self._view, 1)
        self.body.addWidget(button_row(add, self._switch, self._limit, self._remove))
        self.body.addLayout(start)
        self._choose(None)

    def refresh(self) -> None:
        self.run(self._look, self._show)

    def _look(self, _meter: Meter) -> Found:
        at_start = read_settings_file(self.office.surroundings.profile).workspace
        return model.read(self.lab.whole_catalog), at_start or DEFAULT_WORKSPACE

    def _show(self, found: Found) -> None:
        self._rows, at_start = found
        self.say(*model.heading(self._rows, self.lab.name))
        wanted = self._chosen.name if self._chosen else self.lab.name
        self._table.show_rows(self._rows)
        self._view.setCurrentIndex(self._table.place_of(lambda row: row.name == wanted))
        self._at_start.clear()
        for row in self._rows:
            self._at_start.addItem(shown(row.name), row.name)
        self._at_start.setCurrentIndex(self._at_start.findData(at_start))

    def _choose(self, row: WorkspaceRow | None) -> None:
        self._chosen = row
        here = row is not None and row.name == self.lab.name
        name = shown(row.name) if row else ""
        self._switch.setVisible(row is not None and not here)
        self._switch.setText(tr("Switch to {name}").format(name=name))
        self._switch.setAccessibleName(self._switch.text())
        for each, words in ((self._limit, tr("Quotas…")), (self._remove, tr("Remove…"))):
            each.setEnabled(row is not None)
            each.setAccessibleName(f"{words}: {name}")
        self._remove.setVisible(row is not None and row.may_be_removed and not here)

    def _switch_to_chosen(self) -> None:
        if self._chosen is not None:
            self.office.actions.show_workspace(self._chosen.name)

    def _ask_new(self) -> None:
        self.ask(AddWorkspace(self.lab, self), self._added)

    def _added(self, name: object) -> None:
        self.tell(Tone.OK, tr("{name} was made.").format(name=shown(str(name))))
        self.refresh()

    def _ask_limits(self) -> None:
        if self._chosen is not None:
            self.ask(LimitWorkspace(self.lab, self._chosen, self), self._limited)

    def _limited(self, _entry: object) -> None:
        self.tell(Tone.OK, tr("The quotas are changed. What is there already stays."))
        self.refresh()

    def _ask_removal(self) -> None:
        if self._chosen is not None:
            self.ask(RemoveWorkspace(self.lab, self._chosen, self), self._removed)

    def _removed(self, deleted: object) -> None:
        assert isinstance(deleted, Deleted)
        words = tr("{name} is forgotten.").format(name=shown(deleted.name))
        places = ", ".join(shown(entry.url) for entry in deleted.left)
        if places:
            words += " " + tr("Its repositories are still there: {places}.").format(places=places)
        self.tell(Tone.OK, words)
        self._chosen = None
        self.refresh()

    def _keep_start(self) -> None:
        name = str(self._at_start.currentData())
        self.run(partial(self._store_start, name), lambda _: self._kept_start(name))

    def _store_start(self, name: str, _meter: Meter) -> None:
        profile = self.office.surroundings.profile
        workspace = "" if name == DEFAULT_WORKSPACE else name
        write_settings_file(profile, replace(read_settings_file(profile), workspace=workspace))

    def _kept_start(self, name: str) -> None:
        self.tell(Tone.OK, tr("From now on {name} opens.").format(name=shown(name)))
