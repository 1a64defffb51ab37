"""Films as the page shows them, without a window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop_app.engine.film_library.listing import FilmEntry, FilmState
from desktop_app.engine.films import boxed, check, sniffing
from desktop_app.engine.films.film import FilmFacts
from desktop_app.gui.models.film_grid import PICTURE, FilmGrid, Thumb, key_of
from desktop_app.gui.models.film_tree import FilmTree, build
from desktop_app.gui.models.films import (
    ALL,
    SAID_BY_ENGINE,
    SHORT,
    STATES,
    Branch,
    Totals,
    Wanted,
    chosen,
    facts_of,
    heading_of,
    row_of,
    short_state_of,
    size_and_length,
    state_of,
    title_of,
)

FACTS = FilmFacts(1280, 960, "H.264", 7500, 25.0, 300.0)


def film(
    number: int | None = 1,
    state: FilmState = FilmState.BACKED_UP,
    device: str = "ETHOSCOPE_012",
    run: str = "v/ETHOSCOPE_012/2026-03-14_09-00-00",
    target: str = "flies",
) -> FilmEntry:
    name = run if state is FilmState.GAP else f"{run}/x_{number or 0:05d}.h264"
    size = 0 if state is FilmState.GAP else 43_000_000
    return FilmEntry(target, device, run, name, number, size, 7, state)


FILMS = [
    film(1),
    film(2, FilmState.GAP),
    film(3, FilmState.ON_DEVICE),
    film(1, device="ETHOSCOPE_013", run="v/ETHOSCOPE_013/monday"),
    film(None, FilmState.DAMAGED, device="", run="", target="cages"),
]


def test_every_state_has_a_word_and_a_shape() -> None:
    assert set(STATES) == set(FilmState)
    shown = [state_of(film(1, state)) for state in FilmState]
    assert len({state.word for state in shown}) == len(FilmState)
    for state in SHORT:
        assert short_state_of(film(1, state)).tone is state_of(film(1, state)).tone


def test_the_heading_is_the_worst_of_all_films() -> None:
    assert heading_of(Totals(), 0, 0) == "No video folder is protected yet"
    assert heading_of(Totals(), 1, 0) == "There are no films yet"
    assert heading_of(Totals(), 1, 1) == "The films cannot be looked at"
    assert heading_of(Totals.of(FILMS), 2, 0) == "1 film is damaged"
    assert heading_of(Totals.of(FILMS[:3]), 1, 0) == "1 film is on its device only"
    assert heading_of(Totals.of([film()]), 1, 0) == "All films are backed up"
    assert heading_of(Totals.of([film()]), 1, 1) == "1 source cannot be looked at"


def test_totals_leave_gaps_out_of_the_films() -> None:
    totals = Totals.of(FILMS)
    assert (totals.films, totals.size, totals.count(FilmState.GAP)) == (4, 172_000_000, 1)
    told = facts_of(totals)
    assert told.startswith("4 films with 172.0 MB")
    assert told.endswith("1 gap")


def test_films_are_chosen_by_branch_state_and_words() -> None:
    assert chosen(FILMS, Wanted()) == FILMS
    branch = Branch("flies", "ETHOSCOPE_012")
    assert chosen(FILMS, Wanted(branch)) == FILMS[:3]
    assert chosen(FILMS, Wanted(Branch("cages"))) == FILMS[4:]
    assert chosen(FILMS, Wanted(state=FilmState.GAP)) == [FILMS[1]]
    assert chosen(FILMS, Wanted(words="MONDAY 013")) == [FILMS[3]]
    assert chosen(FILMS, Wanted(words="monday 012")) == []


def test_a_film_in_words() -> None:
    assert title_of(FILMS[0]) == "Part 1"
    assert title_of(FILMS[4]) == "x_00000.h264"
    assert size_and_length(FILMS[0], None) == "43.0 MB"
    assert size_and_length(FILMS[0], FACTS) == "43.0 MB · 5 min · 25 fps"
    about = FilmFacts(1, 1, "H.264", 1, 29.97, 300.0, exact=False)
    assert size_and_length(FILMS[0], about) == "43.0 MB · about 5 min · 29.97 fps"
    assert size_and_length(FILMS[1], None) == "no file"


def test_the_tree_counts_films_by_target_device_and_run(qapp: QApplication) -> None:
    tree = FilmTree()
    tree.show_nodes(build(FILMS, ["cages", "empty", "flies"]))
    top = [(tree.index(r, 0).data(), tree.index(r, 1).data()) for r in range(tree.rowCount())]
    assert top == [("All films", "4"), ("cages", "1"), ("empty", "0"), ("flies", "3")]
    flies = tree.place_of(Branch("flies"))
    devices = [tree.index(row, 0, flies).data() for row in range(tree.rowCount(flies))]
    assert devices == ["ETHOSCOPE_012", "ETHOSCOPE_013"]
    run = tree.place_of(Branch("flies", "ETHOSCOPE_013", "v/ETHOSCOPE_013/monday"))
    assert run.data() == "monday"
    assert tree.parent(run).data() == "ETHOSCOPE_013"
    assert tree.place_of(ALL).data(Qt.ItemDataRole.AccessibleTextRole) == "All films: 4 films"
    assert not tree.place_of(Branch("gone")).isValid()


def test_the_grid_knows_which_pictures_it_lacks(qapp: QApplication) -> None:
    grid = FilmGrid()
    grid.show_films(FILMS)
    assert grid.rowCount() == 5
    wanted = grid.without_picture(range(-3, 99))
    assert wanted == [FILMS[0], *FILMS[2:]], "a gap has none"
    image = QImage(8, 8, QImage.Format.Format_RGB888)
    grid.show_thumbs(
        {key_of(FILMS[0]): Thumb(image, FACTS), key_of(FILMS[2]): Thumb(None, why="is empty")}
    )
    assert grid.without_picture(range(5)) == FILMS[3:]
    assert grid.index(0, 0).data(PICTURE).facts == FACTS
    said = grid.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Part 3, ETHOSCOPE_012 · ")
    assert said.endswith("On device only, is empty")
    assert row_of(FILMS, FILMS[3]) == 3
    assert row_of(FILMS, FILMS[1]) == 1
    assert row_of(FILMS, None) == -1
    grid.forget_faults()
    assert FILMS[2] in grid.without_picture(range(5))


def test_what_the_engine_says_of_films_is_known_here() -> None:
    said = {sniffing.NOT_RAW, sniffing.NO_FILM, sniffing.UNKNOWN, sniffing.EMPTY}
    said |= {sniffing.RAW, sniffing.ZEROS, sniffing.TEXT, *(what for *_, what in sniffing.MAGICS)}
    for whole in (check.TORN, boxed.CUT, check._damage(1, 2).partition(": ")[0]):
        said |= set(whole.split(": "))
    assert said == set(SAID_BY_ENGINE)
