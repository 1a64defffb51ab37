"""The page of films, through its own controls, on real films in a real repository."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QSlider
from pytestqt.qtbot import QtBot

from desktop_app.engine.catalog.entries import JobKind, TargetEntry
from desktop_app.engine.film_library.listing import FilmEntry, FilmState
from desktop_app.engine.films.cabinet import key_of
from desktop_app.engine.model import ItemKind
from desktop_app.engine.progress import Silent
from desktop_app.engine.repository.packs import pack_name
from desktop_app.gui.models.films import Branch, row_of
from desktop_app.gui.pages.videos import VideosPage
from desktop_app.gui.widgets.as_command import CommandDialog
from desktop_app.gui.window_program import WindowProgram
from desktop_app.gui.wizards.restore.what import WhatStep
from desktop_app.gui.wizards.wizard import Wizard
from tests.films import raw_film
from tests.gui.conftest import PASSPHRASE
from tests.gui.controls import named
from tests.gui.laboratory import LONG, press, within_dialog
from tests.gui.test_accessibility import check

RUN = "videos/012ad4d76fe97759aa27a0c99bff6710/ETHOSCOPE_012/2026-03-14_09-00-00"
OTHER = "videos/013ad4d76fe97759aa27a0c99bff6710/ETHOSCOPE_013/2026-03-15_09-00-00"


def path_of(number: int, run: str = RUN) -> str:
    return f"{run}/x_NA_160x120@25fps-20q_{number:05d}.h264"


def write(root: Path, name: str, data: bytes) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def back_up(program: WindowProgram) -> None:
    with program.lab.workspace() as workspace, workspace.prepared("Fly films") as work:
        work(Silent())


def protect(program: WindowProgram, root: Path, store: Path) -> None:
    with program.lab.workspace() as workspace:
        workspace.create_repository("nas", str(store), PASSPHRASE)[0].repository.close()
        options = {"quiet_seconds": 0}  # they are young, and finished all the same
        entry = TargetEntry("Fly films", "folder", str(root), "nas", options=options)
        workspace.catalog.targets.add(entry)


@pytest.fixture
def root(program: WindowProgram, tmp_path: Path) -> Path:
    """A protected folder: of one run a film that is backed up, one that is gone since, one that
    was never recorded, and a new one; of another a file that is no film."""
    root = tmp_path / "ethoscope_data"
    for number in (1, 2):
        write(root, path_of(number), raw_film(gop=10 * number))
    write(root, path_of(1, OTHER), b"To whom it may concern: this is no film.")
    protect(program, root, tmp_path / "store")
    back_up(program)
    (root / path_of(2)).unlink()
    write(root, path_of(4), raw_film(frames=12))
    return root


@pytest.fixture
def page(qtbot: QtBot, program: WindowProgram, root: Path) -> VideosPage:
    page = program.videos
    program.window.show_page(page)
    qtbot.waitUntil(lambda: page.films.rowCount() == 5, timeout=LONG)
    return page


def films_of(page: VideosPage) -> dict[str, FilmEntry]:
    """By device and number."""
    return {f"{film.device[-2:]}/{film.number}": film for film in page.films.films}


def choose(page: VideosPage, film: str) -> None:
    page.view.setCurrentIndex(page.films.index(row_of(page.films.films, films_of(page)[film]), 0))


def pictured(page: VideosPage) -> bool:
    return not page.detail._screen.pixmap().isNull()


def test_each_film_says_where_it_stands_and_what_can_be_done(
    qtbot: QtBot, page: VideosPage, program: WindowProgram
) -> None:
    assert {name: film.state for name, film in films_of(page).items()} == {
        "12/1": FilmState.BACKED_UP,
        "12/2": FilmState.MISSING,
        "12/3": FilmState.GAP,
        "12/4": FilmState.ON_DEVICE,
        "13/1": FilmState.BACKED_UP,
    }
    assert page.heading == "1 film is on its device only"
    assert "2 films not verified yet · 1 film missing on its device · 1 gap" in page.facts
    assert page.side._figures.text().startswith("Last look: just now")

    choose(page, "12/3")
    assert "no film of this number" in page.detail._screen.text()
    assert not page.detail._slider.isEnabled()
    assert not page.detail._restore.isVisible()

    choose(page, "12/1")
    qtbot.waitUntil(lambda: pictured(page), timeout=LONG)
    check(program.window)
    assert named(page, QSlider, "Place in the film").isVisible()
    told: list[str] = []
    within_dialog(
        qtbot,
        CommandDialog,
        lambda dialog: told.append(dialog.command),
        lambda: press(page, "As a command: Film"),
    )
    restore, verify = told[0].splitlines()
    assert f"--only=/{path_of(1)}" in restore
    assert verify.startswith("labvault verify --level structure ")


def test_pictures_come_from_sources_and_snapshots(
    qtbot: QtBot, page: VideosPage, program: WindowProgram
) -> None:
    films = films_of(page)
    thumbs = page.films._thumbs
    qtbot.waitUntil(lambda: len(thumbs) == 4, timeout=LONG)
    for name, seconds in (("12/1", 2.0), ("12/2", 2.0), ("12/4", 0.48)):
        thumb = page.films.thumb(films[name])
        assert thumb is not None
        assert thumb.facts is not None
        assert thumb.facts.seconds == seconds
        assert thumb.image is not None
        assert (thumb.image.width(), thumb.image.height()) == (160, 120)
    broken = page.films.thumb(films["13/1"])
    assert broken is not None
    assert (broken.image, broken.why) == (None, "is no H.264 stream: it is text")
    # A second window finds them on disk: the film itself is not looked at again.
    other = VideosPage(program.lab, page._actions, page.pictures._cabinet._path.parent)
    qtbot.addWidget(other)
    kept = other.pictures._cabinet
    place = next(iter(thumbs))
    found = kept.load(key_of(*place))
    assert found is not None


def test_a_film_is_looked_at_in_its_source_and_in_a_snapshot(
    qtbot: QtBot, page: VideosPage, root: Path
) -> None:
    choose(page, "12/1")
    detail = page.detail
    qtbot.waitUntil(lambda: pictured(page), timeout=LONG)
    where, slider = named(page, QComboBox, "Where the film is looked at"), detail._slider
    assert [where.itemText(n).split(" of ")[0] for n in range(where.count())] == [
        "At its source",
        "In the snapshot",
    ]
    qtbot.waitUntil(slider.isEnabled, timeout=LONG)
    slider.setValue(500)
    qtbot.waitUntil(lambda: detail._time.text() == "0:01 of 0:02", timeout=LONG)
    first = detail._screen.pixmap().toImage()

    (root / path_of(1)).write_bytes(b"")  # from now on only the snapshot has it
    where.setCurrentIndex(1)
    qtbot.waitUntil(lambda: pictured(page) and slider.isEnabled(), timeout=LONG)
    slider.setValue(0)
    qtbot.waitUntil(lambda: detail._time.text() == "0:00 of 0:02", timeout=LONG)
    slider.setValue(500)
    qtbot.waitUntil(lambda: detail._time.text() == "0:01 of 0:02", timeout=LONG)
    assert detail._screen.pixmap().toImage() == first


def test_damage_is_shown_by_the_preview_and_by_a_verification(
    qtbot: QtBot, page: VideosPage, program: WindowProgram
) -> None:
    _damage(program, path_of(1))
    choose(page, "12/1")
    qtbot.waitUntil(lambda: pictured(page), timeout=LONG)
    named(page, QComboBox, "Where the film is looked at").setCurrentIndex(1)
    screen = page.detail._screen
    qtbot.waitUntil(lambda: "damaged" in screen.text(), timeout=LONG)

    press(page, "Verify the snapshot")
    done: Callable[[], bool] = lambda: any(  # noqa: E731
        job.kind is JobKind.VERIFY and job.finished for job in page._lab.catalog.jobs.list()
    )
    qtbot.waitUntil(done, timeout=LONG)
    qtbot.waitUntil(lambda: page.heading == "2 films are damaged", timeout=LONG)
    damaged = FilmState.DAMAGED
    qtbot.waitUntil(lambda: films_of(page)["12/1"].state is damaged, timeout=LONG)
    films = films_of(page)
    assert films["13/1"].why == "is no H.264 stream: it is text"
    assert films["12/2"].state is FilmState.MISSING
    assert "2 films are damaged" in page.heading
    qtbot.waitUntil(lambda: "The verification found:" in page.detail._about.text(), timeout=LONG)


def _damage(program: WindowProgram, name: str) -> None:
    """One chunk of a film in the repository becomes another."""
    with program.lab.workspace() as workspace, workspace.reading("nas") as repository:
        (snapshot,) = repository.snapshots()
        item = next(i for i in repository.items(snapshot) if i.name == name)
        assert item.kind is ItemKind.FILE
        (place,) = repository.index.places(item.chunks[:32])
        data = bytearray(repository.storage.load(pack_name(place.pack)))
        data[place.entry.offset] ^= 1
        repository.storage.store(pack_name(place.pack), [data], replace=True)


def test_films_are_filtered_searched_and_chosen_by_device(qtbot: QtBot, page: VideosPage) -> None:
    state = named(page, QComboBox, "State of the films")
    assert "○  Missing on the device  (1)" in [state.itemText(n) for n in range(state.count())]
    state.setCurrentIndex(state.findData(FilmState.GAP))
    qtbot.waitUntil(lambda: page.films.rowCount() == 1, timeout=LONG)
    state.setCurrentIndex(0)
    page.side._view.setCurrentIndex(page.side.tree.place_of(Branch("Fly films", "ETHOSCOPE_013")))
    qtbot.waitUntil(lambda: page.films.rowCount() == 1, timeout=LONG)
    qtbot.keyClicks(named(page, QLineEdit, "Search films, devices and runs"), "nothing like it")
    qtbot.waitUntil(lambda: page.films.rowCount() == 0, timeout=LONG)
    press(page, "Show all films")
    qtbot.waitUntil(lambda: page.films.rowCount() == 5, timeout=LONG)


def test_a_film_is_restored_from_here(qtbot: QtBot, page: VideosPage) -> None:
    choose(page, "12/2")
    qtbot.waitUntil(lambda: page.detail._restore.isVisible(), timeout=LONG)
    ticked: list[frozenset[str]] = []

    def look(wizard: Wizard) -> None:
        (step,) = wizard.findChildren(WhatStep)
        for _ in range(2):  # the target and the moment are chosen already
            if not step.isVisible():
                qtbot.waitUntil(lambda: wizard._forward.isEnabled(), timeout=LONG)
                wizard._forward.click()
        qtbot.waitUntil(lambda: bool(step.tree.ticked), timeout=LONG)
        ticked.append(step.tree.ticked)

    within_dialog(qtbot, Wizard, look, lambda: press(page, "Restore this film…"))
    assert ticked == [frozenset({path_of(2)})]


def test_a_source_that_is_away_is_told(qtbot: QtBot, page: VideosPage, root: Path) -> None:
    root.rename(root.with_name("away"))
    page.refresh()
    qtbot.waitUntil(lambda: page.heading == "1 source cannot be looked at", timeout=LONG)
    qtbot.waitUntil(lambda: films_of(page)["12/2"].state is FilmState.BACKED_UP, timeout=LONG)
    root.with_name("away").rename(root)
    press(page, "Look again: Fly films")
    qtbot.waitUntil(lambda: page.heading == "1 film is on its device only", timeout=LONG)


def test_a_device_elsewhere_is_no_trouble(
    qtbot: QtBot, page: VideosPage, program: WindowProgram
) -> None:
    url = "ssh://ethoscope@10.0.0.12:22/ethoscope_data"
    with program.lab.workspace() as workspace:
        workspace.catalog.targets.add(TargetEntry("far", "ethoscope", url, "nas"))
    page.refresh()
    qtbot.waitUntil(lambda: page.facts.endswith("far: known by snapshots only"), timeout=LONG)
    assert page.heading == "1 film is on its device only"


def test_without_a_target_there_is_a_way_on(qtbot: QtBot, program: WindowProgram) -> None:
    page = program.videos
    program.window.show_page(page)
    qtbot.waitUntil(lambda: page.heading == "No video folder is protected yet", timeout=LONG)
    check(program.window)
    within_dialog(qtbot, Wizard, lambda _: None, lambda: press(page, "Protect a video folder…"))


def test_the_keyboard_goes_from_film_to_film(qtbot: QtBot, page: VideosPage) -> None:
    choose(page, "12/1")
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Right)
    assert page.detail.film is not None
    assert page.detail.film.number == 2
    rows = page.view.rows_in_sight()
    assert (rows.start, rows.stop) == (0, 5)
    qtbot.keyClick(page.view, Qt.Key.Key_End)
    assert page.view.currentIndex().row() == 4
    qtbot.keyClick(page.view, Qt.Key.Key_Home)
    assert page.view.currentIndex().row() == 0
