"""Repositories: how each stands, and behind the one that is chosen its keys, trash and log."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from desktop_app.engine.progress import Meter
from desktop_app.gui import stores
from desktop_app.gui.models import repositories as model
from desktop_app.gui.models.repositories import RepositoryStanding
from desktop_app.gui.models.table import Table
from desktop_app.gui.pages.settings.audit import AuditDrawer
from desktop_app.gui.pages.settings.drawer import Drawer
from desktop_app.gui.pages.settings.keys import KeysDrawer
from desktop_app.gui.pages.settings.office import Office
from desktop_app.gui.pages.settings.repository_state import RepositoryState
from desktop_app.gui.pages.settings.section import Section
from desktop_app.gui.pages.settings.trash import TrashDrawer
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID, MARGIN_INSIDE
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.frames import Card
from desktop_app.gui.widgets.labels import label, paragraph
from desktop_app.gui.widgets.views import table_view

LIST_SHARE, DETAIL_SHARE = 1, 3
LEAST_LIST = 11 * GRID  # pixels: one repository


class RepositoriesSection(Section):
    def __init__(self, office: Office) -> None:
        super().__init__(office, tr("Repositories"))
        self._chosen: RepositoryStanding | None = None
        self._wanted = ""
        self._table: Table[RepositoryStanding] = Table(model.columns(self.lab.clock()), self)
        self._state = RepositoryState(office)
        self._drawers: tuple[Drawer, ...] = (
            KeysDrawer(office),
            TrashDrawer(office),
            AuditDrawer(office),
        )
        self._build()

    def show_repository(self, name: str) -> None:
        """Go to the state of one, as soon as it is known."""
        self._wanted = name
        self._tabs.setCurrentIndex(0)
        self.refresh()

    def refresh(self) -> None:
        self.run(self._look, self._show)

    def _look(self, _meter: Meter) -> tuple[RepositoryStanding, ...]:
        return stores.standings(self.lab, self.office.surroundings)

    def _show(self, found: tuple[RepositoryStanding, ...]) -> None:
        now = self.lab.clock()
        self.say(*model.heading(found, now))
        self._empty.setVisible(not found)
        self._split.setVisible(bool(found))
        chosen, wanted = self._chosen.entry.id if self._chosen else "", self._wanted
        self._wanted = ""
        self._table.show_columns(model.columns(now), found)
        place = self._table.place_of(
            lambda each: each.name == wanted if wanted else each.entry.id == chosen
        )
        if found and not place.isValid():
            place = self._table.index(0, 0)
        self._view.setCurrentIndex(place)
        self._choose(self._table.row(place))

    def _choose(self, standing: RepositoryStanding | None) -> None:
        if standing == self._chosen and standing is not None:
            return
        self._chosen = standing
        self._title.setText(shown(standing.name) if standing else "")
        self._state.show_standing(standing)
        for drawer in self._drawers:
            drawer.show_repository(standing.entry if standing else None)

    def _build(self) -> None:
        self._view = table_view(self._table, tr("Repositories"), stretched=3, spare=(2,))
        self._view.setMinimumHeight(LEAST_LIST)
        self._view.selectionModel().currentChanged.connect(
            lambda now, _before: self._choose(self._table.row(now)) if now.isValid() else None
        )
        self._empty = paragraph(
            tr("A repository is an encrypted store in a folder, on a NAS or in an object store.")
        )
        self._title = label("", "title")
        self._tabs = QTabWidget()
        self._tabs.setAccessibleName(tr("Sides of the repository"))
        self._tabs.tabBar().setAccessibleName(tr("Sides of the repository"))
        for side in (self._state, *self._drawers):
            self._tabs.addTab(_padded(side), side.name)
        card = Card()
        column = QVBoxLayout(card)
        column.setContentsMargins(MARGIN_INSIDE, GRID + 4, MARGIN_INSIDE, GRID + 4)
        column.setSpacing(GRID)
        column.addWidget(self._title)
        column.addWidget(self._tabs, 1)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(GRID)
        self._split.addWidget(self._view)
        self._split.addWidget(card)
        self._split.setStretchFactor(0, LIST_SHARE)
        self._split.setStretchFactor(1, DETAIL_SHARE)
        self._split.hide()
        self.body.addWidget(self._empty)
        open_one = self.office.actions.open_repository
        if open_one is not None:
            self.body.addWidget(button(tr("Open an existing repository…"), open_one))
        self.body.addWidget(self._split, 1)
        self.body.addStretch(0)


def _padded(side: QWidget) -> QWidget:
    """A side of the tabs, a little below their names."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, GRID, 0, 0)
    column.addWidget(side)
    return whole
