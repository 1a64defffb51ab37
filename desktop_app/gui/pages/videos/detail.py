"""The chosen film: a picture at any place of it, from its source or straight from a snapshot, what
is known of it, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from desktop_app.engine.errors import BadFilm, LabVaultError
from desktop_app.engine.film_library.listing import FilmEntry, FilmState
from desktop_app.engine.films.film import FilmFacts
from desktop_app.engine.model import Level, Snapshot
from desktop_app.gui import commands, text
from desktop_app.gui.error_text import error_text
from desktop_app.gui.film_places import FilmPlace
from desktop_app.gui.film_viewer import FilmViewer, View
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.films import (
    changed_at,
    clock_of,
    rate_of,
    state_of,
    title_of,
    whose_of,
)
from desktop_app.gui.models.state import SHAPES, State, Tone
from desktop_app.gui.models.verification import NAMES
from desktop_app.gui.pages.videos.actions import VideoActions
from desktop_app.gui.text import said, shown, tr
from desktop_app.gui.theme.tokens import GRID, MARGIN_INSIDE
from desktop_app.gui.widgets.as_command import command_button
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.frames import Card
from desktop_app.gui.widgets.labels import Elided, Pill, label, paragraph

PICTURE = QSize(36 * GRID, 21 * GRID)
STEPS = 1000
PLACE = "restored-film"  # a new folder, where a command must name one


class Screen(QLabel):
    """A picture, as large as there is room, or words in its place."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "screen")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFixedHeight(PICTURE.height())
        self.setMinimumWidth(PICTURE.width() // 3)
        self.setMaximumWidth(PICTURE.width())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.say("")

    def say(self, words: str) -> None:
        self.setPixmap(QPixmap())
        self.setText(words)
        self.setAccessibleName(words or tr("Picture of the film"))

    def show_image(self, image: QImage, about: str) -> None:
        ratio = self.devicePixelRatioF()
        room = QSize(round(self.width() * ratio), round(self.height() * ratio))
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        pixmap = QPixmap.fromImage(image.scaled(room, keep, smooth))
        pixmap.setDevicePixelRatio(ratio)
        self.setPixmap(pixmap)
        self.setAccessibleName(about)


class FilmDetail(Card):
    """Shows one film; :meth:`rest` lets go of it."""

    def __init__(self, lab: Lab, actions: VideoActions) -> None:
        super().__init__()
        self._lab, self._actions = lab, actions
        self._film: FilmEntry | None = None
        self._facts: FilmFacts | None = None
        self._snapshot: Snapshot | None = None
        self._level: Level | None = None
        self._roots: Mapping[str, str] = {}
        self._offered: list[tuple[str, bool]] = []
        self.viewer = FilmViewer(lab, self)
        self.viewer.opened.connect(self._opened)
        self.viewer.shown.connect(self._viewed)
        self.viewer.failed.connect(self._failed)
        self._make()
        self._lay_out()

    @property
    def film(self) -> FilmEntry | None:
        return self._film

    def show_film(
        self,
        film: FilmEntry,
        roots: Mapping[str, str],
        snapshot: Snapshot | None,
        level: Level | None,
    ) -> None:
        """``snapshot``: the newest that has it; ``level``: what was proven of that."""
        if (film, snapshot, level) == (self._film, self._snapshot, self._level):
            return
        anew = self._film is None or (film.target, film.name) != (
            self._film.target,
            self._film.name,
        )
        self._film, self._roots, self._snapshot, self._level = film, roots, snapshot, level
        places = self._places()
        if anew or places != self._offered:
            self._facts = None
            self._note.hide()
            self._offer(places)
        self._say()

    def rest(self) -> None:
        """Nobody looks any more: the film is closed."""
        self.viewer.stop()
        self._film = None

    def _places(self) -> list[tuple[str, bool]]:
        """Where the film can be looked at: in words, and whether that is the snapshot."""
        film, snapshot = self._film, self._snapshot
        found = []
        if film and film.here and film.target in self._roots:
            found.append((tr("At its source"), False))
        if film and film.snapshot and snapshot:
            moment = text.moment(snapshot.started, self._lab.clock())
            found.append((tr("In the snapshot of {moment}").format(moment=moment), True))
        return found

    def _offer(self, places: list[tuple[str, bool]]) -> None:
        self._offered = places
        self._where.blockSignals(True)
        self._where.clear()
        for words, in_snapshot in places:
            self._where.addItem(words, in_snapshot)
        self._where.blockSignals(False)
        self._where.setVisible(bool(places))
        self._slider.blockSignals(True)
        self._slider.setValue(0)
        self._slider.blockSignals(False)
        self._open()

    def _open(self) -> None:
        """The chosen film at the chosen place."""
        film = self._film
        self._slider.setEnabled(False)
        self._time.setText("")
        if film is None or self._where.count() == 0:
            self.viewer.stop()
            self._screen.say(self._why_nothing())
            return
        self._screen.say(tr("Looking…"))
        in_snapshot = bool(self._where.currentData())
        root = self._roots.get(film.target, "")
        self.viewer.show_film(FilmPlace(film, root, in_snapshot), self._share())

    def _why_nothing(self) -> str:
        if self._film is not None and self._film.state is FilmState.GAP:
            return tr("There is no film of this number, neither at the source nor in a snapshot.")
        return tr("The film is neither at its source nor in a snapshot that can be read.")

    def _opened(self, facts: FilmFacts) -> None:
        self._facts = facts
        self._slider.setEnabled(facts.frames > 1)
        self._say_facts()

    def _viewed(self, view: View) -> None:
        seconds = view.seconds
        self._time.setText(self._clock(seconds))
        if view.image is None:
            self._failed(view.fault)
            return
        about = tr("Picture at {time}").format(time=clock_of(seconds or 0.0))
        self._screen.show_image(view.image, about)
        self._note.setVisible(not view.whole)

    def _failed(self, fault: LabVaultError | None) -> None:
        words = error_text(fault) if fault is not None else None
        why = f"{words.what}. {words.why}" if words else ""
        if isinstance(fault, BadFilm):  # its long name stands beside
            why = said(fault.reason)
        self._screen.say(f"{SHAPES[Tone.WARNING.value]}  {why}")

    def _clock(self, seconds: float | None) -> str:
        whole = self._facts.seconds if self._facts else None
        if seconds is None or whole is None:
            return f"{self._share():.0%}"
        return tr("{time} of {length}").format(time=clock_of(seconds), length=clock_of(whole))

    def _share(self) -> float:
        return self._slider.value() / STEPS

    def _moved(self) -> None:
        self._slider.setAccessibleDescription(f"{self._share():.0%}")
        self.viewer.go_to(self._share())

    def _say(self) -> None:
        film = self._film
        assert film is not None
        self._title.show_text(title_of(film))
        self._whose.show_text(whose_of(film))
        self._path.show_text(shown(f"{film.target}: {film.name}"))
        self._pill.show_state(state_of(film))
        self._say_facts()
        known = self._snapshot is not None
        only = film.here and film.state in (FilmState.ON_DEVICE, FilmState.INCOMPLETE)
        self._restore.setVisible(known)
        self._command.setVisible(known)
        # There is room for two: what is not backed up needs that first.
        self._verify.setVisible(known and not only)
        self._back_up.setVisible(only)

    def _say_facts(self) -> None:
        film = self._film
        assert film is not None
        self._about.setText("\n".join(line for line in self._lines(film) if line))

    def _lines(self, film: FilmEntry) -> tuple[str, ...]:
        return (
            self._measures(film),
            self._recorded(film),
            self._kept(film),
            self._fault(film),
        )

    def _measures(self, film: FilmEntry) -> str:
        facts = self._facts
        parts = [] if film.state is FilmState.GAP else [text.size(film.size)]
        if facts is not None:
            if facts.seconds is not None:
                length = text.duration(facts.seconds)
                parts.append(length if facts.exact else tr("about {time}").format(time=length))
            if facts.rate is not None:
                parts.append(rate_of(facts))
            parts.append(f"{facts.width} × {facts.height}")
            parts.append(facts.codec)
        return " · ".join(parts)

    def _recorded(self, film: FilmEntry) -> str:
        changed = changed_at(film)
        if changed is None:
            return ""
        moment = text.moment(changed, self._lab.clock())
        return tr("Recorded until {moment}.").format(moment=moment)

    def _kept(self, film: FilmEntry) -> str:
        if self._snapshot is None:
            return "" if film.state is FilmState.GAP else tr("No snapshot has it.")
        moment = text.moment(self._snapshot.started, self._lab.clock())
        words = tr("Newest snapshot that has it: {moment}.").format(moment=moment)
        if film.why:  # said below
            return words
        if self._level is None:
            return f"{words} {tr('It was not verified.')}"
        level = tr(NAMES[self._level])
        return f"{words} {tr('Verified, level: {level}.').format(level=level)}"

    def _fault(self, film: FilmEntry) -> str:
        if not film.why:
            return ""
        return f"{SHAPES[Tone.BAD.value]}  {tr('The verification found:')} {said(film.why)}"

    def _restored(self) -> None:
        if self._film is not None and self._snapshot is not None:
            self._actions.restore(self._snapshot, (self._film.name,))

    def _verified(self) -> None:
        if self._snapshot is not None:
            self._actions.verify(self._snapshot, Level.STRUCTURE)

    def _backed_up(self) -> None:
        if self._film is not None:
            self._actions.back_up(self._film.target)

    def _commands(self) -> str:
        film, snapshot = self._film, self._snapshot
        if film is None or snapshot is None:
            return ""
        lines = (
            commands.restore_file(snapshot.id, film.name, PLACE),
            commands.verify_snapshot(snapshot.id, Level.STRUCTURE),
        )
        return "\n".join(self._lab.command(*words) for words in lines)

    def _make(self) -> None:
        self._screen = Screen()
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(0, STEPS)
        self._slider.setSingleStep(STEPS // 100)
        self._slider.setPageStep(STEPS // 10)
        self._slider.setAccessibleName(tr("Place in the film"))
        self._slider.valueChanged.connect(lambda _: self._moved())
        self._time = label("", "note")
        self._where = QComboBox()
        self._where.setAccessibleName(tr("Where the film is looked at"))
        self._where.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._where.currentIndexChanged.connect(lambda _: self._open())
        self._title = Elided("", "title")
        self._whose, self._path = Elided("", "strong"), Elided("", "note")
        self._pill = Pill(State(Tone.NONE, tr("not yet")))
        self._about = paragraph("", "muted")
        torn = tr("A part of this picture is guessed: its bytes are damaged or cut off.")
        self._note = paragraph(f"{SHAPES[Tone.WARNING.value]}  {torn}", "note")
        self._note.hide()
        self._restore = button(tr("Restore this film…"), self._restored, "primary")
        self._verify = button(tr("Verify the snapshot"), self._verified)
        self._back_up = button(tr("Back up now"), self._backed_up)
        self._command = command_button(self._commands, about=tr("Film"))

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(GRID // 2)
        left.addWidget(self._screen)
        # One below the other: beside its time the slider of a small picture had no room.
        left.addWidget(self._slider)
        left.addWidget(self._time)
        right = QVBoxLayout()
        right.setSpacing(GRID // 2)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self._title, 1)
        head.addWidget(self._pill)
        right.addLayout(head)
        for each in (self._whose, self._path, self._about, self._note):
            right.addWidget(each)
        right.addStretch(1)
        place = QHBoxLayout()
        place.setSpacing(GRID)
        place.addWidget(self._where)
        place.addStretch(1)
        place.addWidget(self._command)
        right.addLayout(place)
        right.addSpacing(GRID // 2)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self._restore)
        row.addWidget(self._back_up)
        row.addWidget(self._verify)
        row.addStretch(1)
        right.addLayout(row)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(MARGIN_INSIDE - GRID, MARGIN_INSIDE - GRID, MARGIN_INSIDE, GRID)
        whole.setSpacing(MARGIN_INSIDE)
        whole.addLayout(left, 2)
        whole.addLayout(right, 3)
        for first, second in (
            (self._slider, self._where),
            (self._where, self._command),
            (self._command, self._restore),
            (self._restore, self._back_up),
            (self._back_up, self._verify),
        ):
            QWidget.setTabOrder(first, second)
