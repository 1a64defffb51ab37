"""About: versions, and where everything lies; all of it to be copied for a support request."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app import __version__
from desktop_app.gui.models import about as model
from desktop_app.gui.models.about import Fact
from desktop_app.gui.models.state import Tone
from desktop_app.gui.pages.settings.office import Office
from desktop_app.gui.pages.settings.section import Section, button_row
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID, MARGIN_INSIDE
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.frames import Card
from desktop_app.gui.widgets.labels import Elided, label

ROW = 4 * GRID


class AboutSection(Section):
    def __init__(self, office: Office) -> None:
        super().__init__(office, tr("About"))
        self._facts: tuple[Fact, ...] = ()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(MARGIN_INSIDE)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        card = Card()
        self._grid.setContentsMargins(MARGIN_INSIDE, MARGIN_INSIDE, MARGIN_INSIDE, MARGIN_INSIDE)
        card.setLayout(self._grid)
        self.body.addWidget(card)
        self.body.addWidget(button_row(button(tr("Copy for support"), self._copy)))
        self.body.addStretch(1)

    def refresh(self) -> None:
        heading = tr("LabVault {version}").format(version=__version__)
        self.say(heading, tr("A backup manager that proves that its backups restore."))
        if not self._facts:
            self.run(self._look, self._show)

    def _look(self, _meter: object) -> tuple[Fact, ...]:
        around = self.office.surroundings
        return (*model.versions(around), *model.places(around))

    def _show(self, facts: tuple[Fact, ...]) -> None:
        if self._facts:
            return  # it was asked for twice
        self._facts = facts
        for row, fact in enumerate(facts):
            self._grid.addWidget(label(fact.name, "muted"), row, 0)
            self._grid.addWidget(Elided(fact.value), row, 1)
            self._grid.setRowMinimumHeight(row, ROW)  # with a button and without
            if fact.folder is not None and fact.folder.is_dir():
                self._grid.addWidget(self._opener(fact), row, 2)

    def _opener(self, fact: Fact) -> QWidget:
        return button(tr("Open the folder"), lambda: self._open(fact), "link", about=fact.name)

    def _open(self, fact: Fact) -> None:
        assert fact.folder is not None
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(fact.folder))):
            words = tr("Nothing on this computer opens folders. It is {folder}.")
            self.tell(Tone.WARNING, words.format(folder=shown(str(fact.folder))))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(model.for_support(self._facts))
        self.tell(Tone.OK, tr("Copied."))
