"""What is in the repository, and what it is to be called here."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QFormLayout, QLineEdit

from desktop_app.gui import text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models import contents as model
from desktop_app.gui.models.state import Tone
from desktop_app.gui.models.table import Table
from desktop_app.gui.text import shown, tr
from desktop_app.gui.widgets.labels import paragraph, set_tone
from desktop_app.gui.widgets.views import table_view
from desktop_app.gui.wizards.open_repository.choice import OpenChoice
from desktop_app.gui.wizards.wizard import Step

MOST_TOLD = 3


class ContentsStep(Step):
    def __init__(self, lab: Lab, choice: OpenChoice) -> None:
        super().__init__()
        self.name = tr("What is in it")
        self._lab, self._choice = lab, choice
        self._taken: frozenset[str] = frozenset()
        self._table: Table[model.Holding] = Table(model.columns(lab.clock()), self)
        self._view = table_view(self._table, tr("Targets in the repository"))
        self._problems, self._hint = paragraph(""), paragraph("", "note")
        self._called = QLineEdit()
        self._called.setAccessibleName(tr("Name of the repository here"))
        form = QFormLayout()
        form.addRow(tr("Name of the repository here"), self._called)
        self.body.addWidget(self._view, 1)
        self.body.addWidget(self._problems)
        self.body.addLayout(form)
        self.body.addWidget(self._hint)
        self._called.textChanged.connect(lambda _: self._look())

    def enter(self) -> None:
        contents = self._choice.contents
        assert contents is not None
        self._taken = frozenset(e.name for e in self._lab.catalog.repositories.list())
        self._table.show_rows(model.holdings(contents.snapshots))
        words = "; ".join(
            f"{shown(p.name)}: {text.said(p.how)}" for p in contents.problems[:MOST_TOLD]
        )
        more = len(contents.problems) - MOST_TOLD
        if more > 0:
            words += " " + tr("and {n} more").format(n=text.number(more))
        self._problems.setText(f"{Tone.WARNING.shape}  {words}" if words else "")
        self._problems.setVisible(bool(words))
        set_tone(self._problems, Tone.WARNING)
        if not self._called.text():
            self._called.setText(self._free_name(contents.url))
        self._called.setEnabled(not contents.known_as)
        self.say(*model.heading(contents, self._lab.clock()))
        self._look()

    def ready(self) -> bool:
        contents, name = self._choice.contents, self._called.text().strip()
        if contents is None or contents.known_as:
            return False
        return bool(name) and name not in self._taken

    def forward(self) -> str:
        return tr("Open the repository")

    def go_on(self) -> None:
        self._choice.name = self._called.text().strip()
        self.done.emit()

    def command(self) -> str:
        name = self._called.text().strip()
        if not name:
            return ""
        self._choice.name = name
        return self._choice.command(self._lab)

    def _look(self) -> None:
        taken = self._called.text().strip() in self._taken
        known = bool(self._choice.contents and self._choice.contents.known_as)
        words = tr("A repository is called so already.") if taken and not known else ""
        self._hint.setText(f"{Tone.BAD.shape}  {words}" if words else "")
        set_tone(self._hint, Tone.BAD)
        self.changed.emit()

    def _free_name(self, url: str) -> str:
        """The last part of its place, or one with a number behind it."""
        parts = re.split(r"[/\\?]", url.partition("?")[0].rstrip("/\\"))
        first = shown(parts[-1])[:80].lstrip("-") or "repository"
        names = (first, *(f"{first} {n}" for n in range(2, len(self._taken) + 3)))
        return next(name for name in names if name not in self._taken)
