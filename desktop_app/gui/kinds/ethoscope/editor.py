"""Where an ethoscope's data are, on the targets page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout

from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.errors import BadAddress
from desktop_app.gui.kinds.ethoscope.form import EthoscopeForm
from desktop_app.gui.kinds.kind import ConnectionEditor
from desktop_app.gui.lab import Lab


class EthoscopeEditor(ConnectionEditor):
    def __init__(self, _lab: Lab) -> None:
        super().__init__()
        self._form = EthoscopeForm(many=False)
        self._form.changed.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._form)
        column.addStretch(1)

    def fill(self, entry: TargetEntry) -> None:
        self._form.fill(entry.url, entry.options)

    def check(self) -> bool:
        return self._form.check()

    def changed_from(self, entry: TargetEntry) -> TargetEntry:
        options = self._form.options(entry.options)
        if "quiet_seconds" not in entry.options:
            options.pop("quiet_seconds")
        if "zone" not in entry.options and options["zone"] == "UTC":
            options.pop("zone")
        try:
            roots = self._form.roots()
        except BadAddress:  # what is typed is not whole yet: it is other than before
            roots = ()
        return replace(entry, url=roots[0].url() if roots else "", options=options)

    def secrets(self) -> Mapping[str, str]:
        return {}
