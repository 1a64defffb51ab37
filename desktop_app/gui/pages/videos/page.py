"""The page, put together: a tree, pictures, and the chosen film."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.film_library.listing import FilmEntry, FilmListing, list_films
from desktop_app.engine.model import Snapshot
from desktop_app.engine.progress import Meter
from desktop_app.gui import text
from desktop_app.gui.error_text import error_text
from desktop_app.gui.film_pictures import FilmPictures, Found
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.film_grid import FilmGrid
from desktop_app.gui.models.film_tree import Nodes, build
from desktop_app.gui.models.films import (
    STATES,
    Totals,
    Wanted,
    chosen,
    facts_of,
    figures_of,
    heading_of,
    row_of,
)
from desktop_app.gui.models.state import Tone
from desktop_app.gui.pages.page import Page, clear
from desktop_app.gui.pages.videos.actions import VideoActions
from desktop_app.gui.pages.videos.detail import FilmDetail
from desktop_app.gui.pages.videos.grid import FilmView
from desktop_app.gui.pages.videos.side import WIDTH, Side
from desktop_app.gui.tasks import Task
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID, MARGIN_INSIDE
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.frames import Banner, Card
from desktop_app.gui.widgets.labels import label, paragraph

TYPING_MS = 200
MOST_TROUBLES = 2
LETTERS, LEAST_SEARCH = 14, 20 * GRID


@dataclass(frozen=True, slots=True)
class _Looked:
    """What a look found, made ready in its task's thread."""

    listing: FilmListing
    totals: Totals
    nodes: Nodes
    snapshots: Mapping[str, Snapshot]


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The films that were asked for, and the ``row`` among them of the one that was chosen when
    they were, or -1."""

    films: list[FilmEntry]
    totals: Totals
    at: FilmEntry | None
    row: int


class VideosPage(Page):
    """``cache`` is the profile's folder of caches."""

    def __init__(self, lab: Lab, actions: VideoActions, cache: Path) -> None:
        super().__init__(tr("Videos"))
        self._lab, self._actions = lab, actions
        self._looked: _Looked | None = None
        self._looking: Task[_Looked] | None = None
        self._choosing: Task[_Chosen] | None = None
        self._again = False
        self._at: FilmEntry | None = None  # what was chosen, also while nobody looks
        self.films = FilmGrid(self)
        self.side, self.detail = Side(), FilmDetail(lab, actions)
        self.pictures = FilmPictures(lab, cache, self)
        self.view = FilmView(self.films)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._choose)
        self._lay_out()
        self._connect()
        self.say(tr("Looking…"), "")

    def refresh(self) -> None:
        """Look again; while a look goes on, once more after it."""
        if self._looking is not None and not self._looking.ended:
            self._again = True
            return
        self._again = False
        self._looking = self._lab.tasks.run(self, self._look, self._show, self._fail)

    def hideEvent(self, event: object) -> None:  # noqa: N802 (Qt's name)
        """Another page is shown: the film that was looked at is closed."""
        self.detail.rest()
        super().hideEvent(event)  # type: ignore[arg-type]

    def _look(self, meter: Meter) -> _Looked:
        from desktop_app.engine.film_library.look import (
            look_at,  # what looks at folders is not for a start
        )

        with self._lab.workspace() as workspace:
            listing = list_films(workspace, look_at, meter)
            ids = {film.snapshot for film in listing.films if film.snapshot}
            snapshots = {each.id: each for each in workspace.catalog.snapshots.some(ids)}
        nodes = build(listing.films, listing.targets)
        return _Looked(listing, Totals.of(listing.films), nodes, snapshots)

    def _show(self, looked: _Looked) -> None:
        self._looked = looked
        self.pictures.show_roots(looked.listing.roots)
        listing = looked.listing
        heading = heading_of(looked.totals, len(listing.targets), len(listing.troubles))
        self.say(heading, self._told(looked))
        self._warn(looked.listing.troubles)
        self._stack.setCurrentWidget(self._whole if looked.listing.films else self._empty)
        self._say_empty(looked.listing)
        self.films.forget_faults()
        self.side.show_nodes(looked.nodes)
        self._offer_states(looked.totals)
        self._tell_figures()
        self._choose()
        if self._again:
            self.refresh()

    def _told(self, looked: _Looked) -> str:
        if not looked.listing.targets:
            return tr("Protect a folder of films or an ethoscope, and its films are shown here.")
        if not looked.listing.films and looked.listing.troubles:
            return tr("No snapshot has any of them either.")
        if not looked.listing.films:
            return tr("They are shown here as soon as a folder that is protected has some.")
        facts = facts_of(looked.totals)
        if looked.listing.away:
            names = ", ".join(shown(name) for name in looked.listing.away)
            facts += " · " + tr("{targets}: known by snapshots only").format(targets=names)
        return facts

    def _tell_figures(self) -> None:
        """Of the target that is chosen, or of all."""
        known = self._looked.listing.figures if self._looked else {}
        target = self.side.branch.target
        figures = [each for name, each in known.items() if target in ("", name)]
        self.side.tell(figures_of(figures, self._lab.clock()))

    def _chosen(self) -> None:
        self._tell_figures()
        self._choose()

    def _fail(self, error: LabVaultError) -> None:
        words = error_text(error)
        self.say(words.what, f"{words.why} {words.hint}")

    def _choose(self) -> None:
        """Only those of the films that are asked for, chosen beside the window."""
        if self._looked is None:
            return
        films = self._looked.listing.films
        wanted = Wanted(self.side.branch, self._state.currentData(), self._search.text())
        at = self._at

        def work(_meter: Meter) -> _Chosen:
            found = chosen(films, wanted)
            return _Chosen(found, Totals.of(found), at, row_of(found, at))

        self._choosing = task = self._lab.tasks.run(
            self,
            work,
            lambda found: self._show_films(found) if task is self._choosing else None,
            self._fail,
        )

    def _show_films(self, found: _Chosen) -> None:
        self.films.show_films(found.films)
        self._grid.setCurrentWidget(self.view if found.films else self._none)
        count = text.count(found.totals.films, "film", "films")
        size = text.size(found.totals.size)
        self._count.setText(tr("{films}, {size}").format(films=count, size=size))
        # Somebody may have chosen another one meanwhile.
        row = found.row if found.at is self._at else row_of(found.films, self._at)
        place = self.films.index(row, 0)
        if place.isValid():
            self.view.setCurrentIndex(place)
        self._show_film(place)

    def _show_film(self, index: QModelIndex) -> None:
        film = self.films.film(index)
        self._at = film or self._at
        self.detail.setVisible(film is not None)
        looked = self._looked
        if film is None or looked is None or not self.isVisible():
            self.detail.rest()
            return
        snapshot = looked.snapshots.get(film.snapshot)
        level = looked.listing.levels.get(film.snapshot)
        self.detail.show_film(film, looked.listing.roots, snapshot, level)

    def _want(self, rows: range) -> None:
        if self.isVisible():
            self.pictures.want(self.films.without_picture(rows))

    def _made(self, found: Found) -> None:
        self.films.show_thumbs(found)
        self.view.viewport().update()

    def _show_all(self) -> None:
        self._search.clear()
        self._state.setCurrentIndex(0)
        self.side.show_all()

    def _warn(self, troubles: Sequence[tuple[str, LabVaultError]]) -> None:
        clear(self._troubles)
        for name, error in troubles[:MOST_TROUBLES]:
            words = error_text(error)
            what = f"{shown(name)}: {words.what}"
            again = button(tr("Look again"), self.refresh, about=shown(name))
            self._troubles.addWidget(
                Banner(Tone.WARNING, what, f"{words.why} {words.hint}".strip(), [again])
            )

    def _offer_states(self, totals: Totals) -> None:
        kept = self._state.currentData()
        self._state.blockSignals(True)
        self._state.clear()
        self._state.addItem(tr("All states"), None)
        for each, state in STATES.items():
            number = totals.count(each)
            if number or each == kept:
                words = f"{state.tone.shape}  {tr(state.word)}  ({text.number(number)})"
                self._state.addItem(words, each)
        at = next((n for n in range(self._state.count()) if self._state.itemData(n) == kept), 0)
        self._state.setCurrentIndex(at)
        self._state.blockSignals(False)
        # The list is as wide as its words, however small the box is.
        listed = self._state.view()
        listed.setMinimumWidth(listed.sizeHintForColumn(0) + 2 * GRID)

    def _say_empty(self, listing: FilmListing) -> None:
        if listing.targets:
            names = ", ".join(shown(name) for name in listing.targets)
            words = tr("Looked for in {targets}: files that end in .h264, .mp4, .avi, .mkv.")
            self._empty_words.setText(words.format(targets=names))
        else:
            self._empty_words.setText(
                tr("Films are shown here with their first picture, and whether they are safe.")
            )

    def _connect(self) -> None:
        self.side.chosen.connect(lambda _: self._chosen())
        self.view.seen.connect(self._want)
        self.view.selectionModel().currentChanged.connect(lambda now, _: self._show_film(now))
        self.pictures.made.connect(self._made)
        self.pictures.failed.connect(self._fail)
        self._search.textChanged.connect(lambda _: self._typing.start())
        self._state.currentIndexChanged.connect(lambda _: self._choose())

    def _lay_out(self) -> None:
        self._troubles = QVBoxLayout()
        self._troubles.setSpacing(GRID)
        self._stack = QStackedWidget()
        self._whole, self._empty = self._body(), self._empty_card()
        self._stack.addWidget(self._whole)
        self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._whole)
        self.body.addLayout(self._troubles)
        self.body.addWidget(self._stack, 1)

    def _body(self) -> QWidget:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(2 * GRID)
        split.addWidget(self.side)
        split.addWidget(self._right())
        split.setStretchFactor(1, 1)
        split.setSizes([WIDTH, 4 * WIDTH])
        return split

    def _right(self) -> QWidget:
        self._search, self._state, self._count = QLineEdit(), QComboBox(), label("", "note")
        self._search.setPlaceholderText(tr("Search films, devices and runs"))
        self._search.setAccessibleName(tr("Search films, devices and runs"))
        self._search.setClearButtonEnabled(True)
        self._state.setAccessibleName(tr("State of the films"))
        self._state.addItem(tr("All states"), None)
        self._state.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._state.setMinimumContentsLength(LETTERS)
        self._search.setMinimumWidth(LEAST_SEARCH)
        row = QHBoxLayout()
        row.setSpacing(GRID + 4)
        row.addWidget(self._search, 1)
        row.addWidget(self._state)
        row.addWidget(self._count)
        self._none = self._none_card()
        self._grid = QStackedWidget()
        self._grid.addWidget(self.view)
        self._grid.addWidget(self._none)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID + 4)
        column.addLayout(row)
        column.addWidget(self._grid, 1)
        column.addWidget(self.detail)
        self.detail.hide()
        return whole

    def _none_card(self) -> QWidget:
        words = paragraph(tr("No film here is like that."), "muted")
        return _card(words, button(tr("Show all films"), self._show_all))

    def _empty_card(self) -> QWidget:
        self._empty_words = paragraph("", "muted")
        protect = button(tr("Protect a video folder…"), self._actions.protect, "primary")
        return _card(self._empty_words, protect)


def _card(*parts: QWidget) -> QWidget:
    """Some words and a way on, at the top of what is empty otherwise."""
    card = Card()
    inside = QVBoxLayout(card)
    inside.setContentsMargins(*(MARGIN_INSIDE,) * 4)
    inside.setSpacing(GRID + 4)
    for part in parts:
        inside.addWidget(part)
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(card)
    column.addStretch(1)
    return whole
