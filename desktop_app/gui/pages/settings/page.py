"""Settings: which section, and its answer as the heading."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QStackedWidget

from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.progress import Meter
from desktop_app.gui.error_text import error_text
from desktop_app.gui.pages.page import Page
from desktop_app.gui.pages.settings.office import Office
from desktop_app.gui.pages.settings.section import Section
from desktop_app.gui.text import tr
from desktop_app.gui.theme.tokens import MARGIN_INSIDE, SECTIONS_WIDTH

SECTIONS = "desktop_app.gui.pages.settings.sections"


class SettingsPage(Page):
    """Its sections are made when the page is first shown: the window stands sooner."""

    def __init__(self, office: Office) -> None:
        super().__init__(tr("Settings"))
        self._office = office
        self._sections: list[Section] = []
        self._list, self._stack = QListWidget(), QStackedWidget()
        self._list.setObjectName("sectionList")
        self._list.setAccessibleName(tr("Sections of the settings"))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFixedWidth(SECTIONS_WIDTH)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = QHBoxLayout()
        row.setSpacing(MARGIN_INSIDE)
        row.addWidget(self._list)
        row.addWidget(self._stack, 1)
        self.body.addLayout(row, 1)
        self._list.currentRowChanged.connect(self._choose)

    @property
    def sections(self) -> tuple[Section, ...]:
        """All of them, in the order of the list."""
        while self._make_one():
            pass
        return tuple(self._sections)

    @property
    def section(self) -> Section:
        """The one that is shown."""
        if not self._sections:
            self._make_one()
        return self._sections[self._stack.currentIndex()]

    def show_section(self, kind: type[Section]) -> None:
        """Go to a section."""
        self._list.setCurrentRow([type(section) for section in self.sections].index(kind))

    def show_repository(self, name: str) -> None:
        """Go to what is known of one repository, and what can be done."""
        load, go_on = _load, lambda _: self._show_repository(name)
        self._office.lab.tasks.run(self, load, go_on, self._fail)

    def _show_repository(self, name: str) -> None:
        from desktop_app.gui.pages.settings.repositories import RepositoriesSection

        self.show_section(RepositoriesSection)
        assert isinstance(self.section, RepositoriesSection)
        self.section.show_repository(name)

    def refresh(self) -> None:
        if self._sections:
            self._begin()
        else:
            # Their modules take a tenth of a second to load: the window would stand still.
            self.say(tr("Looking…"), "")
            self._office.lab.tasks.run(self, _load, lambda _: self._begin(), self._fail)

    def _begin(self) -> None:
        self.section.refresh()
        self._make_rest()

    def _fail(self, error: LabVaultError) -> None:
        words = error_text(error)
        self.say(words.what, f"{words.why} {words.hint}".strip())

    def _make_rest(self) -> None:
        """One at each turn of the event loop: all at once would be felt."""
        if self._make_one():
            QTimer.singleShot(0, self, self._make_rest)

    def _make_one(self) -> bool:
        """The next section; false when there is none left to make."""
        from desktop_app.gui.pages.settings.sections import SECTIONS

        if len(self._sections) == len(SECTIONS):
            return False
        section = SECTIONS[len(self._sections)](self._office)
        self._sections.append(section)
        self._list.addItem(section.name)
        self._stack.addWidget(section)
        section.said.connect(self._say)
        if len(self._sections) == 1:
            self._list.setCurrentRow(0)
        return True

    def _choose(self, place: int) -> None:
        if place >= 0:
            self._stack.setCurrentIndex(place)
            self._say()
            if self.isVisible():
                self.section.refresh()

    def _say(self) -> None:
        self.say(self.section.heading, self.section.facts)


def _load(_meter: Meter) -> None:
    """In a task's thread; what is loaded then is there at once."""
    import_module(SECTIONS)
