"""Settings: which section, and its answer as the heading."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QStackedWidget

from desktop_app.gui.pages.page import Page
from desktop_app.gui.pages.settings.office import Office
from desktop_app.gui.pages.settings.section import Section
from desktop_app.gui.text import tr
from desktop_app.gui.theme.tokens import MARGIN_INSIDE, SECTIONS_WIDTH


class SettingsPage(Page):
    """Its sections are made when the page is first shown: the window stands sooner."""

    def __init__(self, office: Office) -> None:
        super().__init__(tr("Settings"))
        self._office = office
        self._sections: tuple[Section, ...] = ()
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
        if not self._sections:
            self._make_sections()
        return self._sections

    @property
    def section(self) -> Section:
        """The one that is shown."""
        return self.sections[self._stack.currentIndex()]

    def show_section(self, kind: type[Section]) -> None:
        """Go to a section."""
        self._list.setCurrentRow([type(section) for section in self.sections].index(kind))

    def refresh(self) -> None:
        self.section.refresh()

    def _make_sections(self) -> None:
        from desktop_app.gui.pages.settings.sections import SECTIONS

        self._sections = tuple(make(self._office) for make in SECTIONS)
        for section in self._sections:
            self._list.addItem(section.name)
            self._stack.addWidget(section)
            section.said.connect(self._say)
        self._list.setCurrentRow(0)

    def _choose(self, place: int) -> None:
        if place >= 0:
            self._stack.setCurrentIndex(place)
            self._say()
            if self.isVisible():
                self.section.refresh()

    def _say(self) -> None:
        self.say(self.section.heading, self.section.facts)
